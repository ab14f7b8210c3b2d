"""Nothing is left behind, however the server ends."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx2
import pytest
from tests.api.workers.harness import PATIENCE


@pytest.fixture
def server(store: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`reportedly serve`, as anybody would start it, and where it listens."""
    process = subprocess.Popen(
        [sys.executable, "-m", "reportedly", "serve", "--port", "0", "--store", str(store)],
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert process.stderr is not None
    try:
        for line in process.stderr:
            if "running on" in line:
                yield process, line.partition("running on ")[2].split()[0]
                break
        else:
            pytest.fail("the server did not start")
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def children(pid: int) -> list[int]:
    """The processes that a process started, and theirs."""
    told = Path(f"/proc/{pid}/task").glob("*/children")
    own = [int(child) for path in told for child in path.read_text(encoding="ascii").split()]
    return own + [deeper for child in own for deeper in children(child)]


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_the_server(
    server: tuple[subprocess.Popen[str], str], way: signal.Signals
) -> None:
    process, address = server
    assert httpx2.get(f"{address}/sparql", params={"query": "ASK {}"}).status_code == 200
    below = children(process.pid)
    assert len(below) >= 4  # the fork server, two workers and a spare
    with ExitStack() as stack:
        waiting = select.poll()
        for pid in below:
            descriptor = os.pidfd_open(pid)
            stack.callback(os.close, descriptor)
            waiting.register(descriptor, select.POLLIN)
        process.send_signal(way)
        left = len(below)
        while left:
            ended = waiting.poll(PATIENCE * 1000)
            assert ended, f"{left} of {len(below)} processes are still there"
            for descriptor, _ in ended:
                waiting.unregister(descriptor)
                left -= 1
    assert process.wait(PATIENCE) in (0, -way)


def test_a_terminals_interrupt_lets_a_query_end(
    server: tuple[subprocess.Popen[str], str],
) -> None:
    process, address = server
    rows = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } LIMIT 20000"
    with httpx2.stream(
        "GET",
        f"{address}/sparql",
        params={"query": rows, "format": "csv"},
        headers={"Accept-Encoding": "identity"},
        timeout=PATIENCE,
    ) as answer:
        chunks = answer.iter_raw()
        body = next(chunks)
        process.send_signal(signal.SIGINT)
        body += b"".join(chunks)
    assert body.count(b"\r\n") == 20001
    assert process.wait(PATIENCE) in (0, -signal.SIGINT)

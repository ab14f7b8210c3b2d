"""A real server, told to stop: queries under way end, or break off so that it shows."""

from __future__ import annotations

import json
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest
from tests.api.operations.harness import PATIENCE, running
from tests.api.workers.harness import EASY, endless, hard

SLOW = 'reportedly_workers{lane="slow",pool="queries"}'
SEVERAL = " ".join(map(str, range(700)))
LONG = f"SELECT ?a ?b {{ VALUES ?a {{ {SEVERAL} }} VALUES ?b {{ {SEVERAL} }} }}"


def test_an_answer_under_way_ends_whole_before_the_server_does(store: Path, tmp_path: Path) -> None:
    with running(store, tmp_path) as server:
        form = {"query": LONG, "format": "csv"}
        with httpx2.stream(
            "POST", f"{server.address}/sparql", data=form, timeout=PATIENCE
        ) as answer:
            blocks = answer.iter_bytes()
            taken = len(next(blocks))
            server.process.send_signal(signal.SIGTERM)
            taken += sum(len(block) for block in blocks)
        assert taken > 700 * 700 * 4
        server.process.wait(PATIENCE)
    assert "Traceback" not in server.log.read_text(encoding="utf-8")


def test_beyond_the_limit_a_query_is_told_that_the_server_stops(
    store: Path, tmp_path: Path
) -> None:
    """Its answer had not begun: 503, not a connection that is closed without a word."""
    chosen = {"REPORTEDLY_SHUTDOWN_SECONDS": "1"}
    with running(store, tmp_path, **chosen) as server, ThreadPoolExecutor(1) as clients:
        asked = clients.submit(
            httpx2.post, f"{server.address}/sparql", data={"query": hard()}, timeout=PATIENCE
        )
        server.wait_for(SLOW, 1)
        server.process.send_signal(signal.SIGTERM)
        answer = asked.result(PATIENCE)
        server.process.wait(PATIENCE)
    assert answer.status_code == 503, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Traceback" not in server.log.read_text(encoding="utf-8")


def test_beyond_the_limit_an_answer_that_has_begun_breaks_off(store: Path, tmp_path: Path) -> None:
    chosen = {"REPORTEDLY_SHUTDOWN_SECONDS": "1", "REPORTEDLY_LOG_FORMAT": "json"}
    with running(store, tmp_path, **chosen) as server:
        form = {"query": endless(), "format": "csv"}
        with (
            httpx2.stream(
                "POST", f"{server.address}/sparql", data=form, timeout=PATIENCE
            ) as answer,
            pytest.raises(httpx2.RemoteProtocolError),
        ):
            blocks = answer.iter_bytes()
            next(blocks)
            server.process.send_signal(signal.SIGTERM)
            for _ in blocks:
                pass
        server.process.wait(PATIENCE)
    log = server.log.read_text(encoding="utf-8")
    (line,) = [json.loads(row) for row in log.splitlines() if '"outcome"' in row]
    assert (line["status"], line["whole"]) == (200, False)
    assert "Traceback" not in log


def test_several_processes_count_together_and_share_the_workers(
    store: Path, tmp_path: Path
) -> None:
    chosen = {"REPORTEDLY_WORKERS": "4", "REPORTEDLY_LOG_FORMAT": "json"}
    with running(store, tmp_path, "--processes", "2", **chosen) as server:
        for _ in range(20):  # each on a connection of its own, so that both processes get some
            answer = httpx2.post(f"{server.address}/sparql", data={"query": EASY}, timeout=PATIENCE)
            assert answer.status_code == 200
        assert server.counted('reportedly_requests_total{route="/sparql",status="200"}') == 20
        # Two processes, each with half of four workers and two to spare
        server.wait_for('reportedly_workers{lane="idle",pool="queries"}', 8)
        assert server.counted('reportedly_workers{lane="idle",pool="queries"}') == 8
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(PATIENCE)
    assert server.process.returncode == 0
    log = server.log.read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert all(json.loads(line) for line in log.splitlines())

"""The load generator, against a server that answers in every way that HTTP/1.1 knows."""

from __future__ import annotations

import shutil
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from bench.endpoint.hammer import (
    BROKEN_OFF,
    REFUSED,
    UNANSWERED,
    WHOLE,
    Fired,
    Target,
    compile_hammer,
    fire,
    write_requests,
)
from bench.endpoint.process import free_port

BODY = b"a\r\nbb\nccc"  # three lines, one with a carriage return, the last one open
CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n"
WAYS: dict[str, tuple[bytes, int, int]] = {
    "length": (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" + BODY, 200, WHOLE),
    "chunks": (
        CHUNKED + b"\r\n4\r\na\r\nb\r\n5;x=y\r\nb\nccc\r\n0\r\nTrailer: x\r\n\r\n",
        200,
        WHOLE,
    ),
    "close": (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + BODY, 200, WHOLE),
    "problem": (b"HTTP/1.1 504 Late\r\nContent-Length: 0\r\n\r\n", 504, WHOLE),
    "short": (
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\nConnection: close\r\n\r\n" + BODY,
        200,
        BROKEN_OFF,
    ),
    "no last chunk": (
        CHUNKED + b"Connection: close\r\n\r\n9\r\n" + BODY + b"\r\n",
        200,
        BROKEN_OFF,
    ),
    "silence": (b"", 0, UNANSWERED),
}
NAMES = list(WAYS)


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while line := self.rfile.readline():
            while self.rfile.readline() not in (b"\r\n", b""):
                pass
            way = NAMES[int(line.split(b"=")[1].split()[0])]
            answer = WAYS[way][0]
            if not answer:
                self.rfile.read()
                return
            for i in range(len(answer)):  # a byte at a time: nothing may rest on how it is cut
                self.wfile.write(answer[i : i + 1])
            if b"Connection: close" in answer:
                return


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (shutil.which("cc") or shutil.which("gcc")):
        pytest.skip("no C compiler is installed")
    return compile_hammer(tmp_path_factory.mktemp("hammer"))


@pytest.fixture(scope="module")
def target(program: Path) -> Iterator[Target]:
    with _Server(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        file = program.with_name("requests")
        yield Target(port, write_requests(file, [str(n) for n in range(len(WAYS))], port, "/"))
        server.shutdown()


def shoot(program: Path, target: Target, *numbers: int, limit: int, clients: int = 1) -> Fired:
    sequence = np.array(numbers, np.uint32)
    return fire(program, target, sequence, clients=clients, seconds=30, grace=0, limit=limit)


@pytest.mark.parametrize("way", [way for way in WAYS if way != "silence"])
def test_an_answer_is_told_by_how_it_ended(way: str, program: Path, target: Target) -> None:
    _, status, outcome = WAYS[way]
    fired = shoot(program, target, NAMES.index(way), limit=3)
    assert fired.records["outcome"].tolist() == [outcome] * 3
    assert fired.records["status"].tolist() == [status] * 3
    assert fired.records["query"].tolist() == [NAMES.index(way)] * 3


def test_lines_are_the_same_however_they_are_sent(program: Path, target: Target) -> None:
    fired = shoot(program, target, 0, 1, 2, limit=9, clients=3)
    assert len(fired.records) == 9
    assert set(fired.records["lines"]) == {3}
    assert set(fired.records["bytes"]) == {len(BODY)}
    assert len(set(fired.records["hash"])) == 1


def test_what_is_not_answered_at_the_end_is_told(program: Path, target: Target) -> None:
    sequence = np.array([NAMES.index("silence")], np.uint32)
    fired = fire(program, target, sequence, clients=4, seconds=0.2, grace=0.2)
    assert fired.records["outcome"].tolist() == [UNANSWERED] * 4
    assert (fired.records["latency"] > 0.3e9).all()


def test_a_closed_port_is_told(program: Path, target: Target) -> None:
    nobody = Target(free_port(), target.requests)
    fired = fire(program, nobody, np.zeros(1, np.uint32), clients=1, seconds=0.1, grace=0)
    assert len(fired.records) >= 1
    assert set(fired.records["outcome"]) == {REFUSED}


def test_a_bounded_rate_is_kept(program: Path, target: Target) -> None:
    sequence = np.zeros(1, np.uint32)
    fired = fire(
        program, target, sequence, clients=4, seconds=60, grace=10, rate=200, limit=100
    )  # fmt: skip
    assert len(fired.records) == 100
    assert fired.elapsed >= 99 / 200

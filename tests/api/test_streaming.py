"""Answers on their way out, over real sockets: a server and clients that do not know each other."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import anyio
import httpx2
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from reportedly_api.streaming import BLOCK, WAITING, AnswerResponse, Outlet, Produce

PIECE = b"0123456789abcdef" * 512  # 8 KiB, as the engine writes
PIECES = 500
Serve = Callable[[Produce], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves what a function writes, at the address that is returned."""
    started: list[tuple[uvicorn.Server, threading.Thread, socket.socket]] = []

    def start(produce: Produce) -> str:
        limiter: list[anyio.CapacityLimiter] = []

        async def answer(_request: Request) -> AnswerResponse:
            if not limiter:
                limiter.append(anyio.CapacityLimiter(1))
            return AnswerResponse(produce, limiter[0])

        listening = socket.create_server(("127.0.0.1", 0))
        app = Starlette(routes=[Route("/", answer)])
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        started.append((server, thread, listening))
        return f"http://127.0.0.1:{listening.getsockname()[1]}/"

    yield start
    for server, thread, listening in started:
        server.should_exit = True
        thread.join(timeout=10)
        listening.close()
        assert not thread.is_alive()


def begin(outlet: Outlet) -> None:
    outlet.start({"Content-Type": "text/plain", "X-Kind": "test"})


def test_an_answer_that_fits_one_block_is_sent_with_its_length(serve: Serve) -> None:
    def produce(outlet: Outlet) -> None:
        begin(outlet)
        outlet.write(b"all ")
        outlet.write(b"of it")

    answer = httpx2.get(serve(produce))
    assert answer.content == b"all of it"
    assert answer.headers["content-length"] == "9"
    assert answer.headers["content-type"] == "text/plain"
    assert answer.headers["x-kind"] == "test"


def test_an_empty_answer_is_an_answer(serve: Serve) -> None:
    answer = httpx2.get(serve(begin))
    assert (answer.status_code, answer.headers["content-length"]) == (200, "0")


def test_a_longer_answer_is_sent_in_chunks_and_arrives_whole(serve: Serve) -> None:
    def produce(outlet: Outlet) -> None:
        begin(outlet)
        for _ in range(PIECES):
            outlet.write(PIECE)
        outlet.write(b"end")

    answer = httpx2.get(serve(produce))
    assert answer.content == PIECE * PIECES + b"end"
    assert answer.headers["transfer-encoding"] == "chunked"
    assert "content-length" not in answer.headers


def test_an_answer_that_breaks_off_breaks_the_connection(serve: Serve) -> None:
    def produce(outlet: Outlet) -> None:
        begin(outlet)
        for _ in range(PIECES):
            outlet.write(PIECE)
        raise RuntimeError("the disk went away")

    with pytest.raises(httpx2.RemoteProtocolError):
        httpx2.get(serve(produce))


class Panic(BaseException):
    """As the engine's own panics, which are no Exception."""


@pytest.mark.parametrize("error", [RuntimeError("early"), Panic("early")])
def test_what_fails_before_the_first_block_can_still_be_told(
    serve: Serve, error: BaseException
) -> None:
    def produce(outlet: Outlet) -> None:
        begin(outlet)
        outlet.write(b"a little")
        raise error

    address = serve(produce)
    assert httpx2.get(address).status_code == 500
    assert httpx2.get(address).status_code == 500  # the server and its one place live on


def test_a_client_that_goes_away_stops_the_thread_that_writes(serve: Serve) -> None:
    stopped = threading.Event()

    def produce(outlet: Outlet) -> None:
        begin(outlet)
        try:
            while True:
                outlet.write(PIECE)
        finally:
            stopped.set()

    address = serve(produce)
    with httpx2.stream("GET", address) as answer:
        next(answer.iter_raw())
        assert not stopped.is_set()
    assert stopped.wait(timeout=10)


def test_a_client_that_does_not_read_makes_the_thread_wait(serve: Serve) -> None:
    written = 0
    enough = threading.Event()

    def produce(outlet: Outlet) -> None:
        nonlocal written
        begin(outlet)
        while not enough.is_set():
            written += outlet.write(PIECE)

    address = serve(produce)
    with httpx2.stream("GET", address) as answer:
        chunks = answer.iter_raw()
        next(chunks)
        before = -1
        while before != written:  # until nothing moves any more
            before = written
            time.sleep(0.5)
        # What the operating system buffers on both sides of a loopback connection is some MiB.
        assert written < 32 * 1024 * 1024 + (WAITING + 2) * BLOCK
        enough.set()
        rest = sum(len(chunk) for chunk in chunks)
    assert rest > 0

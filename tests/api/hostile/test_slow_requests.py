"""Clients that never finish asking are hung up on, and a crowd of them keeps nobody out."""

from __future__ import annotations

import resource
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Final

import pytest
from tests.api.hostile.test_runaways import ENDLESS
from tests.api.hostile.test_slow_connections import BEGINNINGS

if TYPE_CHECKING:
    from tests.api.hostile.conftest import Endpoint

Launch = Callable[..., "Endpoint"]
FEW: Final = "REPORTEDLY_MAX_CONNECTIONS"
RUNAWAY: Final = ENDLESS["count"] + "}"
SOON: Final = {"REPORTEDLY_MAX_REQUEST_SECONDS": "1"}


def all_of(line: socket.socket) -> bytes:
    """What comes until the other end hangs up."""
    try:
        return b"".join(iter(lambda: line.recv(65536), b""))
    except ConnectionResetError:
        return b""


def hung_up(endpoint: Endpoint, why: str) -> int:
    metrics = endpoint.get("/metrics").body.decode()
    sample = f'reportedly_connections_hung_up_total{{why="{why}"}} '
    (told,) = (line for line in metrics.splitlines() if line.startswith(sample))
    return int(float(told.rpartition(" ")[2]))


def test_a_request_that_does_not_come_is_given_up(
    launch: Launch, record_property: Callable[[str, object], None]
) -> None:
    endpoint = launch(**SOON)
    assert len(BEGINNINGS) == 4
    for beginning in BEGINNINGS:
        with endpoint.dial() as line:
            line.sendall(beginning)
            told = all_of(line)
        if not beginning:
            assert told == b""  # who says nothing is told nothing
            continue
        assert told.startswith(b"HTTP/1.1 408 ")
        assert b"\r\ncontent-type: application/problem+json" in told.lower()
        assert b"within 1 seconds" in told
    assert hung_up(endpoint, "slow") == len(BEGINNINGS)
    record_property("hung up on", len(BEGINNINGS))
    assert endpoint.is_well()


def test_a_request_that_comes_drop_by_drop_is_given_up(launch: Launch) -> None:
    endpoint = launch(**SOON)
    with endpoint.dial() as line:
        line.sendall(BEGINNINGS[2])
        drops = 0
        with suppress(BrokenPipeError, ConnectionResetError):
            while drops < 400:
                line.sendall(b"a")
                drops += 1
                time.sleep(0.05)
    assert 0 < drops < 400


def test_an_answer_may_take_longer_than_its_request(launch: Launch) -> None:
    endpoint = launch(REPORTEDLY_MAX_SECONDS="4", **SOON)
    assert endpoint.ask(RUNAWAY).status == 504


def test_what_waits_behind_an_answer_is_not_too_slow(launch: Launch) -> None:
    """Half a request that is not read yet, as another one's answer is being made."""
    endpoint = launch(REPORTEDLY_MAX_SECONDS="4", **SOON)
    first = endpoint.request(
        "POST", "/sparql", RUNAWAY.encode(), "Content-Type: application/sparql-query"
    ).replace(b"Connection: close\r\n", b"")
    second = endpoint.request("GET", "/healthz", b"")
    with endpoint.dial() as line:
        line.sendall(first + second[:20])
        answer = line.recv(65536)
        assert answer.startswith(b"HTTP/1.1 504 ")
        line.sendall(second[20:])
        assert b"HTTP/1.1 200 " in all_of(line)


def test_a_crowd_that_asks_nothing_makes_room(
    launch: Launch, record_property: Callable[[str, object], None]
) -> None:
    most, crowd = 20, 100
    endpoint = launch(**{FEW: str(most)})
    with ExitStack() as stack:
        lines = []
        for n in range(crowd):
            lines.append(stack.enter_context(endpoint.dial()))
            lines[n].sendall(BEGINNINGS[1])
            if n % 10 == 0:
                assert endpoint.is_well()
        assert endpoint.is_well()
        closed = hung_up(endpoint, "crowd")
        assert closed >= crowd - most
        record_property("connections", crowd)
        record_property("room for", most)
        record_property("closed", closed)
        assert all_of(lines[0]) == b""  # who waited longest


def test_a_crowd_does_not_push_out_who_is_being_answered(launch: Launch) -> None:
    endpoint = launch(REPORTEDLY_MAX_SECONDS="3", **{FEW: "10"})
    with ExitStack() as stack:
        asking = stack.enter_context(endpoint.dial())
        asking.sendall(
            endpoint.request(
                "POST", "/sparql", RUNAWAY.encode(), "Content-Type: application/sparql-query"
            )
        )
        time.sleep(0.2)
        for _ in range(50):
            stack.enter_context(endpoint.dial())
        assert all_of(asking).startswith(b"HTTP/1.1 504 ")


def test_where_all_are_being_answered_a_new_one_is_told_to_come_again(launch: Launch) -> None:
    endpoint = launch(REPORTEDLY_MAX_SECONDS="3", **{FEW: "2"})
    asked = endpoint.request(
        "POST", "/sparql", RUNAWAY.encode(), "Content-Type: application/sparql-query"
    )
    with ExitStack() as stack:
        for _ in range(2):
            stack.enter_context(endpoint.dial()).sendall(asked)
        time.sleep(0.2)
        told = all_of(stack.enter_context(endpoint.dial()))
    assert told.startswith(b"HTTP/1.1 503 ")
    assert b"\r\nretry-after: 1\r\n" in told.lower()


def test_a_server_that_was_given_few_files_takes_more(launch: Launch, many_files: int) -> None:
    idle, given = 400, 256
    if many_files < 2 * idle:
        pytest.skip(f"this process may open {many_files} files only")
    resource.setrlimit(resource.RLIMIT_NOFILE, (given, many_files))
    endpoint = launch()
    resource.setrlimit(resource.RLIMIT_NOFILE, (many_files, many_files))
    with ExitStack() as stack:
        for _ in range(idle):
            stack.enter_context(endpoint.dial())
        assert endpoint.is_well()
        assert hung_up(endpoint, "crowd") == 0

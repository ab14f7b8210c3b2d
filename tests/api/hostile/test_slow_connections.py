"""A thousand connections that never finish their requests, while others ask honestly."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.api.hostile.conftest import Endpoint

SLOW = 1_000
UNREAD = 200
HONEST = 50

# Where a slow client stops: before a word, in the request line, in the headers, in the body.
BEGINNINGS = (
    b"",
    b"GET /spar",
    b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nASK {",
)


def test_honest_queries_are_answered_beside_a_thousand_slow_connections(
    endpoint: Endpoint, many_files: int, record_property: Callable[[str, object], None]
) -> None:
    if many_files < SLOW + 100:
        pytest.skip(f"this process may open {many_files} files only")
    with ExitStack() as stack:
        lines: list[socket.socket] = []
        for n in range(SLOW):
            line = stack.enter_context(endpoint.dial())
            line.sendall(BEGINNINGS[n % len(BEGINNINGS)])
            lines.append(line)
        for n in range(HONEST):
            for line in lines[n::HONEST]:
                _drip(line)
            assert endpoint.is_well()
        record_property("connections held open", len(lines))
        record_property("honest answers meanwhile", HONEST)
    assert endpoint.is_well()


def test_readers_that_take_nothing_hold_up_nobody(
    endpoint: Endpoint, many_files: int, record_property: Callable[[str, object], None]
) -> None:
    """Clients that ask and never read their answers."""
    if many_files < 300:
        pytest.skip(f"this process may open {many_files} files only")
    query = "SELECT%20*%20WHERE%20%7B%3Fs%20%3Fp%20%3Fo%7D"
    with ExitStack() as stack:
        for _ in range(UNREAD):
            line = stack.enter_context(endpoint.dial())
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            line.sendall(endpoint.request("GET", f"/sparql?query={query}", b""))
        for _ in range(HONEST):
            assert endpoint.is_well()
        record_property("answers never read", UNREAD)
        record_property("honest answers meanwhile", HONEST)


def _drip(line: socket.socket) -> None:
    with suppress(BrokenPipeError, ConnectionResetError):  # the server may have enough of it
        line.sendall(b"a")

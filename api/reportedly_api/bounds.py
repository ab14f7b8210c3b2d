"""How long the head of a request may be, how long it may take to come, and how many may come.

Uvicorn over httptools sets no bound: a client that sends headers for ever is read for ever, and all
of it is kept. `BoundedProtocol` refuses such a request as RFC 9110, section 15.5.15 (414), and
RFC 6585, section 5 (431), say, and lets `connections` hang up on who is slow. Another ASGI server
has bounds of its own.
"""

from __future__ import annotations

import asyncio
import json
from typing import Final, NamedTuple

from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)

from reportedly_api.answers import Fault, RequestError
from reportedly_api.connections import CONNECTIONS, JUST_NOW, Connections
from reportedly_api.problems import PROBLEM_JSON, of_fault
from reportedly_api.settings import Settings

BOUNDS: Final = "reportedly_api.bounds"
"""Under which the application tells the server of the `Bounds`, in the state of the lifespan."""

_SLOW: Final = 408
_FEWER: Final = "Send fewer headers, and shorter ones."


class Bounds(NamedTuple):
    """What the head of a request may have.

    Attributes:
        size: its bytes, the request target and the headers together.
        headers: how many headers.
    """

    size: int
    headers: int


def bounds_of(settings: Settings) -> Bounds:
    """The bounds that are set."""
    return Bounds(settings.max_head_bytes, settings.max_headers)


class BoundedProtocol(HttpToolsProtocol):
    """Uvicorn's protocol, which hangs up on who sends a head without end.

    What is no head is counted with it where httptools keeps it just so: the trailers of a chunked
    body, and the extensions of a chunk. A head is noticed as too long at the latest with the first
    piece that the socket gives beyond the bound.
    """

    _bounds: Bounds | None = None
    _before = 0
    """Bytes of this head that earlier pieces brought, and this one unless it begins in it."""
    _piece = 0
    """Bytes of the piece that is being read."""
    _fault: Fault | None = None
    _connections: Connections | None = None
    unfinished: float | None = JUST_NOW
    """See `connections.Connection`."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a place among the others."""
        super().connection_made(transport)
        self._connections = self.app_state.get(CONNECTIONS)
        if self._connections is not None:
            self._connections.opened(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Leave the place."""
        if self._connections is not None:
            self._connections.closed(self)
        super().connection_lost(exc)

    @property
    def answers(self) -> bool:
        """See `connections.Connection`."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete and not cycle.more_body

    def hang_up(self, fault: Fault | None) -> None:
        """See `connections.Connection`."""
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is not None and not cycle.response_complete and not cycle.response_started:
            cycle.disconnected = True  # as if its client had gone, which is who broke off
            cycle.message_event.set()
        asked = self.unfinished is not None and self.headers is not None
        if fault is None or (fault.status == _SLOW and not asked):
            self.transport.abort()
            return
        self._fault = fault
        self.send_400_response(fault.detail)

    def data_received(self, data: bytes) -> None:
        """Read a piece, and refuse the request if its head does not end."""
        self._bounds = self._bounds or self.app_state.get(BOUNDS)
        self._piece = len(data)
        self._before += self._piece
        super().data_received(data)
        bounds = self._bounds
        if bounds and self._before > bounds.size and not self.transport.is_closing():
            self._fault = self._too_long(bounds)
            self.send_400_response(self._fault.detail)

    def on_message_begin(self) -> None:
        """Count anew: another request."""
        self._before = 0
        self.unfinished = JUST_NOW
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """It has come whole."""
        self.unfinished = None
        super().on_message_complete()

    def on_body(self, body: bytes) -> None:
        """Count anew: a body is bounded by who reads it."""
        self._before = 0
        super().on_body(body)

    def on_headers_complete(self) -> None:
        """Look at the whole head, before anything is done with it.

        Raises:
            RequestError: 414 or 431; httptools stops there, and uvicorn calls `send_400_response`.
        """
        bounds = self._bounds
        if bounds:
            if len(self.headers) > bounds.headers:
                self._fault = _refusal(431, f"There are more than {bounds.headers} headers.")
            elif self._before + self._piece > bounds.size:  # else it cannot be too long
                length = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
                if length > bounds.size:
                    self._fault = self._too_long(bounds)
            if self._fault is not None:
                raise RequestError(self._fault)
        self._before = 0
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Say what is wrong, and hang up; in the middle of another answer, only hang up."""
        fault = self._fault
        if fault is None:
            super().send_400_response(msg)
            return
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None or cycle.response_complete or _silent(cycle):
            body = json.dumps(of_fault(fault).members(None)).encode()
            own = [(name.encode(), value.encode()) for name, value in fault.headers.items()]
            headers = [*self.server_state.default_headers, *own]
            always = b"".join(b"%b: %b\r\n" % each for each in headers)
            self.transport.write(
                b"%b%bcontent-type: %b\r\ncontent-length: %d\r\n"
                b"access-control-allow-origin: *\r\nconnection: close\r\n\r\n%b"
                % (STATUS_LINE[fault.status], always, PROBLEM_JSON.encode(), len(body), body)
            )
        self.transport.close()

    def _too_long(self, bounds: Bounds) -> Fault:
        if len(self.url) > bounds.size // 2:
            return _refusal(
                414,
                f"The target and the headers of the request are longer than {bounds.size} bytes, "
                "and most of it is the target.",
                "Send a long query by POST to /sparql.",
            )
        return _refusal(431, f"The headers of the request are longer than {bounds.size} bytes.")


def _silent(cycle: RequestResponseCycle) -> bool:
    """Whether nothing was said of a request, and nothing will be."""
    return cycle.disconnected and not cycle.response_started


def _refusal(status: int, detail: str, mend: str = _FEWER) -> Fault:
    return Fault(status, detail, mend)

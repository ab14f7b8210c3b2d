"""The shortest way for what is asked most: a query by GET whose answer is short.

For such a request, what an ASGI server and a framework do takes longer than the look-up itself: a
task, its wake-up, checks of headers that are always the same, two writes. `QuickProtocol` is
uvicorn's own (with bounds), and lets `Quick` answer in the callbacks of the connections: one from
the client's, one from the worker's. Everything else (a long answer, a problem, another resource)
takes the usual way, with the same code from there on, and under another server everything does.
"""

from __future__ import annotations

from functools import partial
from typing import Final, cast

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from reportedly_api.answers import ProblemError, RequestError
from reportedly_api.bounds import BoundedProtocol
from reportedly_api.compression import SMALLEST, CompressionMiddleware, accepts_coding
from reportedly_api.routes.desk import Desk
from reportedly_api.routes.protocol import read_url
from reportedly_api.routes.sparql import CORS, PLAIN, inquiry_of, is_hot, tell
from reportedly_api.streaming import gone, relay_begun
from reportedly_api.workers.passage import Begun, Passage

QUICK: Final = "reportedly_api.quick"
"""Under which the application tells the server of its `Quick`, in the state of the lifespan."""

Besides = tuple[tuple[bytes, bytes], ...]
"""Headers beyond those of the answer."""


class QuickProtocol(BoundedProtocol):
    """Uvicorn's protocol, which asks `Quick` before it starts a task."""

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        quick = self.app_state.get(QUICK)
        if app is not self.app or quick is None or not quick.takes(cycle, self):
            super()._start_asgi_task(cycle, app)

    def go_on(self, cycle: RequestResponseCycle, app: ASGIApp) -> None:
        """Go on in the usual way, with another application."""
        super()._start_asgi_task(cycle, cast(ASGI3Application, app))


class Quick:
    """Answers queries in callbacks; made by the application when it starts."""

    __slots__ = ("_app", "_desk")

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    def takes(self, cycle: RequestResponseCycle, protocol: QuickProtocol) -> bool:
        """Whether a request was taken in; if not, nothing was done with it."""
        scope = cast(Scope, cycle.scope)
        if (
            scope["method"] != "GET"
            or not is_hot(scope)
            or scope["http_version"] != "1.1"
            or cycle.waiting_for_100_continue
            or cycle.access_log
        ):
            return False
        request = Request(scope)
        try:
            inquiry = inquiry_of(read_url(request), request)
        except RequestError:
            return False  # the usual way finds it, too, and says so
        waiting = partial(gone, cast(Receive, cycle.receive))
        heard = partial(self._heard, cycle, protocol)
        try:
            self._desk.engine.ask(inquiry, waiting, heard)
        except ProblemError as error:
            protocol.go_on(cycle, partial(self._tell, error))
        return True

    def _heard(
        self,
        cycle: RequestResponseCycle,
        protocol: QuickProtocol,
        passage: Passage,
        begun: Begun | ProblemError,
    ) -> None:
        if cycle.disconnected:
            return  # noticed by now, or soon: what watches the passage cancels it
        if isinstance(begun, ProblemError):
            protocol.go_on(cycle, partial(self._tell, begun))
            return
        packs = accepts_coding(cast(Scope, cycle.scope))
        short = not packs or len(begun.body) < SMALLEST
        besides = CORS if packs else PLAIN
        if begun.whole and short and not cycle.flow.write_paused:
            self._write(cycle, begun, besides)
        else:
            usual = partial(self._relay, passage, begun, besides)
            protocol.go_on(cycle, CompressionMiddleware(usual) if packs else usual)

    def _write(self, cycle: RequestResponseCycle, begun: Begun, besides: Besides) -> None:
        """Send a whole answer in one write, and end the cycle as uvicorn itself does."""
        close = b"" if cycle.keep_alive else b"connection: close\r\n"
        always = b"".join(b"%b: %b\r\n" % header for header in cycle.default_headers)
        lines = self._desk.heads.lines(begun.head, besides)
        length = len(begun.body)
        cycle.transport.write(
            b"HTTP/1.1 200 OK\r\n%b%b%bcontent-length: %d\r\n\r\n%b"
            % (always, lines, close, length, begun.body)
        )
        cycle.response_started = cycle.response_complete = True
        cycle.message_event.set()
        if not cycle.keep_alive:
            cycle.transport.close()
        cycle.on_response()
        cycle.on_response = _nothing

    async def _tell(self, error: ProblemError, scope: Scope, receive: Receive, send: Send) -> None:
        scope["app"] = self._app
        said = partial(tell, error)
        packs = accepts_coding(scope)
        await (CompressionMiddleware(said) if packs else said)(scope, receive, send)

    async def _relay(
        self,
        passage: Passage,
        begun: Begun,
        besides: Besides,
        scope: Scope,
        _receive: Receive,
        send: Send,
    ) -> None:
        try:
            await relay_begun(passage, begun, self._desk.heads, scope, send, besides=besides)
        except ProblemError as error:
            scope["app"] = self._app
            await tell(error, scope, _receive, send)


def _nothing() -> None:
    """Do nothing: the cycle is over."""

"""The shortest way for what is asked most: a query by GET whose answer is short.

For such a request, what an ASGI server and a framework do takes longer than the look-up itself: a
task, its wake-up, checks of headers that are always the same, two writes. `QuickProtocol` is
uvicorn's own (with bounds), and lets `Quick` answer in the callbacks of the connections: one from
the client's, one from the worker's. Everything else (a long answer, a problem, another resource)
takes the usual way, with the same code from there on, and under another server everything does.
"""

from __future__ import annotations

from functools import partial
from typing import Final, Protocol, cast

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from reportedly_api.answers import ProblemError, RequestError
from reportedly_api.bounds import BoundedProtocol
from reportedly_api.caching import Caching, Key, fields_of, kept_whole, key_of
from reportedly_api.compression import SMALLEST, CompressionMiddleware, accepts_coding
from reportedly_api.operations.recording import HEADER, Recorder
from reportedly_api.prepared import Prepared, Preparing, lines_of
from reportedly_api.records import Record
from reportedly_api.routes.desk import Desk
from reportedly_api.routes.sparql import CORS, PATH, PLAIN, is_hot, tell
from reportedly_api.streaming import Besides, gone, relay_begun
from reportedly_api.workers.outcomes import Outcome
from reportedly_api.workers.passage import Begun, Passage

QUICK: Final = "reportedly_api.quick"
"""Under which the application tells the server of its `Quick`, in the state of the lifespan."""


class QuickProtocol(BoundedProtocol):
    """Uvicorn's protocol, which asks `Quick` before it starts a task."""

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        quick = self.app_state.get(QUICK)
        if app is not self.app or quick is None or not quick.takes(cycle, self):
            super()._start_asgi_task(cycle, app)

    def go_on(self, cycle: RequestResponseCycle, app: ASGIApp) -> None:
        """Go on in the usual way, with another application."""
        super()._start_asgi_task(cycle, cast(ASGI3Application, app))


class Noting(Protocol):
    """The application, which takes notes on each request."""

    recorder: Recorder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and note how it went."""

    async def noted(
        self, app: ASGIApp, record: Record, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Have a request answered, and note how it went."""


class Quick:
    """Answers queries in callbacks; made by the application when it starts.

    Attributes:
        app: the application.
        desk: its desk.
        caching: gives again what was answered before; None if it is switched off.
    """

    __slots__ = ("_preparing", "app", "caching", "desk")

    def __init__(self, app: Noting, desk: Desk, caching: Caching | None) -> None:
        self.app = app
        self.desk = desk
        self.caching = caching
        self._preparing = Preparing(desk)

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
        fields = fields_of(scope)
        if b"if-none-match" in fields:
            return False
        caching, key, build = self.caching, None, ""
        if caching is not None:
            key, build = key_of(scope, fields, b""), caching.build()
            kept = None if key is None else caching.cache.get(build, key)
            if kept is not None and not cycle.flow.write_paused:
                record = self.app.recorder.begin(scope)
                _write(cycle, record, lines_of(kept.headers), kept.body)
                record.build, record.route = build, PATH
                self.app.recorder.end(scope, record)
                return True
        try:
            prepared = self._preparing.read(scope)
        except RequestError:
            return False  # the usual way finds it, too, and says so
        waiting = partial(gone, cast(Receive, cycle.receive))
        record = self.app.recorder.begin(scope)
        record.query, record.digest, record.route = prepared.query, prepared.digest, PATH
        quick = _Asked(self, cycle, protocol, record, prepared, key, build)
        try:
            shares = caching is not None and prepared.stamp is not None
            self.desk.engine.ask(prepared.asked, waiting, quick.heard, shares=shares)
        except ProblemError as error:
            quick.refuse(error)
        return True


class _Asked:
    """One request that waits for its answer.

    Attributes:
        key: what it is kept under; None if it is not.
        build: the build that was served when it was asked.
    """

    __slots__ = (
        "_app", "_caching", "_cycle", "_heads", "_prepared", "_protocol", "_record", "build", "key",
    )  # fmt: skip

    def __init__(
        self,
        quick: Quick,
        cycle: RequestResponseCycle,
        protocol: QuickProtocol,
        record: Record,
        prepared: Prepared,
        key: Key | None,
        build: str,
    ) -> None:
        self._app = quick.app
        self._heads = quick.desk.heads
        self._caching = quick.caching
        self._cycle = cycle
        self._protocol = protocol
        self._record = record
        self._prepared = prepared
        self.key = key
        self.build = build

    def heard(self, passage: Passage, begun: Begun | ProblemError) -> None:
        """The answer begins, or there is none."""
        if isinstance(begun, ProblemError):
            self.refuse(begun)
            return
        cycle, packs = self._cycle, self._packs()
        besides = CORS if packs else PLAIN
        short = not packs or len(begun.body) < SMALLEST
        if cycle.disconnected:
            self._app.recorder.end(cast(Scope, cycle.scope), self._record)
            return  # noticed by now, or soon: what watches the passage cancels it
        if begun.whole and short and not cycle.flow.write_paused:
            self._answer(begun, besides)
        else:
            self._go_on(partial(self._relay, passage, begun, besides))

    def refuse(self, error: ProblemError) -> None:
        """There is no answer."""
        self._go_on(partial(self._tell, error))

    def _packs(self) -> bool:
        return accepts_coding(cast(Scope, self._cycle.scope))

    def _go_on(self, usual: ASGIApp) -> None:
        """Go on in the usual way."""
        if self._cycle.disconnected:
            self._app.recorder.end(cast(Scope, self._cycle.scope), self._record)
            return
        if self._packs():
            usual = CompressionMiddleware(usual)
        if self._caching is not None and self.key is not None:
            usual = partial(self._caching.watch, usual, self.build, self.key)
        self._protocol.go_on(self._cycle, partial(self._app.noted, usual, self._record))

    def _answer(self, begun: Begun, besides: Besides) -> None:
        told, marks = self._prepared.told(begun.build)
        length = b"%d" % len(begun.body)
        lines = self._heads.lines(begun.head, besides)
        cycle, record = self._cycle, self._record
        _write(cycle, record, b"%b%bcontent-length: %b\r\n" % (lines, marks, length), begun.body)
        record.build, record.outcome = begun.build, Outcome.ANSWERED
        self._app.recorder.end(cast(Scope, cycle.scope), record)
        caching, stamp = self._caching, self._prepared.stamp
        if caching is None or stamp is None or self.key is None:
            return
        caching.cache.misses += 1
        if begun.build == self.build:
            size = (b"content-length", length)
            headers = [*self._heads.read(begun.head), *besides, *told, size]
            kept = kept_whole(self.key, headers, begun.body, stamp.tag(begun.build), PATH)
            caching.cache.put(self.build, self.key, kept)

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
        receive: Receive,
        send: Send,
    ) -> None:
        try:
            await relay_begun(
                passage,
                begun,
                self._heads,
                scope,
                send,
                stamp=self._prepared.stamp,
                besides=besides,
            )
        except ProblemError as error:
            await self._tell(error, scope, receive, send)


def _write(cycle: RequestResponseCycle, record: Record, lines: bytes, body: bytes) -> None:
    """Send a whole answer in one write, and end the cycle as uvicorn itself does."""
    record.status, record.sent, record.whole = 200, len(body), True
    close = b"" if cycle.keep_alive else b"connection: close\r\n"
    always = lines_of(cycle.default_headers)
    told = b"%b: %b\r\n" % (HEADER, record.id.encode("ascii"))
    parts = (b"HTTP/1.1 200 OK\r\n", always, lines, told, close, b"\r\n", body)
    cycle.transport.write(b"".join(parts))
    cycle.response_started = cycle.response_complete = True
    cycle.message_event.set()
    if not cycle.keep_alive:
        cycle.transport.close()
    cycle.on_response()
    cycle.on_response = _nothing


def _nothing() -> None:
    """Do nothing: the cycle is over."""

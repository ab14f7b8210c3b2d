"""Around every request, the quick ones too: its id, its notes, its line and its counters."""

from __future__ import annotations

import re
from secrets import token_hex
from time import monotonic
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly_api.operations.logs import RequestLog
from reportedly_api.operations.metrics import Metrics
from reportedly_api.records import Record, attach, note

HEADER: Final = b"x-request-id"
_SANE: Final = re.compile(rb"[A-Za-z0-9._:/+=-]{1,128}")


class Recorder:
    """Takes notes on each request, and hands them on when it has ended."""

    def __init__(self, metrics: Metrics, log: RequestLog | None) -> None:
        """Note nothing yet.

        Args:
            metrics: what counts.
            log: what writes lines; None for none.
        """
        self.metrics = metrics
        self._log = log

    def begin(self, scope: Scope) -> Record:
        """Begin the notes on a request, which go with its scope from now on."""
        record = Record(request_id(scope), monotonic())
        attach(scope, record)
        return record

    def end(self, scope: Scope, record: Record) -> None:
        """A request has ended: count it, and write its line."""
        seconds = monotonic() - record.began
        self.metrics.request(record, seconds)
        if self._log is not None:
            self._log.write(scope["method"], scope["path"], record, seconds)


def request_id(scope: Scope) -> str:
    """The id that came with a request, if it is a sane one; else a new one."""
    for name, value in scope["headers"]:
        if name == HEADER:
            if _SANE.fullmatch(value):
                return str(value, "ascii")
            break
    return token_hex(8)


def noting(record: Record, send: Send) -> Send:
    """What takes a response, notes what it is, and tells the request's id in it."""
    ours = (HEADER, record.id.encode("ascii"))

    async def noted(message: Message) -> None:
        if message["type"] == "http.response.start":
            record.status = message["status"]
            message = {**message, "headers": [*message.get("headers", ()), ours]}
        elif message["type"] == "http.response.body":
            record.sent += len(message.get("body", b""))
            record.whole = not message.get("more_body", False)
        await send(message)

    return noted


class RouteNote:
    """Notes which route took a request; the innermost middleware, as only the router knows."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before a router."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and see where it went: by when it is answered, at the latest."""

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                note(scope, route=route_of(scope))
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            if scope["type"] == "http":
                note(scope, route=route_of(scope))


def route_of(scope: Scope) -> str | None:
    """The template of the path that took a request; None if none did.

    What is mounted is told by where it is mounted: the files below are many.
    """
    path = getattr(scope.get("route"), "path", None)
    if isinstance(path, str):
        return path
    if "endpoint" not in scope:
        return None
    mounted = str(scope.get("root_path", "")).removeprefix(str(scope.get("app_root_path", "")))
    return mounted or (None if scope.get("path_params") else str(scope["path"]))

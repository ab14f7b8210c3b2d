"""The cache in front of everything: what was answered before is answered at once.

It stands before routing, compression and the framework, so that a hit costs a look into a
dictionary. It knows no route. Whoever answers from a build tells so (`cache.Capture`); what then
leaves is watched as it passes, which holds nothing up, and kept once it is whole. An error, an
answer that broke off, and one that will be another the next time, are never kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly_api.cache import CAPTURE, OVERHEAD, AnswerCache, Capture, Kept
from reportedly_api.compression import choose_coding
from reportedly_api.conditional import has_it
from reportedly_api.records import note, route_noted

_LOOKED_AT: Final = frozenset(
    [
        b"accept", b"accept-encoding", b"content-length", b"content-type", b"cookie", b"host",
        b"if-none-match", b"origin",
    ]
)  # fmt: skip
_IN_304: Final = frozenset(
    # RFC 9110, section 15.4.5, and what a page of another site must be told every time
    [
        b"access-control-allow-origin", b"access-control-expose-headers", b"cache-control",
        b"content-location", b"date", b"etag", b"expires", b"vary",
    ]
)  # fmt: skip
_POSTED: Final = 64 * 1024
"""Bytes of a POST that is read before it is known whether it can be answered from here."""

Fields = dict[bytes, bytes]
Key = tuple[Hashable, ...]


class Caching:
    """Answers what was asked before, and hands on everything else."""

    def __init__(self, app: ASGIApp, cache: AnswerCache, build: Callable[[], str]) -> None:
        """Stand in front of an application.

        Args:
            app: answers what is not here.
            cache: where answers are kept.
            build: the id of the build that is served now.
        """
        self.app = app
        self.cache = cache
        self.build = build

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the cache, or watch an answer pass and keep it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method, fields, posted = scope["method"], fields_of(scope), b""
        if method == "POST":
            length = fields.get(b"content-length", b"")
            if not length.isdigit() or len(length) > 5 or int(length) > _POSTED:
                await self.app(scope, receive, send)
                return
            body, receive = await _read(receive)
            if body is None:
                await self.app(scope, receive, send)
                return
            posted = body
        elif method not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        key = key_of(scope, fields, posted)
        if key is None:
            await self.app(scope, receive, send)
            return
        build = self.build()
        kept = self.cache.get(build, key)
        if kept is not None:
            note(scope, route=kept.route, build=build)
            await _give(kept, method, fields.get(b"if-none-match"), send)
        elif method == "HEAD":  # its answer has no body to keep
            await self.app(scope, receive, send)
        else:
            await self.watch(self.app, build, key, scope, receive, send)

    async def watch(
        self,
        app: ASGIApp,
        build: str,
        key: Key,
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        """Have an application answer, watch what passes, and keep it under a key."""
        watching = _Watching(self.cache, build, key, scope, send)
        await app({**scope, CAPTURE: watching.capture}, receive, watching.send)


def fields_of(scope: Scope) -> Fields:
    """The header fields of a request that its answer may depend on."""
    fields: Fields = {}
    for name, value in scope["headers"]:
        if name in _LOOKED_AT:
            fields[name] = fields[name] + b", " + value if name in fields else value
    return fields


def key_of(scope: Scope, fields: Fields, posted: bytes) -> Key | None:
    """All of a request that its answer follows from; None where that cannot be said.

    The host counts because an IRI may be named by its address here; the origin, because the fields
    of CORS depend on whether there is one. With a cookie they depend on which one.
    """
    if b"cookie" in fields:
        return None
    accepted = fields.get(b"accept-encoding")
    return (
        scope["method"] == "POST",
        scope["path"],
        scope.get("raw_path"),
        scope["query_string"],
        posted,
        fields.get(b"accept"),
        None if accepted is None else choose_coding(accepted.decode("latin-1")),
        fields.get(b"content-type"),
        b"origin" in fields,
        fields.get(b"host", scope.get("server")),
        scope.get("scheme"),
        scope.get("root_path"),
    )


async def _read(receive: Receive) -> tuple[bytes | None, Receive]:
    """The body of a request, and a way to receive it again; None if the client has gone."""
    messages: list[Message] = []
    while True:
        message = await receive()
        messages.append(message)
        if message["type"] != "http.request" or not message.get("more_body", False):
            break
    messages.reverse()

    async def again() -> Message:
        return messages.pop() if messages else await receive()

    if messages[0]["type"] != "http.request":
        return None, again
    return b"".join(part.get("body", b"") for part in reversed(messages)), again


async def _give(kept: Kept, method: str, known: bytes | None, send: Send) -> None:
    if known is not None and method != "POST":  # RFC 9110, 13.1.2: a 304 is for GET and HEAD
        told = known.decode("latin-1")
        for tag in (kept.tag, kept.plain_tag):
            if has_it(told, tag):
                await _not_modified(kept, tag, send)
                return
    body = b"" if method == "HEAD" else kept.body
    await send({"type": "http.response.start", "status": 200, "headers": kept.headers.copy()})
    await send({"type": "http.response.body", "body": body})


async def _not_modified(kept: Kept, tag: str, send: Send) -> None:
    headers = [
        (name, tag.encode("latin-1") if name == b"etag" else value)
        for name, value in kept.headers
        if name in _IN_304
    ]
    await send({"type": "http.response.start", "status": 304, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


class _Watching:
    """One answer on its way out; it is kept once it is whole."""

    __slots__ = (
        "_asked_of",
        "_cache",
        "_headers",
        "_key",
        "_parts",
        "_scope",
        "_send",
        "_size",
        "capture",
    )

    def __init__(self, cache: AnswerCache, build: str, key: Key, scope: Scope, send: Send) -> None:
        self.capture = Capture()
        self._cache = cache
        self._asked_of = build
        self._key = key
        self._scope = scope
        self._send = send
        self._headers: list[tuple[bytes, bytes]] | None = None
        self._parts: list[bytes] = []
        self._size = 0

    async def send(self, message: Message) -> None:
        """Hand a message on, then note it."""
        await self._send(message)
        if message["type"] == "http.response.start":
            self._begin(message)
        elif self._headers is not None and message["type"] == "http.response.body":
            self._go_on(message.get("body", b""), last=not message.get("more_body", False))

    def _begin(self, message: Message) -> None:
        if message["status"] != 200 or self.capture.build is None:
            return
        self._cache.misses += 1
        # What is asked of a build may depend on that build: whether it has a graph, say. So the
        # build that answered must be the one by which the question was understood.
        if self.capture.build == self._asked_of:
            self._headers = list(message["headers"])
            self._size = OVERHEAD + _weight(self._key) + _weight(self._headers)
            self._check()

    def _go_on(self, block: bytes, *, last: bool) -> None:
        self._parts.append(bytes(block))
        self._size += len(block)
        self._check()
        if last and self._headers is not None:
            body, headers = b"".join(self._parts), self._headers
            fields = dict(headers)
            if b"content-length" not in fields:
                headers.append((b"content-length", str(len(body)).encode()))
            tag = fields[b"etag"].decode("latin-1")
            route = route_noted(self._scope)
            kept = Kept(headers, body, tag, self.capture.tag, self._size, route)
            self._headers = None
            self._cache.put(self._asked_of, self._key, kept)

    def _check(self) -> None:
        """Let go what will be too big to be kept, while it still passes."""
        if self._size > self._cache.max_entry_bytes:
            self._headers = None
            self._parts.clear()


def kept_whole(
    key: Key, headers: list[tuple[bytes, bytes]], body: bytes, tag: str, route: str
) -> Kept:
    """An answer that was whole at once, and not compressed, as it is kept."""
    size = OVERHEAD + _weight(key) + _weight(headers) + len(body)
    return Kept(headers, body, tag, tag, size, route)


def _weight(of: object) -> int:
    """Bytes of all text in a nest of tuples and lists."""
    if isinstance(of, bytes | str):
        return len(of)
    return sum(map(_weight, of)) if isinstance(of, tuple | list) else 0

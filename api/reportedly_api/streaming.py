"""An answer on its way out: from its passage through the pool to whoever asked.

What fits one block is sent with its length, in one go. A longer answer is sent in chunks; if it
breaks off, so does the connection, because an answer that is cut short must not look whole.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from reportedly_api.answers import ProblemError
from reportedly_api.cache import CAPTURE
from reportedly_api.conditional import NO_STORE, Stamp, has_it, joined
from reportedly_api.records import note
from reportedly_api.workers.outcomes import Outcome
from reportedly_api.workers.passage import Begun, Passage

Headers = list[tuple[bytes, bytes]]
Besides = tuple[tuple[bytes, bytes], ...]
"""Headers beyond those of an answer, always the same few."""
Ask = Callable[[Callable[[], Awaitable[None]]], Passage]
"""Takes a query in; it is given what waits until the client has gone."""

_REMEMBERED: Final = 512
_ENDS_LINE: Final = re.compile(rb"[\r\n\0]")
_log = logging.getLogger(__name__)


class Heads:
    """The headers that workers told, taken apart once for each text of them."""

    __slots__ = ("_known", "_lines")

    def __init__(self) -> None:
        self._known: dict[bytes, Headers] = {}
        self._lines: dict[tuple[bytes, Besides], bytes] = {}

    def read(self, head: bytes) -> Headers:
        """The headers in a worker's JSON, as ASGI wants them; not to be changed."""
        known = self._known.get(head)
        if known is None:
            told: dict[str, str] = json.loads(head)
            known = [
                (name.lower().encode(), value.encode("latin-1")) for name, value in told.items()
            ]
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[head] = known
        return known

    def lines(self, head: bytes, besides: Besides) -> bytes:
        """The same as lines of HTTP (RFC 9112, section 5), with others that are always the same."""
        key = (head, besides)
        lines = self._lines.get(key)
        if lines is None:
            told = [*self.read(head), *besides]
            if any(_ENDS_LINE.search(part) for pair in told for part in pair):
                raise ValueError(f"a header holds the end of a line: {head!r}")
            lines = b"".join(b"%b: %b\r\n" % pair for pair in told)
            if len(self._lines) >= _REMEMBERED:
                self._lines.clear()
            self._lines[key] = lines
        return lines


async def relay(
    ask: Ask,
    heads: Heads,
    scope: Scope,
    receive: Receive,
    send: Send,
    *,
    stamp: Stamp | None = None,
    besides: Sequence[tuple[bytes, bytes]] = (),
) -> None:
    """Ask, and send the answer as it comes; or say that the client has it, and ask nobody.

    Args:
        ask: takes the query in.
        heads: reads the headers of an answer.
        scope: the connection, as ASGI tells it.
        receive: tells when the client has gone.
        send: takes the answer.
        stamp: what tells the answer apart; None if it may be another the next time.
        besides: headers beyond those of the answer.

    Raises:
        ProblemError: there is no answer, and nothing was sent.
    """
    known = None
    if stamp is not None and scope["method"] == "GET":  # and HEAD, which has become one
        known = joined(scope["headers"], b"if-none-match")
    # Whether there is an answer at all, which is what `*` asks, only a worker can tell.
    if stamp is not None and known is not None and known.strip() != "*":
        if has_it(known, stamp.tag(stamp.build)):
            await _send_nothing_new(stamp, stamp.build, send, besides)
            return
        known = None
    try:
        passage = ask(partial(gone, receive))
    except ProblemError:
        note(scope, outcome=Outcome.TURNED_AWAY)
        raise
    try:
        begun = await passage.begun
        if stamp is not None and known is not None:
            await _send_nothing_new(stamp, begun.build, send, besides)
            return
        await relay_begun(passage, begun, heads, scope, send, stamp=stamp, besides=besides)
    finally:
        passage.cancel()
        note(scope, outcome=passage.outcome)


def marks(stamp: Stamp | None, begun: Begun, scope: Scope) -> list[tuple[bytes, bytes]]:
    """The headers that tell an answer apart, or that none may be kept; what watches is told, too.

    The tag is that of the build which answered; it may be another than when it was asked.
    """
    if stamp is None:
        return [NO_STORE]
    told = stamp.headers(begun.build)
    if CAPTURE in scope:
        scope[CAPTURE].answered(begun.build, told[0][1].decode())
    return told


async def relay_begun(
    passage: Passage,
    begun: Begun,
    heads: Heads,
    scope: Scope,
    send: Send,
    *,
    stamp: Stamp | None = None,
    besides: Sequence[tuple[bytes, bytes]] = (),
) -> None:
    """Send an answer that has begun, as it goes on; see `relay`."""
    note(scope, build=begun.build)
    try:
        besides = (*besides, *marks(stamp, begun, scope))
        if begun.whole:
            await _send_whole(begun, begun.body, heads, send, besides)
        elif scope.get("http_version") == "1.0":
            # Without chunks the end of the connection is the end of the answer (RFC 9112, section
            # 6.3), and one that broke off would look whole: it is not begun before it has ended.
            body = bytearray(begun.body)
            passage.watch()
            async for block in passage.blocks():
                body += block
            await _send_whole(begun, bytes(body), heads, send, besides)
        else:
            await _stream(passage, begun, heads, send, besides)
    finally:
        passage.cancel()
        note(scope, outcome=passage.outcome)


async def _send_nothing_new(
    stamp: Stamp, build: str, send: Send, besides: Sequence[tuple[bytes, bytes]]
) -> None:
    """304, with what RFC 9110, section 15.4.5 wants of it."""
    vary = (b"vary", b"Accept, Accept-Encoding")
    kept = [field for field in besides if field[0] != b"vary"]
    headers = [*stamp.headers(build), vary, *kept]
    await send({"type": "http.response.start", "status": 304, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _send_whole(
    begun: Begun, body: bytes, heads: Heads, send: Send, besides: Sequence[tuple[bytes, bytes]]
) -> None:
    length = (b"content-length", str(len(body)).encode())
    headers = [*heads.read(begun.head), *besides, length]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _stream(
    passage: Passage,
    begun: Begun,
    heads: Heads,
    send: Send,
    besides: Sequence[tuple[bytes, bytes]],
) -> None:
    passage.watch()
    headers = [*heads.read(begun.head), *besides]
    try:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send(_chunk(begun.body))
        async for block in passage.blocks():
            await send(_chunk(block))
    except ProblemError as error:
        # To return without the last chunk breaks the connection: an ASGI server can do no other.
        _log.warning("an answer broke off: %s", error.problem.detail)
        return
    except OSError:  # how a server says that the client has gone (ASGI, HTTP, 2.4)
        return
    await send({"type": "http.response.body", "body": b""})


def _chunk(block: bytes) -> Message:
    return {"type": "http.response.body", "body": block, "more_body": True}


async def gone(receive: Receive) -> None:
    """Wait until the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


class PassageResponse(Response):
    """A response whose body comes from the pool, for routes of the framework.

    What goes wrong before the first byte is raised here, so that an exception handler can answer.
    """

    def __init__(self, ask: Ask, heads: Heads, query: str, stamp: Stamp | None = None) -> None:
        """Take what asks; nothing is asked yet.

        Args:
            ask: takes the query in.
            heads: reads the headers of an answer.
            query: the query's text, for the log.
            stamp: what the answer is told apart by; None if the next may be another.
        """
        self.background = None
        self._ask = ask
        self._heads = heads
        self._query = query
        self._stamp = stamp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask, and send the answer."""
        await self.relay(scope, receive, send)

    async def relay(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        besides: Sequence[tuple[bytes, bytes]] = (),
    ) -> None:
        """Ask, and send the answer, with headers besides its own."""
        note(scope, query=self._query)
        await relay(
            self._ask, self._heads, scope, receive, send, stamp=self._stamp, besides=besides
        )

"""An answer on its way out: from its passage through the pool to whoever asked.

What fits one block is sent with its length, in one go. A longer answer is sent in chunks; if it
breaks off, so does the connection, because an answer that is cut short must not look whole.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from reportedly_api.answers import ProblemError
from reportedly_api.records import note
from reportedly_api.workers.outcomes import Outcome
from reportedly_api.workers.passage import Begun, Passage

Headers = list[tuple[bytes, bytes]]
Ask = Callable[[Callable[[], Awaitable[None]]], Passage]
"""Takes a query in; it is given what waits until the client has gone."""

_REMEMBERED: Final = 512
_log = logging.getLogger(__name__)


class Heads:
    """The headers that workers told, taken apart once for each text of them."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[bytes, Headers] = {}

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


async def relay(
    ask: Ask,
    heads: Heads,
    scope: Scope,
    receive: Receive,
    send: Send,
    *,
    besides: Sequence[tuple[bytes, bytes]] = (),
) -> None:
    """Ask, and send the answer as it comes.

    Args:
        ask: takes the query in.
        heads: reads the headers of an answer.
        scope: the connection, as ASGI tells it.
        receive: tells when the client has gone.
        send: takes the answer.
        besides: headers beyond those of the answer.

    Raises:
        ProblemError: there is no answer, and nothing was sent.
    """
    try:
        passage = ask(partial(_gone, receive))
    except ProblemError:
        note(scope, outcome=Outcome.TURNED_AWAY)
        raise
    try:
        begun = await passage.begun
        note(scope, build=begun.build)
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


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class PassageResponse(Response):
    """A response whose body comes from the pool, for routes of the framework.

    What goes wrong before the first byte is raised here, so that an exception handler can answer.
    """

    def __init__(self, ask: Ask, heads: Heads, query: str) -> None:
        """Take what asks, and the query that it asks, for the log; nothing is asked yet."""
        self.background = None
        self._ask = ask
        self._heads = heads
        self._query = query

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
        await relay(self._ask, self._heads, scope, receive, send, besides=besides)

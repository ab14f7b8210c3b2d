"""What was read from a request before: the same request line, read again, says the same.

To read a query out of a URL, to write it down for a worker and to stamp it takes about as long as
half a look-up. Clients ask the same again and again, so the last short ones are remembered, as long
as the build is the same. No answer is: that is what `cache` does.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Final

from starlette.requests import Request
from starlette.types import Scope

from reportedly_api.conditional import NO_STORE, Stamp, joined
from reportedly_api.operations.logs import digest
from reportedly_api.routes.desk import Desk
from reportedly_api.routes.protocol import read_url
from reportedly_api.routes.sparql import inquiry_of

_REMEMBERED: Final = 1024
"""Requests that are remembered; the one not asked for longest is forgotten."""
_SHORT: Final = 4096
"""Bytes of a query string, at most, for it to be remembered."""

Headers = tuple[tuple[bytes, bytes], ...]


class Prepared:
    """A request that was read.

    Attributes:
        query: the query's text.
        digest: what the log tells of it.
        asked: the inquiry, as a worker takes it.
        stamp: what its answer is told apart by; None if the next may be another.
    """

    __slots__ = ("_build", "_told", "asked", "digest", "query", "stamp")

    def __init__(self, query: str, asked: bytes, stamp: Stamp | None) -> None:
        self.query = query
        self.digest = digest(query)
        self.asked = asked
        self.stamp = stamp
        self._build = ""
        self._told: tuple[Headers, bytes] = ((NO_STORE,), lines_of((NO_STORE,)))

    def told(self, build: str) -> tuple[Headers, bytes]:
        """The headers that tell its answer apart, or that none may be kept; and their lines."""
        if self.stamp is not None and self._build != build:
            headers = tuple(self.stamp.headers(build))
            self._build, self._told = build, (headers, lines_of(headers))
        return self._told


class Preparing:
    """Reads requests to ``/sparql`` by GET, and remembers what it read."""

    __slots__ = ("_build", "_desk", "_known")

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._build = ""
        self._known: OrderedDict[tuple[bytes, str | None, str], Prepared] = OrderedDict()

    def read(self, scope: Scope) -> Prepared:
        """What a request asks.

        Raises:
            RequestError: as `read_url`; nothing is remembered then.
        """
        build = self._desk.engine.build.id
        if build != self._build:
            self._known.clear()
            self._build = build
        sent: bytes = scope["query_string"]
        if len(sent) > _SHORT:
            return self._read(scope)
        key = (sent, joined(scope["headers"], b"accept"), scope.get("root_path", ""))
        known = self._known.get(key)
        if known is not None:
            self._known.move_to_end(key)
            return known
        prepared = self._known[key] = self._read(scope)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return prepared

    def _read(self, scope: Scope) -> Prepared:
        request = Request(scope)
        inquiry = inquiry_of(read_url(request), request)
        return Prepared(inquiry.query, *self._desk.stamped(inquiry))


def lines_of(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Header fields as lines of HTTP (RFC 9112, section 5)."""
    return b"".join(b"%b: %b\r\n" % header for header in headers)

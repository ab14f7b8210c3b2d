"""What a worker has read of an inquiry before: the same bytes, read again, say the same.

To take an inquiry apart and to look its query through for what is refused takes about a tenth of a
look-up. Clients ask the same again and again, so the last short inquiries are remembered. No answer
is: that is what `cache` does, in the front.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from reportedly_api.lexer import check_read_only
from reportedly_api.workers.frames import Inquiry, decode

REMEMBERED: Final = 1024
"""Inquiries that are remembered; the one not asked for longest is forgotten."""
_SHORT: Final = 4096
"""Bytes of an inquiry, at most, for it to be remembered."""


class Reading:
    """Reads inquiries, and remembers what it read."""

    __slots__ = ("_federate", "_known")

    def __init__(self, federate: frozenset[str]) -> None:
        """Remember nothing yet.

        Args:
            federate: the endpoints that a query may call.
        """
        self._federate = federate
        self._known: OrderedDict[bytes, tuple[Inquiry, bool]] = OrderedDict()

    def read(self, told: bytes) -> tuple[Inquiry, bool]:
        """An inquiry as the front encoded it, and whether its query calls another server.

        Raises:
            QueryError: it is an update, or calls a server that it may not call; nothing is
                remembered then.
        """
        known = self._known.get(told)
        if known is not None:
            self._known.move_to_end(told)
            return known
        inquiry = decode(told)
        read = inquiry, check_read_only(inquiry.query, self._federate)
        if len(told) <= _SHORT:
            self._known[told] = read
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return read

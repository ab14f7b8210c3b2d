"""Which queries are dear: those that were slow the last time, and those like them.

Programs ask the same again and again with other names, words and numbers in it. Queries that differ
in nothing else are of one shape. Where the last ones of a shape all had much of a processor, the
next is presumed to need it, too, until one of them is answered with less.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import Final

from reportedly_api.workers.frames import LENGTH, decode
from reportedly_api.workers.passage import Passage

REMEMBERED: Final = 4096
"""Slow queries that are remembered, by a hash; the one not asked for longest is forgotten."""
SHAPES: Final = 1024
"""Dear shapes that are remembered, likewise."""
_PROOF: Final = 2
"""How many of a shape must have been dear, one after the other, for the next to be presumed so."""
_LONG: Final = 16_384
"""Characters beyond which a query has a shape to itself: looking through its text takes time."""
_VARIES: Final = re.compile(
    # IRIs, strings and numbers, as SPARQL 1.1 section 19.8 has them; but a string that never ends
    # is one up to where it had to end, so that no part of a text is looked through twice.
    r"""<[^<>"{}|^`\\\x00-\x20]*+>"""
    r"""|"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*+(?:"{3})?|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*+(?:'{3})?"""
    r"""|"(?:[^"\\\n\r]|\\.)*+"?|'(?:[^'\\\n\r]|\\.)*+'?|[0-9]++(?:\.[0-9]++)?""",
    re.DOTALL,
)


def shape(query: str) -> str:
    """A query's text without what queries of one shape differ in; a very long one as it is."""
    return query if len(query) > _LONG else _VARIES.sub("", query)


class Dear:
    """The queries of one build that were slow, and the shapes of which all were."""

    __slots__ = ("_known", "_shapes")

    def __init__(self) -> None:
        self._known: OrderedDict[int, None] = OrderedDict()
        self._shapes: OrderedDict[int, int] = OrderedDict()

    def __contains__(self, passage: Passage) -> bool:
        """Whether the same query was slow the last time."""
        return bool(self._known) and hash(passage.payload) in self._known

    def remember(self, passage: Passage, *, slow: bool) -> None:
        """Keep in mind whether a query is slow."""
        key = hash(passage.payload)
        if not slow:
            self._known.pop(key, None)
            return
        self._known[key] = None
        self._known.move_to_end(key)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def presumes(self, passage: Passage) -> bool:
        """Whether a query is of a shape of which the last ones were all dear."""
        return bool(self._shapes) and self._shapes.get(_shape(passage), 0) >= _PROOF

    def blame(self, passage: Passage) -> bool:
        """A query had much of a processor; says whether its shape is presumed dear from now on."""
        key = _shape(passage)
        count = self._shapes[key] = self._shapes.get(key, 0) + 1
        self._shapes.move_to_end(key)
        if len(self._shapes) > SHAPES:
            self._shapes.popitem(last=False)
        return count == _PROOF

    def answered(self, passage: Passage, *, quick: bool) -> None:
        """A query was answered: if without much of a processor, its shape is not dear."""
        if quick and passage.slow:
            self.remember(passage, slow=False)
        if self._shapes and not passage.blamed:
            self._shapes.pop(_shape(passage), None)

    def forget(self) -> None:
        """Keep no query in mind: another build, other costs."""
        self._known.clear()
        self._shapes.clear()


def _shape(passage: Passage) -> int:
    return hash(shape(decode(passage.payload[LENGTH.size :]).query))

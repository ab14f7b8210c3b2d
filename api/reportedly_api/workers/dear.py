"""Which queries were slow the last time they were asked."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from reportedly_api.workers.passage import Passage

REMEMBERED: Final = 4096
"""Slow queries that are remembered, by a hash; the one not asked for longest is forgotten."""


class Dear:
    """The queries of one build that were slow."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: OrderedDict[int, None] = OrderedDict()

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

    def forget(self) -> None:
        """Keep no query in mind: another build, other costs."""
        self._known.clear()

"""Whatever else stands inside an article: events, unnamed sources, namings, times, passages."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.changes.pair import Pair
from reportedly.changes.record import Change

ELSEWHERE = frozenset({"report", "quotation"})
"""Sorts of things that have a kind of their own."""


def details(pair: Pair) -> Iterator[Change]:
    """A change for each thing inside an article that no other kind tells of."""
    sorts = sorted({*pair.was.of, *pair.is_.of} - ELSEWHERE)
    yield from pair.things("detail", *sorts)

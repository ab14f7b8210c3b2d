"""Quotations that came, went, or are not given the same way."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.changes.pair import Pair
from reportedly.changes.record import Change


def quotations(pair: Pair) -> Iterator[Change]:
    """A change for each quotation: its words, its kind, of whom, by whom, in which tellings."""
    yield from pair.things("quotation", "quotation")

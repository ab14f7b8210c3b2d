"""Tellings that came, went, or say something else: certainty, chain, amount, time."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.changes.pair import Pair
from reportedly.changes.record import Change


def reports(pair: Pair) -> Iterator[Change]:
    """A change for each telling, with its chain, its amounts, its times and its aspects."""
    yield from pair.things("report", "report")

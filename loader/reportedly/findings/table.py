"""The finders: each derives findings of one kind from a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import Quad

from reportedly.findings.arithmetic.finder import arithmetic
from reportedly.findings.dates.finder import dates
from reportedly.findings.disagreements.finder import disagreements
from reportedly.findings.drift.finder import drift
from reportedly.findings.headlines.finder import headlines
from reportedly.findings.origins import origins
from reportedly.findings.rows import Ask
from reportedly.ids import Ids
from reportedly.terms import FindingKind

Finder = Callable[[Ask, Ids], Iterable[Quad]]
"""Asks a build and says what follows, in quads of the graph of findings."""

FINDERS: Final[Mapping[FindingKind, Finder]] = MappingProxyType(
    {
        "origins": origins,
        "disagreement": disagreements,
        "drift": drift,
        "headline": headlines,
        "arithmetic": arithmetic,
        "dates": dates,
    }
)
"""Each kind of finding and what derives it; a new one is a file and a row here."""


def derive(ask: Ask, ids: Ids) -> tuple[Quad, ...]:
    """All findings of a build, each statement once.

    A pure function of what is asked: no clock, no chance, no blank node, and no finding is
    derived from another.

    Args:
        ask: answers a query over the union of all graphs but that of the findings.
        ids: how instances are named.
    """
    return tuple(dict.fromkeys(quad for find in FINDERS.values() for quad in find(ask, ids)))

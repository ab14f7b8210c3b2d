"""What the registry says cannot both be, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from reportedly.findings.finding import listed
from reportedly.findings.rows import Ask, rows
from reportedly.findings.tellings import Told
from reportedly.ids import Ids

_DISJOINT: Final = "SELECT ?one ?other WHERE { ?one rp:conflictsWith ?other }"
_REASONS: Final = """SELECT ?one ?other ?because WHERE {
  ?distinction a rp:Distinction ; rp:between ?one , ?other ; rp:because ?because .
  FILTER (?one != ?other)
}"""

_Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Registered:
    """Pairs that the registry keeps apart.

    Attributes:
        conflicting: pairs of concepts that are disjoint.
        because: for any pair that is kept apart, the reason.
    """

    conflicting: frozenset[_Pair]
    because: Mapping[_Pair, str]

    def disjoint(self, concepts: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The pairs among some concepts that the registry lists as disjoint."""
        return tuple(
            pair
            for pair in combinations(sorted(set(concepts)), 2)
            if frozenset(pair) in self.conflicting
        )

    def apart(self, pair: tuple[str, str], told: Told, ids: Ids) -> str:
        """A pair that is kept apart, with the reason."""
        one, other = (told.name(each, ids) for each in pair)
        return f"{one} and {other} ({self.because[frozenset(pair)].rstrip('.')})"

    def verdict(self, disjoint: Iterable[tuple[str, str]], told: Told, ids: Ids) -> str:
        """A sentence on whether concepts that differ conflict, with the registry's reasons."""
        pairs = [self.apart(pair, told, ids) for pair in disjoint]
        if not pairs:
            return "They differ; the registry lists none of them as disjoint, so nothing conflicts."
        return f"The registry lists as disjoint {listed(pairs)}: they conflict."


def read_registered(ask: Ask) -> Registered:
    """Every pair of a build's registry, with its reason."""
    return Registered(
        frozenset(frozenset(pair) for pair in rows(ask, _DISJOINT)),
        {frozenset((one, other)): why for one, other, why in rows(ask, _REASONS)},
    )

"""What all disagreements have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from reportedly.findings.finding import Finding, nodes, steps, truth
from reportedly.findings.rows import Ask, rows
from reportedly.findings.tellings import grouped
from reportedly.ids import Ids
from reportedly.terms import RP

_PLACES: Final = "SELECT ?telling ?place WHERE { ?telling a rp:Telling ; rp:place ?place }"
_TIMES: Final = """SELECT ?telling ?time ?earliest ?latest WHERE {
  ?telling a rp:Telling ; rp:eventWhen ?time .
  OPTIONAL { ?time rp:earliest ?earliest ; rp:latest ?latest }
}"""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when a telling says that something is the case.

    Attributes:
        places: the places told; none if the telling gives none.
        times: the times told, each as its first and last day, or else as itself: a time without
            days is the same as no other.
    """

    places: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()

    def differs_from(self, other: Scene) -> str:
        """What is not told to be the same: ``time``, ``place``, ``time and place``, or nothing."""
        said = [
            name
            for name, same in (
                ("time", self.times == other.times),
                ("place", self.places == other.places),
            )
            if not same
        ]
        return " and ".join(said)


def read_scenes(ask: Ask) -> dict[str, Scene]:
    """The scene of each telling that gives a place or a time."""
    places = grouped((telling, place) for telling, place in rows(ask, _PLACES))
    times = grouped(
        (telling, f"{earliest}/{latest}" if earliest and latest else time)
        for telling, time, earliest, latest in rows(ask, _TIMES)
    )
    return {
        telling: Scene(frozenset(places.get(telling, ())), frozenset(times.get(telling, ())))
        for telling in places.keys() | times.keys()
    }


def disagreement(
    name: tuple[str, ...],
    label: str,
    because: str,
    *,
    aspect: NamedNode,
    conflicting: bool,
    concerns: Iterable[str],
    values: Iterable[str] = (),
    passages: Iterable[str] = (),
) -> Finding:
    """A finding that tellings or descriptions differ in one aspect, and whether they conflict."""
    return Finding(
        "disagreement",
        name,
        label,
        because,
        tuple(concerns),
        (
            *nodes(RP.aspect, [aspect.value]),
            (RP.conflicting, truth(conflicting)),
            *nodes(RP.value, values),
            *nodes(RP.passage, passages),
        ),
    )


def place_of(ids: Ids, node: str) -> str:
    """Where something stands, for a reader: ``tesk-divers/report/r7``."""
    return "/".join(steps(ids, node))

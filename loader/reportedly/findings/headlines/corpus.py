"""What is told in a build, as far as headlines and bodies are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from reportedly.findings.disagreements.intervals import interval
from reportedly.findings.finding import steps
from reportedly.findings.headlines.accounts import Account, Figure
from reportedly.findings.rows import OF_A_QUANTITY, Ask, Row, broader, rows
from reportedly.findings.tellings import Told, grouped, read_told
from reportedly.ids import Ids
from reportedly.terms import RP, Certainty, Modality

_TELLINGS: Final = """SELECT ?telling ?zone ?certainty ?modality WHERE {
  ?telling a rp:Telling ; rp:passage/rp:zone/skos:notation ?zone ;
    rp:certainty/skos:notation ?certainty ; rp:modality/skos:notation ?modality .
}"""
_HOPS: Final = """SELECT ?telling ?depth ?certainty WHERE {
  ?hop rp:ofTelling ?telling ; rp:depth ?depth ; rp:certainty/skos:notation ?certainty .
}"""
_FIGURES: Final = (
    """SELECT ?telling ?words ?number ?min ?max ?bound ?counts ?unit ?per WHERE {
  ?telling a rp:Telling ; rp:amount ?quantity .
  ?quantity rdfs:label ?words ; rp:bound/skos:notation ?bound ."""
    + OF_A_QUANTITY
    + """  FILTER (bound(?number) || bound(?min) || bound(?max))
}"""
)
_PURPOSES: Final = "SELECT ?telling ?purpose WHERE { ?telling a rp:Telling ; rp:purpose ?purpose }"
_ROLES: Final = """SELECT ?claim ?way ?named WHERE {
  ?claim a rp:Claim ; ?way ?named . VALUES ?way { rp:agent rp:act rp:thing rp:beneficiary }
}"""
_DISCLAIMERS: Final = """SELECT ?telling ?words WHERE {
  ?telling a rp:Telling ; rp:disclaimer/rdfs:label ?words
}"""


@dataclass(frozen=True, slots=True)
class Corpus:
    """All tellings of a build.

    Attributes:
        accounts: each, by its name.
        zone: where in its article each stands.
        broader: for a concept, all that are broader.
        roles: for a claim, what it names by property: agent, act, thing, beneficiary.
        disclaimers: the words that stand with a telling to qualify it.
        told: chains, claims, and names to show.
        ids: how instances are named.
    """

    accounts: Mapping[str, Account]
    zone: Mapping[str, str]
    broader: Mapping[str, frozenset[str]]
    roles: Mapping[str, Mapping[str, str]]
    disclaimers: Mapping[str, Sequence[str]]
    told: Told
    ids: Ids

    def place(self, telling: str) -> str:
        """Where a telling stands, for a reader."""
        return "/".join(steps(self.ids, telling))

    def name(self, node: str) -> str:
        """A name to show for a node."""
        return self.told.name(node, self.ids)

    def above(self, concept: str) -> frozenset[str]:
        """The concept, and all that are broader."""
        return self.broader.get(concept, frozenset()) | {concept}


def read_corpus(ask: Ask, ids: Ids) -> Corpus:
    """Every telling of a build."""
    told = read_told(ask)
    tellings = rows(ask, _TELLINGS)
    hops = grouped(
        (telling, certainty)
        for telling, _, certainty in sorted(rows(ask, _HOPS), key=lambda row: (row[0], int(row[1])))
    )
    figures = grouped((row[0], _figure(*row[1:])) for row in rows(ask, _FIGURES))
    purposes = grouped((telling, purpose) for telling, purpose in rows(ask, _PURPOSES))
    roles: dict[str, dict[str, str]] = {}
    for claim, way, node in rows(ask, _ROLES):
        roles.setdefault(claim, {})[way] = node
    return Corpus(
        {
            name: Account(
                name,
                cast("tuple[Certainty, ...]", (certainty, *hops.get(name, ()))),
                cast("Modality", modality),
                tuple(figures.get(name, ())),
                frozenset(purposes.get(name, ())),
                frozenset(
                    node
                    for way, node in roles.get(told.claim[name], {}).items()
                    if way != RP.act.value
                ),
            )
            for name, _, certainty, modality in tellings
        },
        {name: zone for name, zone, _, _ in tellings},
        broader(ask),
        roles,
        grouped(_pairs(rows(ask, _DISCLAIMERS))),
        told,
        ids,
    )


def _pairs(found: Iterable[Row]) -> Iterator[tuple[str, str]]:
    return ((one, other) for one, other in found)


def _figure(
    words: str, number: str, low: str, high: str, bound: str, counts: str, unit: str, per: str
) -> Figure:
    numbers = (number,) if number else (low, high)
    return Figure(words, numbers, interval(low, high, bound), counts, unit, per)

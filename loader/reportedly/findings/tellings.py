"""Tellings, their chains and their speakers, read from a build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from reportedly.findings.finding import steps
from reportedly.findings.rows import Ask, labels, rows
from reportedly.findings.trails import Hop, Kinds, Telling
from reportedly.ids import Ids
from reportedly.terms import scheme_value

K = TypeVar("K")
V = TypeVar("V")

_TELLINGS: Final = """SELECT ?telling ?article ?claim WHERE {
  ?telling a rp:Telling ; rp:inArticle ?article ; rp:tells ?claim
}"""
_HOPS: Final = """SELECT ?telling ?depth ?speaker ?plural WHERE {
  ?hop rp:ofTelling ?telling ; rp:depth ?depth ; rp:saidBy ?speaker ; rp:plural ?plural
}"""
_RESTATES: Final = "SELECT ?telling ?other WHERE { ?telling rp:restates+ ?other }"
_SOURCES: Final = """SELECT ?source ?plural ?article WHERE {
  ?source a rp:UnnamedSource ; rp:plural ?plural ; rp:inArticle ?article
}"""
_KINDS: Final = "SELECT ?actor ?kind WHERE { ?actor rp:actorKind ?kind }"
_DIFFERENT: Final = "SELECT ?one ?other WHERE { ?one owl:differentFrom ?other }"

NAMED: Final = frozenset(
    scheme_value("actor", kind).value for kind in ("person", "organisation", "country")
)
"""The kinds of actor that go by a proper name of their own; an outlet is an organisation."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was told in a build, and by whom.

    Attributes:
        tellings: every telling, by its IRI.
        claim: the claim of each.
        kinds: what keeps speakers apart.
        label: a name to show, for speakers, claims and concepts.
        article_of: for each unnamed source, the article that it belongs to.
    """

    tellings: Mapping[str, Telling]
    claim: Mapping[str, str]
    kinds: Kinds
    label: Mapping[str, str]
    article_of: Mapping[str, str]

    def name(self, node: str, ids: Ids) -> str:
        """A name to show for a node; an unnamed source says to which article it belongs."""
        named = self.label.get(node) or "/".join(steps(ids, node))
        article = self.article_of.get(node)
        return named if article is None else f"{named} of {'/'.join(steps(ids, article))}"

    def by_claim(self) -> dict[str, list[Telling]]:
        """The tellings of each claim."""
        return grouped((self.claim[name], telling) for name, telling in self.tellings.items())


def read_told(ask: Ask) -> Told:
    """Every telling of a build with its chain."""
    sources = rows(ask, _SOURCES)
    several = {source for source, plural, _ in sources if plural == "true"}
    chains: defaultdict[str, dict[int, Hop]] = defaultdict(dict)
    for telling, depth, speaker, plural in rows(ask, _HOPS):
        chains[telling][int(depth)] = Hop(speaker, plural == "true" or speaker in several)
    restates: defaultdict[str, set[str]] = defaultdict(set)
    for telling, other in rows(ask, _RESTATES):
        restates[telling].add(other)
    different: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in rows(ask, _DIFFERENT):
        different[one].add(other)
        different[other].add(one)
    tellings = rows(ask, _TELLINGS)
    return Told(
        {
            telling: Telling(
                telling,
                article,
                tuple(hop for _, hop in sorted(chains[telling].items())),
                frozenset(restates[telling]),
            )
            for telling, article, _ in tellings
        },
        {telling: claim for telling, _, claim in tellings},
        Kinds(frozenset(actor for actor, kind in rows(ask, _KINDS) if kind in NAMED), different),
        labels(ask),
        {source: article for source, _, article in sources},
    )


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The second of each pair, gathered by the first, in their order."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found

"""Sayings that are quoted more than once, and in what their quotations agree and differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from pyoxigraph import NamedNode, Quad

from reportedly.findings.drift.quoted import read_quoted
from reportedly.findings.drift.recurring import Quoted, sayings
from reportedly.findings.drift.wording import changes
from reportedly.findings.finding import Finding, counted, listed, nodes, steps
from reportedly.findings.rows import Ask, rows
from reportedly.findings.tellings import Told, grouped, read_told
from reportedly.ids import Ids
from reportedly.terms import RP

_KINDS: Final = "SELECT ?quotation ?kind WHERE { ?quotation rp:quotationKind ?kind }"
_REFERENTS: Final = "SELECT ?quotation ?who WHERE { ?quotation rp:saidOf ?who }"
_HOPS: Final = """SELECT ?quotation ?speaker ?certainty ?depth WHERE {
  ?quotation rp:spokenIn ?hop .
  ?hop rp:saidBy ?speaker ; rp:certainty ?certainty ; rp:depth ?depth .
}"""
# A hop without a channel is on that of the appearance it is part of: of another hop in it, or of
# an outlet or collective that takes part in it.
_CHANNELS: Final = """SELECT ?quotation ?way ?channel WHERE {
  ?quotation rp:spokenIn ?hop .
  { ?hop rp:carriedBy ?channel . BIND (0 AS ?way) }
  UNION { ?hop rp:saidIn/^rp:saidIn/rp:carriedBy ?channel . BIND (1 AS ?way) }
  UNION {
    ?hop rp:saidIn/rp:participant ?channel ; rp:saidBy ?speaker .
    { ?channel a rp:Outlet } UNION { ?channel rp:actorKind rp:actor-collective }
    FILTER (?channel != ?speaker)
    BIND (2 AS ?way)
  }
}"""

_Values = Mapping[str, frozenset[str]]
"""What is said of each quotation in one respect; nothing where the article does not say."""


@dataclass(frozen=True, slots=True)
class _Respect:
    """In what quotations are compared, besides their words.

    Attributes:
        aspect: the property.
        said: how its values are introduced.
        may_coincide: whether two values can be one, unless the registry keeps them apart.
    """

    aspect: NamedNode
    said: str
    may_coincide: bool = False


_RESPECTS: Final = (
    _Respect(RP.saidOf, "Said of"),
    _Respect(RP.saidBy, "Spoken by", may_coincide=True),
    _Respect(RP.carriedBy, "Carried by", may_coincide=True),
    _Respect(RP.quotationKind, "Quoted as"),
    _Respect(RP.certainty, "Certainty"),
    _Respect(RP.depth, "Hop from the article"),
)


@dataclass(frozen=True, slots=True)
class _Corpus:
    """All quotations of a build.

    Attributes:
        quoted: each, by its name.
        values: by aspect, what is said of each.
        told: names to show, and what keeps actors apart.
        ids: how instances are named.
    """

    quoted: Mapping[str, Quoted]
    values: Mapping[NamedNode, _Values]
    told: Told
    ids: Ids

    def place(self, quotation: str) -> str:
        """Where a quotation stands, for a reader."""
        return "/".join(steps(self.ids, quotation))


def drift(ask: Ask, ids: Ids) -> Iterator[Quad]:
    """A finding for each saying that is quoted more than once (`sayings`).

    ``rp:concerns`` names the quotations; ``rp:aspect`` the properties in which two of them differ,
    ``rp:agreesIn`` those in which all are the same: ``rp:words``, ``rp:saidOf``, ``rp:saidBy``,
    ``rp:carriedBy``, ``rp:quotationKind``, ``rp:certainty`` and ``rp:depth``, the last four as of
    the hop that speaks. A property that neither names is not stated of each, or its values may
    coincide. The quotations of a saying that have all words in common make one more finding, where
    others have not.
    """
    corpus = _read(ask, ids)
    for group in sayings(corpus.quoted.values()):
        yield from _finding("saying", group, corpus).quads(ids)
        by_words = grouped((corpus.quoted[name].wording.words, name) for name in group)
        for those in by_words.values() if len(by_words) > 1 else ():
            if len(those) > 1:
                yield from _finding("verbatim", those, corpus).quads(ids)


def _read(ask: Ask, ids: Ids) -> _Corpus:
    quoted, hops = read_quoted(ask), rows(ask, _HOPS)
    return _Corpus(
        quoted,
        {
            RP.saidOf: _sets((quotation, who) for quotation, who in rows(ask, _REFERENTS)),
            RP.saidBy: {name: each.speakers for name, each in quoted.items()},
            RP.carriedBy: _channels(ask),
            RP.quotationKind: _sets((name, kind) for name, kind in rows(ask, _KINDS)),
            RP.certainty: _sets((name, certainty) for name, _, certainty, _ in hops),
            RP.depth: _sets((name, depth) for name, _, _, depth in hops),
        },
        read_told(ask),
        ids,
    )


def _channels(ask: Ask) -> _Values:
    """The channels that the nearest of the ways leads to."""
    by_way = grouped(((name, way), channel) for name, way, channel in rows(ask, _CHANNELS))
    found: dict[str, frozenset[str]] = {}
    for (name, _), channels in sorted(by_way.items()):
        found.setdefault(name, frozenset(channels))
    return found


def _sets(pairs: Iterable[tuple[str, str]]) -> _Values:
    return {key: frozenset(those) for key, those in grouped(pairs).items()}


def _finding(sort: str, group: Sequence[str], corpus: _Corpus) -> Finding:
    fullest = min(group, key=lambda name: (-len(corpus.quoted[name].wording.words), name))
    wording = corpus.quoted[fullest].wording
    same_words = all(corpus.quoted[name].wording.words == wording.words for name in group)
    agree, differ = ([RP.words], []) if same_words else ([], [RP.words])
    for respect in _RESPECTS:
        values = [corpus.values[respect.aspect].get(name, frozenset()) for name in group]
        if all(values) and len(set(values)) == 1:
            agree.append(respect.aspect)
        elif any(_apart(respect, *pair, corpus.told) for pair in combinations(set(values), 2)):
            differ.append(respect.aspect)
    return Finding(
        "drift",
        (sort, *steps(corpus.ids, fullest)),
        f"Quoted more than once: “{wording.start}”",
        _because(group, fullest, corpus),
        tuple(group),
        (
            *nodes(RP.aspect, (aspect.value for aspect in differ)),
            *nodes(RP.agreesIn, (aspect.value for aspect in agree)),
        ),
    )


def _apart(respect: _Respect, one: frozenset[str], other: frozenset[str], told: Told) -> bool:
    if not one or not other or one == other:
        return False
    return not respect.may_coincide or all(told.kinds.apart(a, b) for a in one for b in other)


def _because(group: Sequence[str], fullest: str, corpus: _Corpus) -> str:
    articles = {corpus.quoted[name].article for name in group}
    said = [f"Quoted {len(group)} times in {counted(len(articles), 'article')}."]
    said += _wordings(group, fullest, corpus)
    for respect in _RESPECTS:
        by_value = grouped(
            (corpus.values[respect.aspect].get(name, frozenset()), name) for name in group
        )
        if set(by_value) != {frozenset()}:
            told = "; ".join(
                f"{_shown(value, corpus)}"
                + (f" in {listed(map(corpus.place, names))}" if len(by_value) > 1 else "")
                for value, names in by_value.items()
            )
            said.append(f"{respect.said}: {told}.")
    return " ".join(said)


def _wordings(group: Sequence[str], fullest: str, corpus: _Corpus) -> Iterator[str]:
    """What changes in each other wording, against the fullest."""
    whole = corpus.quoted[fullest].wording
    by_words = grouped((corpus.quoted[name].wording.words, name) for name in group)
    if len(by_words) == 1:
        yield "The words are the same."
        return
    for words, names in by_words.items():
        if words != whole.words:
            changed = listed(changes(whole, corpus.quoted[names[0]].wording))
            where = listed(map(corpus.place, names))
            yield f"Against {corpus.place(fullest)}, in {where} {changed}."


def _shown(values: frozenset[str], corpus: _Corpus) -> str:
    if not values:
        return "not stated"
    return listed(
        value if value.isdigit() else corpus.told.name(value, corpus.ids)
        for value in sorted(values)
    )

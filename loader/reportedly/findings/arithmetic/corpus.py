"""The numbers and lengths of time of a build, with what they are told of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from reportedly.findings.arithmetic.checks import Amount
from reportedly.findings.rows import OF_A_QUANTITY, Ask, Row, broader, rows
from reportedly.findings.tellings import Told, grouped, read_told
from reportedly.ids import Ids
from reportedly.terms import Bound

_NUMBERS: Final = (
    """SELECT ?quantity ?telling ?words ?number ?min ?max ?bound ?counts ?unit ?per
  ?rank ?whole ?all WHERE {
  ?telling a rp:Telling ; rp:amount|(rp:facet/rp:amount) ?quantity .
  ?quantity rdfs:label ?words ; rp:bound/skos:notation ?bound ."""
    + OF_A_QUANTITY
    + """  OPTIONAL { ?quantity rp:rank ?rank }
  OPTIONAL { ?quantity rp:partOf ?whole }
  OPTIONAL { ?quantity rp:partsAreAll ?all }
}"""
)
_LENGTHS: Final = """SELECT ?telling ?time ?words ?duration ?bound WHERE {
  ?telling a rp:Telling ; rp:eventWhen ?time .
  ?time rp:duration ?duration ; rp:expression ?words .
  OPTIONAL { ?time rp:bound/skos:notation ?bound }
}"""
_ABOUT: Final = """SELECT ?telling ?event WHERE {
  ?telling a rp:Telling ; rp:about ?here . ?here rp:denotes? ?event
}"""
_CLAIMS: Final = "SELECT ?claim ?agent ?act WHERE { ?claim rp:agent ?agent ; rp:act ?act }"
_FACTORS: Final = "SELECT ?concept ?factor WHERE { ?concept rp:factor ?factor }"


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity; "" for what is not told of it.

    Attributes:
        name: which quantity it is.
        telling: the telling that gives it.
        words: as the text writes it.
        amount: its ends; None for a rank, and for words such as "about" without a number.
        counts: what is counted.
        unit: the unit or currency.
        per: per what it is given.
        rank: its place in an order, from 1; 0 for none.
        whole: the quantity that it is a part of.
        parts_are_all: whether the parts of it that the article gives are all there are; None where
            nobody says.
    """

    name: str
    telling: str
    words: str
    amount: Amount | None
    counts: str
    unit: str
    per: str
    rank: int
    whole: str
    parts_are_all: bool | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time that a telling gives.

    Attributes:
        time: which time expression it is.
        words: as the text writes it.
        duration: its ``xsd:duration``.
        bound: which side is open, such as ``above``; "" for none.
    """

    time: str
    words: str
    duration: str
    bound: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """All numbers of a build.

    Attributes:
        numbers: each, by its name.
        of_article: those of each article.
        lengths: by telling.
        about: the events that a telling is about, as one article tells of them and as all share.
        deeds: of each claim, agent and act.
        broader: for a concept, all that are broader.
        factors: for a concept such as the ship-day, those that it is a product of.
        told: chains, claims, and names to show.
        ids: how instances are named.
    """

    numbers: Mapping[str, Number]
    of_article: Mapping[str, Sequence[Number]]
    lengths: Mapping[str, Sequence[Length]]
    about: Mapping[str, frozenset[str]]
    deeds: Mapping[str, tuple[str, str]]
    broader: Mapping[str, frozenset[str]]
    factors: Mapping[str, Sequence[str]]
    told: Told
    ids: Ids

    def article(self, number: Number) -> str:
        """The article that gives a number."""
        return self.told.tellings[number.telling].article

    def beside(self, number: Number) -> Sequence[Number]:
        """The numbers of the same article, itself among them."""
        return self.of_article[self.article(number)]

    def deed(self, number: Number) -> tuple[str, str]:
        """Agent and act of the claim that a number is told with; "" where it has none."""
        return self.deeds.get(self.told.claim[number.telling], ("", ""))

    def kin(self, one: str, other: str) -> bool:
        """Whether two concepts are the same, or one is broader than the other."""
        above = self.broader.get
        none: frozenset[str] = frozenset()
        return one == other or other in above(one, none) or one in above(other, none)

    def per(self, number: Number) -> Sequence[str]:
        """The things per which a number is given; none if it is no rate."""
        return self.factors.get(number.per, [number.per] if number.per else [])

    def on_one_word(self, one: Number, other: Number) -> bool:
        """Whether two numbers of one article are told by the same speakers, or by itself alone."""
        here, there = (self.told.tellings[each.telling].chain for each in (one, other))
        return [hop.speaker for hop in here] == [hop.speaker for hop in there]

    def linked(self, one: Number, other: Number) -> bool:
        """Whether two numbers of one article bear on each other.

        Those of one telling do; others if their claims have one agent and either they are about
        one event or they count the same.
        """
        if one.telling == other.telling:
            return True
        if self.deed(one)[0] != self.deed(other)[0]:
            return False
        none: frozenset[str] = frozenset()
        events = self.about.get(one.telling, none) & self.about.get(other.telling, none)
        return bool(events) or self.kin(one.counts, other.counts)


def read_corpus(ask: Ask, ids: Ids) -> Corpus:
    """Every number and every length of time of a build."""
    told = read_told(ask)
    numbers = {row[0]: _number(row) for row in rows(ask, _NUMBERS)}
    return Corpus(
        numbers,
        grouped((told.tellings[each.telling].article, each) for each in numbers.values()),
        grouped((row[0], Length(*row[1:])) for row in rows(ask, _LENGTHS)),
        _sets(ask, _ABOUT),
        {claim: (agent, act) for claim, agent, act in rows(ask, _CLAIMS)},
        broader(ask),
        grouped((concept, factor) for concept, factor in rows(ask, _FACTORS)),
        told,
        ids,
    )


def _sets(ask: Ask, select: str) -> dict[str, frozenset[str]]:
    pairs = grouped((one, other) for one, other in rows(ask, select))
    return {key: frozenset(those) for key, those in pairs.items()}


def _number(row: Row) -> Number:
    name, telling, words, number, low, high, bound, counts, unit, per, rank, whole, all_parts = row
    amount = None
    if number or low or high:
        amount = Amount.told(number, low, high, cast("Bound", bound))
    known = {"true": True, "false": False}.get(all_parts)
    return Number(name, telling, words, amount, counts, unit, per, int(rank or 0), whole, known)

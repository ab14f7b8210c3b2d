"""Numbers of one claim that are not the same.

Three sorts: one thing counted differently (``rp:amount``), one put at different places in an order
(``rp:rank``), and one number counting different things (``rp:counts``). A part of a whole is no
rival of the whole, and is left out. Numbers of different claims are never compared: they are not
said of the same proposition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from reportedly.findings.arithmetic.ranking import from_below
from reportedly.findings.disagreements.disagreement import (
    Scene,
    disagreement,
    place_of,
    read_scenes,
)
from reportedly.findings.disagreements.intervals import Interval, interval
from reportedly.findings.disagreements.registered import Registered, read_registered
from reportedly.findings.finding import LISTED, Finding, listed, number_words, steps
from reportedly.findings.rows import OF_A_QUANTITY, Ask, rows
from reportedly.findings.tellings import Told, grouped
from reportedly.ids import Ids
from reportedly.terms import RP, scheme_value

_AMOUNTS: Final = (
    """SELECT ?claim ?unit ?per ?counts ?number ?min ?max ?rank ?bound ?words
  ?telling ?modality ?quantity ?passage WHERE {
  ?telling a rp:Telling ; rp:tells ?claim ; rp:modality ?modality ;
    rp:amount|(rp:facet/rp:amount) ?quantity .
  ?quantity rp:bound ?bound_value ; rdfs:label ?words ; rp:passage ?passage .
  ?bound_value skos:notation ?bound ."""
    + OF_A_QUANTITY
    + """  OPTIONAL { ?quantity rp:rank ?rank }
  FILTER (bound(?number) || bound(?min) || bound(?max) || bound(?rank))
  FILTER NOT EXISTS { ?quantity rp:partOf ?whole }
}"""
)

_DENIED: Final = scheme_value("modality", "denied").value


@dataclass(frozen=True, slots=True)
class _Amount:
    """One quantity of one telling; "" for what is not told."""

    claim: str
    unit: str
    per: str
    counts: str
    number: str
    low: str
    high: str
    rank: str
    bound: str
    words: str
    telling: str
    modality: str
    quantity: str
    passage: str

    @property
    def reading(self) -> tuple[str, ...]:
        """What is the same if two quantities are the same number."""
        return (self.number, self.low, self.high, self.rank, self.bound)

    @property
    def order(self) -> str:
        """In which order a rank counts, or "" for a number: the two are not to be compared."""
        if not self.rank:
            return ""
        return "rank-from-below" if from_below(self.words) else "rank"

    @property
    def interval(self) -> Interval:
        return interval(self.low or self.rank, self.high or self.rank, self.bound)


_Telling = tuple[_Amount, ...]
"""The amounts that one telling gives of one thing; never empty."""


def amounts(ask: Ask, told: Told, ids: Ids) -> Iterator[Finding]:
    """A finding for each claim whose tellings count or rank one thing differently, or name it so.

    Two tellings conflict if none of their intervals meet, thing, time and place are the same, and
    neither is a denial. What both leave unsaid is the same, and what only one says is not.
    """
    found = [_Amount(*row) for row in rows(ask, _AMOUNTS)]
    scenes, registered = read_scenes(ask), read_registered(ask)
    things = grouped(
        ((each.claim, each.counts, each.unit, each.per, each.order), each) for each in found
    )
    for key, those in things.items():
        tellings = [tuple(each) for each in grouped((a.telling, a) for a in those).values()]
        if len({frozenset(amount.reading for amount in telling) for telling in tellings}) > 1:
            yield _counted_differently(key, tellings, scenes, told, ids)
    figures = grouped(
        ((each.claim, each.number, each.unit, each.per), each) for each in found if each.number
    )
    for figure, those in figures.items():
        named = sorted({each.counts for each in those if each.counts})
        if len(named) > 1:
            yield _named_differently(figure, those, named, registered, told, ids)


def _counted_differently(
    key: tuple[str, str, str, str, str],
    tellings: Sequence[_Telling],
    scenes: dict[str, Scene],
    told: Told,
    ids: Ids,
) -> Finding:
    claim, counts, unit, per, order = key
    what, one_of_it, aspect = (
        ("Ranks", "place", RP.rank) if order else ("Numbers", "number", RP.amount)
    )
    apart = list(_pairs(tellings, scenes, counts))
    conflicts = [pair for pair in apart if not pair[2]]
    unfit = listed(
        (
            f"{_shown(one, ids)} together with {_shown(other, ids)}{but}"
            for one, other, but in (conflicts or apart)[:LISTED]
        ),
        last="or",
        of=len(conflicts or apart),
    )
    thing = told.name(counts, ids) if counts else "what is not said"
    said = listed((_shown(each, ids) for each in tellings[:LISTED]), of=len(tellings))
    if conflicts:
        verdict = f"No {one_of_it} fits {unfit}: they conflict."
    elif apart:
        verdict = f"They differ. No {one_of_it} fits {unfit}."
    else:
        verdict = f"They differ, and do not conflict: there is a {one_of_it} that fits any two."
    return disagreement(
        (order or "amount", *steps(ids, claim), *_qualified(counts, unit, per, ids)),
        f"{what} that differ, of {thing}: {told.name(claim, ids)}",
        f"Of {thing} it is told: {said}. {verdict}",
        aspect=aspect,
        conflicting=bool(conflicts),
        concerns=_concerns(claim, [amount for telling in tellings for amount in telling]),
        passages=(amount.passage for telling in tellings for amount in telling),
    )


def _pairs(
    tellings: Sequence[_Telling], scenes: dict[str, Scene], counts: str
) -> Iterator[tuple[_Telling, _Telling, str]]:
    """The pairs that no number fits, and for those that yet do not conflict the reason."""
    read = [
        (telling, [amount.interval for amount in telling], scenes.get(telling[0].telling, Scene()))
        for telling in tellings
    ]
    for (one, here, scene), (other, there, elsewhere) in combinations(read, 2):
        if any(a.meets(b) for a in here for b in there):
            continue
        unlike = scene.differs_from(elsewhere)
        if not counts:
            yield one, other, ", but what is counted is not said"
        elif _DENIED in (one[0].modality, other[0].modality):
            yield one, other, ", but one of them is denied"
        else:
            yield one, other, f", but the {unlike} told is not the same" if unlike else ""


def _named_differently(
    key: tuple[str, ...],
    those: Sequence[_Amount],
    named: Sequence[str],
    registered: Registered,
    told: Told,
    ids: Ids,
) -> Finding:
    claim, number, unit, per = key
    disjoint = registered.disjoint(named)
    by_thing = grouped((amount.counts, amount) for amount in those if amount.counts)
    said = listed(
        f"{told.name(thing, ids)} by {listed(_shown((amount,), ids) for amount in by_thing[thing])}"
        for thing in named
    )
    return disagreement(
        ("counts", *steps(ids, claim), number, *_qualified("", unit, per, ids)),
        f"{number_words(number)} of different things: {told.name(claim, ids)}",
        f"One number counts {said}. {registered.verdict(disjoint, told, ids)}",
        aspect=RP.counts,
        conflicting=bool(disjoint),
        concerns=_concerns(claim, those),
        values=named,
        passages=(amount.passage for amount in those),
    )


def _concerns(claim: str, those: Sequence[_Amount]) -> tuple[str, ...]:
    return (
        claim,
        *(amount.telling for amount in those),
        *(amount.quantity for amount in those),
    )


def _shown(telling: _Telling, ids: Ids) -> str:
    words = " with ".join(f"“{amount.words}”" for amount in telling)
    return f"{words} ({place_of(ids, telling[0].telling)})"


def _qualified(counts: str, unit: str, per: str, ids: Ids) -> tuple[str, ...]:
    found: tuple[str, ...] = steps(ids, counts) if counts else ()
    if unit:
        found = (*found, "unit", *steps(ids, unit))
    if per:
        found = (*found, "per", *steps(ids, per))
    return found

"""To how many distinct origins each claim and each figure goes back, and why (DESIGN, section 4).

The tellings of a set are those of one claim, or those of one figure whatever they tell: the same
number, of the same unit and per the same. Each set is taken over all articles and within each
article; a figure also for each thing that it counts, where it counts several. A small number may
meet itself by chance: what it counts is said with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import Quad

from reportedly.findings.finding import (
    Fact,
    Finding,
    decimal,
    integer,
    nodes,
    number_words,
    steps,
    truth,
)
from reportedly.findings.reasons import because
from reportedly.findings.rows import Ask, rows
from reportedly.findings.tellings import Told, grouped, read_told
from reportedly.findings.trails import Telling, bounds, ends, own_voices
from reportedly.ids import Ids
from reportedly.terms import RP
from reportedly.vocabularies import SCHEMA_MAX_VALUE, SCHEMA_MIN_VALUE

_FIGURES: Final = """SELECT ?number ?min ?max ?unit ?per ?counts ?telling ?quantity WHERE {
  ?telling a rp:Telling ; rp:amount|(rp:facet/rp:amount) ?quantity .
  OPTIONAL { ?quantity rp:number ?number }
  OPTIONAL { ?quantity schema:minValue ?min ; schema:maxValue ?max }
  OPTIONAL { ?quantity rp:unit ?unit }
  OPTIONAL { ?quantity rp:per ?per }
  OPTIONAL { ?quantity rp:counts ?counts }
  FILTER (bound(?number) || bound(?min))
}"""


@dataclass(frozen=True, slots=True)
class _Figure:
    """One time that a figure is told: the thing counted (or ""), the telling, the quantity."""

    counts: str
    telling: str
    quantity: str


@dataclass(frozen=True, slots=True)
class _Set:
    """A set of tellings, and what its finding is called after."""

    name: tuple[str, ...]
    label: str
    tellings: tuple[Telling, ...]
    about: tuple[str, ...] = ()
    figures: tuple[_Figure, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def counts(self) -> tuple[str, ...]:
        """The things that the figure counts."""
        return tuple(sorted({figure.counts for figure in self.figures if figure.counts}))


def origins(ask: Ask, ids: Ids) -> Iterator[Quad]:
    """A finding for every claim and every figure, overall and within each article.

    ``rp:atLeast`` and ``rp:atMost`` bound the number of distinct origins, ``rp:openAbove`` adds the
    plus; ``rp:trailEnd`` and ``rp:ownVoice`` name what was counted and what stands beside it.
    A finding with ``rp:inArticle`` is about the tellings of that article alone.
    """
    told = read_told(ask)
    figures = _figures(ask, told, ids)
    for overall in (*_claims(told, ids), *(figure for figure, _ in figures)):
        for each in (overall, *_within(overall, ids)):
            yield from _finding(each, told, ids).quads(ids)
    for _, by_thing in figures:
        for each in by_thing:
            yield from _finding(each, told, ids).quads(ids)


def _claims(told: Told, ids: Ids) -> Iterator[_Set]:
    for claim, tellings in told.by_claim().items():
        label = f"Origins of the claim: {told.name(claim, ids)}"
        yield _Set(("claim", *steps(ids, claim)), label, tuple(tellings), (claim,))


def _figures(ask: Ask, told: Told, ids: Ids) -> list[tuple[_Set, tuple[_Set, ...]]]:
    """Each figure, and its parts by the thing counted, if there are several."""
    return [(whole, _by_thing(whole, told, ids)) for whole in _whole_figures(ask, told, ids)]


def _by_thing(whole: _Set, told: Told, ids: Ids) -> tuple[_Set, ...]:
    if len({figure.counts for figure in whole.figures}) < 2:
        return ()
    return tuple(
        _figure(
            told,
            (*whole.name, "counts", *steps(ids, thing)),
            f"{whole.label}, counting {told.name(thing, ids)}",
            (figure for figure in whole.figures if figure.counts == thing),
            whole.facts,
        )
        for thing in whole.counts
    )


def _whole_figures(ask: Ask, told: Told, ids: Ids) -> Iterator[_Set]:
    """The figures; one of a range is its two bounds."""
    found = grouped(
        ((number, "" if number else low, "" if number else high, unit, per), _Figure(*rest))
        for number, low, high, unit, per, *rest in rows(ask, _FIGURES)
    )
    for (number, low, high, unit, per), figures in found.items():
        shown = number_words(number) if number else f"{number_words(low)} to {number_words(high)}"
        name: tuple[str, ...] = ("number", number or f"{low}-{high}")
        facts: tuple[Fact, ...] = (
            ((RP.number, decimal(number)),)
            if number
            else ((SCHEMA_MIN_VALUE, decimal(low)), (SCHEMA_MAX_VALUE, decimal(high)))
        )
        if unit:
            name, facts = (*name, "unit", *steps(ids, unit)), (*facts, *nodes(RP.unit, [unit]))
            shown += f" {told.name(unit, ids)}"
        if per:
            name, facts = (*name, "per", *steps(ids, per)), (*facts, *nodes(RP.per, [per]))
            shown += f" per {told.name(per, ids)}"
        yield _figure(told, name, f"Origins of the figure {shown}", figures, facts)


def _figure(
    told: Told,
    name: tuple[str, ...],
    label: str,
    figures: Iterable[_Figure],
    facts: tuple[Fact, ...],
) -> _Set:
    them = tuple(figures)
    tellings = sorted({figure.telling for figure in them})
    return _Set(name, label, tuple(told.tellings[t] for t in tellings), (), them, facts)


def _within(overall: _Set, ids: Ids) -> Iterator[_Set]:
    """The same set within each article that has a part in it."""
    for article, tellings in grouped((each.article, each) for each in overall.tellings).items():
        names = {telling.name for telling in tellings}
        path = steps(ids, article)
        yield replace(
            overall,
            name=(*overall.name, "in", *path),
            label=f"{overall.label}, in {'/'.join(path)}",
            tellings=tuple(tellings),
            about=(*overall.about, article),
            figures=tuple(figure for figure in overall.figures if figure.telling in names),
            facts=(*overall.facts, *nodes(RP.inArticle, [article])),
        )


def _finding(of: _Set, told: Told, ids: Ids) -> Finding:
    found = ends(of.tellings)
    bound = bounds(found, told.kinds)
    return Finding(
        "origins",
        of.name,
        of.label,
        because(of.tellings, found, bound, of.counts, told, ids),
        (
            *of.about,
            *(telling.name for telling in of.tellings),
            *(figure.quantity for figure in of.figures),
        ),
        (
            *of.facts,
            *nodes(RP.counts, of.counts),
            (RP.atLeast, integer(bound.at_least)),
            (RP.atMost, integer(bound.at_most)),
            (RP.openAbove, truth(bound.open_above)),
            *nodes(RP.trailEnd, sorted(s for end in found for s in end.speakers)),
            *nodes(RP.ownVoice, own_voices(of.tellings)),
        ),
    )

"""To how many distinct origins each claim and each figure can be traced, and why (DESIGN, section 4).

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
    counted,
    decimal,
    integer,
    listed,
    nodes,
    number_words,
    steps,
    truth,
)
from reportedly.findings.origins_because import because
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
class _Set:
    """A set of tellings, and what its finding is called after."""

    name: tuple[str, ...]
    label: str
    tellings: tuple[Telling, ...]
    concerns: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    aside: str = ""


def origins(ask: Ask, ids: Ids) -> Iterator[Quad]:
    """A finding for every claim and every figure, overall and within each article.

    ``rp:atLeast`` and ``rp:atMost`` bound the number of distinct origins, ``rp:openAbove`` adds the
    plus; ``rp:trailEnd`` and ``rp:ownVoice`` name what was counted and what stands beside it.
    A finding with ``rp:inArticle`` is about the tellings of that article alone.
    """
    told = read_told(ask)
    for overall in (*_claims(told, ids), *_figures(ask, told, ids)):
        for each in (overall, *_within(overall, told, ids)):
            yield from _finding(each, told).quads(ids)


def _claims(told: Told, ids: Ids) -> Iterator[_Set]:
    for claim, tellings in told.by_claim().items():
        label = f"Origins of the claim: {told.label.get(claim, claim)}"
        yield _Set(("claim", *steps(ids, claim)), label, tuple(tellings), (claim,))


def _figures(ask: Ask, told: Told, ids: Ids) -> Iterator[_Set]:
    figures = grouped(
        ((number, "" if number else low, "" if number else high, unit, per), tuple(rest))
        for number, low, high, unit, per, *rest in rows(ask, _FIGURES)
    )
    for (number, low, high, unit, per), found in figures.items():
        shown = number_words(number) if number else f"{number_words(low)} to {number_words(high)}"
        name = ["number", number or f"{low}-{high}"]
        facts: list[Fact] = [(RP.number, decimal(number))] if number else []
        if not number:
            facts += [(SCHEMA_MIN_VALUE, decimal(low)), (SCHEMA_MAX_VALUE, decimal(high))]
        for words, predicate, node in (("unit", RP.unit, unit), ("per", RP.per, per)):
            if node:
                name += [words, *steps(ids, node)]
                facts += nodes(predicate, [node])
                shown += f" {'per ' if words == 'per' else ''}{told.label.get(node, node)}"
        things = grouped((counts, (telling, quantity)) for counts, telling, quantity in found)
        whole = _Set(
            tuple(name),
            f"Origins of the figure {shown}",
            _tellings(told, (telling for _, telling, _ in found)),
            tuple(quantity for _, _, quantity in found),
            (*facts, *nodes(RP.counts, sorted(filter(None, things)))),
            f"It counts {listed(told.label.get(each, each) for each in things if each)}."
            if any(things)
            else "",
        )
        yield whole
        if len(things) > 1:
            for counts, those in things.items():
                if counts:
                    yield _Set(
                        (*name, "counts", *steps(ids, counts)),
                        f"{whole.label}, counting {told.label.get(counts, counts)}",
                        _tellings(told, (telling for telling, _ in those)),
                        tuple(quantity for _, quantity in those),
                        (*facts, *nodes(RP.counts, [counts])),
                    )


def _tellings(told: Told, names: Iterable[str]) -> tuple[Telling, ...]:
    return tuple(told.tellings[name] for name in sorted(set(names)))


def _within(overall: _Set, told: Told, ids: Ids) -> Iterator[_Set]:
    """The same set within each article that has a part in it."""
    for article, tellings in grouped((each.article, each) for each in overall.tellings).items():
        of_article = tuple(
            node for node in overall.concerns if node in told.claim.values() or node.startswith(f"{article}/")
        )
        yield replace(
            overall,
            name=(*overall.name, "in", *steps(ids, article)),
            label=f"{overall.label}, in {told.label.get(article, article)}",
            tellings=tuple(tellings),
            concerns=(*of_article, article),
            facts=(*overall.facts, *nodes(RP.inArticle, [article])),
            aside="",
        )


def _finding(of: _Set, told: Told) -> Finding:
    found = ends(of.tellings)
    bound = bounds(found, told.kinds)
    return Finding(
        "origins",
        of.name,
        of.label,
        because(of.tellings, found, bound, told) + (f" {of.aside}" if of.aside else ""),
        (*of.concerns, *(telling.name for telling in of.tellings)),
        (
            *of.facts,
            (RP.atLeast, integer(bound.at_least)),
            (RP.atMost, integer(bound.at_most)),
            (RP.openAbove, truth(bound.open_above)),
            *nodes(RP.trailEnd, sorted(s for end in found for s in end.speakers)),
            *nodes(RP.ownVoice, own_voices(of.tellings)),
        ),
    )

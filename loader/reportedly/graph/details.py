"""Numbers, times and aspects of a telling, said in quads."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from reportedly import vocabularies as v
from reportedly.graph.context import EntryGraph
from reportedly.graph.statements import day, duration, integer, number, smallest_unit, truth
from reportedly.model.dates import bounds_of
from reportedly.model.details import Amount, Aspect, Time
from reportedly.model.references import PUBLISHED
from reportedly.terms import RP, scheme_value


def say_amount(graph: EntryGraph, amount: Amount, key: str, node: NamedNode) -> NamedNode:
    """A quantity with its bounds; a side that the words leave open has no value."""
    say = graph.stated.say
    graph.stated.type(node, RP.Quantity, v.SCHEMA_QUANTITATIVE_VALUE)
    say(node, RP.inArticle, graph.article)
    say(node, RP.passage, graph.passage(key, amount))
    say(node, v.RDFS_LABEL, graph.stated.words(amount.q))
    say(node, RP.number, number(amount.value))
    lower, upper = amount.limits
    say(node, v.SCHEMA_MIN_VALUE, number(lower))
    say(node, v.SCHEMA_MAX_VALUE, number(upper))
    say(node, RP.bound, scheme_value("bound", amount.reading))
    say(node, RP.rank, integer(amount.rank))
    if amount.cue is not None:
        say(node, RP.cue, graph.passage(f"{key}.cue", amount.cue))
    say(node, RP.counts, graph.actor(amount.counts))
    say(node, RP.per, graph.actor(amount.per))
    say(node, RP.unit, graph.actor(amount.unit))
    if amount.part_of is not None:
        say(node, RP.partOf, graph.amounts[amount.part_of])
    if amount.parts_are_all is not None:
        say(node, RP.partsAreAll, truth(amount.parts_are_all))
    return node


def say_time(graph: EntryGraph, time: Time, key: str) -> NamedNode:
    """A time expression; its days only where the text gives the year."""
    say, node = graph.stated.say, graph.spot("time", key)
    graph.stated.type(node, RP.TimeReference)
    say(node, RP.inArticle, graph.article)
    say(node, RP.passage, graph.passage(key, time))
    say(node, RP.expression, graph.stated.words(time.q))
    say(node, RP.timeKind, scheme_value("time", time.kind))
    say(node, RP.basis, scheme_value("basis", time.basis))
    if time.edtf is not None:
        say_edtf(graph, node, time.edtf)
    say(node, RP.duration, duration(time.duration))
    say(node, RP.repeats, duration(time.repeats))
    say(node, RP.shift, duration(time.shift))
    say(node, RP.shiftUnit, smallest_unit(time.shift))
    if time.bound is not None:
        say(node, RP.bound, scheme_value("bound", time.bound))
    say(node, RP.weekday, integer(time.weekday))
    if time.relative_to is not None:
        say(node, RP.relativeTo, _reference(graph, time.relative_to))
    return node


def say_edtf(graph: EntryGraph, node: NamedNode, value: str, *, stated: bool = True) -> None:
    """An EDTF value and the days between which it lies."""
    statements = graph.stated if stated else graph.editor
    bounds = bounds_of(value)
    statements.say(node, RP.edtf, Literal(value, datatype=v.EDTF))
    statements.say(node, RP.earliest, day(bounds.earliest))
    statements.say(node, RP.latest, day(bounds.latest))


def say_aspect(
    graph: EntryGraph,
    aspect: Aspect,
    key: str,
    facet: NamedNode,
    telling: NamedNode,
    predicate: NamedNode,
) -> None:
    """An aspect: said directly of the telling, and again with the words that warrant it."""
    say, value = graph.stated.say, graph.actor(aspect.is_)
    say(telling, predicate, value)
    graph.stated.type(facet, RP.Facet)
    say(telling, RP.facet, facet)
    say(facet, RP.aspect, predicate)
    say(facet, RP.value, value)
    say(facet, RP.passage, graph.passage(key, aspect))


def _reference(graph: EntryGraph, target: str) -> NamedNode:
    if target == PUBLISHED:
        return graph.part("published")
    if any(event.id == target for event in graph.entry.events):
        return graph.part("event", target)
    return graph.spot("time", graph.times[target])

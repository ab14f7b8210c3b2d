"""Reports: the article's own telling, and each hop of its chain as a report of its own."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from reportedly.graph.context import EntryGraph, amount_node, record_iri
from reportedly.graph.details import say_amount, say_aspect, say_time
from reportedly.graph.statements import integer, truth
from reportedly.model.details import Hop, Return
from reportedly.model.entry import Report
from reportedly.model.slots import amount_key
from reportedly.terms import RP, scheme_value


def say_report(graph: EntryGraph, report: Report) -> None:
    """One telling with all that varies by telling."""
    say, node = graph.stated.say, telling_iri(graph, report.id)
    base = f"reports.{report.id}"
    graph.stated.type(node, RP.Report, RP.Telling)
    say(node, RP.inArticle, graph.article)
    say(node, RP.passage, graph.passage(f"{base}.at", report.at))
    say(node, RP.tells, record_iri(graph.ids, report.tells))
    say(node, RP.depth, integer(0))
    say(node, RP.certainty, scheme_value("certainty", report.sureness))
    say(node, RP.modality, scheme_value("modality", report.modality))
    if report.cue is not None:
        say(node, RP.cue, graph.passage(f"{base}.cue", report.cue))
    if report.disclaimer is not None:
        say(node, RP.disclaimer, graph.passage(f"{base}.disclaimer", report.disclaimer))
    if report.event is not None:
        say(node, RP.about, graph.part("event", report.event))
    for i, time in enumerate(report.event_when, 1):
        say(node, RP.eventWhen, say_time(graph, time, f"{base}.event_when.{i}"))
    for other in report.restates:
        graph.editor.say(node, RP.restates, telling_iri(graph, other))
    _say_amounts(graph, report, node)
    _say_aspects(graph, report, node)
    _say_chain(graph, report, node)


def telling_iri(graph: EntryGraph, report: str) -> NamedNode:
    """The node of the article's own telling."""
    return graph.part("report", report)


def hop_iri(graph: EntryGraph, report: str, depth: int) -> NamedNode:
    """The node of a hop, from 1 for the one nearest to the article."""
    return graph.part("report", report, "hop", str(depth))


def _say_amounts(graph: EntryGraph, report: Report, node: NamedNode) -> None:
    for i, amount in enumerate(report.amounts):
        quantity = amount_node(graph, report.id, "amount", str(i + 1))
        say_amount(graph, amount, amount_key(report.id, i), quantity)
        graph.stated.say(node, RP.amount, quantity)


def _say_aspects(graph: EntryGraph, report: Report, node: NamedNode) -> None:
    base = f"reports.{report.id}"
    for name, aspects, predicate in (
        ("purpose", report.purpose, RP.purpose),
        ("place", report.place, RP.place),
        ("in_return_for", report.in_return_for, RP.inReturnFor),
    ):
        for i, aspect in enumerate(aspects, 1):
            key = f"{base}.{name}.{i}"
            steps = (name.replace("_", "-"), str(i))
            facet = graph.part("report", report.id, *steps)
            say_aspect(graph, aspect, key, facet, node, predicate)
            if isinstance(aspect, Return) and aspect.amount is not None:
                quantity = amount_node(graph, report.id, *steps, "amount")
                say_amount(graph, aspect.amount, f"{key}.amount", quantity)
                graph.stated.say(facet, RP.amount, quantity)
    if report.initiative is not None:
        facet = graph.part("report", report.id, "initiative")
        say_aspect(graph, report.initiative, f"{base}.initiative", facet, node, RP.initiative)


def _say_chain(graph: EntryGraph, report: Report, telling: NamedNode) -> None:
    nearer = telling
    for depth, hop in enumerate(report.chain, 1):
        node = hop_iri(graph, report.id, depth)
        graph.stated.say(nearer, RP.relays, node)
        _say_hop(graph, report, hop, depth, node, telling)
        nearer = node


def _say_hop(
    graph: EntryGraph, report: Report, hop: Hop, depth: int, node: NamedNode, telling: NamedNode
) -> None:
    say, key = graph.stated.say, f"reports.{report.id}.chain.{depth}"
    graph.stated.type(node, RP.Report, RP.Hop)
    say(node, RP.inArticle, graph.article)
    say(node, RP.ofTelling, telling)
    say(node, RP.depth, integer(depth))
    say(node, RP.passage, graph.passage(f"reports.{report.id}.at", report.at))
    say(node, RP.tells, record_iri(graph.ids, report.tells))
    say(node, RP.saidBy, graph.speaker(hop.by))
    say(node, RP.carriedBy, graph.actor(hop.on))
    say(node, RP.saidTo, graph.actor(hop.to))
    if hop.in_ is not None:
        say(node, RP.saidIn, graph.part("event", hop.in_))
    say(node, RP.cue, graph.passage(f"{key}.cue", hop.cue))
    say(node, RP.certainty, scheme_value("certainty", hop.certainty))
    say(node, RP.plural, truth(hop.plural))
    if hop.when is not None:
        say(node, RP.saidWhen, say_time(graph, hop.when, f"{key}.when"))
    if hop.may_be is not None:
        graph.editor.say(node, RP.mayBe, graph.actor(hop.may_be.is_))
        graph.editor.say(node, RP.because, Literal(hop.may_be.because, language="en"))

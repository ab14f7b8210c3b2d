"""Entries, registry, links and ontology as named graphs: pure functions from values to quads."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from reportedly.graph.article import say_article
from reportedly.graph.context import EntryGraph
from reportedly.graph.details import say_time
from reportedly.graph.parts import say_event, say_naming, say_quotation, say_unnamed
from reportedly.graph.records import say_distinctions, say_link, say_record
from reportedly.graph.reports import say_report
from reportedly.graph.statements import Statements
from reportedly.ids import Ids
from reportedly.model.entry import Entry
from reportedly.model.places import Lock
from reportedly.model.registry import Record, Registry

Graphs = Mapping[NamedNode, tuple[Quad, ...]]

REGISTRY: Final = "registry"
EXTERNAL: Final = "external"
ONTOLOGY: Final = "ontology"


def entry_graphs(entry: Entry, lock: Lock, ids: Ids) -> Graphs:
    """What the article states and what an editor added, each in a named graph of its own.

    Args:
        entry: the entry.
        lock: its lock, which gives every anchor its place; the text is not needed.
        ids: how instances are named.

    Raises:
        InputError: the lock lacks a place that the entry asks for.
    """
    graph = EntryGraph(entry, lock, ids)
    say_article(graph, lock)
    for source in entry.unnamed:
        say_unnamed(graph, source)
    for report in entry.reports:
        say_report(graph, report)
    for quotation in entry.quotations:
        say_quotation(graph, quotation)
    for event in entry.events:
        say_event(graph, event)
    for i, time in enumerate(entry.times, 1):
        say_time(graph, time, f"times.{time.id or i}")
    for naming in entry.namings:
        say_naming(graph, naming)
    return _graphs(graph.stated, graph.editor)


def registry_graphs(registry: Registry, ids: Ids) -> Graphs:
    """The registry, and the links to Wikidata, each in a named graph of its own."""
    shared = Statements(ids.shared_graph(REGISTRY))
    for key in sorted(registry.records):
        record: Record = registry.records[key]
        say_record(shared, record, ids)
        say_distinctions(shared, record, ids)
    external = Statements(ids.shared_graph(EXTERNAL))
    for link in registry.links:
        say_link(external, link, ids)
    return _graphs(shared, external)


def ontology_graph(turtle: bytes, ids: Ids) -> Graphs:
    """The ontology in a named graph, so that a query can follow its sub-properties."""
    name = ids.shared_graph(ONTOLOGY)
    triples = parse(input=turtle, format=RdfFormat.TURTLE)
    quads = (Quad(t.subject, t.predicate, t.object, name) for t in triples)
    return MappingProxyType({name: tuple(quads)})


def _graphs(*statements: Statements) -> Graphs:
    return MappingProxyType({each.graph: tuple(each) for each in statements})

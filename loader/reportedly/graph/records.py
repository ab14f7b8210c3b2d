"""Registry records and external links, said in quads."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from reportedly import vocabularies as v
from reportedly.graph.context import record_iri
from reportedly.graph.statements import Statements
from reportedly.ids import WIKIDATA, Ids
from reportedly.model.registry import (
    Actor,
    Claim,
    Concept,
    Kept,
    Location,
    Outlet,
    Record,
    SharedEvent,
    WikidataLink,
)
from reportedly.terms import RP, ActorKind, scheme_value

_SCHEMA_OF_ACTOR: dict[ActorKind, NamedNode] = {
    "person": v.SCHEMA_PERSON,
    "organisation": v.SCHEMA_ORGANIZATION,
    "country": v.SCHEMA_COUNTRY,
}
"""The schema.org class of an actor; an office and a collective have none."""


def say_record(graph: Statements, record: Record, ids: Ids) -> None:
    """A record with its labels and what its kind adds."""
    node = record_iri(ids, record.id)
    for language, label in record.label.items():
        graph.say(node, v.SKOS_PREF_LABEL, Literal(label, language=language))
    for language, aliases in record.aliases.items():
        for alias in aliases:
            graph.say(node, v.SKOS_ALT_LABEL, Literal(alias, language=language))
    if record.note is not None:
        graph.say(node, v.SKOS_NOTE, Literal(record.note, language="en"))
    _say_kind(graph, record, node, ids)


def _say_kind(graph: Statements, record: Record, node: NamedNode, ids: Ids) -> None:
    match record:
        case Actor():
            graph.type(node, RP.Actor)
            graph.say(node, RP.actorKind, scheme_value("actor", record.kind))
            if record.kind in _SCHEMA_OF_ACTOR:
                graph.type(node, _SCHEMA_OF_ACTOR[record.kind])
            graph.say(node, RP.affiliation, _named(record.affiliation, ids))
            graph.say(node, RP.consistsOf, _named(record.consists_of, ids))
        case Outlet():
            graph.type(node, RP.Actor, RP.Outlet, v.SCHEMA_ORGANIZATION)
            graph.say(node, RP.actorKind, scheme_value("actor", "organisation"))
            if record.language is not None:
                graph.say(node, v.SCHEMA_IN_LANGUAGE, Literal(record.language))
        case Location():
            graph.type(node, RP.Location, v.SCHEMA_PLACE)
            graph.say(node, RP.locationKind, scheme_value("location", record.kind))
        case SharedEvent():
            graph.type(node, RP.Event, v.SCHEMA_EVENT)
            graph.say(node, RP.eventKind, record_iri(ids, record.kind))
        case Concept():
            graph.type(node, v.SKOS_CONCEPT)
            scheme = ids.node("scheme", record.scheme)
            graph.type(scheme, v.SKOS_CONCEPT_SCHEME)
            graph.say(scheme, v.SKOS_PREF_LABEL, Literal(record.scheme, language="en"))
            graph.say(node, v.SKOS_IN_SCHEME, scheme)
            graph.say(node, v.SKOS_BROADER, _named(record.broader, ids))
            for factor in record.factors:
                graph.say(node, RP.factor, record_iri(ids, factor))
        case Claim():
            graph.type(node, RP.Claim, v.SCHEMA_CLAIM)
            graph.say(node, RP.agent, record_iri(ids, record.agent))
            graph.say(node, RP.act, record_iri(ids, record.act))
            graph.say(node, RP.thing, _named(record.thing, ids))
            graph.say(node, RP.beneficiary, _named(record.beneficiary, ids))
        case _:
            raise TypeError(f"no quads are known for a {type(record).__name__}")


def _named(other: str | None, ids: Ids) -> NamedNode | None:
    """The record that an optional key names."""
    return None if other is None else record_iri(ids, other)


def say_distinctions(graph: Statements, record: Record, ids: Ids) -> None:
    """What the record is kept apart from, both ways, and the reason."""
    match record:
        case Claim():
            _say_kept(graph, record.id, record.not_same_as, RP.notSameAs, ids)
        case Concept():
            _say_kept(graph, record.id, record.disjoint_with, RP.conflictsWith, ids)
        case Actor() | Outlet() | Location():
            _say_kept(graph, record.id, record.distinct_from, v.OWL_DIFFERENT_FROM, ids)


def _say_kept(
    graph: Statements, one: str, kept: Iterable[Kept], predicate: NamedNode, ids: Ids
) -> None:
    for other in kept:
        here, there = record_iri(ids, one), record_iri(ids, other.id)
        graph.say(here, predicate, there)
        graph.say(there, predicate, here)
        node = distinction_iri(ids, one, other.id)
        graph.type(node, RP.Distinction)
        graph.say(node, RP.between, here)
        graph.say(node, RP.between, there)
        graph.say(node, RP.because, Literal(other.because, language="en"))


def distinction_iri(ids: Ids, one: str, other: str) -> NamedNode:
    """The node of what is said of two records that are kept apart, whichever of them says it."""
    return ids.node("distinction", *sorted((one, other)))


def say_link(graph: Statements, link: WikidataLink, ids: Ids) -> None:
    """That a record is an item of Wikidata."""
    item = NamedNode(WIKIDATA + link.wikidata)
    graph.say(record_iri(ids, link.id), v.SCHEMA_SAME_AS, item)

"""Unnamed sources, quotations, namings and events, said in quads."""

from __future__ import annotations

from pyoxigraph import Literal

from reportedly import vocabularies as v
from reportedly.graph.context import EntryGraph, record_iri
from reportedly.graph.details import say_time
from reportedly.graph.reports import hop_iri, telling_iri
from reportedly.graph.statements import truth
from reportedly.model.details import Unnamed
from reportedly.model.entry import Event, Naming, Quotation, UnnamedSource
from reportedly.model.slots import naming_key
from reportedly.terms import RP, scheme_value


def say_unnamed(graph: EntryGraph, source: UnnamedSource) -> None:
    """A source that the article does not name, distinct from that of every other article."""
    say, node = graph.stated.say, graph.part("source", source.id)
    graph.stated.type(node, RP.UnnamedSource)
    say(node, RP.inArticle, graph.article)
    say(node, RP.passage, graph.passage(f"unnamed.{source.id}", source))
    say(node, v.RDFS_LABEL, graph.stated.words(source.q))
    say(node, RP.plural, truth(source.plural))
    say(node, RP.affiliation, graph.actor(source.affiliation))
    if source.may_be is not None:
        graph.editor.say(node, RP.mayBe, graph.actor(source.may_be.is_))
        graph.editor.say(node, RP.because, Literal(source.may_be.because, language="en"))


def say_quotation(graph: EntryGraph, quotation: Quotation) -> None:
    """Words in quotation marks, tied to the tellings they stand in and the hop that speaks them."""
    say, node = graph.stated.say, graph.part("quotation", quotation.id)
    graph.stated.type(node, RP.Quotation, v.SCHEMA_QUOTATION)
    say(node, RP.inArticle, graph.article)
    say(node, RP.passage, graph.passage(f"quotations.{quotation.id}", quotation))
    say(node, RP.words, graph.stated.words(quotation.q))
    say(node, RP.quotationKind, scheme_value("quotation", quotation.kind))
    for target in quotation.of:
        say(node, RP.saidOf, graph.actor(target))
    reports = {report.id: report for report in graph.entry.reports}
    for name in quotation.in_:
        say(node, RP.quotedIn, telling_iri(graph, name))
        for depth, hop in enumerate(reports[name].chain, 1):
            if quotation.by is not None and hop.by == quotation.by:
                say(node, RP.spokenIn, hop_iri(graph, name, depth))
    if quotation.continues is not None:
        say(node, RP.continues, graph.part("quotation", quotation.continues))
    if quotation.unclosed:
        say(node, RP.unclosed, truth(True))
    original = quotation.translated_from
    if original is not None:
        say(node, RP.translatedFrom, Literal(original.language))
        words = graph.passage(f"translations.{quotation.id}", original)
        say(node, RP.translationWords, words)


def say_naming(graph: EntryGraph, naming: Naming) -> None:
    """Each place where a form denotes something, with the role given there."""
    say, key = graph.stated.say, naming_key(naming)
    for place in graph.places(key):
        passage = graph.passage_at(place, naming)
        node = graph.part("naming", f"{place.span.start}-{place.span.end}")
        graph.stated.type(node, RP.Naming)
        say(node, RP.inArticle, graph.article)
        say(node, RP.passage, passage)
        say(node, RP.form, graph.stated.words(naming.q))
        say(node, RP.namingForm, scheme_value("naming", naming.form))
        if isinstance(naming.is_, Unnamed):
            say(node, RP.denotes, graph.speaker(naming.is_))
        else:
            say(node, RP.denotes, graph.actor(naming.is_))
        for candidate in naming.could_be:
            say(node, RP.couldDenote, graph.actor(candidate))
        if naming.role is not None:
            say(node, RP.roleGiven, record_iri(graph.ids, naming.role.as_))
            say(node, RP.roleWords, graph.passage(f"{key}.role", naming.role))


def say_event(graph: EntryGraph, event: Event) -> None:
    """An event as this article tells of it."""
    say, node, key = graph.stated.say, graph.part("event", event.id), f"events.{event.id}"
    graph.stated.type(node, RP.Event, v.SCHEMA_EVENT)
    say(node, RP.inArticle, graph.article)
    say(node, RP.passage, graph.passage(key, event))
    say(node, v.RDFS_LABEL, graph.stated.words(event.q))
    say(node, RP.eventKind, record_iri(graph.ids, event.kind))
    say(node, RP.denotes, graph.actor(event.is_))
    for actor in event.actors:
        say(node, RP.participant, graph.actor(actor))
    for place in event.place:
        say(node, RP.place, graph.actor(place))
    if event.when is not None:
        say(node, RP.eventWhen, say_time(graph, event.when, f"{key}.when"))

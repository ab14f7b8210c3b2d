"""The way back: which place of an entry said a node, and which key a predicate comes from."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode

from reportedly import vocabularies as v
from reportedly.graph.context import EntryGraph, amount_node
from reportedly.graph.reports import hop_iri, telling_iri
from reportedly.ids import Ids
from reportedly.model.details import Time
from reportedly.model.entry import Entry, Report
from reportedly.model.findings import YamlPath
from reportedly.model.places import Lock
from reportedly.model.slots import naming_key, slots_of
from reportedly.terms import RP

_KEYS: Final[Mapping[NamedNode, tuple[str, ...]]] = MappingProxyType(
    {
        RP.tells: ("tells",),
        RP.certainty: ("certainty",),
        RP.modality: ("modality",),
        RP.relays: ("chain",),
        RP.saidBy: ("by",),
        RP.carriedBy: ("on",),
        RP.saidTo: ("to",),
        RP.saidIn: ("in",),
        RP.saidWhen: ("when",),
        RP.cue: ("cue",),
        RP.plural: ("plural",),
        RP.mayBe: ("may_be", "is"),
        RP.amount: ("amounts",),
        RP.purpose: ("purpose",),
        RP.place: ("place",),
        RP.inReturnFor: ("in_return_for",),
        RP.initiative: ("initiative",),
        RP.eventWhen: ("event_when",),
        RP.about: ("event",),
        RP.disclaimer: ("disclaimer",),
        RP.restates: ("restates",),
        RP.passage: ("at",),
        RP.number: ("value",),
        v.SCHEMA_MIN_VALUE: ("min",),
        v.SCHEMA_MAX_VALUE: ("max",),
        RP.bound: ("bound",),
        RP.counts: ("counts",),
        RP.per: ("per",),
        RP.unit: ("unit",),
        RP.rank: ("rank",),
        RP.partOf: ("part_of",),
        RP.partsAreAll: ("parts_are_all",),
        RP.edtf: ("edtf",),
        RP.duration: ("duration",),
        RP.repeats: ("repeats",),
        RP.shift: ("shift",),
        RP.shiftUnit: ("shift",),
        RP.weekday: ("weekday",),
        RP.relativeTo: ("relative_to",),
        RP.words: ("q",),
        RP.form: ("q",),
        RP.expression: ("q",),
        RP.quotationKind: ("kind",),
        RP.saidOf: ("of",),
        RP.quotedIn: ("in",),
        RP.spokenIn: ("by",),
        RP.continues: ("continues",),
        RP.unclosed: ("unclosed",),
        RP.translatedFrom: ("translated_from", "language"),
        RP.translationWords: ("translated_from", "q"),
        RP.denotes: ("is",),
        RP.couldDenote: ("could_be",),
        RP.namingForm: ("form",),
        RP.roleGiven: ("role", "as"),
        RP.roleWords: ("role", "q"),
        RP.affiliation: ("affiliation",),
        RP.eventKind: ("kind",),
        RP.participant: ("actors",),
        RP.agent: ("agent",),
        RP.act: ("act",),
        RP.thing: ("thing",),
        RP.beneficiary: ("beneficiary",),
        RP.notSameAs: ("not_same_as",),
        RP.conflictsWith: ("disjoint_with",),
        v.OWL_DIFFERENT_FROM: ("distinct_from",),
        RP.actorKind: ("kind",),
        RP.locationKind: ("kind",),
        v.SKOS_PREF_LABEL: ("label",),
        v.SKOS_ALT_LABEL: ("aliases",),
        v.SKOS_BROADER: ("broader",),
        RP.factor: ("factors",),
        RP.consistsOf: ("consists_of",),
        v.SKOS_IN_SCHEME: ("scheme",),
        RP.textDigest: ("sha256",),
        RP.supersedes: ("supersedes",),
        v.SCHEMA_IN_LANGUAGE: ("language",),
        RP.headline: ("headline",),
        RP.furniture: ("furniture",),
        RP.publishedBy: ("outlet", "is"),
        RP.publishedWhen: ("published",),
        RP.credited: ("is",),
        RP.creditedName: ("name",),
        RP.basis: ("basis",),
    }
)
"""The keys under a node's own path that a predicate comes from."""

_ELSEWHERE: Final[Mapping[NamedNode, tuple[YamlPath, ...]]] = MappingProxyType(
    {
        RP.passage: (("q",), ("cue", "q"), ("headline", "q")),
        RP.certainty: (("chain", 0, "certainty"),),
        RP.bound: (("q",),),
        v.SCHEMA_MIN_VALUE: (("value",),),
        v.SCHEMA_MAX_VALUE: (("value",),),
        RP.eventWhen: (("when",),),
        v.OA_EXACT: (("q",),),
        v.RDFS_LABEL: (("q",), ("name",)),
        v.SKOS_NOTE: (("note",),),
    }
)
"""Where else a predicate may come from, if its own key is not there."""

_SELECTORS: Final = (
    (),
    ("position",),
    ("quote",),
    ("range",),
    ("range", "from"),
    ("range", "to"),
)
"""The steps below a passage: itself, and each of its selectors."""


_OF_HOP: Final = 4
"""Steps of the path of a hop: reports, which, chain, which."""


def key_of(predicate: NamedNode | None) -> YamlPath:
    """The path, below a node's own, of what a predicate says; empty where none is known."""
    return () if predicate is None else _KEYS.get(predicate, ())


def stated_at(path: YamlPath, predicate: NamedNode | None, known: Container[YamlPath]) -> YamlPath:
    """The path that said a predicate of the node which a path said.

    Args:
        path: the node's own path.
        predicate: what is said of it; None if the node as a whole is meant.
        known: every path of the document.

    Returns:
        The first of these that is there: the predicate's key below the node, another key that it
        may come from, that key in the report of a hop, the node itself.
    """
    key = key_of(predicate)
    elsewhere = () if predicate is None else _ELSEWHERE.get(predicate, ())
    places = [(*path, *steps) for steps in (key, *elsewhere) if steps]
    if len(path) >= _OF_HOP and path[-2] == "chain" and key:
        places.append((*path[:-2], *key))
    return next((place for place in places if place in known), path)


def origins(entry: Entry, lock: Lock, ids: Ids) -> dict[NamedNode, YamlPath]:
    """Which path of the entry said each of its nodes."""
    return {node: paths[0] for node, paths in all_origins(entry, lock, ids).items()}


def all_origins(entry: Entry, lock: Lock, ids: Ids) -> dict[NamedNode, tuple[YamlPath, ...]]:
    """Which paths of the entry said each of its nodes; several where several say the same words."""
    found: dict[NamedNode, tuple[YamlPath, ...]] = {}
    for node, path in _nodes(EntryGraph(entry, lock, ids)):
        found[node] = (*found.get(node, ()), path)
    return found


def _nodes(graph: EntryGraph) -> Iterator[tuple[NamedNode, YamlPath]]:
    entry = graph.entry
    yield graph.article, ("article",)
    yield graph.part("published"), ("article", "published")
    for kind, _ in entry.article.credits():
        yield graph.part("credit", kind), ("article", kind)
    for i, source in enumerate(entry.unnamed):
        yield graph.part("source", source.id), ("unnamed", i)
    for i, report in enumerate(entry.reports):
        yield from _of_report(graph, report, ("reports", i))
    for i, quotation in enumerate(entry.quotations):
        yield graph.part("quotation", quotation.id), ("quotations", i)
    for i, event in enumerate(entry.events):
        yield graph.part("event", event.id), ("events", i)
    for i, naming in enumerate(entry.namings):
        for at in _offsets(graph, naming_key(naming)):
            yield graph.part("naming", at), ("namings", i)
    for slot in slots_of(entry):
        for at in _offsets(graph, slot.key):
            if isinstance(slot.anchor, Time):
                yield graph.part("time", at), slot.path
            for steps in _SELECTORS:
                yield graph.part("passage", at, *steps), slot.path


def _of_report(
    graph: EntryGraph, report: Report, path: YamlPath
) -> Iterator[tuple[NamedNode, YamlPath]]:
    yield telling_iri(graph, report.id), path
    for i in range(len(report.chain)):
        yield hop_iri(graph, report.id, i + 1), (*path, "chain", i)
    for i in range(len(report.amounts)):
        yield amount_node(graph, report.id, "amount", str(i + 1)), (*path, "amounts", i)
    for name in ("purpose", "place", "in_return_for"):
        for i in range(len(getattr(report, name))):
            steps = (name.replace("_", "-"), str(i + 1))
            yield graph.part("report", report.id, *steps), (*path, name, i)
            amount = amount_node(graph, report.id, *steps, "amount")
            yield amount, (*path, name, i, "amount")
    yield graph.part("report", report.id, "initiative"), (*path, "initiative")


def _offsets(graph: EntryGraph, key: str) -> Iterator[str]:
    for place in graph.places(key):
        yield f"{place.span.start}-{place.span.end}"

"""Builds to derive findings from: invented articles, and a few statements written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import place_entry
from reportedly.findings.rows import Ask
from reportedly.graph.build import ONTOLOGY, entry_graphs, ontology_graph, registry_graphs
from reportedly.ids import Ids
from reportedly.lock.verify import make_lock
from reportedly.model.entry import Entry
from reportedly.parse.documents import parse_document
from reportedly.pipeline.files import find_seeds
from reportedly.pipeline.shared import read_shared
from reportedly.resources import data_dir
from reportedly.validate.rules import union_of

VELL = Path(__file__).parents[2] / "data" / "vell"
IDS = Ids("https://example.org/id/")
PREFIXES = f"""
@prefix rp: <https://w3id.org/reportedly/ns#> .
@prefix a: <{IDS.base}article/one/> .
@prefix b: <{IDS.base}article/two/> .
@prefix c: <{IDS.base}article/three/> .
@prefix text: <{IDS.base}article/> .
@prefix is: <{IDS.base}registry/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

Said = dict[str, dict[str, list[str]]]
"""Findings by the path of their IRI below ``finding/``: short property names to short values."""

Derive = Callable[[Callable[[Ask, Ids], Iterable[Quad]], Store], Said]


def quads_of_ontology() -> list[Quad]:
    turtle = (data_dir(ONTOLOGY) / "reportedly.ttl").read_bytes()
    return [quad for quads in ontology_graph(turtle, IDS).values() for quad in quads]


@pytest.fixture(scope="session")
def vell_store() -> Store:
    """Gives everything that a build of the two articles about grain holds, in memory."""
    store = Store()
    seeds = find_seeds(VELL)
    shared = read_shared(seeds)
    assert shared.findings == ()
    for quads in registry_graphs(shared.registry, IDS).values():
        store.extend(quads)
    for file in seeds.entries:
        entry = parse_document(file.read_bytes(), file, Entry).document
        assert entry is not None
        text = (VELL / "texts" / f"{file.stem}.txt").read_text(encoding="utf-8")
        lock = make_lock(entry, len(text), place_entry(entry, FoldedText.of(text)).places)
        for quads in entry_graphs(entry, lock, IDS).values():
            store.extend(quads)
    store.extend(quads_of_ontology())
    return store


@pytest.fixture(scope="session")
def stated() -> Callable[[str], Store]:
    """Makes a store of statements in Turtle, beside the ontology; ``a:r1`` is in article one."""
    ontology = quads_of_ontology()

    def store_of(turtle: str) -> Store:
        store = Store()
        store.extend(ontology)
        graph = IDS.shared_graph("stated")
        for triple in parse((PREFIXES + turtle).encode(), RdfFormat.TURTLE):
            store.add(Quad(triple.subject, triple.predicate, triple.object, graph))
        return store

    return store_of


def short(term: object) -> str:
    """A term as these tests write it: ``tesk``, ``one/r1``, ``stated``, the words of a literal."""
    if isinstance(term, Literal):
        return term.value
    assert isinstance(term, NamedNode)
    for start in (
        IDS.node("registry", "").value,
        IDS.node("article", "").value,
        IDS.base,
        "https://w3id.org/reportedly/ns#certainty-",
        "https://w3id.org/reportedly/ns#modality-",
        "https://w3id.org/reportedly/ns#",
        "http://www.w3.org/2000/01/rdf-schema#",
    ):
        if term.value.startswith(start):
            return term.value.removeprefix(start)
    return term.value


@pytest.fixture(scope="session")
def found() -> Derive:
    """Runs one finder over a store."""

    def run(finder: Callable[[Ask, Ids], Iterable[Quad]], store: Store) -> Said:
        said: Said = {}
        for quad in finder(union_of(store), IDS):
            name = short(quad.subject).removeprefix("finding/")
            said.setdefault(name, {}).setdefault(short(quad.predicate), []).append(
                short(quad.object)
            )
        return said

    return run

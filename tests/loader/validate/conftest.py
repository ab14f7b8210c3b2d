"""Two invented articles about grain, read, placed and said in quads by the real rooms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import place_entry
from reportedly.graph.build import entry_graphs, registry_graphs
from reportedly.ids import WIKIDATA, Ids
from reportedly.lock.verify import make_lock
from reportedly.model.entry import Entry
from reportedly.model.registry import KINDS, External
from reportedly.parse.documents import parse_document
from reportedly.registry.shelve import shelve
from reportedly.resources import data_dir
from reportedly.terms import NAMESPACE
from reportedly.validate.results import Violation
from reportedly.validate.rules import Rules, union_of
from reportedly.validate.shacl import Shapes

VELL = Path(__file__).parents[2] / "data" / "vell"
IDS = Ids("https://example.org/id/")


def quads_of_entry(name: str) -> list[Quad]:
    """Say one entry of the test data in quads."""
    text = (VELL / "texts" / f"{name}.txt").read_text(encoding="utf-8")
    file = VELL / "entries" / f"{name}.yaml"
    parsed = parse_document(file.read_bytes(), file, Entry)
    assert parsed.findings == ()
    assert parsed.document is not None
    placed = place_entry(parsed.document, FoldedText.of(text))
    assert [(slot.key, miss.message) for slot, miss in placed.misses] == []
    lock = make_lock(parsed.document, len(text), placed.places)
    graphs = entry_graphs(parsed.document, lock, IDS)
    return [quad for quads in graphs.values() for quad in quads]


def quads_of_registry() -> list[Quad]:
    """Say the registry of the test data, and its links, in quads."""
    records = []
    for folder, kind in KINDS.items():
        for file in sorted((VELL / "registry" / folder).glob("*.yaml")):
            parsed = parse_document(file.read_bytes(), file, kind)
            assert parsed.findings == ()
            assert parsed.document is not None
            records.append((parsed.document, parsed.source))
    file = VELL / "external" / "wikidata.yaml"
    links = parse_document(file.read_bytes(), file, External).document
    assert links is not None
    registry, findings = shelve(records, links.links)
    assert findings == ()
    return [quad for quads in registry_graphs(registry, IDS).values() for quad in quads]


@pytest.fixture(scope="session")
def registry_quads() -> tuple[Quad, ...]:
    return tuple(quads_of_registry())


@pytest.fixture(scope="session")
def clean(registry_quads: tuple[Quad, ...]) -> tuple[Quad, ...]:
    """Both entries and the registry, with nothing to complain of."""
    return (*quads_of_entry("lantern-grain"), *quads_of_entry("post-grain"), *registry_quads)


@pytest.fixture(scope="session")
def shapes() -> Shapes:
    return Shapes.load(data_dir("shapes"), IDS)


@pytest.fixture(scope="session")
def rules() -> Rules:
    return Rules.load(data_dir("shapes"), IDS)


PROLOGUE = f"""
BASE <{IDS.base}article/>
PREFIX rp: <{NAMESPACE}>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX edtf: <http://id.loc.gov/datatypes/edtf/>
PREFIX wd: <{WIKIDATA}>
PREFIX reg: <{IDS.base}registry/>
PREFIX distinction: <{IDS.base}distinction/>
"""


After = Callable[[str], tuple[Violation, ...]]


@pytest.fixture(scope="session")
def after(clean: tuple[Quad, ...], shapes: Shapes, rules: Rules) -> After:
    """What all shapes and rules say once a SPARQL update was made to the clean graph.

    Operations are divided by ``;;``, and each must change something. What is told quickly of the
    shapes is held against pySHACL each time.
    """

    def found(update: str) -> tuple[Violation, ...]:
        store = Store()
        store.extend(Quad(q.subject, q.predicate, q.object) for q in clean)
        for operation in filter(None, update.split(" ;; ")):
            before = set(store)
            store.update(PROLOGUE + operation)
            assert set(store) != before, f"nothing changed: {operation}"
        wrong = shapes.check_in_full(store)
        assert shapes.quick is not None
        assert shapes.quick.conform(store) == (wrong == ()), "pySHACL says otherwise"
        return (*wrong, *rules.check(union_of(store)))

    return found

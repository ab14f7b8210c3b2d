"""Every finder of the table keeps the contract of findings, on every build at hand."""

from __future__ import annotations

import random

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from reportedly.findings.finding import FINDINGS
from reportedly.findings.rows import Ask
from reportedly.findings.table import FINDERS, derive
from reportedly.graph.build import EXTERNAL, REGISTRY
from reportedly.ids import Ids
from reportedly.terms import RP, SCHEMES, FindingKind, scheme_value
from reportedly.validate.rules import union_of
from reportedly.vocabularies import RDF_TYPE, RDFS_LABEL, SCHEMA_SAME_AS

ONE_EACH = (RP.findingKind, RDFS_LABEL, RP.because)
ABOUT = (
    RP.concerns,
    RP.passage,
    RP.value,
    RP.trailEnd,
    RP.ownVoice,
    RP.inArticle,
    RP.counts,
    RP.unit,
    RP.per,
)


@pytest.fixture(params=["islands_store", "vell_store"])
def store(request: pytest.FixtureRequest) -> Store:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Store)
    return found


def over(quads: list[Quad]) -> Ask:
    store = Store()
    for quad in quads:
        store.add(quad)
    return union_of(store)


def run(kind: FindingKind, store: Store, ids: Ids) -> list[Quad]:
    return list(FINDERS[kind](lambda text: store.query(text, use_default_graph_as_union=True), ids))


def test_the_table_holds_what_is_counted_here() -> None:
    assert set(FINDERS) <= set(SCHEMES["finding"])
    assert len(FINDERS) == 6


@pytest.mark.parametrize("kind", FINDERS)
def test_only_findings_of_its_kind_are_said_each_whole(
    kind: FindingKind, store: Store, ids: Ids
) -> None:
    quads = run(kind, store, ids)
    assert {quad.graph_name for quad in quads} <= {ids.shared_graph(FINDINGS)}
    start = ids.node("finding", kind, "").value
    for subject in {quad.subject for quad in quads}:
        assert isinstance(subject, NamedNode)
        assert subject.value.startswith(start)
        said = [(quad.predicate, quad.object) for quad in quads if quad.subject == subject]
        assert (RDF_TYPE, RP.Finding) in said
        assert (RP.findingKind, scheme_value("finding", kind)) in said
        assert RP.concerns in {predicate for predicate, _ in said}
        for predicate in ONE_EACH:
            assert len([value for each, value in said if each == predicate]) == 1, subject
        assert len(said) == len(set(said)), subject


@pytest.mark.parametrize("kind", FINDERS)
def test_all_that_a_finding_is_about_stands_in_the_build(
    kind: FindingKind, store: Store, ids: Ids
) -> None:
    known = {quad.subject for quad in store}
    for quad in run(kind, store, ids):
        assert isinstance(quad.object, NamedNode | Literal)
        if quad.predicate in ABOUT:
            assert quad.object in known, quad


@pytest.mark.parametrize("kind", FINDERS)
def test_reasons_are_english_sentences(kind: FindingKind, store: Store, ids: Ids) -> None:
    for quad in run(kind, store, ids):
        if quad.predicate == RP.because:
            assert isinstance(quad.object, Literal)
            assert quad.object.language == "en"
            assert quad.object.value.endswith((".", ".)", "”"))
            assert "http" not in quad.object.value


def test_the_order_of_loading_changes_nothing(store: Store, ids: Ids) -> None:
    quads = list(store)
    first = derive(over(quads), ids)
    assert first, "nothing was derived"
    random.Random(7).shuffle(quads)
    assert derive(over(quads), ids) == first


def test_the_outside_world_changes_nothing(store: Store, ids: Ids) -> None:
    """Not even if it takes all that a registry holds for one thing."""
    external, item = ids.shared_graph(EXTERNAL), NamedNode("http://www.wikidata.org/entity/Q1")
    quads = [quad for quad in store if quad.graph_name != external]
    outside = [
        Quad(quad.subject, SCHEMA_SAME_AS, item, external)
        for quad in quads
        if quad.graph_name == ids.shared_graph(REGISTRY)
    ]
    assert outside, "no registry"
    assert derive(over([*quads, *outside]), ids) == derive(over(quads), ids)


def test_findings_are_not_derived_from_findings(store: Store, ids: Ids) -> None:
    quads = list(store)
    first = derive(over(quads), ids)
    assert derive(over([*quads, *first]), ids) == first

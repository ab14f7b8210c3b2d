"""The benchmark's graph and queries: what they are, and that they ask for something."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from bench.endpoint.graph import Written, write_graph
from bench.endpoint.queries import DISTINCT, KINDS, RUNAWAY, Asked, draw, make_queries
from reportedly.terms import NAMESPACE, RP

REPORTS = 5_000


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("graph") / "graph.nq"


@pytest.fixture(scope="module")
def written(file: Path) -> Written:
    return write_graph(file, REPORTS, seed=7)


@pytest.fixture(scope="module")
def store(file: Path, written: Written) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="module")
def asked(written: Written) -> Asked:
    return make_queries(written, seed=7)


def rows(store: ox.Store, query: str) -> list[ox.QuerySolution]:
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return list(answer)


def test_the_same_seed_writes_the_same_bytes(file: Path, written: Written, tmp_path: Path) -> None:
    assert write_graph(tmp_path / "again.nq", REPORTS, seed=7) == written
    assert (tmp_path / "again.nq").read_bytes() == file.read_bytes()
    write_graph(tmp_path / "other.nq", REPORTS, seed=8)
    assert (tmp_path / "other.nq").read_bytes() != file.read_bytes()


def test_it_holds_as_many_quads_and_reports_as_it_says(store: ox.Store, written: Written) -> None:
    assert len(store) == written.quads, "a line was written twice"
    reports = list(store.quads_for_pattern(None, None, RP.Report))
    assert len(reports) == written.reports == REPORTS


def test_no_statement_stands_in_two_graphs(store: ox.Store) -> None:
    triples = Counter(quad.triple for quad in store)
    assert triples.most_common(1)[0][1] == 1


def test_it_uses_terms_of_the_ontology_only(store: ox.Store) -> None:
    known = {term.value for term in vars(RP).values() if isinstance(term, ox.NamedNode)}
    used = {quad.predicate.value for quad in store}
    used |= {
        quad.object.value
        for quad in store.quads_for_pattern(None, ox.NamedNode(f"{RDF}type"), None)
        if isinstance(quad.object, ox.NamedNode)
    }
    assert {iri for iri in used if iri.startswith(NAMESPACE)} <= known
    assert {iri for iri in used if not iri.startswith(NAMESPACE)} <= OTHERS


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OTHERS = {
    f"{RDF}type",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/ns/oa#hasSource",
    "http://www.w3.org/ns/oa#hasSelector",
    "http://www.w3.org/ns/oa#start",
    "http://www.w3.org/ns/oa#end",
    "https://schema.org/minValue",
}


def test_every_kind_has_a_thousand_different_queries_but_the_large_one(asked: Asked) -> None:
    assert len(KINDS) == 6
    for kind in KINDS:
        texts = {asked.texts[n] for n in asked.of[kind]}
        assert len(texts) == len(asked.of[kind]) == (1 if kind == "large" else DISTINCT), kind
        assert {asked.kinds[n] for n in asked.of[kind]} == {kind}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != RUNAWAY])
def test_queries_ask_for_something(kind: str, store: ox.Store, asked: Asked) -> None:
    found = [len(rows(store, asked.texts[n])) for n in list(asked.of[kind])[:10]]
    assert sum(found) > 0
    if kind == "large":
        assert found == [REPORTS]
    if kind in ("lookup", "chain"):
        assert min(found) > 0


def test_a_draw_keeps_the_shares_and_the_seed(asked: Asked) -> None:
    shares = {"lookup": 0.75, "join": 0.25}
    drawn = draw(asked, shares, 10_000, 3)
    kinds = Counter(asked.kinds[n] for n in drawn)
    assert set(kinds) == set(shares)
    assert 7_200 < kinds["lookup"] < 7_800
    assert (drawn == draw(asked, shares, 10_000, 3)).all()
    assert (drawn != draw(asked, shares, 10_000, 4)).any()


def test_by_zipf_the_first_query_is_drawn_twice_as_often_as_the_second(asked: Asked) -> None:
    drawn = Counter(draw(asked, {"lookup": 1.0}, 100_000, 3, zipf=True).tolist())
    first, second = list(asked.of["lookup"])[:2]
    assert 1.8 < drawn[first] / drawn[second] < 2.2
    assert 0.12 < drawn[first] / 100_000 < 0.15  # 1 / (1 + 1/2 + … + 1/1000)

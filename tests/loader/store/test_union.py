"""A build holds the union of its graphs as its default graph, and shows it as that alone."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
)
from rdflib import URIRef

import reportedly
from reportedly.errors import StoreError
from reportedly.store.backends import open_view
from reportedly.store.build import Publication, describe
from reportedly.store.digest import canonical_lines, graph_lines
from reportedly.store.filling import fill
from reportedly.store.oxigraph_view import opened
from reportedly.store.union import triple_line, verify_union
from reportedly.store.verify import verify

Publish = Callable[..., Publication]
ONE = NamedNode("https://example.org/graph/one")
HIDDEN = '> <https://example.org/graph/one> .\n\\"'


@pytest.fixture
def built(tmp_path: Path, publish: Publish) -> Path:
    """A store of two graphs, `one` (a, b) and `two` (a, c)."""
    publish(tmp_path / "store", one="ab", two="ac")
    return tmp_path / "store"


def rows(found: object) -> list[str]:
    assert isinstance(found, QuerySolutions)
    return sorted(row[0].value.rpartition("/")[2] for row in found)


@given(st.text().map(Literal) | st.text().map(lambda text: Literal(text + HIDDEN)))
def test_a_line_without_its_graph_says_the_same_of_the_default_graph(value: Literal) -> None:
    quad = Quad(ONE, ONE, value, ONE)
    (line,) = canonical_lines([quad])
    (read,) = parse(triple_line(line), RdfFormat.N_QUADS)
    assert read == Quad(ONE, ONE, value, DefaultGraph())


def test_counts_of_the_union_count_a_triple_once(built: Path) -> None:
    with open_view(built) as view:
        counted = view.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert isinstance(counted, QuerySolutions)
        assert next(counted)["n"] == Literal(3)
        assert rows(view.query("SELECT ?s { GRAPH ?g { ?s ?p ?o } }")) == ["a", "a", "b", "c"]


def test_the_union_is_no_graph_of_the_build(built: Path) -> None:
    with open_view(built) as view:
        assert view.build.quads == len(list(view.quads())) == 4
        assert {quad.graph_name for quad in view.quads()} == set(view.graphs())
    (dump,) = (built / "current" / "dumps").glob("*.nq.gz")
    dumped = list(parse(gzip.decompress(dump.read_bytes()), RdfFormat.N_QUADS))
    assert len(dumped) == 4
    assert DefaultGraph() not in {quad.graph_name for quad in dumped}


def test_rdflib_s_writers_see_named_graphs_alone(built: Path) -> None:
    dataset = reportedly.dataset(built)
    told = dataset.serialize(format="ox-nquads").strip().splitlines()
    assert len(told) == 4
    assert all("/graph/" in line.split()[-2] for line in told)
    one = dataset.graph(URIRef(ONE.value))
    assert len(one.serialize(format="ox-ntriples").strip().splitlines()) == 2
    assert dataset.default_graph.serialize(format="ox-ntriples").strip() == ""


@settings(max_examples=20, deadline=None)
@given(given_=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["one", "two"]))))
def test_the_union_is_that_of_any_graphs(
    given_: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    graphs: dict[str, set[str]] = {}
    for text, name in given_:
        graphs.setdefault(name, set()).add(text)
    directory = tmp_path_factory.mktemp("union")
    lines = {iri: graph_lines(NamedNode(iri), said(iri, t)) for iri, t in named(graphs).items()}
    fill(directory, *describe(lines))
    with opened(directory) as view:
        verify_union(view.store)
        assert rows(view.query("SELECT ?s { ?s ?p ?o }")) == sorted({text for text, _ in given_})
        assert view.holds_union


def named(graphs: dict[str, set[str]]) -> dict[str, set[str]]:
    return {f"https://example.org/graph/{name}": texts for name, texts in graphs.items()}


def said(graph: str, texts: Iterable[str]) -> list[Quad]:
    subjects = [NamedNode(f"https://example.org/{text}") for text in texts]
    return [Quad(each, ONE, Literal("said"), NamedNode(graph)) for each in subjects]


def test_a_build_of_an_older_version_is_read_by_the_engine_s_union_and_made_anew(
    built: Path, publish: Publish
) -> None:
    database = built / "current" / "oxigraph"
    store = Store(str(database))
    store.clear_graph(DefaultGraph())
    store.flush()
    del store
    with open_view(built) as view:
        assert rows(view.query("SELECT DISTINCT ?s { ?s ?p ?o }")) == ["a", "b", "c"]
    assert publish(built, one="ab", two="ac").changed
    with open_view(built) as view:
        assert rows(view.query("SELECT ?s { ?s ?p ?o }")) == ["a", "b", "c"]


@pytest.mark.parametrize("spoil", ["lose", "add", "exchange"])
def test_a_default_graph_that_is_not_the_union_is_found_and_made_anew(
    built: Path, publish: Publish, spoil: str
) -> None:
    store = Store(str(built / "current" / "oxigraph"))
    triple = next(store.quads_for_pattern(None, None, None, DefaultGraph()))
    if spoil != "add":
        store.remove(triple)
    if spoil != "lose":
        store.add(Quad(ONE, ONE, ONE, DefaultGraph()))
    store.flush()
    with pytest.raises(StoreError, match="not the union of all graphs"):
        verify_union(store)
    del store
    assert publish(built, one="ab", two="ac").changed
    with open_view(built) as view:
        assert rows(view.query("SELECT ?s { ?s ?p ?o }")) == ["a", "b", "c"]


def test_a_load_over_a_build_that_is_damaged_in_the_middle_ends(
    tmp_path: Path, publish: Publish
) -> None:
    # The engine never ends an aggregate that comes upon a damaged block.
    texts = [f"{number:04}" for number in range(2000)]
    whole = tmp_path / "whole"
    publish(whole, one=texts)
    tables = [path.name for path in whole.rglob("*.sst") if path.stat().st_size > 20_000]
    noticed = 0
    for number, name in enumerate(tables):
        store = tmp_path / str(number)
        shutil.copytree(whole, store, symlinks=True)
        spoil_middle(store / "current" / "oxigraph" / name)
        noticed += publish(store, one=texts).changed
        with open_view(store) as view:
            verify(view)
    assert noticed == 3  # the strings, and the index of each kind that is read


def spoil_middle(table: Path) -> None:
    data = bytearray(table.read_bytes())
    middle = slice(len(data) // 2, len(data) // 2 + 20)
    data[middle] = bytes(255 - byte for byte in data[middle])
    table.write_bytes(data)

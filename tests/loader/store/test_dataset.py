"""`reportedly.dataset()`: the published build in rdflib, read-only, without oxrdflib's pitfalls."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode, Quad
from rdflib import XSD, Dataset, Graph, Literal, URIRef, Variable
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import Result
from rdflib.term import Node

import reportedly
from reportedly.errors import InputError, QueryError, StoreError
from reportedly.store.backends import open_view, open_writer
from reportedly.store.build import Publication

# rdflib 7.6 itself uses what it deprecates.
pytestmark = pytest.mark.filterwarnings(r"ignore:Dataset\.\w+ is deprecated:DeprecationWarning")

A, B, C = (URIRef(f"https://example.org/{name}") for name in "abc")
SAYS = URIRef("https://example.org/says")
ONE, TWO = (URIRef(f"https://example.org/graph/{name}") for name in ("one", "two"))
ALL = "SELECT ?s ?o { ?s ?p ?o }"


def column(result: Result, name: str) -> set[Node]:
    return {row[Variable(name)] for row in result.bindings}


@pytest.fixture
def store(tmp_path: Path, publish: Callable[..., Publication]) -> Path:
    publish(tmp_path / "store", one=["a", "b"], two=["a", "c"])
    return tmp_path / "store"


@pytest.fixture
def dataset(store: Path) -> Iterator[Dataset]:
    dataset = reportedly.dataset(store)
    yield dataset
    dataset.close()


def test_it_is_an_rdflib_dataset_over_the_published_build(dataset: Dataset) -> None:
    assert isinstance(dataset, Dataset)
    assert set(dataset.quads()) == {
        *((A, SAYS, Literal("a"), ONE), (B, SAYS, Literal("b"), ONE)),
        *((A, SAYS, Literal("a"), TWO), (C, SAYS, Literal("c"), TWO)),
    }


def test_importing_reportedly_imports_neither_rdflib_nor_the_engine() -> None:
    code = (
        "import sys, reportedly; reportedly.__version__;"
        "sys.exit(sorted({'rdflib', 'pyoxigraph', 'oxrdflib', 'pydantic'} & set(sys.modules)))"
        " if {'rdflib', 'pyoxigraph', 'oxrdflib', 'pydantic'} & set(sys.modules) else None;"
        "assert reportedly.dataset and 'rdflib' in sys.modules"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=env)


def test_reportedly_has_no_other_lazy_names() -> None:
    with pytest.raises(AttributeError, match="no attribute 'datasets'"):
        _ = reportedly.datasets


def test_the_default_store_is_opened_when_none_is_named(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTEDLY_STORE", str(store))
    assert len(reportedly.dataset()) == 3
    assert len(reportedly.dataset(str(store))) == 3


def test_without_a_build_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no build here.*reportedly load"):
        reportedly.dataset(tmp_path)
    with pytest.raises(InputError, match="SPARQLStore"):
        reportedly.dataset("https://example.org/sparql")


# --- the union, and the graphs in it


def test_patterns_and_queries_see_the_union_of_all_graphs(dataset: Dataset) -> None:
    assert set(dataset.subjects(SAYS)) == {A, B, C}
    assert column(dataset.query(ALL), "s") == {A, B, C}
    assert column(dataset.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }"), "g") == {ONE, TWO}


def test_from_in_a_query_is_obeyed(dataset: Dataset) -> None:
    text = f"SELECT ?s FROM <{ONE}> {{ ?s ?p ?o }}"
    assert column(dataset.query(text), "s") == {A, B}
    assert column(dataset.query(prepareQuery(text)), "s") == {A, B}


def test_a_graph_is_opened_without_being_made(dataset: Dataset) -> None:
    two = dataset.graph(TWO)
    assert set(two.subjects()) == {A, C}
    assert column(two.query(ALL), "s") == {A, C}
    assert {graph.identifier for graph in dataset.graphs((B, SAYS, Literal("b")))} >= {ONE}
    with pytest.raises(StoreError, match="There is no graph"):
        dataset.graph(URIRef("https://example.org/graph/none"))


def test_graphs_lists_rdflib_s_own_default_graph_too(dataset: Dataset) -> None:
    listed = {graph.identifier: graph for graph in dataset.graphs()}
    default = URIRef("urn:x-rdflib:default")
    assert set(listed) == {ONE, TWO, default}
    assert list(listed[default].triples((None, None, None))) == []
    assert list(listed[default].query(ALL)) == []


def test_len_counts_distinct_triples_and_iteration_gives_quads(
    dataset: Dataset, store: Path
) -> None:
    assert len(dataset) == 3
    assert len(list(dataset)) == 4
    assert len(list(dataset.triples((None, None, None)))) == 4
    with open_view(store) as view:
        assert view.build.quads == 4


# --- strings


def test_strings_come_back_as_plain_literals(dataset: Dataset) -> None:
    assert Literal("a") != Literal("a", datatype=XSD.string)  # rdflib's view, the pitfall
    assert dataset.value(A, SAYS) == Literal("a")
    assert column(dataset.query(ALL), "o") == {Literal("a"), Literal("b"), Literal("c")}
    constructed = dataset.query("CONSTRUCT WHERE { ?s ?p ?o }").graph
    assert constructed is not None
    assert set(constructed.objects()) == {Literal("a"), Literal("b"), Literal("c")}


@pytest.mark.parametrize("text", [Literal("a"), Literal("a", datatype=XSD.string)])
def test_either_kind_of_string_finds_both(dataset: Dataset, text: Literal) -> None:
    assert (A, SAYS, text) in dataset
    assert set(dataset.subjects(SAYS, text)) == {A}
    assert column(dataset.query(ALL, initBindings={"o": text}), "s") == {A}


def test_other_literals_keep_language_and_datatype(tmp_path: Path) -> None:
    s, g = NamedNode(str(A)), NamedNode(str(ONE))
    kept = [
        OxLiteral("ciao", language="it"),
        OxLiteral("1.5", datatype=NamedNode(str(XSD.decimal))),
        OxLiteral("2024-10", datatype=NamedNode("http://id.loc.gov/datatypes/edtf/EDTF-level0")),
    ]
    with open_writer(tmp_path) as writer:
        writer.replace(g, [Quad(s, s, literal, g) for literal in kept])
        writer.publish()
    expected = {
        Literal("ciao", lang="it"),
        Literal("1.5", datatype=XSD.decimal),
        Literal("2024-10", datatype=URIRef("http://id.loc.gov/datatypes/edtf/EDTF-level0")),
    }
    dataset = reportedly.dataset(tmp_path)
    assert set(dataset.objects()) == expected
    assert column(dataset.query(ALL), "o") == expected
    for literal in expected:
        assert len(list(dataset.query(ALL, initBindings={"o": literal}))) == 1


# --- queries


def test_bindings_bind_what_is_selected_asked_or_constructed(dataset: Dataset) -> None:
    bound = {"s": B}
    assert list(dataset.query(ALL, initBindings=bound)) == [(B, Literal("b"))]
    assert dataset.query("ASK { ?s ?p 'b' }", initBindings=bound).askAnswer
    assert not dataset.query("ASK { ?s ?p 'a' }", initBindings=bound).askAnswer
    built = dataset.query("CONSTRUCT WHERE { ?s ?p ?o }", initBindings=bound).graph
    assert built is not None
    assert set(built) == {(B, SAYS, Literal("b"))}


def test_a_binding_that_is_not_selected_is_refused_not_ignored(dataset: Dataset) -> None:
    for text in ("SELECT ?o { ?s ?p ?o }", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"):
        with pytest.raises(QueryError, match=r"variable \?s in its SELECT"):
            dataset.query(text, initBindings={"s": B})
    values = f"SELECT ?o {{ VALUES ?s {{ <{B}> }} ?s ?p ?o }}"
    assert column(dataset.query(values), "o") == {Literal("b")}


def test_a_binding_to_something_else_is_refused(dataset: Dataset) -> None:
    with pytest.raises(QueryError, match=r"\?s is bound to"):
        dataset.query(ALL, initBindings={"s": 5})  # type: ignore[dict-item]


def test_prepared_queries_run_in_the_engine(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = prepareQuery("SELECT ?s ?o { ?s ex:says ?o }", initNs={"ex": "https://example.org/"})
    # The slow evaluator would read the store by patterns; the engine does not.
    monkeypatch.delattr("reportedly.store.dataset.PublishedStore.triples")
    monkeypatch.setattr("oxrdflib.OxigraphStore.triples", None)
    assert column(dataset.query(prepared), "s") == {A, B, C}
    assert list(dataset.query(prepared, initBindings={"s": B})) == [(B, Literal("b"))]
    based = prepareQuery("SELECT ?o { <b> ?p ?o }", base="https://example.org/")
    assert list(dataset.query(based)) == [(Literal("b"),)]


def test_prefixes_come_from_the_call_or_from_the_dataset(dataset: Dataset) -> None:
    text = "SELECT ?s { ?s ex:says 'b' }"
    assert list(dataset.query(text, initNs={"ex": "https://example.org/"})) == [(B,)]
    dataset.bind("ex", "https://example.org/")
    assert list(dataset.query(text)) == [(B,)]


def test_a_wrong_query_is_placed(dataset: Dataset) -> None:
    with pytest.raises(QueryError, match="query line 2, column 3"):
        dataset.query("SELECT *\n{ x }")


def test_an_option_never_falls_back_to_the_slow_evaluator(dataset: Dataset) -> None:
    with pytest.raises(QueryError, match="'DEBUG' is not supported"):
        dataset.query(ALL, DEBUG=True)


def test_results_can_be_read_twice_and_written(dataset: Dataset) -> None:
    result = dataset.query("SELECT ?s ?none { ?s ?p 'b' }")
    assert list(result) == list(result) == [(B, None)]
    written = dataset.query("SELECT ?s { ?s ?p 'b' }").serialize(format="csv")
    assert written == f"s\r\n{B}\r\n".encode()


# --- nothing can be written

WRITES: dict[str, Callable[[Dataset], object]] = {
    "add": lambda d: d.add((A, SAYS, C)),
    "add a quad": lambda d: d.add((A, SAYS, C, Graph(identifier=ONE))),
    "addN": lambda d: d.addN([(A, SAYS, C, Graph(identifier=ONE))]),
    "+=": lambda d: d.__iadd__([(A, SAYS, C, Graph(identifier=ONE))]),
    "add to a graph": lambda d: d.graph(ONE).add((A, SAYS, C)),
    "set in a graph": lambda d: d.graph(ONE).set((A, SAYS, C)),
    "remove": lambda d: d.remove((A, SAYS, Literal("a"))),
    "remove what is not there": lambda d: d.remove((C, C, C)),
    "remove a graph": lambda d: d.remove_graph(ONE),
    "make a graph": lambda d: d.graph(),
    "copy a graph in": lambda d: d.graph(Graph(identifier=ONE).add((A, SAYS, C))),
    "update": lambda d: d.update("INSERT DATA { <a:a> <a:b> <a:c> }"),
    "update a graph": lambda d: d.graph(ONE).update("DELETE WHERE { ?s ?p ?o }"),
    "parse": lambda d: d.parse(data="<a:a> <a:b> <a:c> .", format="turtle"),
    "parse quads": lambda d: d.parse(data="<a:a> <a:b> <a:c> <a:g> .", format="nquads"),
    "parse by oxrdflib": lambda d: d.parse(data="<a:a> <a:b> <a:c> .", format="ox-turtle"),
    "open": lambda d: d.open("elsewhere"),
    "destroy": lambda d: d.destroy("elsewhere"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_whatever_would_write_is_refused(
    dataset: Dataset,
    store: Path,
    snapshot: Callable[[Path], dict[str, object]],
    write: Callable[[Dataset], object],
) -> None:
    before = snapshot(store)
    with pytest.raises(StoreError, match="read-only"):
        write(dataset)
    assert len(dataset) == 3
    assert snapshot(store) == before


def test_commit_and_rollback_have_nothing_to_do(dataset: Dataset) -> None:
    dataset.commit()
    dataset.rollback()
    assert len(dataset) == 3


def test_it_stays_on_its_build_until_it_is_closed(
    dataset: Dataset, store: Path, publish: Callable[..., Publication]
) -> None:
    held = (store / "current").resolve()
    for text in "xyz":
        publish(store, one=text)
    assert set(dataset.subjects()) == {A, B, C}
    dataset.close()
    dataset.close()
    with pytest.raises(StoreError, match="closed"):
        list(dataset)
    publish(store, one="w")
    assert not held.exists()


def test_it_is_written_out_like_any_dataset(dataset: Dataset) -> None:
    copy = Dataset()
    copy.parse(data=dataset.serialize(format="nquads"), format="nquads")
    assert set(copy.quads()) == set(dataset.quads())
    assert '"a"' in dataset.serialize(format="trig")

"""A view reads the same from every back end: what it holds, and which graphs a query sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

from reportedly.errors import QueryError, StoreError
from reportedly.store.backends import backend_of, open_view
from reportedly.store.digest import digest
from reportedly.store.protocol import View
from reportedly.store.triples import StreamedTriples
from reportedly.store.verify import verify

Graph = Callable[[str], NamedNode]
Quads = Callable[[str, Iterable[str]], list[Quad]]


@pytest.fixture
def view(readable: str) -> Iterator[View]:
    """Opens the build of two graphs, `one` (a, b) and `two` (a, c), in every kind of store."""
    with open_view(readable) as view:
        yield view


def rows(
    view: View,
    text: str,
    default_graphs: list[NamedNode] | None = None,
    named_graphs: list[NamedNode] | None = None,
    base: str | None = None,
) -> list[str]:
    answer = view.query(text, default_graphs=default_graphs, named_graphs=named_graphs, base=base)
    assert isinstance(answer, QuerySolutions)
    return sorted(row[0].value.rpartition("/")[2] for row in answer)


def test_a_view_tells_its_build(view: View, quads: Quads, graph: Graph) -> None:
    one, two = quads("one", ["a", "b"]), quads("two", ["a", "c"])
    assert (view.build.quads, view.build.sha256) == (4, digest(one + two).sha256)
    assert view.build.graphs == {graph("one").value: digest(one), graph("two").value: digest(two)}
    assert view.graphs() == (graph("one"), graph("two"))
    verify(view)


def test_a_view_gives_the_quads_of_one_graph_or_of_all(
    view: View, quads: Quads, graph: Graph
) -> None:
    assert set(view.quads(graph("one"))) == set(quads("one", ["a", "b"]))
    assert set(view.quads()) == {*quads("one", ["a", "b"]), *quads("two", ["a", "c"])}
    assert list(view.quads(graph("none"))) == []


def test_every_form_of_query_is_answered(view: View) -> None:
    assert isinstance(view.query("SELECT ?s { ?s ?p ?o }"), QuerySolutions)
    yes = view.query('ASK { ?s ?p "a" }')
    assert isinstance(yes, QueryBoolean)
    assert yes
    for form in ("CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <https://example.org/a>"):
        triples = view.query(form)
        assert isinstance(triples, QueryTriples | StreamedTriples)
        assert len(set(triples)) >= 1


ALL = "SELECT DISTINCT ?s { ?s ?p ?o }"
NAMED = "SELECT DISTINCT ?s { GRAPH ?g { ?s ?p ?o } }"
FROM = "SELECT DISTINCT ?s FROM <https://example.org/graph/one> { ?s ?p ?o }"
FROM_NAMED = (
    "SELECT DISTINCT ?s FROM NAMED <https://example.org/graph/one> { GRAPH ?g { ?s ?p ?o } }"
)
FROM_NAMED_DEFAULT = FROM_NAMED.replace("GRAPH ?g { ?s ?p ?o }", "?s ?p ?o")


@pytest.mark.parametrize(
    ("text", "default", "named", "expected"),
    [
        # nobody names graphs: the default graph is the union of all
        (ALL, None, None, "abc"),
        (NAMED, None, None, "abc"),
        (ALL, [], [], "abc"),
        # the text names them
        (FROM, None, None, "ab"),
        (FROM_NAMED, None, None, "ab"),
        (FROM_NAMED_DEFAULT, None, None, ""),
        (FROM.replace("{ ?s ?p ?o }", "{ GRAPH ?g { ?s ?p ?o } }"), None, None, ""),
        # the arguments name them, and win over the text
        (ALL, ["two"], None, "ac"),
        (ALL, ["one", "two"], None, "abc"),
        (ALL, None, ["two"], ""),
        (NAMED, None, ["two"], "ac"),
        (NAMED, ["two"], None, ""),
        (FROM, ["two"], None, "ac"),
        (FROM, None, ["two"], ""),
        (FROM_NAMED, None, ["two"], "ac"),
        (FROM_NAMED, ["two"], None, ""),
    ],
)
def test_which_graphs_a_query_sees(
    view: View,
    graph: Graph,
    text: str,
    default: list[str] | None,
    named: list[str] | None,
    expected: str,
) -> None:
    chosen = {"default_graphs": default, "named_graphs": named}
    names = {key: None if val is None else [graph(n) for n in val] for key, val in chosen.items()}
    seen = rows(view, text, names["default_graphs"], names["named_graphs"])
    assert seen == list(expected)


def test_relative_iris_are_read_against_the_base_of_the_query_or_else_of_the_call(
    view: View, graph: Graph, readable: str
) -> None:
    if backend_of(readable).over_network:
        pytest.skip("a server has a base of its own, or none to give")
    said = "SELECT ?s { GRAPH <graph/one> { ?s ?p ?o } }"
    assert rows(view, said, base="https://example.org/") == ["a", "b"]
    assert rows(view, said, base="https://example.com/") == []
    own = f"BASE <https://example.org/> {said}"
    assert rows(view, own, base="https://example.com/") == ["a", "b"]
    named = [graph("one")]
    assert rows(view, said, named_graphs=named, base="https://example.org/") == ["a", "b"]
    with pytest.raises(QueryError, match="IRI"):
        view.query(said)


def test_the_union_finds_a_triple_once(view: View, request: pytest.FixtureRequest) -> None:
    found = rows(view, "SELECT ?s { ?s ?p ?o }")
    if request.node.callspec.params["readable"] == "embedded":
        assert found == ["a", "b", "c"]
    else:  # said in the protocol: a server may find it once for each graph it stands in
        assert found in (["a", "b", "c"], ["a", "a", "b", "c"])


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("SELECT ?x WHERE { ?x", 1, 21), ("ASK {\n  ?s ?p ?o\n", 3, 1), ("ASK { x }", 1, 7)],
)
def test_a_malformed_query_is_placed(view: View, text: str, line: int, column: int) -> None:
    with pytest.raises(QueryError) as caught:
        view.query(text)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_an_update_is_no_query(view: View) -> None:
    with pytest.raises(QueryError):
        view.query("DELETE WHERE { ?s ?p ?o }")
    verify(view)


def test_a_closed_view_says_so(readable: str, view: View) -> None:
    view.close()
    view.close()
    for use in (lambda: view.query("ASK {}"), view.quads):
        with pytest.raises(StoreError, match="closed"):
            use()
    with open_view(readable) as other:
        assert other.build == view.build

"""The published build as a read-only rdflib `Dataset`, for Python users."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Never, cast

import pyoxigraph
from oxrdflib import OxigraphStore
from pyoxigraph import QueryBoolean, QuerySolutions
from rdflib import XSD, BNode, Dataset, Graph, Literal, URIRef, Variable
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Identifier, Node

from reportedly.errors import InputError, QueryError, StoreError
from reportedly.store import oxigraph
from reportedly.store.location import default_store, shown
from reportedly.store.oxigraph_view import OxigraphView, open_view
from reportedly.store.reading import Reading, read_only
from reportedly.store.sparql import names_graphs, query_errors

_Triple = tuple[Node, Node, Node]
_Pattern = tuple[Node | None, Node | None, Node | None]
_UNION = "__UNION__"  # rdflib's sign for "the union of all graphs"


def dataset(store: Path | str | None = None) -> Dataset:
    """Opens the published build as an rdflib `Dataset` that cannot be written.

    It stays on the build that it opened; call again to see a later one. `close()` lets it go.

    Where it is safer than a plain `Dataset` over oxrdflib:

    - Without `GRAPH` or `FROM`, queries and patterns see the union of all graphs, and `FROM` in
      a query is obeyed. `dataset.graph(iri)` opens a graph that exists, and makes none.
    - Strings come back as plain literals, `Literal("x")`, as rdflib's parsers give them, never as
      `Literal("x", datatype=XSD.string)`, which rdflib holds to be unequal. Either finds both.
    - Prepared queries run in Oxigraph, not in rdflib's slow evaluator.
    - Whatever would write, and every use after `close()`, raises StoreError; a wrong query raises
      QueryError with line and column.

    What to know:

    - `initBindings` binds the variables of the SELECT list, and those of ASK and CONSTRUCT.
      Another variable raises QueryError: select it too, or write ``VALUES`` into the query.
    - `len(dataset)` counts distinct triples by a scan, and ``if dataset:`` does the same. For
      the number of quads open the store with `reportedly.store.backends.open_view` and read
      `build.quads`. Iteration gives quads, so a triple in two graphs comes twice.
    - `graphs()` also lists rdflib's own default graph, ``urn:x-rdflib:default``; it is empty.
    - `commit()` and `rollback()` do nothing: there is nothing to write and nothing to undo.
    - `query(..., use_store_provided=False)` asks for rdflib's evaluator: slow, and it fetches
      the graphs that `FROM` names from the Web. ``SERVICE`` sends HTTP in either.
    - Do not give it to pySHACL: copy the graphs to check into a `Graph` in memory.

    Args:
        store: the store's directory; None for `location.default_store`.

    Raises:
        InputError: a URL was given; for a SPARQL server use rdflib's `SPARQLStore`.
        StoreError: no build is published there, or it is damaged.
    """
    place = os.fspath(store if store is not None else default_store())
    if not oxigraph.BACKEND.accepts(place):
        raise InputError(
            f"A dataset needs the directory of a store, and {shown(place)!r} is none.",
            mend="Give a path. For a SPARQL server use rdflib itself: "
            "Dataset(SPARQLStore(url), default_union=True).",
        )
    return Dataset(store=PublishedStore(open_view(place)), default_union=True)


class PublishedStore(OxigraphStore):
    """oxrdflib's store over a view: every write refused, every string plain."""

    def __init__(self, view: OxigraphView) -> None:
        super().__init__(store=view.store)
        self._view = view

    @property
    def _inner(self) -> pyoxigraph.Store:
        return cast(pyoxigraph.Store, Reading(self._view))

    def triples(
        self, triple_pattern: _Pattern, context: Graph | None = None
    ) -> Iterator[tuple[_Triple, Iterator[Graph | None]]]:
        """The triples that match a pattern, one for each graph that they stand in."""
        found = super().triples(triple_pattern, context)
        return (((s, p, _plain(o)), contexts) for (s, p, o), contexts in found)

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803 (rdflib's names)
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **kwargs: object,
    ) -> Result:
        """Answers a query in Oxigraph; `dataset` says what it accepts.

        Raises:
            QueryError: the query is malformed or asks for what is not supported. Never
                NotImplementedError, upon which rdflib would run its own evaluator.
        """
        for option in kwargs:
            raise QueryError(
                f"The option {option!r} is not supported here.",
                mend="Leave it out; write BASE and FROM into the query.",
            )
        text, prefixes = _text_of(query)
        known = dict(self.namespaces()) | dict(initNs) | dict(prefixes)
        by_union = queryGraph == _UNION
        one_graph = isinstance(queryGraph, Node) and queryGraph != DATASET_DEFAULT_GRAPH_ID
        with query_errors(text) as padded:
            answer = self._inner.query(
                padded,
                use_default_graph_as_union=by_union and not names_graphs(text),
                default_graph=pyoxigraph.NamedNode(queryGraph) if one_graph else None,
                prefixes={prefix: str(namespace) for prefix, namespace in known.items()},
                substitutions={
                    pyoxigraph.Variable(str(name)): _bound(str(name), term)
                    for name, term in initBindings.items()
                },
            )
        return _result(answer)

    def add(self, *_args: object, **_options: object) -> Never:
        """Refused."""
        raise read_only()

    def addN(self, quads: Iterable[Any]) -> Never:  # noqa: N802, ARG002
        """Refused."""
        raise read_only()

    def remove(self, *_args: object, **_options: object) -> Never:
        """Refused."""
        raise read_only()

    def update(self, *_args: object, **_options: object) -> Never:
        """Refused."""
        raise read_only()

    def remove_graph(self, graph: Graph) -> Never:  # noqa: ARG002
        """Refused."""
        raise read_only()

    def open(self, *_args: object, **_options: object) -> Never:
        """Refused: a dataset is opened once, by `dataset`."""
        raise read_only()

    def destroy(self, configuration: str) -> Never:  # noqa: ARG002
        """Refused."""
        raise read_only()

    def add_graph(self, graph: Graph) -> None:
        """Lets pass what exists, because `Dataset.graph(iri)` opens graphs by adding them."""
        name = graph.identifier
        if name == DATASET_DEFAULT_GRAPH_ID or str(name) in self._view.build.graphs:
            return
        raise StoreError(
            f"There is no graph {name} in this dataset, and it is read-only: none can be added.",
            mend="List the graphs with `graphs()`.",
        )

    def close(self, commit_pending_transaction: bool = False) -> None:  # noqa: ARG002
        """Lets the build go; closing twice does nothing."""
        self._view.close()


def _text_of(query: Query | str) -> tuple[str, Mapping[str, Any]]:
    """The text of a query and its own prefixes; rdflib keeps both with a prepared one."""
    if isinstance(query, str):
        return query, {}
    original = getattr(query, "_original_args", None)
    if original is None:
        raise QueryError(
            "This prepared query does not say what text it was made from.",
            mend="Make it with rdflib.plugins.sparql.prepareQuery, or give the text itself.",
        )
    text, prefixes, base = original
    return (f"BASE <{base}> {text}" if base else text), prefixes


def _bound(name: str, term: Identifier) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    if isinstance(term, URIRef):
        return pyoxigraph.NamedNode(term)
    if isinstance(term, Literal):
        datatype = None if term.datatype is None else pyoxigraph.NamedNode(term.datatype)
        if term.language is not None:
            return pyoxigraph.Literal(term, language=term.language)
        return pyoxigraph.Literal(term, datatype=datatype)
    raise QueryError(f"?{name} is bound to {term!r}, which is neither an IRI nor a literal.")


def _result(answer: QuerySolutions | QueryBoolean | pyoxigraph.QueryTriples) -> Result:
    if isinstance(answer, QueryBoolean):
        result = Result("ASK")
        result.askAnswer = bool(answer)
    elif isinstance(answer, QuerySolutions):
        result = Result("SELECT")
        names = [Variable(variable.value) for variable in answer.variables]
        result.vars = names
        result.bindings = (
            {name: _rdflib(term) for name, term in zip(names, row, strict=True)} for row in answer
        )
    else:
        result = Result("CONSTRUCT")
        result.graph = Graph()
        for triple in answer:
            subject, predicate, value = map(_rdflib, triple)
            result.graph.add((subject, predicate, value))
    return result


def _rdflib(term: object) -> Any:  # noqa: ANN401 (a term or, where a row leaves it open, None)
    match term:
        case pyoxigraph.NamedNode():
            return URIRef(term.value)
        case pyoxigraph.BlankNode():
            return BNode(term.value)
        case pyoxigraph.Literal() if term.language is not None:
            return Literal(term.value, lang=term.language)
        case pyoxigraph.Literal():
            return _plain(Literal(term.value, datatype=URIRef(term.datatype.value)))
        case None:
            return None
    raise QueryError(f"rdflib has no term for {term}.", mend="Take its parts in the query.")


def _plain(term: Node) -> Node:
    if isinstance(term, Literal) and term.datatype == XSD.string:
        return Literal(str(term))
    return term

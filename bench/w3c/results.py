"""Results of queries as values: what a test expects and what a server answered, read alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
)

from bench.w3c.graphs import Graph, Node, Term

_RS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"

Row = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Solutions:
    """Rows of a SELECT.

    Attributes:
        variables: their names.
        rows: each with the variables that it binds.
        ordered: whether the order of the rows is part of the result.
        typed: False if only strings are left of the terms, as in CSV.
    """

    variables: frozenset[str]
    rows: tuple[Row, ...]
    ordered: bool = False
    typed: bool = True


@dataclass(frozen=True, slots=True)
class Triples:
    """The graph of a CONSTRUCT or DESCRIBE."""

    triples: frozenset[Triple]


Result = Solutions | Triples | bool

RESULTS: Final = {
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "text/csv": QueryResultsFormat.CSV,
}
RDF: Final = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
_MEDIA_TYPES: Final = {
    **{form.file_extension: media_type for media_type, form in RESULTS.items()},
    "srx": "application/sparql-results+xml",
    "srj": "application/sparql-results+json",
    **{form.file_extension: media_type for media_type, form in RDF.items()},
}


def expected(path: Path, base: str) -> Result:
    """What a file of the suites says the result should be.

    Raises:
        SyntaxError: the file is malformed.
        ValueError: its format is not known.
    """
    media_type = media_type_of(path)
    if media_type in RESULTS:
        return read(path.read_bytes(), media_type)
    graph = Graph(path, base)
    for node in graph.of_type(_RS + "ResultSet"):
        boolean = graph.text(node, _RS + "boolean")
        return _result_set(graph, node) if boolean is None else boolean == "true"
    return _triples(path.read_bytes(), RDF[media_type], base)


def media_type_of(path: Path) -> str:
    """The media type of a file of the suites, by its extension."""
    return _MEDIA_TYPES[path.suffix.removeprefix(".")]


def read(content: bytes, media_type: str, base: str | None = None) -> Result:
    """A result as it is sent.

    Raises:
        SyntaxError: it is malformed.
        ValueError: no result is sent in such a format.
    """
    if media_type == "text/csv":
        return _csv(content.decode("utf-8"))
    if (results := RESULTS.get(media_type)) is not None:
        found = pyoxigraph.parse_query_results(content, results)
        if isinstance(found, QueryBoolean):
            return bool(found)
        names = [variable.value for variable in found.variables]
        rows = [{name: term for name in names if (term := row[name]) is not None} for row in found]
        return Solutions(frozenset(names), tuple(rows))
    if (form := RDF.get(media_type)) is not None:
        return _triples(content, form, base)
    raise ValueError(f"no result is sent as {media_type!r}")


def _triples(content: bytes, form: RdfFormat, base: str | None) -> Triples:
    return Triples(
        frozenset(quad.triple for quad in pyoxigraph.parse(content, form, base_iri=base))
    )


def _csv(text: str) -> Solutions:
    """CSV keeps of a term its string alone (SPARQL 1.1 Query Results CSV and TSV, section 3)."""
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    names = next(lines)
    rows = [
        {name: _cell(cell) for name, cell in zip(names, line, strict=True) if cell}
        for line in lines
        if line
    ]
    return Solutions(frozenset(names), tuple(rows), typed=False)


def _cell(cell: str) -> Term:
    return BlankNode(cell.removeprefix("_:")) if cell.startswith("_:") else Literal(cell)


def _result_set(graph: Graph, node: Node) -> Solutions:
    """Rows written in RDF, in the vocabulary of the Data Access Working Group's tests."""
    names = [
        term.value for term in graph.all(node, _RS + "resultVariable") if isinstance(term, Literal)
    ]
    found: list[tuple[int | None, Row]] = []
    for solution in _nodes(graph, node, _RS + "solution"):
        row: dict[str, Term] = {}
        for binding in _nodes(graph, solution, _RS + "binding"):
            value = graph.one(binding, _RS + "value")
            if value is not None:
                row[str(graph.text(binding, _RS + "variable"))] = value
        index = graph.text(solution, _RS + "index")
        found.append((None if index is None else int(index), row))
    ordered = bool(found) and all(index is not None for index, _ in found)
    if ordered:
        found.sort(key=lambda pair: pair[0] or 0)
    return Solutions(frozenset(names), tuple(row for _, row in found), ordered)


def _nodes(graph: Graph, subject: Node, predicate: str) -> list[Node]:
    return [
        term for term in graph.all(subject, predicate) if isinstance(term, NamedNode | BlankNode)
    ]

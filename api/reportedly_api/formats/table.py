"""The one table of result formats; a format's media type stands here and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import IO, Final, cast

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

from reportedly.store.triples import StreamedTriples
from reportedly_api.answers import Answer, Kind, Listing
from reportedly_api.formats.page import ByteSink, Page, write_page

Writer = Callable[[Answer, ByteSink, Page], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an answer down.

    Attributes:
        names: what ``?format=`` calls it, its own name first, then what common clients say; unique
            among the formats of one kind of answer.
        label: what people call it.
        media_types: its own media type as it is sent, then aliases that clients ask for.
        extension: the usual extension of a file of it, without the dot.
        kinds: the kinds of answer it can carry.
        write: writes an answer of such a kind; the page tells a format for people what is
            around the answer, and other formats do not look at it.
    """

    names: tuple[str, ...]
    label: str
    media_types: tuple[str, ...]
    extension: str
    kinds: frozenset[Kind]
    write: Writer

    @property
    def name(self) -> str:
        """Its own name."""
        return self.names[0]


def _file(out: ByteSink) -> IO[bytes]:
    return cast(IO[bytes], out)  # pyoxigraph calls `write` and `flush`, and nothing else of a file


def _results(form: QueryResultsFormat) -> Writer:
    def write(answer: Answer, out: ByteSink, _page: Page) -> None:
        cast(QuerySolutions | QueryBoolean, answer).serialize(_file(out), form)

    return write


def _triples(form: RdfFormat) -> Writer:
    def write(answer: Answer, out: ByteSink, _page: Page) -> None:
        cast(QueryTriples | StreamedTriples, answer).serialize(_file(out), form)

    return write


def _listing(answer: Answer, out: ByteSink, _page: Page) -> None:
    items = [
        asdict(item)
        | {
            "parameters": [
                {"name": name, "default": default, "meaning": meaning}
                for name, default, meaning in item.parameters
            ]
        }
        for item in cast(Listing, answer).items
    ]
    out.write(json.dumps(items, ensure_ascii=False, indent=1).encode() + b"\n")


_ROWS: Final = frozenset({Kind.SOLUTIONS})
_ROWS_OR_BOOLEAN: Final = frozenset({Kind.SOLUTIONS, Kind.BOOLEAN})
_GRAPH: Final = frozenset({Kind.GRAPH})

FORMATS: Final[tuple[Format, ...]] = (
    Format(
        ("json", "srj"),
        "JSON",
        ("application/sparql-results+json", "application/json"),
        "srj",
        _ROWS_OR_BOOLEAN,
        _results(QueryResultsFormat.JSON),
    ),
    Format(
        ("xml", "srx"),
        "XML",
        ("application/sparql-results+xml", "application/xml"),
        "srx",
        _ROWS_OR_BOOLEAN,
        _results(QueryResultsFormat.XML),
    ),
    # SPARQL 1.1 Query Results CSV and TSV Formats, section 1, defines both for SELECT alone: an
    # ASK has no such form, and a client that takes nothing else gets 406.
    Format(
        ("csv",),
        "CSV",
        ("text/csv; charset=utf-8",),
        "csv",
        _ROWS,
        _results(QueryResultsFormat.CSV),
    ),
    Format(
        ("tsv",),
        "TSV",
        ("text/tab-separated-values; charset=utf-8",),
        "tsv",
        _ROWS,
        _results(QueryResultsFormat.TSV),
    ),
    Format(
        ("turtle", "ttl", "n3"),
        "Turtle",
        ("text/turtle", "application/x-turtle"),
        "ttl",
        _GRAPH,
        _triples(RdfFormat.TURTLE),
    ),
    Format(
        ("ntriples", "nt"),
        "N-Triples",
        ("application/n-triples",),
        "nt",
        _GRAPH,
        _triples(RdfFormat.N_TRIPLES),
    ),
    Format(
        ("jsonld", "json-ld", "json"),
        "JSON-LD",
        ("application/ld+json", "application/json"),
        "jsonld",
        _GRAPH,
        _triples(RdfFormat.JSON_LD),
    ),
    Format(
        ("rdfxml", "rdf", "rdf+xml", "xml"),
        "RDF/XML",
        ("application/rdf+xml", "application/xml"),
        "rdf",
        _GRAPH,
        _triples(RdfFormat.RDF_XML),
    ),
    Format(("trig",), "TriG", ("application/trig",), "trig", _GRAPH, _triples(RdfFormat.TRIG)),
    Format(
        ("nquads", "nq"),
        "N-Quads",
        ("application/n-quads",),
        "nq",
        _GRAPH,
        _triples(RdfFormat.N_QUADS),
    ),
    Format(("json",), "JSON", ("application/json",), "json", frozenset({Kind.LISTING}), _listing),
    # Last, because the earlier row wins a tie: a page is for clients that prefer a page.
    Format(("html",), "HTML", ("text/html; charset=utf-8",), "html", frozenset(Kind), write_page),
)
"""Every format, in the server's order of preference."""

HTML: Final = FORMATS[-1]


def formats_for(kind: Kind) -> tuple[Format, ...]:
    """The formats that can carry a kind of answer, in the server's order of preference."""
    return tuple(row for row in FORMATS if kind in row.kinds)

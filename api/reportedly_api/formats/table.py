"""The one table of result formats; a format's media type stands here and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import IO, Final, cast

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

from reportedly.store.triples import StreamedTriples
from reportedly_api.answers import Answer, Fault, Kind, Listing, RequestError
from reportedly_api.formats.named import InQuads, InTriG
from reportedly_api.formats.page import ByteSink, Page, write_page

Writer = Callable[[Answer, ByteSink, Page | None], None]

_BEYOND: Final = "does not support RDF 1.2"  # how the engine says it
_W3C: Final = "http://www.w3.org/ns/formats/"


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
        iri: what the W3C calls it (its list of formats, https://www.w3.org/ns/formats/); empty if
            it is none of theirs.
        write: writes an answer of such a kind; the page tells a format for people what is
            around the answer, and other formats do not look at it: they may be given None.
    """

    names: tuple[str, ...]
    label: str
    media_types: tuple[str, ...]
    extension: str
    kinds: frozenset[Kind]
    write: Writer
    iri: str = ""

    @property
    def name(self) -> str:
        """Its own name."""
        return self.names[0]


def _file(out: ByteSink) -> IO[bytes]:
    return cast(IO[bytes], out)  # pyoxigraph calls `write` and `flush`, and nothing else of a file


def _results(form: QueryResultsFormat) -> Writer:
    def write(answer: Answer, out: ByteSink, _page: Page | None) -> None:
        cast(QuerySolutions | QueryBoolean, answer).serialize(_file(out), form)

    return write


def _triples(form: RdfFormat) -> Writer:
    def write(answer: Answer, out: ByteSink, _page: Page | None) -> None:
        try:
            cast(QueryTriples | StreamedTriples, answer).serialize(_file(out), form)
        except OSError as error:
            if _BEYOND not in str(error):
                raise
            raise RequestError(
                Fault(
                    406,
                    f"This answer holds what RDF 1.2 brings, and {form.name} cannot say it.",
                    mend="Ask for it as Turtle: ?format=turtle",
                )
            ) from error

    return write


def _quads(form: RdfFormat, triples: RdfFormat, naming: type[InQuads | InTriG]) -> Writer:
    def write(answer: Answer, out: ByteSink, page: Page | None) -> None:
        if page is None or page.graph is None:
            cast(QueryTriples | StreamedTriples, answer).serialize(_file(out), form)
            return
        with naming(out, page.graph) as named:
            cast(QueryTriples | StreamedTriples, answer).serialize(_file(named), triples)

    return write


def _listing(answer: Answer, out: ByteSink, _page: Page | None) -> None:
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
        _W3C + "SPARQL_Results_JSON",
    ),
    Format(
        ("xml", "srx"),
        "XML",
        ("application/sparql-results+xml", "application/xml"),
        "srx",
        _ROWS_OR_BOOLEAN,
        _results(QueryResultsFormat.XML),
        _W3C + "SPARQL_Results_XML",
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
        _W3C + "SPARQL_Results_CSV",
    ),
    Format(
        ("tsv",),
        "TSV",
        ("text/tab-separated-values; charset=utf-8",),
        "tsv",
        _ROWS,
        _results(QueryResultsFormat.TSV),
        _W3C + "SPARQL_Results_TSV",
    ),
    Format(
        ("turtle", "ttl", "n3"),
        "Turtle",
        ("text/turtle", "application/x-turtle", "text/n3"),
        "ttl",
        _GRAPH,
        _triples(RdfFormat.TURTLE),
        _W3C + "Turtle",
    ),
    Format(
        ("ntriples", "nt"),
        "N-Triples",
        ("application/n-triples",),
        "nt",
        _GRAPH,
        _triples(RdfFormat.N_TRIPLES),
        _W3C + "N-Triples",
    ),
    Format(
        ("jsonld", "json-ld", "json"),
        "JSON-LD",
        ("application/ld+json", "application/json"),
        "jsonld",
        _GRAPH,
        _triples(RdfFormat.JSON_LD),
        _W3C + "JSON-LD",
    ),
    Format(
        ("rdfxml", "rdf", "rdf+xml", "xml"),
        "RDF/XML",
        ("application/rdf+xml", "application/xml"),
        "rdf",
        _GRAPH,
        _triples(RdfFormat.RDF_XML),
        _W3C + "RDF_XML",
    ),
    Format(
        ("trig",),
        "TriG",
        ("application/trig",),
        "trig",
        _GRAPH,
        _quads(RdfFormat.TRIG, RdfFormat.TURTLE, InTriG),
        _W3C + "TriG",
    ),
    Format(
        ("nquads", "nq"),
        "N-Quads",
        ("application/n-quads",),
        "nq",
        _GRAPH,
        _quads(RdfFormat.N_QUADS, RdfFormat.N_TRIPLES, InQuads),
        _W3C + "N-Quads",
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

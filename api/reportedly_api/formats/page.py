"""Answers as pages for people: tables with links, everything escaped, no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from reportedly.store.triples import StreamedTriples
from reportedly_api.answers import Answer, Listing
from reportedly_api.formats.cells import Cell, Names, cell, term_cell

TEMPLATES: Final = Path(__file__).parent.parent / "templates"

PAGE_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy of a page: its own style sheet, its own forms, no script at all."""

LABELS: Final = (
    NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"),
    NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
)
"""What names a thing for people, best first."""


class ByteSink(Protocol):
    """Where an answer is written: as much of a binary file as pyoxigraph needs."""

    def write(self, data: bytes, /) -> int:
        """Take these bytes, all of them, and say how many they were."""
        ...

    def flush(self) -> None:
        """Nothing that was written must wait for more."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """What stands around an answer on a page.

    Attributes:
        templates: the environment of the templates.
        names: how IRIs are shortened and linked.
        title: what the page is about, in a few words.
        rows: how many rows or triples are shown; the other formats give all.
        explain: what the answer means, in a sentence or two; empty if there is nothing to say.
        query: the SPARQL that was asked, shown for editing; None if it does not matter here.
        asks_first: whether it stands before the answer, because nothing was asked yet.
        focus: the resource that a graph describes; None if it describes no one resource.
        graph: the named graph whose statements these are, for the formats that name graphs; None
            if they are of no one graph.
        canonical: the IRI by which the world knows what this is; None if it has none.
        path: the path and query of this page without ``format``, to offer other formats.
        form: the values that can be set: name, its value here, what it means.
        formats: the other formats: label and name.
    """

    templates: Environment
    names: Names
    title: str
    rows: int
    explain: str = ""
    query: str | None = None
    asks_first: bool = False
    focus: NamedNode | None = None
    graph: NamedNode | None = None
    canonical: str | None = None
    path: str = ""
    form: tuple[tuple[str, str, str], ...] = ()
    formats: tuple[tuple[str, str], ...] = ()

    def href(self, name: str) -> str:
        """Where this answer is, in the format of that name."""
        return f"{self.path}{'&' if '?' in self.path else '?'}format={name}"


def make_templates(version: str) -> Environment:
    """The templates of this package: they escape what they print, and refuse unknown names.

    Args:
        version: the version of Reportedly that pages name.
    """
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["version"] = version
    return templates


def write_page(answer: Answer, out: ByteSink, page: Page | None) -> None:
    """Write an answer as an HTML page, in UTF-8, as its rows come.

    Raises:
        TypeError: there is no page to write it on.
    """
    if page is None:
        raise TypeError("an answer for people needs the page that stands around it")
    match answer:
        case QuerySolutions():
            variables = [variable.value for variable in answer.variables]
            with closing(_Cut(answer, page.rows)) as rows:
                lines = ([cell(term, page.names) for term in solution] for solution in rows)
                _stream(out, page, "solutions.html", variables=variables, lines=lines, rows=rows)
        case QueryBoolean():
            _stream(out, page, "boolean.html", answer=bool(answer))
        case QueryTriples() | StreamedTriples():
            with closing(_Cut(answer, page.rows)) as triples:
                _write_graph(triples, out, page)
        case Listing():
            _stream(out, page, "listing.html", items=answer.items)


RowT = TypeVar("RowT")


class _Cut(Iterator[RowT]):
    """The first `limit` rows; `more` says, once they are read, whether others were left.

    Whoever made it closes it: what the engine gave must be let go in the thread that asked, and a
    template keeps what it was given until the garbage collector comes by, in any thread.
    """

    def __init__(self, rows: Iterator[RowT], limit: int) -> None:
        self.limit = limit
        self.more = False
        self._left = limit
        self._rows = rows

    def __next__(self) -> RowT:
        if self._left == 0:
            self.more = next(self._rows, None) is not None
            raise StopIteration
        self._left -= 1
        return next(self._rows)

    def close(self) -> None:
        """Let the rows go."""
        self._rows = iter(())


def _write_graph(rows: _Cut[Triple], out: ByteSink, page: Page) -> None:
    if page.focus is None:
        lines = (
            [cell(term, page.names) for term in (t.subject, t.predicate, t.object)] for t in rows
        )
        _stream(out, page, "graph.html", lines=lines, rows=rows)
        return
    known = list(rows)
    labels = _labels(known)
    about = [t for t in known if t.subject == page.focus]
    of = [t for t in known if t.object == page.focus]
    _stream(
        out,
        page,
        "resource.html",
        label=labels.get(page.focus),
        about=[
            (cell(t.predicate, page.names), _labelled(t.object, labels, page.names)) for t in about
        ],
        of=[(_labelled(t.subject, labels, page.names), cell(t.predicate, page.names)) for t in of],
        rows=rows,
    )


def _labelled(
    term: NamedNode | BlankNode | Literal | Triple, labels: dict[NamedNode, str], names: Names
) -> Cell:
    shown = term_cell(term, names)
    label = labels.get(term) if isinstance(term, NamedNode) else None
    return shown if label is None else shown.named(label)


def _labels(triples: Iterable[Triple]) -> dict[NamedNode, str]:
    found: dict[NamedNode, str] = {}
    for predicate in reversed(LABELS):  # the best is written last, and stays
        for triple in triples:
            if (
                triple.predicate == predicate
                and isinstance(triple.subject, NamedNode)
                and isinstance(triple.object, Literal)
            ):
                found[triple.subject] = triple.object.value
    return found


def _stream(out: ByteSink, page: Page, template: str, **values: object) -> None:
    for piece in page.templates.get_template(template).generate(page=page, **values):
        out.write(piece.encode("utf-8", "replace"))

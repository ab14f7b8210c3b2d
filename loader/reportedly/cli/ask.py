"""``reportedly query`` and ``reportedly export``: the published build, asked and written out."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.errors import InputError, QueryError
from reportedly.ids import DEFAULT_BASE
from reportedly.questions import find_question, questions_dir, read_questions
from reportedly.store.backends import open_view
from reportedly.store.location import default_store
from reportedly.store.prefixes import PREFIXES
from reportedly.store.protocol import QueryResults, View
from reportedly.store.triples import StreamedTriples

TABLE: Final = "table"
LIST: Final = "list"


def ask(
    out: Console,
    text: str | None,
    question: str | None,
    params: list[str],
    format_: str | None,
    store: str | None,
    base: str | None,
) -> None:
    """Answer a query or a packaged question on standard output."""
    if question and text:
        raise InputError("a query and --question were given", mend="Give one of the two.")
    if params and not question:
        raise InputError("--param was given without --question", mend="A query has no parameters.")
    if question == LIST:
        _list_questions(out)
        return
    iri_base = base or DEFAULT_BASE
    sparql = _question(question, params, iri_base) if question else _query_text(text)
    prefixes = _missing_prefixes(sparql, iri_base)
    with open_view(store or default_store()) as view:
        try:
            results = view.query(prefixes + sparql)
        except QueryError as error:
            raise _in_own_text(error, len(prefixes)) from error
        _answer(out, results, format_, iri_base)


@contextmanager
def until_the_reader_leaves() -> Iterator[None]:
    """Ends in peace where ``reportedly export | head`` has seen enough and closes the pipe."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())  # else Python complains of what is left to flush
        raise typer.Exit from None


def _list_questions(out: Console) -> None:
    table = Table("question", "what it answers", box=None)
    for question in read_questions(questions_dir()).values():
        table.add_row(Text(question.name), Text(question.title))
    out.print(table)


def _question(name: str, params: list[str], base: str) -> str:
    given: dict[str, str] = {}
    for param in params:
        key, equals, value = param.partition("=")
        if not equals:
            raise InputError(f"'{param}' is no parameter", mend="Write --param name=value.")
        given[key] = value
    return find_question(read_questions(questions_dir()), name).bind(given, base)


def _query_text(text: str | None) -> str:
    if text is None:
        raise InputError("there is nothing to ask", mend="Give a query, a file, -, or --question.")
    if text == "-":
        return sys.stdin.read()
    if "{" in text or "<" in text:
        return text
    file = Path(text)  # no query goes without a brace or an IRI, but for `DESCRIBE id:…`
    if file.suffix == ".rq" or file.is_file():
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"the query cannot be read: {error}", where=text) from error
    return text


def _missing_prefixes(sparql: str, base: str) -> str:
    """The prefixes that a query lacks, all on one line, so that its lines still count right."""
    return "".join(
        f"PREFIX {name}: <{iri}> "
        for name, iri in {**PREFIXES, "id": base}.items()
        if not re.search(rf"(?i)\bPREFIX\s+{name}:", sparql)
    )


def _in_own_text(error: QueryError, added: int) -> QueryError:
    """The error with its column counted in the text that the user wrote."""
    column = error.column
    if error.line == 1 and column is not None:
        column = max(1, column - added)
    return QueryError(error.what, line=error.line, column=column, rule=error.rule, mend=error.mend)


def _answer(out: Console, results: QueryResults, format_: str | None, base: str) -> None:
    if isinstance(results, ox.QueryTriples | StreamedTriples):
        rdf = _rdf_format(format_ or "ttl")
        prefixes = {**PREFIXES, "id": base}
        ox.serialize(results, sys.stdout.buffer, rdf, prefixes=prefixes)
        return
    chosen = format_ or (TABLE if sys.stdout.isatty() else "tsv")
    if isinstance(results, ox.QueryBoolean) and chosen in (TABLE, "csv", "tsv"):
        out.print("yes" if results else "no")
    elif chosen == TABLE and isinstance(results, ox.QuerySolutions):
        _table(out, results, base)
    else:
        results.serialize(sys.stdout.buffer, _results_format(chosen))


def _table(out: Console, rows: ox.QuerySolutions, base: str) -> None:
    names = [variable.value for variable in rows.variables]
    table = Table(*names)
    count = 0
    for row in rows:
        table.add_row(*(Text(_short(row[name], base)) for name in names))  # no markup in it
        count += 1
    out.print(table)
    out.print(f"{count:,} row{'' if count == 1 else 's'}")


def _short(term: object, base: str) -> str:
    """A term as a person reads it: IRIs by prefix, literals by their text."""
    if isinstance(term, ox.Literal):
        return term.value
    if isinstance(term, ox.NamedNode):
        for name, iri in {"id": base, **PREFIXES}.items():
            if term.value.startswith(iri):
                return f"{name}:{term.value.removeprefix(iri)}"
        return term.value
    return "" if term is None else str(term)


def _rdf_format(extension: str) -> ox.RdfFormat:
    found = ox.RdfFormat.from_extension(extension)
    if found is None:
        raise InputError(
            f"'{extension}' is no format for a graph", mend="Use ttl, nt, nq, trig, jsonld or rdf."
        )
    return found


def _results_format(extension: str) -> ox.QueryResultsFormat:
    names = {"json": "srj", "xml": "srx"}
    found = ox.QueryResultsFormat.from_extension(names.get(extension, extension))
    if found is None:
        raise InputError(
            f"'{extension}' is no format for rows", mend="Use table, csv, tsv, srj or srx."
        )
    return found


def _graph_of(view: View, name: str) -> ox.NamedNode:
    """The graph of an IRI, or of what follows ``/graph/`` in one."""
    for graph in view.graphs():
        if graph.value == name or graph.value.endswith(f"/graph/{name}"):
            return graph
    listed = "\n  ".join(graph.value for graph in view.graphs())
    raise InputError(f"the build has no graph {name}", mend=f"It has:\n  {listed}")


def write_export(
    output: Path | None, graph: str | None, format_: str | None, store: str | None
) -> None:
    """Write the build, or one graph of it, to a file or standard output."""
    by_name = output.suffix.lstrip(".") if output is not None and output.suffix else "nq"
    rdf = _rdf_format(format_ or by_name)
    if graph is None and not rdf.supports_datasets:
        raise InputError(
            f"{rdf.name} holds one graph, and the build has several",
            mend="Name one with --graph IRI, or use nq, trig or jsonld.",
        )
    with open_view(store or default_store()) as view:
        quads = view.quads(None if graph is None else _graph_of(view, graph))
        target = sys.stdout.buffer if output is None else output.open("wb")
        try:
            if rdf.supports_datasets:
                ox.serialize(quads, target, rdf, prefixes=dict(PREFIXES))
            else:
                ox.serialize((quad.triple for quad in quads), target, rdf, prefixes=dict(PREFIXES))
        finally:
            if output is not None:
                target.close()

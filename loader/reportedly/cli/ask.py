"""``reportedly query`` and ``reportedly export``: the published build, asked and written out."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rich.console import Console
from rich.table import Table

from reportedly.errors import InputError
from reportedly.ids import DEFAULT_BASE
from reportedly.questions import find_question, questions_dir, read_questions
from reportedly.store.backends import open_view
from reportedly.store.location import default_store
from reportedly.store.protocol import QueryResults
from reportedly.terms import NAMESPACE

PREFIXES: Final = {
    "rp": NAMESPACE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
}
TABLE: Final = "table"
LIST: Final = "list"


def ask(
    out: Console,
    text: str | None,
    question: str | None,
    params: list[str],
    format_: str | None,
    store: Path | None,
    base: str | None,
) -> None:
    """Answer a query or a packaged question on standard output."""
    if question == LIST:
        _list_questions(out)
        return
    iri_base = base or DEFAULT_BASE
    sparql = _question(question, params, iri_base) if question else _query_text(text)
    if question and text:
        raise InputError("give a query or --question, not both")
    with open_view(store or default_store()) as view:
        results = view.query(_with_prefixes(sparql, iri_base))
        _answer(out, results, format_, iri_base)


def _list_questions(out: Console) -> None:
    table = Table("question", "what it answers", box=None)
    for question in read_questions(questions_dir()).values():
        table.add_row(question.name, question.title)
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
    if "{" not in text and Path(text).is_file():
        return Path(text).read_text(encoding="utf-8")
    return text


def _with_prefixes(sparql: str, base: str) -> str:
    """The query with the prefixes it lacks, on its first line, so that lines still count right."""
    known = {**PREFIXES, "id": base}
    missing = (
        f"PREFIX {name}: <{iri}> "
        for name, iri in known.items()
        if not re.search(rf"(?i)\bPREFIX\s+{name}:", sparql)
    )
    return "".join(missing) + sparql


def _answer(out: Console, results: QueryResults, format_: str | None, base: str) -> None:
    if isinstance(results, ox.QueryTriples):
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
        table.add_row(*(_short(row[name], base) for name in names))
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


def write_export(
    output: Path | None, graph: str | None, format_: str | None, store: Path | None
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
        wanted = None if graph is None else ox.NamedNode(graph)
        if wanted is not None and wanted not in view.graphs():
            known = "\n  ".join(each.value for each in view.graphs())
            raise InputError(f"the build has no graph {graph}", mend=f"It has:\n  {known}")
        quads = view.quads(wanted)
        target = sys.stdout.buffer if output is None else output.open("wb")
        try:
            if rdf.supports_datasets:
                ox.serialize(quads, target, rdf, prefixes=PREFIXES)
            else:
                ox.serialize((quad.triple for quad in quads), target, rdf, prefixes=PREFIXES)
        finally:
            if output is not None:
                target.close()

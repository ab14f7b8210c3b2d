"""``query`` and ``export``: the published build, asked and written out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.options import BaseOption, StoreOption, out


def query(
    text: Annotated[
        str | None,
        typer.Argument(help="A SPARQL query, a file that holds one, or - for standard input."),
    ] = None,
    question: Annotated[
        str | None, typer.Option("--question", "-q", help="Ask a packaged question by its name.")
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="name=value, for a question.")
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="table, or a file extension: csv, tsv, srj, srx; ttl, nt, nq, trig, jsonld, rdf.",
        ),
    ] = None,
    store: StoreOption = None,
    base: BaseOption = None,
) -> None:
    """Ask the published build a SPARQL query or a packaged question.

    Examples:
      reportedly query 'SELECT ?claim WHERE { ?claim a rp:Claim }'
      reportedly query -q trace-a-number -p number=100000
      reportedly query question.rq --format csv
      reportedly query --question list

    The prefixes rp, rdf, rdfs, xsd, schema, prov, oa, skos, owl and id are
    declared for you unless the query declares them.
    """
    from reportedly.cli.ask import ask, until_the_reader_leaves

    with until_the_reader_leaves():
        ask(out, text, question, param or [], format_, store, base)


def export(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output if none.")
    ] = None,
    graph: Annotated[
        str | None,
        typer.Option(
            "--graph", help="Only this named graph: its IRI, or what follows graph/ in it."
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", "-f", help="nq, trig or jsonld; with --graph also ttl, nt, rdf."),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Write the published build out, whole or one graph of it.

    Examples:
      reportedly export > everything.nq
      reportedly export -o everything.trig
      reportedly export --graph registry -f ttl

    The file's ending says the format; without one it is N-Quads.
    """
    from reportedly.cli.ask import until_the_reader_leaves, write_export

    with until_the_reader_leaves():
        write_export(output, graph, format_, store)

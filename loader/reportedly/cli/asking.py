"""``query``, ``export`` and ``serve``: the published build, asked, written out and served."""

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


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 8000,
    store: StoreOption = None,
    federate: Annotated[
        list[str] | None,
        typer.Option(
            metavar="URL",
            help="An endpoint that SERVICE may call; may be given several times. None if left out.",
        ),
    ] = None,
) -> None:
    """Serve the published build: a SPARQL endpoint and pages.

    Examples:
      reportedly serve
      reportedly serve --port 8080 --store /srv/reportedly
      reportedly serve --federate https://query.wikidata.org/sparql

    The endpoint is /sparql, its limits are /limits; the pages begin at /. A build that is
    published meanwhile is served from then on. Limits are set by the environment: see /limits.
    """
    import json
    import os

    import uvicorn

    from reportedly.store.backends import open_view
    from reportedly.store.location import ENVIRONMENT_VARIABLE, default_store

    place = store or default_store()
    open_view(place).close()  # says what is missing before a server starts and stops again
    os.environ[ENVIRONMENT_VARIABLE] = str(place)
    os.environ.setdefault("REPORTEDLY_PUBLIC", json.dumps(not _is_loopback(host)))
    if federate:
        os.environ["REPORTEDLY_FEDERATE"] = json.dumps(federate)
    uvicorn.run(
        "reportedly_api.app:create_app",
        factory=True,
        http="reportedly_api.quick:QuickProtocol",
        host=host,
        port=port,
        server_header=False,
        access_log=False,  # a line for each request takes a tenth of its time
    )


def _is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine alone."""
    from ipaddress import ip_address

    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"  # RFC 6761, section 6.3; any other name may lead outside

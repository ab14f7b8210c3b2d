"""``serve`` and ``settings``: the endpoint, which is started by name, and what is set about it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from reportedly.cli.options import StoreOption, out

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        envvar="REPORTEDLY_CONFIG",
        help="Settings, in TOML; reportedly.toml in the working directory if left out.",
    ),
]


def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; 127.0.0.1 if nothing sets it.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(help="Port to listen on; 8000 if nothing sets it.", min=0, max=65535),
    ] = None,
    store: StoreOption = None,
    federate: Annotated[
        list[str] | None,
        typer.Option(
            metavar="URL",
            help="An endpoint that SERVICE may call; may be given several times. None if left out.",
        ),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(min=1, help="Server processes that take requests; 1 if nothing sets it."),
    ] = None,
    root_path: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="The path under which a reverse proxy shows it all."),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Serve the published build: a SPARQL endpoint and pages.

    Examples:
      reportedly serve
      reportedly serve --port 8080 --store /srv/reportedly
      reportedly serve --config /etc/reportedly.toml --processes 2
      reportedly serve --federate https://query.wikidata.org/sparql

    The endpoint is /sparql, its limits are /limits; the pages begin at /. A build that is
    published meanwhile is served from then on. What is given here wins over the environment, and
    that over the file: see `reportedly settings`.
    """
    import json
    from importlib import import_module

    given: dict[str, object] = {
        "HOST": host,
        "PORT": port,
        "STORE": store,
        "FEDERATE": json.dumps(federate) if federate else None,
        "PROCESSES": processes,
        "ROOT_PATH": root_path,
        "CONFIG": config,
    }
    door = import_module("reportedly_api.serve")
    door.serve(
        {f"REPORTEDLY_{name}": str(value) for name, value in given.items() if value is not None}
    )


def settings(
    format_: Annotated[
        Literal["table", "json", "toml"],
        typer.Option("--format", "-f", help="toml prints a file to begin with."),
    ] = "table",
    config: ConfigOption = None,
) -> None:
    """Print every setting of the endpoint: its value, where that comes from, what it means.

    Examples:
      reportedly settings
      reportedly settings --format toml > reportedly.toml

    Secrets are masked.
    """
    import os
    from importlib import import_module

    from rich.table import Table
    from rich.text import Text

    if config is not None:
        os.environ["REPORTEDLY_CONFIG"] = str(config)
    shown = import_module("reportedly_api.settings_shown")
    if format_ == "json":
        typer.echo(shown.as_json())
        return
    if format_ == "toml":
        typer.echo(shown.as_toml(), nl=False)
        return
    table = Table("setting", "value", "set by", "meaning", box=None)
    for row in shown.shown():
        told = (row.name, str(row.value), row.source, f"{row.meaning} [{row.variable}]")
        table.add_row(*(Text(cell) for cell in told))
    out.print(table)

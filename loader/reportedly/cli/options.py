"""The options that several commands share, and the two consoles they speak through."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

FINDINGS: Final = 1
"""Exit code of a command that found something."""
COULD_NOT_RUN: Final = 2
"""Exit code of a command that could not do its work."""

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

SeedsOption = Annotated[
    Path | None,
    typer.Option(
        "--seeds",
        envvar="REPORTEDLY_SEEDS",
        help="Folder of entries/, registry/ and external/; the packaged seeds if left out.",
    ),
]
TextsOption = Annotated[
    Path | None,
    typer.Option(
        "--texts",
        envvar="REPORTEDLY_TEXTS",
        help="Folder of the articles' texts (*.txt), found by their SHA-256.",
    ),
]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="REPORTEDLY_STORE",
        help="Where the store is: a directory, or the URL of a SPARQL server; .reportedly if "
        "left out.",
    ),
]
RequireTexts = Annotated[
    bool, typer.Option("--require-texts", help="An entry without its text is an error.")
]
BaseOption = Annotated[
    str | None,
    typer.Option("--base", envvar="REPORTEDLY_BASE", help="Base IRI of instances."),
]

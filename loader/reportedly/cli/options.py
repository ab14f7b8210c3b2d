"""The options that several commands share, and the two consoles they speak through."""

from __future__ import annotations

import os
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
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        envvar="REPORTEDLY_JOBS",
        help="Processes that check at once; as many as there are cores if left out.",
    ),
]
CacheOption = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        envvar="REPORTEDLY_CACHE",
        help="Folder in which verdicts are remembered; .reportedly/checked if left out.",
    ),
]
NoCacheOption = Annotated[
    bool, typer.Option("--no-cache", help="Check every entry anew, and remember nothing.")
]
ChangedSinceOption = Annotated[
    str | None,
    typer.Option(
        "--changed-since",
        metavar="REV",
        help="Check what differs from this commit, and what names it; the commit is taken to be "
        "sound.",
    ),
]


def cores() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on every system
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1

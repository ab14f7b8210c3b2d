"""Errors as a person reads them in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from reportedly.errors import ReportedlyError


def show_error(console: Console, error: ReportedlyError) -> None:
    """Why the command could not run."""
    console.print(Text("could not run: ", style="bold red") + Text(str(error)), soft_wrap=True)

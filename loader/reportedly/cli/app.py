"""The command ``reportedly``; exit codes: 0 clean, 1 findings, 2 could not run."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly import __version__
from reportedly.cli import asking, checking, explaining, serving, starting
from reportedly.cli.diff import diff
from reportedly.cli.options import COULD_NOT_RUN, err, out
from reportedly.errors import ReportedlyError

app = typer.Typer(
    name="reportedly",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Who said it first, through whom, with which number, and where in the text?

Reportedly checks news articles that were annotated by hand, loads them as a
knowledge graph, and answers SPARQL about them.

[bold]Begin with[/bold]

  reportedly check                 is every entry in order?
  reportedly diff main...          what do the changes do to the graph?
  reportedly load                  build and publish the graph
  reportedly query 'SELECT …'      ask it
  reportedly serve                 a SPARQL endpoint on http://127.0.0.1:8000

Exit codes: 0 clean, 1 something was found, 2 could not run.
""",
)


def main() -> None:
    """Run the command; errors of ours become a sentence and exit code 2."""
    try:
        app()
    except ReportedlyError as error:
        from reportedly.cli.show import show_error

        show_error(err, error)
        raise SystemExit(COULD_NOT_RUN) from None


def _version(asked: bool) -> None:
    if asked:
        out.print(f"reportedly {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Options of the command itself."""


for _command in (
    checking.check,
    explaining.explain,
    checking.pin,
    starting.new,
    starting.schema,
    checking.load,
    diff,
    asking.query,
    asking.export,
    serving.serve,
    serving.settings,
):
    app.command()(_command)

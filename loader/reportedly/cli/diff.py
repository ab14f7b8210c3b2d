"""``diff``: what a change does to the graph."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from reportedly import __version__
from reportedly.cli.options import COULD_NOT_RUN, FINDINGS, BaseOption, SeedsOption, err, out
from reportedly.errors import InputError
from reportedly.resources import data_dir

if TYPE_CHECKING:
    from reportedly.changes.record import Changes
    from reportedly.pipeline.build import Sources
    from reportedly.pipeline.sides import Refused, Side


class DiffFormat(StrEnum):
    """The names of the formats, as the command's help lists them."""

    text = "text"
    markdown = "markdown"
    json = "json"


def diff(
    sides: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[A..B | A... | A B]",
            help="Two revisions, or two builds: stores, exported files, folders of seeds.",
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[
        DiffFormat, typer.Option("--output-format", help="How it is told.")
    ] = DiffFormat.text,
    triples: Annotated[
        Path | None,
        typer.Option("--triples", metavar="FILE", help="Write all triples that differ to a file."),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if the sides differ, as git diff does.")
    ] = False,
    seeds: SeedsOption = None,
    base: BaseOption = None,
) -> None:
    """Say in the graph's own words what a change to the seeds does.

    Examples:
      reportedly diff
      reportedly diff main...
      reportedly diff v1..v2 --triples all.diff
      reportedly diff .reportedly
      reportedly diff old.nq.gz new.nq.gz
      reportedly diff main... --output-format markdown > comment.md

    Nothing: the working tree against the last commit. A..B: two revisions; A.. takes the working
    tree for the second. A...: from where the work left A. Two names: two builds (stores, exported
    files, folders of seeds, or revisions).

    Both sides are checked and built with the ontology and the shapes that are installed now; a
    side that does not pass its checks is not compared.

    Exit code 0: it was compared. 1, only with --exit-code: the sides differ. 2: it could not be
    compared.
    """
    from reportedly.changes.formats.table import FORMATS, patch

    changes = _compare(sides or [], _sources(seeds, base))
    if triples is not None:
        lines = "".join(f"{line}\n" for line in patch(changes))
        try:
            triples.write_text(lines, encoding="utf-8")
        except OSError as error:
            raise InputError(
                f"the triples cannot be written: {error.strerror}", where=str(triples)
            ) from error
    said = FORMATS[output_format.value](changes)
    if output_format is DiffFormat.text:
        out.print(said, soft_wrap=True, end="")
    else:
        out.file.write(said.plain)
    if exit_code and changes.differ:
        raise typer.Exit(FINDINGS)


def _sources(seeds: Path | None, base: str | None) -> Sources:
    from reportedly.ids import DEFAULT_BASE, Ids
    from reportedly.pipeline.build import Sources
    from reportedly.pipeline.files import find_seeds

    return Sources(
        seeds=find_seeds(data_dir("seeds", seeds), none_is_fine=True),
        ontology=data_dir("ontology") / "reportedly.ttl",
        shapes=data_dir("shapes"),
        ids=Ids(base or DEFAULT_BASE),
    )


def _compare(arguments: Sequence[str], sources: Sources) -> Changes:
    from reportedly.changes.compare import compare
    from reportedly.pipeline.sides import Side, opened, wanted

    one, other = wanted(arguments)
    with ExitStack() as stack, err.status("comparing") as status:

        def tell(what: str, done: int, of: int) -> None:
            status.update(f"{what}: {done} of {of}")

        before = stack.enter_context(opened(one, sources, tell))
        after = stack.enter_context(opened(other, sources, tell))
        if not isinstance(before, Side) or not isinstance(after, Side):
            status.stop()
            _refuse(before, after)
        changes = compare(before.view, after.view, (before.name, after.name))
        return changes.placed(before.where, after.where, *_caveats(before, after))


def _caveats(*sides: Side) -> Sequence[str]:
    if not any(side.from_seeds for side in sides):
        return ()
    whose = "both sides" if all(side.from_seeds for side in sides) else "the side made from seeds"
    rest_on = f"The ontology, the shapes and the code of {whose} are those of this Reportedly"
    return (f"{rest_on} ({__version__}); texts were not consulted.",)


def _refuse(*sides: Side | Refused) -> NoReturn:
    from reportedly.cli.reporting import show_findings
    from reportedly.pipeline.sides import Refused
    from reportedly.report.report import count

    for side in sides:
        if isinstance(side, Refused):
            errors = [each for each in side.findings if each.severity == "error"]
            show_findings(err, errors)
            said = f"{side.name} does not pass its checks ({count(len(errors), 'error')}): "
            err.print(f"{said}nothing was compared.", style="bold red", markup=False)
    raise typer.Exit(COULD_NOT_RUN)

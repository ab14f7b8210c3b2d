"""The report of a check, written where it is wanted: a terminal, a file, a CI's summary."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console

from reportedly import __version__
from reportedly.cli.options import err
from reportedly.errors import InputError
from reportedly.model.findings import Finding
from reportedly.report.markdown import SUMMARY, markdown
from reportedly.report.report import Coverage, Report, count
from reportedly.report.table import FORMATS
from reportedly.resources import data_dir

if TYPE_CHECKING:
    from reportedly.ledger.coverage import Ledger
    from reportedly.pipeline.build import Outcome
    from reportedly.pipeline.entries import Standing

_STANDINGS: Final[Mapping[Standing, str]] = MappingProxyType(
    {
        "verified": "verified against the text",
        "locked": "agreeing with the lock, no text at hand",
        "unverified": "unverified: changed since pinned, and no text at hand",
        "failed": "in error",
    }
)
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


def _known(name: str) -> str:
    if name not in FORMATS:
        raise typer.BadParameter(f"'{name}' is none of {', '.join(FORMATS)}.")
    return name


OutputFormat = Annotated[
    str,
    typer.Option(
        "--output-format",
        metavar="FORMAT",
        envvar="REPORTEDLY_OUTPUT_FORMAT",
        callback=_known,
        help=f"How findings are written: {', '.join(FORMATS)}.",
    ),
]
OutputFile = Annotated[
    Path | None,
    typer.Option(
        "--output-file",
        metavar="FILE",
        envvar="REPORTEDLY_OUTPUT_FILE",
        help="Write the findings to this file.",
    ),
]


def report_of(
    findings: Iterable[Finding], outcome: Outcome | None = None, shapes: Path | None = None
) -> Report:
    """Findings with all that a format may say of them; the files they point into are read here.

    Args:
        findings: what was found.
        outcome: the check that found it, if a whole check did.
        shapes: the folder of shapes and rules; that which came along if left out.
    """
    from reportedly.validate.catalogue import catalogue

    found = tuple(findings)
    codes = {finding.code for finding in found}
    rules = catalogue(shapes or data_dir("shapes")) if codes else ()
    here = Path.cwd()
    standings = Counter(outcome.standings.values() if outcome else ())
    return Report(
        found,
        {rule.code: rule for rule in rules if rule.code in codes},
        _lines(found),
        here,
        _root(here),
        {words: standings[each] for each, words in _STANDINGS.items() if standings[each]},
        _coverage(outcome.ledgers.values()) if outcome else None,
        rules_ran=outcome is None or outcome.rules_ran,
        version=__version__,
        blob=_blob(),
        summarised=bool(os.environ.get("GITHUB_STEP_SUMMARY")),
    )


def show_findings(console: Console, findings: Iterable[Finding]) -> None:
    """Each finding with its place, the line at fault and what to do."""
    found = tuple(findings)
    if found:
        _print(console, FORMATS["full"].write(report_of(found), colour=_colours(console)))


def show_left_out(console: Console, outcome: Outcome, revision: str) -> None:
    """What a check since a revision did not check, and why."""
    checked = len(outcome.standings) - outcome.remembered
    console.print(f"{count(checked, 'entry', 'entries')} checked", markup=False)
    if outcome.remembered:
        entries = count(outcome.remembered, "entry", "entries")
        console.print(f"{entries} as in a former check: nothing behind the verdict has changed")
    if outcome.left_out:
        entries = count(len(outcome.left_out), "entry", "entries")
        console.print(
            f"{entries} left out: as at {revision}, which is taken to be sound, and naming no "
            "record that has changed; any warnings of their own are not shown",
            soft_wrap=True,
            markup=False,
        )


def write_report(report: Report, format_: str, file: Path | None) -> None:
    """Write a report in a format, and tell a person how it ended.

    Args:
        report: what was found.
        format_: a name in the table of formats.
        file: where to; the format's own stream if left out.

    Raises:
        InputError: the file cannot be written.
    """
    chosen = FORMATS[format_]
    if file is not None:
        _save(file, chosen.write(report))
    elif chosen.to_stdout:
        _to_stdout(chosen.write(report))
    else:
        said = chosen.write(report, colour=_colours(err))
        _print(err, f"{said}\n" if said else "")
    if format_ == "github" and report.summarised:
        summary = Path(os.environ["GITHUB_STEP_SUMMARY"])
        with summary.open("a", encoding="utf-8") as stream:
            stream.write(markdown(report, limit=SUMMARY))
    tell_standing(report)


def tell_standing(report: Report) -> None:
    """How far the entries were verified, what the ledgers say, and whether anything is in error."""
    for words, number in report.standings.items():
        err.print(f"{count(number, 'entry', 'entries')} {words}")
    if report.coverage is not None:
        err.print(str(report.coverage), soft_wrap=True)
    if report.number("error"):
        err.print(f"[bold red]{report.verdict}[/]")
        for sentence in report.to_come:
            err.print(sentence, soft_wrap=True)


def _to_stdout(text: str) -> None:
    """Write, unless the reader has seen enough (``| head``); the verdict is the same."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())  # else Python complains of what is left to flush


def _colours(console: Console) -> bool:
    """Whether to paint: on a terminal that can, unless NO_COLOR is set (https://no-color.org)."""
    return console.color_system is not None and not console.no_color


def _print(console: Console, text: str) -> None:
    """Print text as it is: its escapes are ours, its lines are not to be wrapped."""
    console.file.write(text)
    console.file.flush()


def _save(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"the report cannot be written: {error.strerror}",
            where=str(file),
            mend="Name a file in a folder that exists, with --output-file.",
        ) from error


def _lines(findings: Iterable[Finding]) -> dict[Path, tuple[str, ...]]:
    """The lines of every file that a finding points into; none of one that cannot be read."""
    files = {
        file
        for finding in findings
        for file, position in (
            (finding.file, finding.position),
            *((file, position) for _, file, position in finding.related),
        )
        if position is not None
    }
    read: dict[Path, tuple[str, ...]] = {}
    for file in sorted(files):
        try:
            text = file.read_bytes().decode("utf-8-sig", "replace")
        except OSError:  # the finding itself says that it cannot be read
            continue
        read[file] = tuple(_LINE_END.split(text))
    return read


def _root(here: Path) -> Path:
    """The root of the repository: as CI tells it, else as git has it, else where we are."""
    for variable in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        told = os.environ.get(variable)
        if told and here.is_relative_to(told):
            return Path(told)
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)


def _blob() -> str | None:
    """Where the repository shows the files of the commit that CI checks."""
    told = os.environ
    if all(told.get(f"GITHUB_{name}") for name in ("SERVER_URL", "REPOSITORY", "SHA")):
        return f"{told['GITHUB_SERVER_URL']}/{told['GITHUB_REPOSITORY']}/blob/{told['GITHUB_SHA']}/"
    if told.get("CI_PROJECT_URL") and told.get("CI_COMMIT_SHA"):
        return f"{told['CI_PROJECT_URL']}/-/blob/{told['CI_COMMIT_SHA']}/"
    return None


def _coverage(ledgers: Iterable[Ledger]) -> Coverage | None:
    rows = [row for ledger in ledgers for row in ledger.rows]
    if not rows:
        return None
    reasons: Counter[str] = Counter()
    for row in rows:
        reasons.update(row.waived)
    return Coverage(
        sum(row.found for row in rows),
        sum(row.covered for row in rows),
        dict(reasons.most_common()),
        sum(len(row.open) for row in rows),
    )

"""Findings and outcomes as a person reads them in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from rich.console import Console
from rich.text import Text

from reportedly.errors import ReportedlyError
from reportedly.model.findings import Finding, Position
from reportedly.pipeline.entries import Standing
from reportedly.pipeline.sources import Outcome

_COLOURS = {"error": "bold red", "warning": "bold yellow"}
_STANDINGS: Mapping[Standing, str] = {
    "verified": "verified against the text",
    "locked": "agreeing with the lock, no text at hand",
    "unverified": "unverified: changed since pinned, and no text at hand",
    "failed": "in error",
}


def show_error(console: Console, error: ReportedlyError) -> None:
    """Why the command could not run."""
    console.print(Text("could not run: ", style="bold red") + Text(str(error)), soft_wrap=True)


def show_findings(console: Console, findings: Iterable[Finding]) -> None:
    """Each finding with its place, the line at fault and what to do."""
    for finding in findings:
        line = Text()
        line.append(f"{finding.severity}[{finding.code}]", style=_COLOURS[finding.severity])
        line.append(f": {finding.message}")
        console.print(line, soft_wrap=True)
        console.print(
            f"  --> {_where(finding.file, finding.position)}", soft_wrap=True, markup=False
        )
        if finding.position is not None:
            _show_excerpt(console, finding.file, finding.position)
        for why, file, position in finding.related:
            console.print(f"  note: {why}: {_where(file, position)}", soft_wrap=True, markup=False)
        if finding.mend:
            console.print(Text("  help: ", style="bold cyan") + finding.mend, soft_wrap=True)
        console.print()


def show_standings(console: Console, standings: Mapping[Path, Standing]) -> None:
    """How many entries stand how; the words differ only where the standing does."""
    counts = Counter(standings.values())
    for standing, words in _STANDINGS.items():
        if counts[standing]:
            console.print(f"{count(counts[standing], 'entry', 'entries')} {words}")


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


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _where(file: Path, position: Position | None) -> str:
    shown = file
    if file.is_absolute() and file.is_relative_to(Path.cwd()):
        shown = file.relative_to(Path.cwd())
    return str(shown) if position is None else f"{shown}:{position.line}:{position.column}"


def _show_excerpt(console: Console, file: Path, position: Position) -> None:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):  # the finding itself says that it cannot be read
        return
    if position.line > len(lines):
        return
    source = lines[position.line - 1]
    number = str(position.line)
    one_line = position.end_line == position.line
    end = position.end_column if one_line else len(source) + 1
    marks = " " * (position.column - 1) + "^" * max(1, end - position.column)
    pad = " " * len(number)
    console.print(f" {pad} |", markup=False)
    console.print(f" {number} | {source}", soft_wrap=True, markup=False, highlight=False)
    console.print(Text(f" {pad} | ") + Text(marks, style="bold red"), soft_wrap=True)

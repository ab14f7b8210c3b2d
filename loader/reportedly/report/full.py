"""The format `full`: each finding with its line, and what to do; for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.color import ColorSystem
from rich.style import Style

from reportedly.model.findings import Finding, Related
from reportedly.report.excerpt import excerpt
from reportedly.report.plain import plain
from reportedly.report.report import Report

_STYLES: Final = {
    "error": Style.parse("bold red"),
    "warning": Style.parse("bold yellow"),
    "note": Style.parse("bold blue"),
    "help": Style.parse("bold cyan"),
    "where": Style.parse("cyan"),
}

_NAMED: Final = 5
"""Rules that the last line names at most."""


def full(report: Report, *, colour: bool = False) -> str:
    """Every finding with its places, excerpts, reason and mend; empty if there is none.

    Why a rule exists and how to mend what breaks it is said with the first finding that breaks it;
    what is known of a finding alone, always. The last line tells how to read more.

    Args:
        report: what was found.
        colour: whether to paint it with ANSI escapes.
    """
    told: set[str] = set()
    blocks: list[str] = []
    for finding in report.findings:
        first = finding.code not in told
        told.add(finding.code)
        blocks.append("\n".join(_lines(report, finding, with_reason=first, colour=colour)) + "\n")
    if blocks:
        codes = sorted(told)
        more = " …" if len(codes) > _NAMED else ""
        blocks.append(f"More on the rules: reportedly explain {' '.join(codes[:_NAMED])}{more}\n")
    return "\n".join(blocks)


def concise(report: Report, *, colour: bool = False) -> str:
    """One line a finding: file, line, column, rule, message.

    Args:
        report: what was found.
        colour: whether to paint it with ANSI escapes.
    """
    said = []
    for finding in report.findings:
        code = _painted(finding.code, finding.severity, colour=colour)
        where = _where(report, ("", finding.file, finding.position))
        advice = f". {plain(finding.mend)}" if finding.suggestion and finding.mend else ""
        said.append(f"{where}: {code} {finding.severity}: {plain(finding.message)}{advice}\n")
    return "".join(said)


def _lines(report: Report, finding: Finding, *, with_reason: bool, colour: bool) -> Iterator[str]:
    head = _painted(f"{finding.severity}[{finding.code}]", finding.severity, colour=colour)
    yield f"{head}: {plain(finding.message)}"
    own: Related = ("", finding.file, finding.position)
    yield from _place(report, own, finding.severity, colour=colour)
    for other in finding.related:
        yield f"  {_painted('note', 'note', colour=colour)}: {plain(other[0])}"
        yield from _place(report, other, "note", colour=colour)
    rule = report.rule(finding)
    if with_reason and rule is not None:
        yield f"  {_painted('why', 'note', colour=colour)}: {plain(rule.why)}"
    mend = report.mend(finding) if with_reason else finding.mend
    if mend:
        yield f"  {_painted('help', 'help', colour=colour)}: {plain(mend)}"


def _place(report: Report, place: Related, kind: str, *, colour: bool) -> Iterator[str]:
    _, file, position = place
    yield f"  {_painted('-->', 'where', colour=colour)} {_where(report, place)}"
    shown = excerpt(report.lines.get(file, ()), position)
    if shown is None:
        return
    pad = " " * len(str(shown.line))
    yield f" {pad} |"
    yield f" {shown.line} | {shown.source}"
    marks = _painted("^" * shown.width, kind, colour=colour)
    yield f" {pad} | {' ' * shown.before}{marks}{' …' if shown.goes_on else ''}"


def _where(report: Report, place: Related) -> str:
    _, file, position = place
    shown = plain(report.to_person(file))
    return shown if position is None else f"{shown}:{position.line}:{position.column}"


def _painted(words: str, kind: str, *, colour: bool) -> str:
    return _STYLES[kind].render(words, color_system=ColorSystem.STANDARD) if colour else words

"""The format `markdown`: for a comment on a pull request, and for the summary of a CI job."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final
from urllib.parse import quote

from reportedly.model.findings import Finding, Position, Related
from reportedly.report.excerpt import excerpt
from reportedly.report.plain import plain
from reportedly.report.report import PAGES, Report, count

COMMENT: Final = 65_000
"""Bytes that fit into a comment: GitHub takes 65,536 characters."""
SUMMARY: Final = 1_000_000
"""Bytes that fit into the summary of a step: GitHub takes 1 MiB."""
_TAIL: Final = 800
"""Bytes kept free to say what was left out."""
_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]<>|~$&]|@(?=\w)|#(?=\d)")


def markdown(report: Report, *, colour: bool = False, limit: int = COMMENT) -> str:  # noqa: ARG001
    """The verdict, a table for each file, and the lines themselves in a collapsed block.

    Args:
        report: what was found.
        colour: not used; Markdown has none.
        limit: bytes at most. What does not fit is counted at the end, never left out in silence.
    """
    room = _Room(limit - _TAIL)
    room.add(f"### Reportedly: {_verdict(report)}\n")
    rows, shown = 0, 0
    for file, those in groupby(report.findings, key=lambda finding: finding.file):
        rows += _table(report, file, tuple(those), room)
    if report.findings and room.add("\n<details><summary>The lines, and what to do</summary>\n"):
        told: set[str] = set()
        for finding in report.findings:
            if not room.add(_block(report, finding, first=finding.code not in told)):
                break
            told.add(finding.code)
            shown += 1
        room.close("\n</details>\n")
    total = len(report.findings)
    if shown < total:
        left = f"{total - rows:,} are not listed and " if rows < total else ""
        room.close(
            f"\n_Of {count(total, 'finding')}, {left}{total - shown:,} are not shown with their "
            "lines, for want of room: run `reportedly check` to see all._\n"
        )
    for line in _standing(report):
        room.close(f"\n{line}\n")
    return "".join(room.parts)


def escaped(words: str) -> str:
    """Words as Markdown shows them: no markup, no HTML, and nobody is called by `@name`."""
    return _SPECIAL.sub(lambda found: _harmless(found.group()), plain(words))


class _Room:
    """Text that may grow up to some bytes."""

    def __init__(self, limit: int) -> None:
        self.left = limit
        self.parts: list[str] = []

    def add(self, text: str) -> bool:
        """Add what fits; whether it did."""
        size = len(text.encode("utf-8"))
        if size > self.left:
            return False
        self.close(text)
        return True

    def close(self, text: str) -> None:
        """Add what must be there, from the bytes kept free."""
        self.left -= len(text.encode("utf-8"))
        self.parts.append(text)


def _harmless(sign: str) -> str:
    if sign in "@#":  # `@name` calls a person and `#1` an issue; a comment between keeps them apart
        return f"{sign}<!-- -->"
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(sign, f"\\{sign}")


def _verdict(report: Report) -> str:
    mark = "❌" if report.number("error") else "⚠️" if report.findings else "✅"
    return f"{mark} {report.verdict}"


def _standing(report: Report) -> Iterator[str]:
    said = [
        f"{count(number, 'entry', 'entries')} {words}" for words, number in report.standings.items()
    ]
    if said:
        yield f"{'; '.join(said)}."
    if report.coverage is not None:
        yield f"{str(report.coverage).replace('l', 'L', 1)}."
    yield from report.to_come


def _table(report: Report, file: Path, findings: tuple[Finding, ...], room: _Room) -> int:
    """Add the table of one file; gives how many of its rows had room."""
    told = report.to_machine(file)
    head = f"\n**{_linked(report, told, file, None)}**\n"
    if not room.add(f"{head}\n| line | rule | what is wrong |\n|---|---|---|\n"):
        return 0
    for rows, finding in enumerate(findings):
        if not room.add(_row(report, finding)):
            return rows
    return len(findings)


def _row(report: Report, finding: Finding) -> str:
    at = finding.position
    where = _linked(report, f"{at.line}:{at.column}" if at else "file", finding.file, at)
    rule = report.rule(finding)
    name = f"[{finding.code}]({PAGES}{finding.code})"
    title = f" {escaped(rule.title)}" if rule else ""
    severity = "" if finding.severity == "error" else "⚠️ "
    message = escaped(finding.message[:1].upper() + finding.message[1:])
    advice = f" {escaped(finding.mend)}" if finding.suggestion and finding.mend else ""
    return f"| {where} | {severity}{name}{title} | {message}.{advice} |\n"


def _block(report: Report, finding: Finding, *, first: bool) -> str:
    """One finding with its lines and what to do; the first of a rule, with the reason for it."""
    said = [f"\n**{finding.code}: {escaped(finding.message)}**\n"]
    own: Related = ("", finding.file, finding.position)
    for why, file, position in (own, *finding.related):
        shown = excerpt(report.lines.get(file, ()), position)
        name = report.to_machine(file) + (f":{position.line}" if position else "")
        intro = f"{escaped(why)}: " if why else ""
        said.append(f"\n{intro}{_linked(report, name, file, position)}\n")
        if shown is not None:
            source = f"{shown.dedented.source}\n{shown.dedented.underline}"
            fence = "`" * max(3, 1 + max(map(len, re.findall("`+", source)), default=0))
            said.append(f"\n{fence}yaml\n{source}\n{fence}\n")
    rule = report.rule(finding)
    if first and rule is not None:
        said.append(f"\nWhy: {escaped(rule.why)}\n")
    mend = report.mend(finding) if first else finding.mend
    if mend:
        said.append(f"\nHelp: {escaped(mend)}\n")
    return "".join(said)


def _linked(report: Report, words: str, file: Path, at: Position | None) -> str:
    """Words, linked to the lines of a file where the repository shows it."""
    told = report.to_machine(file)
    if report.blob is None or Path(told).is_absolute():
        return f"`{plain(words)}`"
    return f"[{escaped(words)}]({report.blob}{quote(told)}{f'#L{at.line}' if at else ''})"

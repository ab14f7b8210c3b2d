"""The format `github`: workflow commands, which GitHub shows beside the lines of a pull request.

They are described in GitHub's reference of its Actions, on the page of workflow commands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportedly.model.findings import Finding, Severity
from reportedly.report.plain import plain
from reportedly.report.report import Report, count

SHOWN: Final = 10
"""Annotations of one level that GitHub keeps of a step; the rest it drops without a word."""
_SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning")


def github(report: Report, *, colour: bool = False) -> str:  # noqa: ARG001 (as every format)
    """At most ten errors and ten warnings as annotations, and a notice that counts the rest."""
    lines: list[str] = []
    rest: list[str] = []
    for severity in _SEVERITIES:
        those = [finding for finding in report.findings if finding.severity == severity]
        lines += [_command(report, finding) for finding in those[:SHOWN]]
        if len(those) > SHOWN:
            rest.append(count(len(those) - SHOWN, f"more {severity}"))
    if rest:
        told = f"{' and '.join(rest)} than GitHub shows of a step."
        told += " All of them are in its summary." if report.summarised else ""
        lines.append(f"::notice title=Reportedly::{message_of(told)}")
    return "".join(f"{line}\n" for line in lines)


def message_of(words: str) -> str:
    """The message of a workflow command: percent, carriage return and line feed are encoded."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_of(words: str) -> str:
    """A property of a workflow command: the colon and the comma, too, are encoded."""
    return message_of(words).replace(":", "%3A").replace(",", "%2C")


def _command(report: Report, finding: Finding) -> str:
    properties = ",".join(f"{name}={property_of(value)}" for name, value in _facts(report, finding))
    return f"::{finding.severity} {properties}::{message_of(_told(report, finding))}"


def _facts(report: Report, finding: Finding) -> Iterator[tuple[str, str]]:
    yield "file", report.to_machine(finding.file)
    at = finding.position
    if at is not None:
        yield "line", str(at.line)
        if at.end_line == at.line:  # GitHub knows columns of a single line only
            yield "col", str(at.column)
            yield "endColumn", str(max(at.column, at.end_column - 1))
        else:
            yield "endLine", str(max(at.line, at.end_line - (at.end_column == 1)))
    rule = report.rule(finding)
    yield "title", plain(f"{finding.code}: {rule.title}" if rule else finding.code)


def _told(report: Report, finding: Finding) -> str:
    """What the annotation says; the place is in it, since a log shows nothing else of it."""
    at = finding.position
    where = report.to_machine(finding.file) + (f":{at.line}:{at.column}" if at else "")
    said = [f"{where}: {plain(finding.message)}"]
    for why, file, position in finding.related:
        line = f":{position.line}" if position else ""
        said.append(f"{plain(why)}: {report.to_machine(file)}{line}")
    mend = report.mend(finding)
    if mend:
        said.append(f"Help: {plain(mend)}")
    return "\n".join(said)

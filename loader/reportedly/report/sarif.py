"""The format `sarif`: what code scanning on GitHub and viewers in editors read.

Static Analysis Results Interchange Format (SARIF) 2.1.0, OASIS Standard; the sections are named
where they are obeyed. Results carry the hash that GitHub asks for, so that it need not make its
own from the lines.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from reportedly.model.findings import Finding, Position
from reportedly.model.rules.rule import Rule
from reportedly.report.fingerprints import fingerprints
from reportedly.report.page import page
from reportedly.report.plain import plain_json
from reportedly.report.report import PAGES, Report

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT: Final = "%SRCROOT%"


def sarif(report: Report, *, colour: bool = False) -> str:  # noqa: ARG001 (as every format)
    """One log with one run (section 3.13), and the rules that were broken as its metadata."""
    codes = sorted({finding.code for finding in report.findings})
    run = {
        "tool": {
            "driver": {
                "name": "Reportedly",
                "semanticVersion": report.version,
                "informationUri": PAGES,
                "rules": [_rule(code, report.rules.get(code)) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",  # section 3.14.17
        "invocations": [{"executionSuccessful": True}],
        "results": [
            _result(report, finding, codes.index(finding.code), fingerprint)
            for finding, fingerprint in zip(report.findings, fingerprints(report), strict=True)
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return plain_json(log)


def _rule(code: str, rule: Rule | None) -> dict[str, Any]:
    """Metadata of a rule (section 3.49), its page included, for viewers that are offline."""
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": _sentence(rule.title)},
        "fullDescription": {"text": _sentence(rule.why)},
        "help": {"text": _sentence(rule.mend), "markdown": page(rule)},
        "helpUri": f"{PAGES}{code}",
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(report: Report, finding: Finding, rule: int, fingerprint: str) -> dict[str, Any]:
    """One result (section 3.27)."""
    mend = report.mend(finding)
    said: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": _sentence(finding.message) + (f" {mend}" if mend else "")},
        "locations": [{"physicalLocation": _place(report, finding.file, finding.position)}],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }
    if finding.related:
        said["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": why},
                "physicalLocation": _place(report, file, position),
            }
            for number, (why, file, position) in enumerate(finding.related)
        ]
    if finding.suggestion is not None and finding.position is not None:
        said["fixes"] = [_fix(report, finding, finding.position, finding.suggestion)]
    return said


def _fix(report: Report, finding: Finding, at: Position, meant: str) -> dict[str, Any]:
    """What would mend it (section 3.55): one region replaced."""
    change = {
        "artifactLocation": _artifact(report, finding.file),
        "replacements": [{"deletedRegion": _region(at), "insertedContent": {"text": meant}}],
    }
    return {"description": {"text": f"Replace it by '{meant}'."}, "artifactChanges": [change]}


def _artifact(report: Report, file: Path) -> dict[str, str]:
    """An artifact's location (section 3.4): from the repository's root, or a file of its own."""
    told = report.to_machine(file)
    if Path(told).is_absolute():
        return {"uri": Path(told).as_uri()}
    return {"uri": quote(told), "uriBaseId": _ROOT}


def _place(report: Report, file: Path, position: Position | None) -> dict[str, Any]:
    """A physical location (section 3.29); a file as a whole has no region."""
    place: dict[str, Any] = {"artifactLocation": _artifact(report, file)}
    if position is None:
        return place
    place["region"] = _region(position)
    said = report.said(file, position)
    if said and position.line == position.end_line:
        place["region"]["snippet"] = {"text": said}
        line = report.lines[file][position.line - 1]
        place["contextRegion"] = {"startLine": position.line, "snippet": {"text": line}}
    return place


def _region(at: Position) -> dict[str, Any]:
    """A region of text (section 3.30): lines and columns from 1, its end column exclusive."""
    return {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
    }


def _sentence(words: str) -> str:
    text = words[:1].upper() + words[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."

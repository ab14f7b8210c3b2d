"""The format `json`: all that is known of each finding, for programs; docs/checking.md tells it."""

from __future__ import annotations

from typing import Any, Final

from reportedly.model.findings import Finding, Position
from reportedly.report.excerpt import excerpt
from reportedly.report.fingerprints import fingerprints
from reportedly.report.plain import plain_json
from reportedly.report.report import PAGES, Report

FORMAT: Final = 1
"""Version of the format; it grows when a member is renamed or dropped, not when one is added."""


def as_json(report: Report, *, colour: bool = False) -> str:  # noqa: ARG001 (as every format)
    """One JSON object: the version of the format, the findings, and a summary.

    Lines and columns count from 1, columns in Unicode code points; an end is exclusive.
    """
    coverage = report.coverage
    said = {
        "format": FORMAT,
        "version": report.version,
        "findings": [
            _finding(report, finding, fingerprint)
            for finding, fingerprint in zip(report.findings, fingerprints(report), strict=True)
        ],
        "summary": {
            "errors": report.number("error"),
            "warnings": report.number("warning"),
            "entries": dict(report.standings),
            "ledger": None
            if coverage is None
            else {
                "found": coverage.found,
                "covered": coverage.covered,
                "waived": dict(coverage.waived),
                "open": coverage.left,
            },
            "whole_store_rules_ran": report.rules_ran,
        },
    }
    return plain_json(said)


def _finding(report: Report, finding: Finding, fingerprint: str) -> dict[str, Any]:
    rule = report.rule(finding)
    shown = excerpt(report.lines.get(finding.file, ()), finding.position)
    return {
        "code": finding.code,
        "title": rule.title if rule else None,
        "severity": finding.severity,
        "message": finding.message,
        "file": report.to_machine(finding.file),
        **_position(finding.position),
        "excerpt": shown.source if shown else None,
        "why": rule.why if rule else None,
        "mend": report.mend(finding),
        "suggestion": finding.suggestion,
        "related": [
            {"message": why, "file": report.to_machine(file), **_position(position)}
            for why, file, position in finding.related
        ],
        "page": f"{PAGES}{finding.code}",
        "fingerprint": fingerprint,
    }


def _position(at: Position | None) -> dict[str, Any]:
    if at is None:
        return {"start": None, "end": None}
    return {
        "start": {"line": at.line, "column": at.column},
        "end": {"line": at.end_line, "column": at.end_column},
    }

"""The format `gitlab`: a report for Code Quality, which GitLab shows in a merge request.

Report format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from typing import Final

from reportedly.report.fingerprints import fingerprints
from reportedly.report.plain import plain, plain_json
from reportedly.report.report import Report

_SEVERITIES: Final = {"error": "major", "warning": "minor"}


def gitlab(report: Report, *, colour: bool = False) -> str:  # noqa: ARG001 (as every format)
    """A JSON list with an issue for each finding; a file as a whole is told as its first line."""
    issues = []
    for finding, fingerprint in zip(report.findings, fingerprints(report), strict=True):
        mend = report.mend(finding)
        said = (finding.message, *((mend,) if mend else ()))
        at = finding.position
        lines = {"begin": at.line, "end": at.end_line} if at else {"begin": 1}
        issues.append(
            {
                "description": plain(f"{finding.code}: {'. '.join(said)}"),
                "check_name": finding.code,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[finding.severity],
                "location": {"path": report.to_machine(finding.file), "lines": lines},
            }
        )
    return plain_json(issues)

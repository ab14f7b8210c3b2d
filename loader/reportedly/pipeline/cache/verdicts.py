"""A verdict as a line of JSON, if it comes back from it as it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from reportedly.ledger.coverage import Ledger, Row
from reportedly.model.findings import Finding
from reportedly.pipeline.verdict import Verdict


def say(verdict: Verdict) -> str | None:
    """Findings and ledger as JSON, empty if there are none; None if the verdict is not kept.

    Kept is what says no error, and of a ledger only one in which nothing is open.
    """
    if verdict.in_error or verdict.summary is None:
        return None
    if not verdict.findings and not verdict.afterwards and verdict.ledger is None:
        return ""
    rows = None if verdict.ledger is None else [_said(row) for row in verdict.ledger.rows]
    told = json.dumps(
        {
            "findings": _findings().dump_python(verdict.findings, mode="json"),
            "afterwards": _findings().dump_python(verdict.afterwards, mode="json"),
            "rows": rows,
        },
        ensure_ascii=False,
    )
    before = (verdict.findings, verdict.afterwards, verdict.ledger)
    return told if understand(told) == before else None


def say_findings(findings: Sequence[Finding]) -> str:
    """Findings as JSON, empty if there are none or they do not come back as they were."""
    if not findings:
        return "[]"
    told = _findings().dump_json(tuple(findings)).decode()
    return told if read_findings(told) == tuple(findings) else ""


def read_findings(told: str) -> tuple[Finding, ...] | None:
    """Findings from JSON; None if it is not understood."""
    if told == "[]":
        return ()
    try:
        return _findings().validate_json(told)
    except ValueError:
        return None


def understand(told: str) -> tuple[Sequence[Finding], Sequence[Finding], Ledger | None]:
    """Findings, those of the rules, and the ledger.

    Raises:
        ValueError: it is no such JSON.
    """
    if not told:
        return (), (), None
    said: dict[str, Any] = json.loads(told)
    try:
        rows = said["rows"]
        ledger = None if rows is None else Ledger(tuple(map(_row, rows)), ())
        return (
            _findings().validate_python(said["findings"], strict=False),
            _findings().validate_python(said["afterwards"], strict=False),
            ledger,
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"no verdict: {told[:60]}") from error


def _row(said: list[Any]) -> Row:
    kind, found, covered, waived = said
    return Row(kind, found, covered, waived, ())


def _said(row: Row) -> list[Any]:
    return [row.kind, row.found, row.covered, dict(row.waived)]


@cache
def _findings() -> TypeAdapter[tuple[Finding, ...]]:
    return TypeAdapter(tuple[Finding, ...])

"""Which tests do not simply pass, and why: ``expected.yaml``, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict

from bench.w3c.outcome import Outcome, Verdict

TABLE: Final = Path(__file__).with_name("expected.yaml")


class Reason(StrEnum):
    """Whose doing it is that a test does not simply pass."""

    ENGINE = "engine"
    """The engine alone fails it, too, over the same data."""
    LEXICAL = "lexical"
    """It passes but for lexical forms, which the engine does not keep (1.50 comes back as 1.5)."""
    POLICY = "policy"
    """The endpoint refuses on purpose what it asks."""
    PENDING = "pending"
    """What it asks is not served yet."""
    OURS = "ours"
    """Our own fault. There are none."""


VERDICTS: Final[Mapping[Reason, Verdict]] = {
    Reason.ENGINE: Verdict.FAILED,
    Reason.LEXICAL: Verdict.BY_VALUE,
    Reason.POLICY: Verdict.REFUSED,
    Reason.PENDING: Verdict.FAILED,
    Reason.OURS: Verdict.FAILED,
}


@dataclass(frozen=True, slots=True)
class Known:
    """Why a test does not simply pass: whose doing, and what it is, in one line."""

    reason: Reason
    why: str


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Reason
    why: str
    tests: list[str]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")

    exceptions: list[_Group]


def read_expected(path: Path = TABLE) -> dict[str, Known]:
    """Every exception, by the id of its test.

    Raises:
        ValueError: the table is malformed, or names a test twice.
    """
    table = _Table.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    found: dict[str, Known] = {}
    for group in table.exceptions:
        for test in group.tests:
            if test in found:
                raise ValueError(f"{test} is named twice")
            found[test] = Known(group.reason, group.why)
    return found


def surprise(outcome: Outcome, exception: Known | None) -> str | None:
    """What is unexpected about an outcome; None if it went as the table says."""
    wanted = Verdict.PASSED if exception is None else VERDICTS[exception.reason]
    if outcome.verdict is wanted:
        return None
    said = "nothing" if exception is None else f"{exception.reason}: {exception.why}"
    return f"{outcome.verdict}, where the table of exceptions says {said}. {outcome.detail}"

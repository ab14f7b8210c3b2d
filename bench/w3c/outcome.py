"""How a test went."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a test went."""

    PASSED = "passed"
    BY_VALUE = "passed by value"
    """The answer is the one expected but for lexical forms, which the engine does not keep."""
    REFUSED = "refused"
    """The endpoint refused by policy what the test asks, and said so as it should."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a test went, and why."""

    verdict: Verdict
    detail: str = ""


PASSED = Outcome(Verdict.PASSED)


def failed(detail: str) -> Outcome:
    """A failure, and what was seen."""
    return Outcome(Verdict.FAILED, detail)

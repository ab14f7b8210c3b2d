"""The numbers that a quantity allows, as an interval."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers between two ends.

    Attributes:
        low: the lower end; None where the words leave it open.
        high: the upper end; None where the words leave it open.
        without_low: whether the lower end itself is left out ("more than").
        without_high: whether the upper end itself is left out ("nearly").
    """

    low: Decimal | None = None
    high: Decimal | None = None
    without_low: bool = False
    without_high: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return not (self._ends_before(other) or other._ends_before(self))

    def _ends_before(self, other: Interval) -> bool:
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return self.without_high or other.without_low
        return self.high < other.low


def interval(low: str, high: str, bound: str) -> Interval:
    """The interval of a quantity as a build writes it; "" for an end that is not there.

    Under ``above`` and ``below`` the number itself is left out; ``about`` has no ends, so that it
    meets every number and never conflicts.
    """
    return Interval(
        Decimal(low) if low else None,
        Decimal(high) if high else None,
        bound == "above",
        bound == "below",
    )

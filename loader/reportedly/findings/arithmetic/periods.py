"""Lengths of time in days: the fewest and the most that the calendar allows."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Final

_DURATION: Final = re.compile(
    r"P(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?(?:(?P<days>[0-9]+)D)?"
)
_CYCLE: Final = 4 * 12
"""Months after which the lengths of months come again, but for most turns of a century."""


@dataclass(frozen=True, slots=True)
class Days:
    """How many days a length of time has.

    Attributes:
        fewest: at least so many.
        most: at most so many.
    """

    fewest: Fraction
    most: Fraction

    def __str__(self) -> str:
        """The two numbers, or the one: ``150 to 153 days``."""
        if self.fewest == self.most:
            return f"{self.fewest} days"
        return f"{self.fewest} to {self.most} days"


PERIODS: Final[Mapping[str, Days]] = MappingProxyType(
    {
        "hour": Days(Fraction(1, 24), Fraction(1, 24)),
        "day": Days(Fraction(1), Fraction(1)),
        "week": Days(Fraction(7), Fraction(7)),
        "month": Days(Fraction(28), Fraction(31)),
        "year": Days(Fraction(365), Fraction(366)),
    }
)
"""Periods per which a rate is given, by the English label of the concept."""


def days_of(duration: str) -> Days | None:
    """The days of an ``xsd:duration`` of years, months and days, as a build writes it.

    Months are calendar months, one after another, from any month on: five of them have 150 to 153
    days.

    Returns:
        None where there is no day to count: for a duration of none, and for a negative one.
    """
    found = _DURATION.fullmatch(duration)
    if found is None:
        return None
    years, months, days = (int(part or 0) for part in found.groups())
    fewest, most = _months(12 * years + months)
    return Days(Fraction(fewest + days), Fraction(most + days)) if fewest + days else None


@lru_cache(maxsize=512)
def _months(count: int) -> tuple[int, int]:
    lengths = [monthrange(2000 + month // 12, month % 12 + 1)[1] for month in range(_CYCLE)]
    cycles, rest = divmod(count, _CYCLE)
    twice = lengths + lengths
    sums = [sum(twice[start : start + rest]) for start in range(_CYCLE)]
    return cycles * sum(lengths) + min(sums), cycles * sum(lengths) + max(sums)

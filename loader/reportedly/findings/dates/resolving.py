"""A time that is relative to another, on the calendar as far as that one is.

Nothing here knows of RDF. Weeks begin on Monday (ISO 8601).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import Final, Literal

from reportedly.model.dates import UNKNOWN_YEAR, bounds_of

_SHIFT: Final = re.compile(
    r"(?P<sign>-?)P(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?(?:(?P<days>[0-9]+)D)?(?:T0S)?"
)

Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Span:
    """The days between which a time lies.

    Attributes:
        earliest: the first day it can touch; None if nothing bounds it.
        latest: the last day it can touch; None if nothing bounds it.
    """

    earliest: date | None = None
    latest: date | None = None

    def __bool__(self) -> bool:
        """Whether it is bounded at all."""
        return self.earliest is not None or self.latest is not None

    def within(self, other: Span) -> Span:
        """The days that lie in both; this one's, if none do or if it is open at an end."""
        if self.earliest is None or self.latest is None:
            return self
        low = max(self.earliest, other.earliest or self.earliest)
        high = min(self.latest, other.latest or self.latest)
        return Span(low, high) if low <= high else self


def shifted(origin: Span, shift: str, unit: Unit, weekday: int | None = None) -> Span:
    """A time so many whole periods from another.

    A shift in weeks, months or years leads to a whole week, month or year ("last week", "this
    year"); one in days to a day ("today", "seven days ago").

    Args:
        origin: where it is counted from.
        shift: an ``xsd:duration`` of years, months and days, such as ``-P7D``, or ``PT0S``.
        unit: the unit in which the words count.
        weekday: the day of that week, 1 Monday to 7 Sunday; of a shift by months or years it is
            not known in which week.

    Returns:
        Nothing for a shift that mixes months and days: in what order, the words do not say.
    """
    distance = _distance(shift)
    if distance is None:
        return Span()
    months, days = distance
    if unit in {"month", "year"}:
        yearly = unit == "year"
        return Span(
            _month(origin.earliest, months, yearly, last=False),
            _month(origin.latest, months, yearly, last=True),
        )
    if unit == "day":
        return Span(_plus(origin.earliest, days), _plus(origin.latest, days))
    first, last = (weekday, weekday) if weekday is not None else (1, 7)
    return Span(
        _plus(_in_week(origin.earliest, first), days), _plus(_in_week(origin.latest, last), days)
    )


def _distance(shift: str) -> tuple[int, int] | None:
    """The months and the days of a shift, of which one is none; None for what is no shift."""
    found = _SHIFT.fullmatch(shift)
    if found is None:
        return None
    sign = -1 if found["sign"] else 1
    months = sign * (12 * int(found["years"] or 0) + int(found["months"] or 0))
    days = sign * int(found["days"] or 0)
    return None if months and days else (months, days)


def in_year_of(origin: Span, partial: str) -> Span:
    """The days of an EDTF value without a year (``XXXX-05``), in the year of another time.

    Nothing if there is no such day in that year.
    """
    first = _of_year(origin.earliest, partial).earliest
    return Span(first, _of_year(origin.latest, partial).latest)


def _of_year(day: date | None, partial: str) -> Span:
    if day is None:
        return Span()
    try:
        found = bounds_of(partial.replace(UNKNOWN_YEAR, f"{day.year:04}"))
    except ValueError:  # 29 February of a common year
        return Span()
    return Span(found.earliest, found.latest)


def weekday_before(origin: Span, weekday: int) -> Span:
    """The day that "on Saturday" names in what is told as past.

    The last one before the other time; where that falls on this weekday itself, one of the two.
    """
    if origin.earliest is None or origin.latest is None:
        return Span(None, origin.latest)
    back = (origin.earliest.isoweekday() - weekday) % 7 or 7
    on = (origin.latest.isoweekday() - weekday) % 7
    return Span(_plus(origin.earliest, -back), _plus(origin.latest, -on))


def weekday_after(origin: Span, weekday: int) -> Span:
    """The day that "on Sunday" names in what is told ahead: the first one after the other time.

    Where that falls on this weekday itself, it is one of the two.
    """
    if origin.earliest is None or origin.latest is None:
        return Span(origin.earliest, None)
    on = (weekday - origin.earliest.isoweekday()) % 7
    ahead = (weekday - origin.latest.isoweekday()) % 7 or 7
    return Span(_plus(origin.earliest, on), _plus(origin.latest, ahead))


def _plus(day: date | None, days: int) -> date | None:
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:  # beyond the years 1 to 9999 nothing is bounded
        return None


def _in_week(day: date | None, weekday: int) -> date | None:
    return None if day is None else _plus(day, weekday - day.isoweekday())


def _month(day: date | None, months: int, yearly: bool, *, last: bool) -> date | None:
    if day is None:
        return None
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    if not 1 <= year <= MAXYEAR:
        return None
    month = (11 if last else 0) if yearly else month
    return date(year, month + 1, monthrange(year, month + 1)[1] if last else 1)

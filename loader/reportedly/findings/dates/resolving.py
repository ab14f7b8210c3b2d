"""A time that is relative to another, on the calendar as far as that one is.

Nothing here knows of RDF. Weeks begin on Monday (ISO 8601).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import Final

_SHIFT: Final = re.compile(
    r"(?P<sign>-?)P(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?(?:(?P<days>[0-9]+)D)?"
)


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


def shifted(origin: Span, shift: str, weekday: int | None = None) -> Span:
    """A time so many whole periods from another.

    A shift by weeks, months or years leads to a whole week, month or year ("last week"); one by
    days to a day. A build writes a week as seven days, so that "seven days ago" is taken as wide as
    "a week ago"; and it writes no period of none ("today", "this week"), which leads nowhere here.

    Args:
        origin: where it is counted from.
        shift: an ``xsd:duration`` of years, months and days, such as ``-P7D``.
        weekday: the day of that week, 1 Monday to 7 Sunday; of a shift by months or years it is
            not known in which week.
    """
    found = _SHIFT.fullmatch(shift)
    if found is None:
        return Span()
    sign = -1 if found["sign"] else 1
    months = sign * (12 * int(found["years"] or 0) + int(found["months"] or 0))
    days = sign * int(found["days"] or 0)
    if months and days:
        return Span()
    if months:
        yearly = found["months"] is None
        return Span(
            _month(origin.earliest, months, yearly, last=False),
            _month(origin.latest, months, yearly, last=True),
        )
    if days % 7:
        return Span(_plus(origin.earliest, days), _plus(origin.latest, days))
    if not days:
        return Span()
    first, last = (weekday, weekday) if weekday is not None else (1, 7)
    return Span(
        _plus(_in_week(origin.earliest, first), days), _plus(_in_week(origin.latest, last), days)
    )


def weekday_before(origin: Span, weekday: int) -> Span:
    """The day that "on Saturday" names in what is told as past.

    The last one before the other time; where that falls on this weekday itself, one of the two.
    """
    if origin.earliest is None or origin.latest is None:
        return Span(None, origin.latest)
    back = (origin.earliest.isoweekday() - weekday) % 7 or 7
    on = (origin.latest.isoweekday() - weekday) % 7
    return Span(_plus(origin.earliest, -back), _plus(origin.latest, -on))


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

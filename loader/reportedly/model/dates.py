"""EDTF values and the days they bound (ISO 8601-2:2019; the Library of Congress's EDTF)."""

from __future__ import annotations

import io
import re
from calendar import month_name, monthrange
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

UNKNOWN_YEAR: Final = "XXXX"
_SOME_LEAP_YEAR: Final = "2000"
_CALENDAR: Final = re.compile(
    r"(?P<year>[0-9]{4}|XXXX)(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-9]{2}))?)?"
)
"""Years, months and days (EDTF level 0), known or of an unknown year: nearly all values of news.
The library takes 10 ms for one, more than all else that is done with an entry's time."""
_PARTS: Final = re.compile(r"([0-9X]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_CHARACTERS: Final = re.compile(r"[-0-9XYSETZ:+./,?~%{}\[\]]+")
_HALF_KNOWN: Final = re.compile(r"-(?:[0-9]X|X[0-9])")
"""A month or a day of which one digit is known: the parser knows no such value."""


@dataclass(frozen=True, slots=True)
class DateBounds:
    """The days between which a value lies.

    Attributes:
        earliest: first possible day; None if the value bounds none (its year, or this end of an
            interval, is unknown or open).
        latest: last possible day, likewise.
    """

    earliest: date | None
    latest: date | None


@lru_cache(maxsize=4096)
def bounds_of(value: str) -> DateBounds:
    """The days that an EDTF value allows, uncertainty marks (``?``, ``~``) not widened.

    Raises:
        ValueError: not EDTF, no such day, an interval that ends before it starts, or a year
            before 1 or after 9999.
    """
    calendar = _CALENDAR.fullmatch(value)
    if calendar is not None:
        return _of_calendar(calendar, value)
    import edtf  # noqa: PLC0415  # slow to import, and a server never parses a date

    if not _CHARACTERS.fullmatch(value) or _HALF_KNOWN.search(value):
        raise _no_edtf(value)
    try:
        with redirect_stdout(io.StringIO()):  # the parser prints what it cannot make sense of
            parsed = edtf.parse_edtf(value)
            if UNKNOWN_YEAR in value:  # the day must exist in some year
                edtf.parse_edtf(value.replace(UNKNOWN_YEAR, _SOME_LEAP_YEAR))
                return DateBounds(None, None)
        ends = _day(parsed.lower_strict(), value), _day(parsed.upper_strict(), value)
    # The two others escape the parser where its grammar knows a value and its classes do not.
    except (edtf.parser.edtf_exceptions.EDTFParseException, TypeError, AttributeError) as error:
        raise _no_edtf(value) from error
    # An end that is left out is unknown (EDTF level 1); the parser would guess ten years.
    earliest = None if value.startswith("/") else ends[0]
    latest = None if value.endswith("/") else ends[1]
    if earliest is not None and latest is not None and latest < earliest:
        raise ValueError(f"'{value}' ends before it starts")
    return DateBounds(earliest, latest)


def _of_calendar(found: re.Match[str], value: str) -> DateBounds:
    known = found["year"] != UNKNOWN_YEAR
    year = int(found["year"] if known else _SOME_LEAP_YEAR)
    try:
        first = date(year, int(found["month"] or 1), int(found["day"] or 1))
        last_month = first.month if found["month"] else 12
        last = first.replace(month=last_month, day=monthrange(year, last_month)[1])
    except ValueError as error:
        raise (_no_edtf(value) if year else _out_of_range(value)) from error
    if not known:
        return DateBounds(None, None)
    return DateBounds(first, first if found["day"] else last)


def _no_edtf(value: str) -> ValueError:
    return ValueError(f"'{value}' is no EDTF value; write 2022-07-25, 2022-07, XXXX-07-25 …")


def _out_of_range(value: str) -> ValueError:
    return ValueError(f"'{value}' names no day between the years 1 and 9999")


def _day(moment: Any, value: str) -> date | None:  # noqa: ANN401  # edtf has no types
    if isinstance(moment, float):  # an open end of an interval is infinite
        return None
    try:
        return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
    except ValueError as error:
        raise _out_of_range(value) from error


def unsaid_parts(value: str, words: str) -> Iterator[str]:
    """The parts of a date's known digits that the words do not give, of an interval's first date.

    Returns:
        Of ``year``, ``month`` and ``day`` those that are missing.
    """
    match = _PARTS.match(value)
    if match is None:
        return
    year, month, day = match.groups()
    numbers = {int(digits) for digits in re.findall(r"[0-9]+", words)}
    if "X" not in year and int(year) not in numbers and f"’{year[2:]}" not in words:
        yield "year"
    if month is not None and 1 <= int(month) <= 12:  # 21 to 24 are seasons
        named = month_name[int(month)][:3].lower() in words.lower()
        if not named and int(month) not in numbers:
            yield "month"
    if day is not None and int(day) not in numbers:
        yield "day"

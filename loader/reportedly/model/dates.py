"""EDTF values and the days they bound (ISO 8601-2:2019; the Library of Congress's EDTF)."""

from __future__ import annotations

import io
import re
from calendar import month_name, monthrange
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from typing import Any, Final

UNKNOWN_YEAR: Final = "XXXX"
_SOME_LEAP_YEAR: Final = 2000
_NO_END: Final = ("", "..")
_CALENDAR: Final = re.compile(r"([0-9X]{4})(?:-([01X][0-9X])(?:-([0-9X]{2}))?)?")
"""Years, months and days, of which any digit may be unknown (EDTF levels 0 to 2): nearly all values
of news. The library takes 10 ms for one, more than all else that is done with an entry's time, and
does not know a month or a day of which one digit is known (``2022-1X``, level 2). A month from 21
on is a season, and is left to it."""
_INTERVAL: Final = re.compile(r"([-0-9X?~%]*|\.\.)/([-0-9X?~%]*|\.\.)")
"""Two dates, of which one may be open (``..``) or unknown (left out), and any digit may be unknown
(level 2, ``2004-06-XX/2004-07-03``): the library does not know one with an unknown year."""
_PARTS: Final = re.compile(r"([0-9X]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_CHARACTERS: Final = re.compile(r"[-0-9XYSETZ:+./,?~%{}\[\]]+")


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
        year, month, day = calendar.groups(default="XX")
        return _of_calendar(year, month, day, value)
    interval = _INTERVAL.fullmatch(value)
    if interval is not None:
        return _of_interval(interval[1], interval[2], value)
    import edtf  # noqa: PLC0415  # slow to import, and a server never parses a date

    if not _CHARACTERS.fullmatch(value):
        raise _no_edtf(value)
    try:
        with redirect_stdout(io.StringIO()):  # the parser prints what it cannot make sense of
            parsed = edtf.parse_edtf(value)
            if UNKNOWN_YEAR in value:  # the day must exist in some year
                edtf.parse_edtf(value.replace(UNKNOWN_YEAR, str(_SOME_LEAP_YEAR)))
                return DateBounds(None, None)
        ends = _day(parsed.lower_strict(), value), _day(parsed.upper_strict(), value)
    # The two others escape the parser where its grammar knows a value and its classes do not.
    except (edtf.parser.edtf_exceptions.EDTFParseException, TypeError, AttributeError) as error:
        raise _no_edtf(value) from error
    earliest, latest = ends
    if earliest is not None and latest is not None and latest < earliest:
        raise ValueError(f"'{value}' ends before it starts")
    return DateBounds(earliest, latest)


def _of_interval(start: str, end: str, value: str) -> DateBounds:
    """From the first day of the one to the last of the other; an open or unknown end has none."""
    left_open, right_open = start in _NO_END, end in _NO_END
    if left_open and right_open:
        raise _no_edtf(value)
    try:
        earliest = None if left_open else bounds_of(start).earliest
        latest = None if right_open else bounds_of(end).latest
    except ValueError as error:
        raise _no_edtf(value) from error
    if earliest is not None and latest is not None and latest < earliest:
        raise ValueError(f"'{value}' ends before it starts")
    return DateBounds(earliest, latest)


def _of_calendar(year: str, month: str, day: str, value: str) -> DateBounds:
    """The first and the last of the days that the known digits allow."""
    known = year != UNKNOWN_YEAR
    years = _numbers(year, 4, 1, 9999) if known else [_SOME_LEAP_YEAR]
    months, days = _numbers(month, 2, 1, 12), _numbers(day, 2, 1, 31)
    first = next(_days(years, months, days), None)
    last = next(_days(reversed(years), months[::-1], days[::-1]), None)
    if first is None or last is None:
        raise _out_of_range(value) if year == "0000" else _no_edtf(value)
    return DateBounds(first, last) if known else DateBounds(None, None)


def _numbers(digits: str, size: int, least: int, most: int) -> Sequence[int]:
    """The numbers from least to most that a pattern of digits and ``X`` allows, in order."""
    pattern = re.compile(digits.replace("X", "[0-9]"))
    if "X" not in digits:
        return [int(digits)] if least <= int(digits) <= most else []
    return [n for n in range(least, most + 1) if pattern.fullmatch(f"{n:0{size}}")]


def _days(years: Iterable[int], months: Sequence[int], days: Sequence[int]) -> Iterator[date]:
    for year, month, day in product(years, months, days):
        if day <= monthrange(year, month)[1]:
            yield date(year, month, day)


def _no_edtf(value: str) -> ValueError:
    return ValueError(
        f"'{value}' is no EDTF value; write 2022-07-25, 2022-07, XXXX-07-25 …, "
        "or 2022-07/.. for one that is open"
    )


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

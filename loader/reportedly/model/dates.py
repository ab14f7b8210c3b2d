"""EDTF values and the days they bound (ISO 8601-2:2019; the Library of Congress's EDTF)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

UNKNOWN_YEAR: Final = "XXXX"
_SOME_LEAP_YEAR: Final = "2000"


@dataclass(frozen=True, slots=True)
class DateBounds:
    """The days between which a value lies.

    Attributes:
        earliest: first possible day; None if the value bounds none (its year is unknown).
        latest: last possible day, likewise.
    """

    earliest: date | None
    latest: date | None


@lru_cache(maxsize=4096)
def bounds_of(value: str) -> DateBounds:
    """The days that an EDTF value allows, uncertainty marks (``?``, ``~``) not widened.

    Raises:
        ValueError: not EDTF, or no such day.
    """
    import edtf

    try:
        parsed = edtf.parse_edtf(value)
        if UNKNOWN_YEAR in value:  # the day must exist in some year
            edtf.parse_edtf(value.replace(UNKNOWN_YEAR, _SOME_LEAP_YEAR))
    except edtf.parser.edtf_exceptions.EDTFParseException as error:
        raise ValueError(
            f"'{value}' is no EDTF value; write 2022-07-25, 2022-07, XXXX-07-25 …"
        ) from error
    if UNKNOWN_YEAR in value:
        return DateBounds(None, None)
    return DateBounds(_day(parsed.lower_strict()), _day(parsed.upper_strict()))


def _day(moment: Any) -> date | None:
    if isinstance(moment, float):  # an open end of an interval is infinite
        return None
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)

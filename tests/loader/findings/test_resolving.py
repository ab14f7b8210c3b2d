"""Times relative to others, put on the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.findings.dates.resolving import Span, shifted, weekday_before

FRIDAY = date(2031, 3, 14)
DAYS = st.dates(date(1000, 1, 1), date(3000, 1, 1))
SHIFTS = st.sampled_from(["-P7D", "P14D", "P1D", "-P3D", "-P1M", "P5M", "P1Y", "-P75Y"])


def on(day: date) -> Span:
    return Span(day, day)


@pytest.mark.parametrize(
    ("shift", "weekday", "first", "last"),
    [
        ("-P7D", None, date(2031, 3, 3), date(2031, 3, 9)),  # last week
        ("-P7D", 6, date(2031, 3, 8), date(2031, 3, 8)),  # Saturday of last week
        ("P1D", None, date(2031, 3, 15), date(2031, 3, 15)),
        ("-P1M", None, date(2031, 2, 1), date(2031, 2, 28)),
        ("P10M", None, date(2032, 1, 1), date(2032, 1, 31)),
        ("P1Y", None, date(2032, 1, 1), date(2032, 12, 31)),
        ("-P75Y", None, date(1956, 1, 1), date(1956, 12, 31)),
    ],
)
def test_a_shift_leads_to_a_whole_period(
    shift: str, weekday: int | None, first: date, last: date
) -> None:
    assert shifted(on(FRIDAY), shift, weekday) == Span(first, last)


@pytest.mark.parametrize("shift", ["PT0S", "P1M3D", "soon"])
def test_what_is_no_number_of_whole_periods_leads_nowhere(shift: str) -> None:
    assert not shifted(on(FRIDAY), shift)


def test_an_open_end_stays_open() -> None:
    assert shifted(Span(FRIDAY, None), "P1D") == Span(FRIDAY + timedelta(days=1), None)
    assert weekday_before(Span(None, FRIDAY), 5) == Span(None, FRIDAY)


def test_beyond_the_calendar_nothing_is_bounded() -> None:
    assert not shifted(on(date(9999, 12, 31)), "P7D")
    assert not shifted(on(date(1, 1, 1)), "-P1Y")


@given(DAYS, st.integers(0, 400), st.integers(0, 400), SHIFTS)
def test_any_day_that_the_origin_allows_is_allowed_for(
    first: date, within: int, more: int, shift: str
) -> None:
    day = first + timedelta(days=within)
    whole = shifted(Span(first, day + timedelta(days=more)), shift)
    part = shifted(on(day), shift)
    assert whole.earliest is not None
    assert whole.latest is not None
    assert part.earliest is not None
    assert part.latest is not None
    assert whole.earliest <= part.earliest <= part.latest <= whole.latest


@given(DAYS, st.integers(1, 7))
def test_a_weekday_told_as_past_is_the_last_or_that_very_day(day: date, weekday: int) -> None:
    span = weekday_before(on(day), weekday)
    assert span.earliest is not None
    assert span.latest is not None
    assert {span.earliest.isoweekday(), span.latest.isoweekday()} == {weekday}
    assert day - timedelta(days=7) <= span.earliest <= span.latest <= day
    assert (span.earliest == span.latest) is (day.isoweekday() != weekday)

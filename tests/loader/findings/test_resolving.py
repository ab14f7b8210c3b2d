"""Times relative to others, put on the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.findings.dates.resolving import (
    Span,
    Unit,
    in_year_of,
    shifted,
    weekday_after,
    weekday_before,
)

FRIDAY = date(2031, 3, 14)
DAYS = st.dates(date(1000, 1, 1), date(3000, 1, 1))
SHIFTS: tuple[tuple[str, Unit], ...] = (
    ("-P7D", "week"), ("P14D", "week"), ("PT0S", "week"), ("P1D", "day"), ("-P7D", "day"),
    ("PT0S", "day"), ("-P1M", "month"), ("P5M", "month"), ("P1Y6M", "month"), ("P1Y", "year"),
    ("-P75Y", "year"), ("PT0S", "year"),
)  # fmt: skip


def on(day: date) -> Span:
    return Span(day, day)


@pytest.mark.parametrize(
    ("shift", "unit", "weekday", "first", "last"),
    [
        ("-P7D", "week", None, date(2031, 3, 3), date(2031, 3, 9)),  # last week
        ("-P7D", "day", None, date(2031, 3, 7), date(2031, 3, 7)),  # seven days ago
        ("-P7D", "week", 6, date(2031, 3, 8), date(2031, 3, 8)),  # Saturday of last week
        ("PT0S", "week", None, date(2031, 3, 10), date(2031, 3, 16)),  # this week
        ("PT0S", "week", 1, date(2031, 3, 10), date(2031, 3, 10)),  # Monday of this week
        ("PT0S", "day", None, date(2031, 3, 14), date(2031, 3, 14)),  # today
        ("PT0S", "month", None, date(2031, 3, 1), date(2031, 3, 31)),  # this month
        ("PT0S", "year", None, date(2031, 1, 1), date(2031, 12, 31)),  # this year
        ("P1D", "day", None, date(2031, 3, 15), date(2031, 3, 15)),
        ("-P1M", "month", None, date(2031, 2, 1), date(2031, 2, 28)),  # last month
        ("P10M", "month", None, date(2032, 1, 1), date(2032, 1, 31)),
        ("P1Y", "year", None, date(2032, 1, 1), date(2032, 12, 31)),
        ("P1Y", "month", None, date(2032, 3, 1), date(2032, 3, 31)),  # twelve months on
        ("-P75Y", "year", None, date(1956, 1, 1), date(1956, 12, 31)),
    ],
)
def test_a_shift_leads_to_a_whole_period(
    shift: str, unit: Unit, weekday: int | None, first: date, last: date
) -> None:
    assert shifted(on(FRIDAY), shift, unit, weekday) == Span(first, last)


@pytest.mark.parametrize("shift", ["P1M3D", "soon"])
def test_what_is_no_number_of_whole_periods_leads_nowhere(shift: str) -> None:
    assert not shifted(on(FRIDAY), shift, "day")


def test_a_month_of_that_year_lies_in_it() -> None:
    assert in_year_of(on(FRIDAY), "XXXX-05") == Span(date(2031, 5, 1), date(2031, 5, 31))
    years = Span(date(2031, 5, 9), date(2032, 2, 1))
    assert in_year_of(years, "XXXX-05") == Span(date(2031, 5, 1), date(2032, 5, 31))
    assert not in_year_of(on(FRIDAY), "XXXX-02-29")
    assert not in_year_of(Span(), "XXXX-05")


def test_an_open_end_stays_open() -> None:
    assert shifted(Span(FRIDAY, None), "P1D", "day") == Span(FRIDAY + timedelta(days=1), None)
    assert weekday_before(Span(None, FRIDAY), 5) == Span(None, FRIDAY)


def test_beyond_the_calendar_nothing_is_bounded() -> None:
    assert not shifted(on(date(9999, 12, 31)), "P7D", "week")
    assert not shifted(on(date(1, 1, 1)), "-P1Y", "year")


@given(DAYS, st.integers(0, 400), st.integers(0, 400), st.sampled_from(SHIFTS))
def test_any_day_that_the_origin_allows_is_allowed_for(
    first: date, within: int, more: int, shift: tuple[str, Unit]
) -> None:
    day = first + timedelta(days=within)
    whole = shifted(Span(first, day + timedelta(days=more)), *shift)
    part = shifted(on(day), *shift)
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


@given(DAYS, st.integers(1, 7))
def test_a_weekday_told_ahead_is_the_next_or_that_very_day(day: date, weekday: int) -> None:
    span = weekday_after(on(day), weekday)
    assert span.earliest is not None
    assert span.latest is not None
    assert {span.earliest.isoweekday(), span.latest.isoweekday()} == {weekday}
    assert day <= span.earliest <= span.latest <= day + timedelta(days=7)
    assert (span.earliest == span.latest) is (day.isoweekday() != weekday)


SPANS = st.tuples(DAYS, st.integers(0, 60)).map(
    lambda drawn: Span(drawn[0], drawn[0] + timedelta(days=drawn[1]))
)


@given(SPANS, st.none() | DAYS, st.none() | DAYS)
def test_what_lies_in_both_never_reaches_further(
    span: Span, first: date | None, last: date | None
) -> None:
    both = span.within(Span(first, last))
    assert both.earliest is not None
    assert both.latest is not None
    assert span.earliest is not None
    assert span.latest is not None
    assert span.earliest <= both.earliest <= both.latest <= span.latest

"""Which numbers a quantity allows, and whether two quantities allow one in common."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.findings.disagreements.intervals import Interval, interval

EXACT = ("100", "100", "exact")
UP_TO = ("", "100", "at-most")
AT_LEAST = ("100", "", "at-least")
NEARLY = ("", "100", "below")
OVER = ("100", "", "above")
ABOUT = ("", "", "about")
RANGE = ("50", "99", "between")


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (EXACT, UP_TO, True),
        (EXACT, AT_LEAST, True),
        (EXACT, NEARLY, False),
        (EXACT, OVER, False),
        (UP_TO, AT_LEAST, True),
        (UP_TO, OVER, False),
        (NEARLY, AT_LEAST, False),
        (NEARLY, OVER, False),
        (RANGE, EXACT, False),
        (RANGE, NEARLY, True),
        (ABOUT, EXACT, True),
    ],
)
def test_intervals_meet_if_a_number_fits_both(
    one: tuple[str, str, str], other: tuple[str, str, str], meet: bool
) -> None:
    assert interval(*one).meets(interval(*other)) is meet
    assert interval(*other).meets(interval(*one)) is meet


def fits(number: Decimal, within: Interval) -> bool:
    low, high = within.low, within.high
    above = low is None or number > low or (number == low and not within.without_low)
    below = high is None or number < high or (number == high and not within.without_high)
    return above and below


bounds = st.none() | st.integers(0, 4).map(Decimal)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(bounds), draw(bounds)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    point = low is not None and low == high
    return Interval(low, high, not point and draw(st.booleans()), not point and draw(st.booleans()))


@given(intervals(), intervals())
def test_they_meet_exactly_if_some_number_lies_in_both(one: Interval, other: Interval) -> None:
    halves = [Decimal(n) / 2 for n in range(-2, 12)]
    assert one.meets(other) is any(fits(n, one) and fits(n, other) for n in halves)

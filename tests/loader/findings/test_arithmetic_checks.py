"""Checks of numbers against each other, beside oracles that try every whole number."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import product as product_of

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportedly.findings.arithmetic.checks import (
    Amount,
    Reckoned,
    at_most,
    comes_to,
    periods_in,
    product,
    ranks,
    total,
)
from reportedly.findings.arithmetic.periods import PERIODS, Days, days_of
from reportedly.terms import Bound


def told(bound: Bound, low: int, high: int | None = None) -> Amount:
    match bound:
        case "between":
            return Amount.told("", str(low), str(high), bound)
        case "at-least" | "above":
            return Amount.told(str(low), str(low), "", bound)
        case "at-most" | "below":
            return Amount.told(str(low), "", str(low), bound)
        case "about":
            return Amount.told(str(low), "", "", bound)
        case "exact":
            return Amount.told(str(low), str(low), str(low), bound)


DAY = PERIODS["day"]


# ------------------------------------------------------------------------------------------ periods


@pytest.mark.parametrize(
    ("duration", "fewest", "most"),
    [("P5M", 150, 153), ("P1M", 28, 31), ("P42D", 42, 42), ("P1Y", 365, 366), ("P1Y6M", 546, 550)],
)
def test_months_are_as_long_as_the_calendar_allows(duration: str, fewest: int, most: int) -> None:
    assert days_of(duration) == Days(Fraction(fewest), Fraction(most))


@pytest.mark.parametrize("duration", ["PT0S", "-P5M", "P", "PT5H", ""])
def test_what_has_no_day_to_count_has_no_days(duration: str) -> None:
    assert days_of(duration) is None


@given(st.integers(1, 60), st.dates(date(2001, 1, 1), date(2080, 12, 31)))
def test_no_stretch_of_months_lies_outside_its_bounds(months: int, day: date) -> None:
    first = day.replace(day=1)
    year, month = divmod(first.month - 1 + months, 12)
    days = (date(first.year + year, month + 1, 1) - first) / timedelta(days=1)
    bounds = days_of(f"P{months}M")
    assert bounds is not None
    assert bounds.fewest <= days <= bounds.most


# -------------------------------------------------------------------------------------------- rates


@pytest.mark.parametrize(
    ("rate", "of", "expected"),
    [
        (told("about", 100), told("between", 15000, 25000), "one-end"),
        (told("about", 100), told("between", 14000, 16000), "holds"),
        (
            told("about", 100),
            told("between", 10000, 25000),
            "holds",
        ),  # what it comes to lies within
        (told("about", 100), told("between", 20000, 25000), "fails"),
        (told("exact", 100), told("exact", 15200), "holds"),
        (told("exact", 100), told("exact", 15400), "fails"),
        (told("exact", 100), told("about", 16000), "holds"),
        (told("exact", 100), told("at-most", 15000), "holds"),
        (told("exact", 100), told("at-most", 14000), "fails"),
        (told("at-least", 100), told("exact", 90000), "holds"),
        (told("above", 100), told("exact", 14000), "fails"),
    ],
)
def test_a_rate_over_five_months_against_a_total(rate: Amount, of: Amount, expected: str) -> None:
    days = days_of("P5M")
    assert days is not None
    assert comes_to(product((rate, periods_in(days, DAY))), of) == expected


@given(st.integers(1, 20), st.integers(1, 40), st.integers(1, 900), st.integers(1, 900))
def test_an_exact_rate_fits_a_total_as_multiplication_says(
    rate: int, days: int, one: int, other: int
) -> None:
    low, high = sorted((one, other))
    assume(low < high)
    span = periods_in(Days(Fraction(days), Fraction(days)), DAY)
    outcome = comes_to(product((told("exact", rate), span)), told("between", low, high))
    assert outcome == ("holds" if low <= rate * days <= high else "fails")


@given(st.integers(1, 12), st.tuples(st.integers(1, 12), st.integers(1, 12)).map(sorted), st.data())
def test_ranges_are_multiplied_end_by_end(
    each: int, number: list[int], data: st.DataObject
) -> None:
    """Every whole number between the ends is tried."""
    low, high = number
    come = [each * n for n in range(low, high + 1)]
    of = data.draw(st.integers(1, 150))
    outcome = comes_to(
        product((told("exact", each), told("between", low, high))), told("exact", of)
    )
    if come[0] <= of <= come[-1]:
        at_one_end = (of == come[0]) != (of == come[-1])
        assert outcome == ("one-end" if at_one_end else "holds")
    else:
        assert outcome == "fails"


# -------------------------------------------------------------------------------------------- parts


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (told("exact", 3), told("exact", 4), "holds"),
        (told("exact", 4), told("exact", 4), "holds"),
        (told("exact", 5), told("exact", 4), "fails"),
        (told("above", 5), told("exact", 4), "fails"),
        (told("at-most", 500), told("at-most", 300), "one-end"),
        (told("between", 2, 6), told("exact", 4), "one-end"),
        (told("exact", 5), told("at-least", 4), "one-end"),
    ],
)
def test_a_part_against_its_whole(part: Amount, whole: Amount, expected: str) -> None:
    assert at_most(part, whole) == expected


RANGES = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted)


@given(RANGES, RANGES)
def test_a_part_fails_only_if_no_choice_within_the_bounds_fits(
    part: list[int], whole: list[int]
) -> None:
    choices = [p <= w for p in range(part[0], part[1] + 1) for w in range(whole[0], whole[1] + 1)]
    outcome = at_most(told("between", *part), told("between", *whole))
    assert (outcome == "fails") is not any(choices)
    assert (outcome == "holds") is all(choices)


@given(st.lists(RANGES, min_size=1, max_size=4))
def test_a_sum_adds_the_ends(parts: list[list[int]]) -> None:
    added = total(told("between", *part) for part in parts)
    assert added.lower == Amount(added.whole.low, added.whole.low)
    assert added.whole.low == sum(part[0] for part in parts)
    assert added.whole.high == sum(part[1] for part in parts)


@given(st.lists(RANGES, min_size=1, max_size=3), RANGES)
def test_a_sum_fails_only_if_no_choice_within_the_bounds_adds_up(
    parts: list[list[int]], whole: list[int]
) -> None:
    sums = {sum(choice) for choice in product_of(*(range(p[0], p[1] + 1) for p in parts))}
    outcome = comes_to(total(told("between", *part) for part in parts), told("between", *whole))
    assert (outcome == "fails") is sums.isdisjoint(range(whole[0], whole[1] + 1))


def test_a_sum_is_open_where_a_part_is() -> None:
    assert total([told("exact", 3), told("at-most", 2)]) == Reckoned(
        Amount(None, Fraction(5)), Amount(None, Fraction(5))
    )


# -------------------------------------------------------------------------------------------- ranks

LISTED = [told("exact", 2_185_000), told("exact", 1_455_550), told("exact", 1_388_100)]


@pytest.mark.parametrize(
    ("rank", "own", "others", "expected"),
    [
        (4, told("below", 1_300_000), LISTED, "holds"),
        (4, told("below", 1_300_000), [*LISTED, told("exact", 9)], "holds"),
        (3, told("below", 1_300_000), LISTED, "fails"),
        (5, told("below", 1_300_000), LISTED, "unchecked"),
        (3, told("exact", 1_400_000), LISTED, "holds"),
        (3, told("between", 1_300_000, 1_400_000), LISTED, "one-end"),
        (4, None, LISTED, "unchecked"),
        (1, told("exact", 5), [], "holds"),
    ],
)
def test_a_rank_from_above(
    rank: int, own: Amount | None, others: list[Amount], expected: str
) -> None:
    assert ranks(rank, own, others, from_below=False) == expected


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8, unique=True), st.data())
def test_a_rank_holds_where_sorting_puts_it(numbers: list[int], data: st.DataObject) -> None:
    own = data.draw(st.sampled_from(numbers))
    others = [told("exact", each) for each in numbers if each != own]
    above = sorted(numbers, reverse=True).index(own) + 1
    below = sorted(numbers).index(own) + 1
    assert ranks(above, told("exact", own), others, from_below=False) == "holds"
    assert ranks(below, told("exact", own), others, from_below=True) == "holds"
    assert ranks(above + 1, told("exact", own), others, from_below=False) == "unchecked"
    if above > 1:
        assert ranks(above - 1, told("exact", own), others, from_below=False) == "fails"

"""What numbers English words say, as news prints them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.figures.numbers import is_said, numbers_in
from reportedly.figures.vocabulary import TENS, UNITS

AMOUNTS: dict[str, set[str]] = {
    "400": {"400"},
    "1,388,100": {"1388100"},
    "12 500": {"12500"},
    "12\u00a0500": {"12500"},
    "1.300.000": {"1300000"},
    "1.3 million": {"1300000"},
    "nearly 1.3 million": {"1300000"},
    "$115 million": {"115000000"},
    "115m": {"115000000"},
    "€2bn": {"2000000000"},
    "2½": {"5/2"},
    "⅔ of them": {"2/3"},
    "−5 degrees": {"-5"},
    "400-strong": {"400"},
    "in their 50s": {"50", "59"},
    "50s and 60s": {"50", "59", "60", "69"},
    "the 1990s": {"1990", "1999"},
    "two countries": {"2"},
    "forty-two": {"42"},
    "one hundred and twenty": {"120"},
    "a hundred and twenty thousand": {"120000"},
    "two hundred thousand and five": {"200005"},
    "three hundred twenty thousand four hundred and one": {"320401"},
    "nineteen hundred": {"1900"},
    "more than a thousand": {"1000"},
    "three of the four": {"3", "4"},
    "ten or twenty": {"10", "20"},
    "a dozen": {"12"},
    "two dozen": {"24"},
    "half a dozen": {"6"},
    "half": {"1/2"},
    "half a million": {"500000"},
    "two-thirds": {"2/3"},
    "three quarters of a million": {"750000"},
    "two and a half million": {"2500000"},
    "a million and a half": {"1500000"},
    "15,000 to 25,000": {"15000", "25000"},
    "15–20 thousand": {"15", "15000", "20000"},
    "two to three hundred": {"2", "200", "300"},
    "between 5 and 10 million": {"5", "5000000", "10000000"},
    "dozens": {"12", "24"},
    "tens of thousands": {"10000", "20000"},
    "several": {"2", "3"},
    "a few hundred": {"100", "200", "300"},
    "once": {"1"},
    "twice": {"2"},
    "both": {"2"},
    "a couple of boats": {"2"},
    "a boat": {"1"},
    "50 crowns a day": {"50"},
    "no boats": {"0"},
    "no one": {"0"},
    "boats": set(),
    "fourth-highest": set(),
    "twenty-first": set(),
    "the 75th": set(),
}
RANKS: dict[str, set[int]] = {
    "fourth-highest": {4},
    "the third largest": {3},
    "twenty-first": {21},
    "the 75th": {75},
    "the hundredth": {100},
    "number three": {3},
    "No. 3": {3},
    "the largest": {1},
    "top": {1},
    "a third": {3},
    "three": set(),
}


@pytest.mark.parametrize("words", AMOUNTS)
def test_words_say_these_amounts(words: str) -> None:
    assert numbers_in(words).amounts == {Fraction(each) for each in AMOUNTS[words]}


@pytest.mark.parametrize("words", RANKS)
def test_words_say_these_places_in_an_order(words: str) -> None:
    assert numbers_in(words).ranks == RANKS[words]


def test_a_word_that_looks_like_a_superlative_only_makes_the_check_milder() -> None:
    assert numbers_in("the harvest").ranks == {1}
    assert numbers_in("the second harvest").ranks == {2}


@given(st.integers(min_value=0, max_value=10**15))
def test_digits_say_what_they_are_with_and_without_separators(number: int) -> None:
    assert numbers_in(str(number)).amounts == {number}
    assert numbers_in(f"{number:,} boats").amounts == {number}


_SMALL = [*UNITS]
_TENS = [*TENS]


def spelled(number: int) -> str:
    """A number in words, as English writes them."""
    for worth, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= worth:
            rest = f" {spelled(number % worth)}" if number % worth else ""
            return f"{spelled(number // worth)} {name}{rest}"
    if number >= 100:
        rest = f" and {spelled(number % 100)}" if number % 100 else ""
        return f"{spelled(number // 100)} hundred{rest}"
    if number >= 20:
        rest = f"-{_SMALL[number % 10]}" if number % 10 else ""
        return f"{_TENS[number // 10 - 2]}{rest}"
    return _SMALL[number]


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_number_in_words_says_that_number_and_no_other(number: int) -> None:
    assert numbers_in(spelled(number)).amounts == {number}


@given(st.text(max_size=60))
def test_any_words_are_read_without_fail(words: str) -> None:
    numbers_in(words)


@pytest.mark.parametrize(
    ("value", "is_it"),
    [("0.67", True), ("0.667", True), ("0.7", False), ("0.66", False), ("1", False)],
)
def test_a_third_may_be_rounded_to_two_decimals_or_more(value: str, *, is_it: bool) -> None:
    assert is_said(Decimal(value), numbers_in("two-thirds").amounts) is is_it

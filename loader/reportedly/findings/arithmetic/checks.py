"""Checks of numbers against each other, with the outcome. Nothing here knows of RDF.

A number with "about" is taken as within `TOLERANCE` of it; every other bound as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from reportedly.findings.arithmetic.periods import Days
from reportedly.terms import Bound, Outcome

TOLERANCE: Final = Fraction(1, 10)
"""How far "about 100" may be from 100: 90 to 110."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it was told.

    Attributes:
        low: the lower end; None where the words leave it open.
        high: the upper end; None where the words leave it open.
        bound: how the words bound it.
    """

    low: Fraction | None
    high: Fraction | None
    bound: Bound = "exact"

    @classmethod
    def told(cls, number: str, low: str, high: str, bound: Bound) -> Amount:
        """An amount as a build writes it; "" for what is not there.

        Raises:
            ValueError: it has neither a number nor a bound.
        """
        if bound == "about" and number:
            value = Fraction(number)
            return cls(value * (1 - TOLERANCE), value * (1 + TOLERANCE), bound)
        if not low and not high:
            raise ValueError("an amount without a number cannot be checked")
        return cls(Fraction(low) if low else None, Fraction(high) if high else None, bound)

    @property
    def ends(self) -> tuple[Fraction, ...]:
        """The ends that the words give."""
        return tuple(end for end in (self.low, self.high) if end is not None)

    @property
    def as_written(self) -> Amount:
        """An end that is open closed with the number itself: "nearly 100" as 100."""
        return Amount(
            self.high if self.low is None else self.low,
            self.low if self.high is None else self.high,
        )

    @property
    def at_ends(self) -> tuple[Amount, Amount]:
        """A range of two numbers at its lower and at its upper; every other amount twice."""
        if self.bound != "between":
            return self, self
        return Amount(self.low, self.low), Amount(self.high, self.high)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What numbers come to, with those that are ranges taken at one end and at the other.

    Attributes:
        lower: with every range at its lower number.
        upper: with every range at its upper number; the same as lower if none is a range.
    """

    lower: Amount
    upper: Amount

    @property
    def whole(self) -> Amount:
        """From the least to the most."""
        return Amount(self.lower.low, self.upper.high)


def periods_in(days: Days, period: Days) -> Amount:
    """How often a period fits into so many days."""
    return Amount(days.fewest / period.most, days.most / period.fewest)


def product(of: Iterable[Amount]) -> Reckoned:
    """The product of numbers that are not negative; an end that is open in one of them is open."""
    them = list(of)
    return Reckoned(*(_product(each.at_ends[end] for each in them) for end in (0, 1)))


def _product(of: Iterable[Amount]) -> Amount:
    low: Fraction | None = Fraction(1)
    high: Fraction | None = Fraction(1)
    for each in of:
        low = None if low is None or each.low is None else low * each.low
        high = None if high is None or each.high is None else high * each.high
    return Amount(low, high)


def total(of: Iterable[Amount]) -> Reckoned:
    """The sum; an end that is open in one of them is open."""
    them = list(of)
    return Reckoned(*(_total(each.at_ends[end] for each in them) for end in (0, 1)))


def _total(of: Iterable[Amount]) -> Amount:
    low, high = Fraction(0), Fraction(0)
    open_below = open_above = False
    for each in of:
        low, open_below = low + (each.low or 0), open_below or each.low is None
        high, open_above = high + (each.high or 0), open_above or each.high is None
    return Amount(None if open_below else low, None if open_above else high)


def comes_to(reckoned: Reckoned, told: Amount) -> Outcome:
    """Whether what numbers come to fits the number that is told of it.

    It fails if no number lies in both. If a range is told, it holds if both its ends lie in what
    was reckoned, or all of that lies in the range; with one end in it, it holds at that end only.
    If another number is told, but ranges went into the reckoning, it holds at one end only where it
    fits with all of them at that end and not with all at the other.
    """
    whole = reckoned.whole
    if not _meet(whole, told):
        return "fails"
    if _within(whole, told):
        return "holds"
    if told.bound == "between":
        return "holds" if all(_lies_in(end, whole) for end in told.ends) else "one-end"
    return "holds" if _meet(reckoned.lower, told) is _meet(reckoned.upper, told) else "one-end"


def at_most(part: Amount, whole: Amount) -> Outcome:
    """Whether a part, or a sum of parts, is no more than its whole.

    It fails if the least that the part can be is more than the most that the whole can be; it holds
    if no end of the part that is told is more than one of the whole's.
    """
    least = part.low if part.low is not None else Fraction(0)
    if whole.high is not None and least > whole.high:
        return "fails"
    fits = all(end <= other for end in part.ends for other in whole.ends)
    return "holds" if fits else "one-end"


def ranks(rank: int, own: Amount | None, others: Iterable[Amount], *, from_below: bool) -> Outcome:
    """Whether a rank fits the other numbers that are listed.

    Where the words leave an end open, the number is taken as it is written. A rank k holds if
    k - 1 of those listed are surely greater (from below: smaller) and no more may be; it fails if
    more than k - 1 surely are; it holds at one end if it depends on where within their bounds the
    numbers lie. With fewer listed it cannot be checked: who else comes before is not told.
    """
    if own is None:
        return "unchecked"
    own, listed = own.as_written, [each.as_written for each in others]
    if from_below:
        surely = sum(_less(each, own) for each in listed)
        perhaps = sum(not _less(own, each) for each in listed)
    else:
        surely = sum(_less(own, each) for each in listed)
        perhaps = sum(not _less(each, own) for each in listed)
    if surely > rank - 1:
        return "fails"
    if perhaps < rank - 1:
        return "unchecked"
    return "holds" if surely == perhaps else "one-end"


def _less(one: Amount, other: Amount) -> bool:
    """Whether the one is surely less; "nearly" leaves the end itself out."""
    if one.high is None or other.low is None:
        return False
    left_out = one.bound == "below" or other.bound == "above"
    return one.high < other.low or (left_out and one.high == other.low)


def _meet(one: Amount, other: Amount) -> bool:
    return not (_less(one, other) or _less(other, one))


def _within(one: Amount, other: Amount) -> bool:
    low = other.low is None or (one.low is not None and one.low >= other.low)
    high = other.high is None or (one.high is not None and one.high <= other.high)
    return low and high


def _lies_in(number: Fraction, within: Amount) -> bool:
    return _within(Amount(number, number), within)

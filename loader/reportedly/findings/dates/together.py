"""When an article was published if two of its times are of one thing, which it does not say."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final

from reportedly.findings.dates.times import Calendar, Time
from reportedly.findings.rows import Ask, rows
from reportedly.findings.tellings import grouped

# What is to come, whoever says so: of one agent and act, as claims have them.
_TO_COME: Final = """SELECT ?article ?agent ?act ?time ?length ?bound WHERE {
  ?telling a rp:Telling ; rp:inArticle ?article ; rp:tells ?claim ; rp:modality ?modality ;
    rp:eventWhen ?time .
  VALUES ?modality {
    rp:modality-predicted rp:modality-planned rp:modality-promised rp:modality-ordered
  }
  ?claim rp:agent ?agent ; rp:act ?act .
  OPTIONAL { ?time rp:duration ?length }
  OPTIONAL { ?time rp:bound/skos:notation ?bound }
}"""
_NAMES: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS: Final = re.compile(r"P([0-9]+)M")
_MONTH: Final = re.compile(r"XXXX-([01][0-9])(?:/\.\.)?")


@dataclass(frozen=True, slots=True)
class Together:
    """Two times to come, and the months in which an article was published if they are of one thing.

    Attributes:
        near: the one counted from publication: "within a month", "next month".
        month: the other, of which the year is not stated: "in June".
        first: the first of those months, 1 January to 12 December.
        last: the last; before the first, if they lie across the end of a year.
    """

    near: Time
    month: Time
    first: int
    last: int

    def from_day(self, low: date) -> date:
        """The first day of such a month from a day on."""
        span = (self.last - self.first) % 12
        if (low.month - self.first) % 12 <= span:
            return low
        return date(low.year + (low.month > self.first), self.first, 1)

    @property
    def days(self) -> str:
        """From which day to which, of any year: ``1 May to 30 June``."""
        last_day = monthrange(2000, self.last)[1]
        return f"1 {_NAMES[self.first - 1]} to {last_day} {_NAMES[self.last - 1]}"


def together(ask: Ask, calendar: Calendar) -> dict[str, list[Together]]:
    """By article, each pair of times to come of one agent and act that would date it.

    One is counted from publication in months, the other a month without a year. Were both of one
    thing, the month lies within the reach of the other, and is not yet over.
    """
    deeds = grouped(
        ((article, agent, act), (calendar.times[time], length, bound))
        for article, agent, act, time, length, bound in rows(ask, _TO_COME)
        if time in calendar.times
    )
    found: dict[str, list[Together]] = {}
    for (article, _, _), those in deeds.items():
        for (near, length, _), (month, _, bound) in product(those, those):
            for pair in _pair(near, length, month, bound, calendar):
                found.setdefault(article, []).append(pair)
    return found


def _pair(
    near: Time, length: str, month: Time, bound: str, calendar: Calendar
) -> Iterator[Together]:
    named = _MONTH.fullmatch(month.edtf)
    if named is None or month.to or near.to not in calendar.stated:
        return
    number = int(named[1])
    if within := _MONTHS.fullmatch(length):
        reach = int(within[1])
        if reach < 12:
            yield Together(near, month, _month(number - reach), number)
    elif (after := _MONTHS.fullmatch(near.shift)) and near.unit == "month":
        first = _month(number - int(after[1]))
        opened = bound in {"at-least", "above"} or month.edtf.endswith("/..")
        yield Together(near, month, first, number if opened else first)


def _month(number: int) -> int:
    return (number - 1) % 12 + 1

"""Between which days an article was published, as far as its times bound that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportedly.findings.dates.resolving import Span, in_year_of
from reportedly.findings.dates.times import Calendar, Time

_LEAP_DAYS_APART: Final = 8
"""So many years may lie between two 29 Februaries."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of the days of publication.

    Attributes:
        day: the day.
        deciding: the times that it follows from; none if the text states it.
        in_its_year: those of them that lie in the year of publication, whichever that is.
    """

    day: date
    deciding: tuple[Time, ...] = ()
    in_its_year: tuple[Time, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """The days between which an article was published; None where nothing bounds it."""

    low: Bound | None
    high: Bound | None

    @property
    def span(self) -> Span:
        """The two days."""
        ends = (None if bound is None else bound.day for bound in (self.low, self.high))
        return Span(*ends)

    @property
    def excluded(self) -> bool:
        """Whether the bounds exclude each other."""
        return self.low is not None and self.high is not None and self.low.day > self.high.day


def published(calendar: Calendar, stated: Span, times: Sequence[Time]) -> Published:
    """What the times of an article say of its publication.

    Not before the first day of what is told as past, not after the last of what it tells ahead in
    its own voice. A month that is told to lie in the year of publication bounds it within the year,
    whichever that is: after a May that is past, it was published from May on.

    Args:
        calendar: all times.
        stated: the days of publication that the text states.
        times: those of the article.
    """
    days = {time.name: calendar.days(time.name, published=False) for time in times}
    low = _decided(
        [(days[t.name].earliest, t) for t in times if t.name in calendar.past],
        stated.earliest,
        last=True,
    )
    high = _decided(
        [(days[t.name].latest, t) for t in times if t.name in calendar.ahead],
        stated.latest,
        last=False,
    )
    of_its_year = [each for each in times if each.to in calendar.stated and each.this_year]
    past = [each for each in of_its_year if each.name in calendar.past]
    ahead = [each for each in of_its_year if each.name in calendar.ahead]
    return Published(_narrowed(low, past, ahead, 1), _narrowed(high, past, ahead, -1))


def _decided(
    days: Sequence[tuple[date | None, Time]], stated: date | None, *, last: bool
) -> Bound | None:
    known = [(day, time) for day, time in days if day is not None]
    every = [day for day, _ in known] + ([] if stated is None else [stated])
    if not every:
        return None
    decided = max(every) if last else min(every)
    return Bound(decided, tuple(time for day, time in known if day == decided))


def _narrowed(
    bound: Bound | None, past: Sequence[Time], ahead: Sequence[Time], step: int
) -> Bound | None:
    """The first day from a bound on (or, stepping back, the last) that every year's times allow."""
    if bound is None or not (past or ahead):
        return bound
    for window in _windows(bound.day, past, ahead, step):
        day = max(bound.day, window[0]) if step > 0 else min(bound.day, window[1])
        if window[0] <= day <= window[1]:
            moved = day != bound.day
            mine = past if step > 0 else ahead
            return Bound(day, bound.deciding, tuple(mine) if moved else ())
    return bound


def _windows(
    day: date, past: Sequence[Time], ahead: Sequence[Time], step: int
) -> Iterator[tuple[date, date]]:
    """Of each year from a day's on, the days on which all its times are past or ahead."""
    for n in range(_LEAP_DAYS_APART + 1):
        year = day.year + step * n
        if not date.min.year <= year <= date.max.year:
            return
        new_year = Span(date(year, 1, 1), date(year, 12, 31))
        begun = [in_year_of(new_year, time.edtf).earliest for time in past]
        ended = [in_year_of(new_year, time.edtf).latest for time in ahead]
        known = [each for each in (*begun, *ended) if each is not None]
        if len(known) == len(past) + len(ahead):  # there is such a day in this year
            yield (
                max(known[: len(past)], default=date(year, 1, 1)),
                min(known[len(past) :], default=date(year, 12, 31)),
            )

"""The time expressions of a build, each with its days, or what it waits for."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, cast

from reportedly.findings.dates.resolving import (
    Span,
    Unit,
    in_year_of,
    shifted,
    weekday_after,
    weekday_before,
)
from reportedly.findings.rows import Ask, rows
from reportedly.findings.tellings import grouped
from reportedly.model.dates import UNKNOWN_YEAR
from reportedly.vocabularies import TIME_UNITS

_TIMES: Final = """SELECT ?time ?article ?words ?kind ?edtf ?earliest ?latest ?shift ?unit
  ?weekday ?to WHERE {
  ?time a rp:TimeReference ; rp:inArticle ?article ; rp:expression ?words ;
    rp:timeKind/skos:notation ?kind .
  OPTIONAL { ?time rp:edtf ?edtf }
  OPTIONAL { ?time rp:earliest ?earliest }
  OPTIONAL { ?time rp:latest ?latest }
  OPTIONAL { ?time rp:shift ?shift ; rp:shiftUnit ?unit }
  OPTIONAL { ?time rp:weekday ?weekday }
  OPTIONAL { ?time rp:relativeTo ?to }
}"""
_PUBLISHED: Final = """SELECT ?article ?time ?earliest ?latest WHERE {
  ?article rp:publishedWhen ?time .
  OPTIONAL { ?time rp:basis rp:basis-stated ; rp:earliest ?earliest }
  OPTIONAL { ?time rp:basis rp:basis-stated ; rp:latest ?latest }
}"""
_WHEN: Final = "SELECT ?event ?time WHERE { ?event a rp:Event ; rp:eventWhen ?time }"

# What was said was said before it was published, whatever it is about. Of an event there is no
# telling but one that is about it, or one that was said in it.
_PAST: Final = """SELECT ?time WHERE {
  { ?hop a rp:Hop ; rp:saidWhen ?time }
  UNION { ?hop a rp:Hop ; rp:saidIn/rp:eventWhen ?time }
  UNION {
    ?telling a rp:Telling ; rp:eventWhen|(rp:about/rp:eventWhen) ?time ; rp:modality ?modality .
    VALUES ?modality { rp:modality-done rp:modality-fact rp:modality-ongoing }
  }
}"""
_OVER: Final = """SELECT ?time WHERE {
  { ?hop a rp:Hop ; rp:saidWhen ?time }
  UNION { ?hop a rp:Hop ; rp:saidIn/rp:eventWhen ?time }
  UNION {
    ?telling a rp:Telling ; rp:eventWhen|(rp:about/rp:eventWhen) ?time ;
      rp:modality rp:modality-done .
  }
}"""
_AHEAD: Final = """SELECT ?time WHERE {
  ?telling a rp:Telling ; rp:eventWhen ?time ; rp:modality ?modality .
  VALUES ?modality { rp:modality-predicted rp:modality-planned }
  FILTER NOT EXISTS { ?telling rp:relays ?hop }
}"""

UNITS: Final[Mapping[str, Unit]] = MappingProxyType(
    {
        TIME_UNITS["D"].value: "day",
        TIME_UNITS["W"].value: "week",
        TIME_UNITS["M"].value: "month",
        TIME_UNITS["Y"].value: "year",
    }
)

Wait = Literal["", "year", "publication", "event", "length"]
"""What a time waits for to stand on the calendar; nothing if it does."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression; "" for what it does not have.

    Attributes:
        name: which it is.
        article: the article that it stands in.
        words: as the text writes it.
        kind: absolute, partial, relative, duration or set.
        edtf: its value.
        own: the days that its own value gives.
        shift: how far from the other time it lies.
        unit: the unit in which the words give that; "" without a shift.
        weekday: the day of the week that it names.
        to: what it is relative to: a publication, an event, or another time.
    """

    name: str
    article: str
    words: str
    kind: str
    edtf: str
    own: Span
    shift: str
    unit: Unit | Literal[""]
    weekday: int | None
    to: str

    @property
    def of_a_year(self) -> bool:
        """Whether it is a month or a day of the year of what it is relative to."""
        return self.edtf.startswith(f"{UNKNOWN_YEAR}-") and self.unit == "year"

    @property
    def this_year(self) -> bool:
        """Whether it is one of that very year, and not of the year before or after."""
        return self.of_a_year and self.shift == "PT0S"


@dataclass(frozen=True, slots=True)
class Calendar:
    """All times of a build.

    Attributes:
        times: each, by its name.
        published: by article, the node of its publication.
        stated: by node of a publication, the days that its text states.
        when: by event, its times.
        past: the times that are told as past, or as begun.
        over: those of them that are told as over.
        ahead: those that an article tells ahead in its own voice.
    """

    times: Mapping[str, Time]
    published: Mapping[str, str]
    stated: Mapping[str, Span]
    when: Mapping[str, list[str]]
    past: AbstractSet[str]
    over: AbstractSet[str]
    ahead: AbstractSet[str]

    def days(self, name: str, *, published: bool = True) -> Span:
        """The days of a time: its own, or those that follow from what it is relative to.

        What is told as over is not after the day of publication that the text states, and what is
        told ahead not before it.

        Args:
            name: the time.
            published: whether to count from the date of publication that the text states.
        """
        return self._days(name, frozenset(), published=published)

    def _days(self, name: str, seen: frozenset[str], *, published: bool) -> Span:
        time = self.times.get(name)
        if time is None or name in seen:
            return Span()
        if time.own or not time.to:
            return time.own
        origin = self._origin(time.to, seen | {name}, published=published)
        found = self._from(origin, time) if origin else Span()
        stated = self.stated.get(self.published.get(time.article, ""), Span())
        if not found or not stated or not published:
            return found
        return found.within(
            Span(
                stated.earliest if name in self.ahead else None,
                stated.latest if name in self.over else None,
            )
        )

    def _from(self, origin: Span, time: Time) -> Span:
        if time.shift and time.unit:
            there = shifted(origin, time.shift, time.unit, time.weekday)
            return in_year_of(there, time.edtf) if time.of_a_year else there
        if time.weekday is not None and time.name in self.past:
            return weekday_before(origin, time.weekday)
        if time.weekday is not None and time.name in self.ahead:
            return weekday_after(origin, time.weekday)
        return Span()

    def _origin(self, node: str, seen: frozenset[str], *, published: bool) -> Span:
        if node in self.stated:
            return self.stated[node] if published else Span()
        (time, *more) = self.when.get(node, [node])
        return Span() if more else self._days(time, seen, published=published)

    def waits_for(self, name: str) -> Wait:
        """What a time lacks to stand on the calendar, at the root of what it is relative to."""
        if self.days(name):
            return ""
        seen: set[str] = set()
        while name not in seen:
            seen.add(name)
            time = self.times[name]
            if not time.to:
                return "length" if time.kind in {"duration", "set"} else "year"
            if time.to in self.stated:
                return "publication"
            name, *more = self.when.get(time.to, [time.to])
            if more or name not in self.times or self.days(name):
                return "event"
        return "event"


def read_calendar(ask: Ask) -> Calendar:
    """Every time expression of a build."""
    published = rows(ask, _PUBLISHED)
    found = [
        Time(
            name,
            article,
            words,
            kind,
            edtf,
            Span(_day(earliest), _day(latest)),
            shift,
            cast("Unit", UNITS.get(unit, "")),
            int(weekday) if weekday else None,
            to,
        )
        for name, article, words, kind, edtf, earliest, latest, shift, unit, weekday, to in rows(
            ask, _TIMES
        )
    ]
    return Calendar(
        {each.name: each for each in found},
        {article: time for article, time, _, _ in published},
        {time: Span(_day(low), _day(high)) for _, time, low, high in published},
        grouped((event, time) for event, time in rows(ask, _WHEN)),
        frozenset(time for (time,) in rows(ask, _PAST)),
        frozenset(time for (time,) in rows(ask, _OVER)),
        frozenset(time for (time,) in rows(ask, _AHEAD)),
    )


def _day(lexical: str) -> date | None:
    return date.fromisoformat(lexical) if lexical else None

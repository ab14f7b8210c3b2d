"""The time expressions of a build, each with its days, or what it waits for."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from reportedly.findings.dates.resolving import Span, shifted, weekday_before
from reportedly.findings.rows import Ask, rows
from reportedly.findings.tellings import grouped

_TIMES: Final = """SELECT ?time ?article ?words ?kind ?edtf ?earliest ?latest ?shift ?weekday ?to
WHERE {
  ?time a rp:TimeReference ; rp:inArticle ?article ; rp:expression ?words ;
    rp:timeKind/skos:notation ?kind .
  OPTIONAL { ?time rp:edtf ?edtf }
  OPTIONAL { ?time rp:earliest ?earliest }
  OPTIONAL { ?time rp:latest ?latest }
  OPTIONAL { ?time rp:shift ?shift }
  OPTIONAL { ?time rp:weekday ?weekday }
  OPTIONAL { ?time rp:relativeTo ?to }
}"""
_PUBLISHED: Final = """SELECT ?article ?time ?earliest ?latest WHERE {
  ?article rp:publishedWhen ?time .
  OPTIONAL { ?time rp:basis rp:basis-stated ; rp:earliest ?earliest }
  OPTIONAL { ?time rp:basis rp:basis-stated ; rp:latest ?latest }
}"""
_WHEN: Final = "SELECT ?event ?time WHERE { ?event a rp:Event ; rp:eventWhen ?time }"

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
    weekday: int | None
    to: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """All times of a build.

    Attributes:
        times: each, by its name.
        published: by article, the node of its publication.
        stated: by node of a publication, the days that its text states.
        when: by event, its times.
    """

    times: Mapping[str, Time]
    published: Mapping[str, str]
    stated: Mapping[str, Span]
    when: Mapping[str, list[str]]

    def days(self, name: str, past: AbstractSet[str], *, published: bool = True) -> Span:
        """The days of a time: its own, or those that follow from what it is relative to.

        Args:
            name: the time.
            past: the times that are told as past.
            published: whether to count from the date of publication that the text states.
        """
        return self._days(name, past, frozenset(), published=published)

    def _days(
        self, name: str, past: AbstractSet[str], seen: frozenset[str], *, published: bool
    ) -> Span:
        time = self.times.get(name)
        if time is None or name in seen:
            return Span()
        if time.own or not time.to:
            return time.own
        origin = self._origin(time.to, past, seen | {name}, published=published)
        if not origin:
            return Span()
        if time.shift:
            return shifted(origin, time.shift, time.weekday)
        if time.weekday is not None and name in past:
            return weekday_before(origin, time.weekday)
        return Span()

    def _origin(
        self, node: str, past: AbstractSet[str], seen: frozenset[str], *, published: bool
    ) -> Span:
        if node in self.stated:
            return self.stated[node] if published else Span()
        (time, *more) = self.when.get(node, [node])
        return Span() if more else self._days(time, past, seen, published=published)

    def waits_for(self, name: str, past: AbstractSet[str]) -> Wait:
        """What a time lacks to stand on the calendar, at the root of what it is relative to."""
        if self.days(name, past):
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
            if more or name not in self.times or self.days(name, past):
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
            int(weekday) if weekday else None,
            to,
        )
        for name, article, words, kind, edtf, earliest, latest, shift, weekday, to in rows(
            ask, _TIMES
        )
    ]
    return Calendar(
        {each.name: each for each in found},
        {article: time for article, time, _, _ in published},
        {time: Span(_day(low), _day(high)) for _, time, low, high in published},
        grouped((event, time) for event, time in rows(ask, _WHEN)),
    )


def _day(lexical: str) -> date | None:
    return date.fromisoformat(lexical) if lexical else None

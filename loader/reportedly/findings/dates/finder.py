"""When each article was published, as far as its text bounds it, and which of its times resolve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, Quad

from reportedly.findings.dates.resolving import Span
from reportedly.findings.dates.times import Calendar, Time, Wait, read_calendar
from reportedly.findings.finding import Fact, Finding, counted, listed, nodes, steps, truth
from reportedly.findings.rows import Ask, rows
from reportedly.findings.tellings import grouped
from reportedly.ids import Ids
from reportedly.terms import RP
from reportedly.vocabularies import XSD_DATE

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
_AHEAD: Final = """SELECT ?time WHERE {
  ?telling a rp:Telling ; rp:eventWhen ?time ; rp:modality ?modality .
  VALUES ?modality { rp:modality-predicted rp:modality-planned }
  FILTER NOT EXISTS { ?telling rp:relays ?hop }
}"""
_ARTICLES: Final = "SELECT ?article WHERE { ?article a rp:Article }"

_WAITING: Final[Mapping[Wait, str]] = MappingProxyType(
    {
        "": "on the calendar",
        "publication": "waiting for the date of publication",
        "event": "waiting for the date of an event, or for its distance from one",
        "year": "waiting for a year",
        "length": "of a length or a recurrence, and no date",
    }
)


@dataclass(frozen=True, slots=True)
class _Told:
    """The times of a build, and how they are told."""

    calendar: Calendar
    past: AbstractSet[str]
    ahead: AbstractSet[str]
    ids: Ids


def dates(ask: Ask, ids: Ids) -> Iterator[Quad]:
    """A finding for each article, and for each time that stands on the calendar by another.

    Of an article, ``rp:earliest`` and ``rp:latest`` bound the day of publication (``rp:aspect`` is
    ``rp:publishedWhen``): not before the first day of any time that is told as past, not after the
    last day of any that the article tells ahead in its own voice, and within the date that the text
    itself states. Only times with a calendar of their own count, and those that follow from them.
    ``rp:conflicting`` is true where the bounds exclude each other. Of a time, they are the days
    that follow from what it is relative to (``rp:aspect`` is ``rp:relativeTo``).
    """
    told = _Told(
        read_calendar(ask),
        frozenset(time for (time,) in rows(ask, _PAST)),
        frozenset(time for (time,) in rows(ask, _AHEAD)),
        ids,
    )
    publications = set(told.calendar.published.values())
    of_article = grouped(
        (time.article, time)
        for time in told.calendar.times.values()
        if time.name not in publications
    )
    for (article,) in rows(ask, _ARTICLES):
        times = of_article.get(article, [])
        yield from _publication(article, times, told).quads(ids)
        for time in times:
            days = told.calendar.days(time.name, told.past)
            if days and not time.own:
                yield from _resolved(time, days, told).quads(ids)


def _publication(article: str, times: Sequence[Time], told: _Told) -> Finding:
    calendar = told.calendar
    stated = calendar.stated.get(calendar.published.get(article, ""), Span())
    days = {t.name: calendar.days(t.name, told.past, published=False) for t in times}
    after = [(days[t.name].earliest, t) for t in times if t.name in told.past]
    before = [(days[t.name].latest, t) for t in times if t.name in told.ahead]
    lows = [(day, time) for day, time in after if day is not None]
    highs = [(day, time) for day, time in before if day is not None]
    low = max([day for day, _ in lows] + _only(stated.earliest), default=None)
    high = min([day for day, _ in highs] + _only(stated.latest), default=None)
    deciding = [time for day, time in lows if day == low]
    deciding += [time for day, time in highs if day == high]
    said = [_stated(stated)]
    said += [
        f"Not before {low}: {_shown(time, told)} is told as past." for d, time in lows if d == low
    ]
    said += [
        f"Not after {high}: {_shown(time, told)} is told ahead." for d, time in highs if d == high
    ]
    if low is None:
        said.append("No time that is told as past stands on the calendar: nothing bounds it below.")
    if high is None:
        said.append("Nothing bounds it above.")
    if low is not None and high is not None and low > high:
        said.append("The bounds exclude each other.")
    return Finding(
        "dates",
        steps(told.ids, article),
        f"Days between which {'/'.join(steps(told.ids, article))} was published",
        " ".join((*said, *_undated(times, told), _summary(times, told))),
        tuple(dict.fromkeys((article, *(time.name for time in deciding)))),
        (
            *nodes(RP.aspect, [RP.publishedWhen.value]),
            *nodes(RP.inArticle, [article]),
            *_span(Span(low, high)),
            (RP.conflicting, truth(low is not None and high is not None and low > high)),
        ),
    )


def _only(day: date | None) -> list[date]:
    return [] if day is None else [day]


def _stated(stated: Span) -> str:
    if not stated:
        return "The text states no date of publication that stands on the calendar."
    return f"The text states its date: {_between(stated)}."


def _undated(times: Sequence[Time], told: _Told) -> list[str]:
    """Times of an unknown year that are told as past: they come before, whenever that was."""
    found = [
        _shown(time, told)
        for time in times
        if time.name in told.past and told.calendar.waits_for(time.name, told.past) == "year"
    ]
    return (
        [f"It was published after {listed(found)}, of a year that is not stated."] if found else []
    )


def _summary(times: Sequence[Time], told: _Told) -> str:
    if not times:
        return "It holds no other time expression."
    waiting = Counter(told.calendar.waits_for(time.name, told.past) for time in times)
    parts = [f"{waiting[wait]} {words}" for wait, words in _WAITING.items() if waiting[wait]]
    return f"Of its {counted(len(times), 'time expression')}: {listed(parts)}."


def _resolved(time: Time, days: Span, told: _Told) -> Finding:
    to = "/".join(steps(told.ids, time.to))
    how = [f"shifted by {time.shift}"] if time.shift else []
    if time.weekday is not None:
        how.append(f"on day {time.weekday} of the week")
    return Finding(
        "dates",
        steps(told.ids, time.name),
        f"Days between which “{time.words}” lies",
        f"“{time.words}” lies {_between(days)}: counted from {to}, {listed(how)}.",
        (time.name, time.to),
        (
            *nodes(RP.aspect, [RP.relativeTo.value]),
            *nodes(RP.inArticle, [time.article]),
            *_span(days),
        ),
    )


def _shown(time: Time, told: _Told) -> str:
    return f"“{time.words}” ({'/'.join(steps(told.ids, time.name))})"


def _between(span: Span) -> str:
    if span.earliest == span.latest:
        return f"{span.earliest}"
    if span.latest is None:
        return f"on or after {span.earliest}"
    if span.earliest is None:
        return f"on or before {span.latest}"
    return f"between {span.earliest} and {span.latest}"


def _span(span: Span) -> tuple[Fact, ...]:
    ends = ((RP.earliest, span.earliest), (RP.latest, span.latest))
    return tuple(
        (predicate, Literal(day.isoformat(), datatype=XSD_DATE))
        for predicate, day in ends
        if day is not None
    )

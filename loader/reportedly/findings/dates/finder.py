"""When each article was published, as far as its text bounds it, and which of its times resolve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, Quad

from reportedly.findings.dates.publication import Bound, published
from reportedly.findings.dates.resolving import Span
from reportedly.findings.dates.times import Calendar, Time, Wait, read_calendar
from reportedly.findings.dates.together import Together, together
from reportedly.findings.finding import Fact, Finding, counted, listed, nodes, steps, truth
from reportedly.findings.rows import Ask, rows
from reportedly.findings.tellings import grouped
from reportedly.ids import Ids
from reportedly.terms import RP
from reportedly.vocabularies import XSD_DATE

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
    """The times of a build, and how instances are named."""

    calendar: Calendar
    together: Mapping[str, Sequence[Together]]
    ids: Ids


def dates(ask: Ask, ids: Ids) -> Iterator[Quad]:
    """A finding for each article, and for each time that stands on the calendar by another.

    Of an article, ``rp:earliest`` and ``rp:latest`` bound the day of publication (``rp:aspect`` is
    ``rp:publishedWhen``), as `published` finds them. Only times with a calendar of their own count,
    and those that follow from them. What would follow if two times were of one thing (`together`)
    is printed with the reason, and is no bound. ``rp:conflicting`` is true where the bounds exclude
    each other. Of a time, they are the days that follow from what it is relative to (``rp:aspect``
    is ``rp:relativeTo``).
    """
    calendar = read_calendar(ask)
    told = _Told(calendar, together(ask, calendar), ids)
    publications = set(calendar.published.values())
    of_article = grouped(
        (time.article, time) for time in calendar.times.values() if time.name not in publications
    )
    for (article,) in rows(ask, _ARTICLES):
        times = of_article.get(article, [])
        yield from _publication(article, times, told).quads(ids)
        for time in times:
            days = calendar.days(time.name)
            if days and not time.own:
                yield from _resolved(time, days, told).quads(ids)


def _publication(article: str, times: Sequence[Time], told: _Told) -> Finding:
    calendar = told.calendar
    stated = calendar.stated.get(calendar.published.get(article, ""), Span())
    bounds = published(calendar, stated, times)
    said = [_stated(stated)]
    said += _bounded("Not before", "past", bounds.low, told)
    said += _bounded("Not after", "ahead", bounds.high, told)
    if bounds.low is None:
        said.append("No time that is told as past stands on the calendar: nothing bounds it below.")
    if bounds.high is None:
        said.append("Nothing bounds it above.")
    if bounds.excluded:
        said.append("The bounds exclude each other.")
    said += [_if_together(pair, bounds.low, told) for pair in told.together.get(article, ())]
    deciding = [
        time.name
        for bound in (bounds.low, bounds.high)
        if bound is not None
        for time in (*bound.deciding, *bound.in_its_year)
    ]
    return Finding(
        "dates",
        steps(told.ids, article),
        f"Days between which {'/'.join(steps(told.ids, article))} was published",
        " ".join((*said, *_undated(times, told), _summary(times, told))),
        tuple(dict.fromkeys((article, *deciding))),
        (
            *nodes(RP.aspect, [RP.publishedWhen.value]),
            *nodes(RP.inArticle, [article]),
            *_span(bounds.span),
            (RP.conflicting, truth(bounds.excluded)),
        ),
    )


def _bounded(side: str, how: str, bound: Bound | None, told: _Told) -> Iterator[str]:
    if bound is None:
        return
    them = listed(_shown(time, told) for time in bound.deciding)
    if bound.in_its_year:
        within = listed(_shown(time, told) for time in bound.in_its_year)
        also = f", and so is {them}" if them else ""
        yield f"{side} {bound.day}: {within}, of the year of publication, is told as {how}{also}."
    else:
        for time in bound.deciding:
            yield f"{side} {bound.day}: {_shown(time, told)} is told as {how}."


def _if_together(pair: Together, low: Bound | None, told: _Told) -> str:
    said = (
        f"If {_shown(pair.near, told)} and {_shown(pair.month, told)} are of one thing, which the "
        f"text does not say, it was published from {pair.days}"
    )
    return f"{said}." if low is None else f"{said}, not before {pair.from_day(low.day)}."


def _stated(stated: Span) -> str:
    if not stated:
        return "The text states no date of publication that stands on the calendar."
    return f"The text states its date: {_between(stated)}."


def _undated(times: Sequence[Time], told: _Told) -> list[str]:
    """Times of an unknown year that are told as past: they come before, whenever that was."""
    found = [
        _shown(time, told)
        for time in times
        if time.name in told.calendar.past and told.calendar.waits_for(time.name) == "year"
    ]
    return (
        [f"It was published after {listed(found)}, of a year that is not stated."] if found else []
    )


def _summary(times: Sequence[Time], told: _Told) -> str:
    if not times:
        return "It holds no other time expression."
    waiting = Counter(told.calendar.waits_for(time.name) for time in times)
    parts = [f"{waiting[wait]} {words}" for wait, words in _WAITING.items() if waiting[wait]]
    return f"Of its {counted(len(times), 'time expression')}: {listed(parts)}."


def _resolved(time: Time, days: Span, told: _Told) -> Finding:
    to = "/".join(steps(told.ids, time.to))
    return Finding(
        "dates",
        steps(told.ids, time.name),
        f"Days between which “{time.words}” lies",
        f"“{time.words}” lies {_between(days)}: {listed(_how(time, to, told))}.",
        (time.name, time.to),
        (
            *nodes(RP.aspect, [RP.relativeTo.value]),
            *nodes(RP.inArticle, [time.article]),
            *_span(days),
        ),
    )


def _how(time: Time, to: str, told: _Told) -> Iterator[str]:
    if time.shift == "PT0S":
        yield f"counted from {to}, the same {time.unit}"
    elif time.shift:
        yield f"counted from {to}, shifted by {time.shift}, a whole {time.unit}"
    else:
        yield f"counted from {to}"
    if time.of_a_year:
        yield f"{time.edtf} of that year"
    if time.unit == "week":
        yield "weeks begin on Monday (ISO 8601)"
    if time.weekday is not None:
        yield f"on day {time.weekday} of the week"
    if time.name in told.calendar.over:
        yield "not after publication"


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

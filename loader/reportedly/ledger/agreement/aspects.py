"""Places and initiatives, held against the namings in their words; parts of an event likewise."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Final

from reportedly.ledger import names
from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import BEINGS, Reading
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span
from reportedly.model.registry import Actor, Outlet

_POINTS: Final = re.compile(r"(?i)\b(?:t?here|home|abroad|elsewhere)\b")
"""Words that point to a place named elsewhere."""

_MOST: Final = 6
"""Namings that one slip shows beside it at most."""


def find(reading: Reading) -> Iterator[Slip]:
    """RP174 where the namings in the words of a place or an initiative denote something else.

    Words in which nothing is named yet are the ledger's to ask for.

    Of an event, those who took part and where it was are named in a sentence that its words, or
    the passage of a report of it, stand in; and whoever its own words name takes part, or is its
    place, or what it is.
    """
    for i, report in enumerate(reading.entry.reports):
        base = f"reports.{report.id}"
        aspects: list[tuple[str, YamlPath, str]] = [
            (f"place.{n + 1}", ("place", n), each.is_) for n, each in enumerate(report.place)
        ]
        if report.initiative is not None:
            aspects.append(("initiative", ("initiative",), report.initiative.is_))
        for key, steps, given in aspects:
            spans = reading.spans(f"{base}.{key}")
            for span in spans:
                if key.startswith("place") and not _nameable(reading, span):
                    what = f"'{reading.words(span)}' names no place"
                    yield Slip("RP174", ("reports", i, *steps, "q"), what)
            named = any(span.meets(each.span) for span in spans for each in reading.named)
            if named and not any(
                _denoted(reading, given, span) or _POINTS.search(reading.words(span))
                for span in spans
            ):
                what = f"no naming in '{reading.words(spans[0])}' denotes '{given}'"
                path: YamlPath = ("reports", i, *steps, "is")
                yield Slip("RP174", path, what, others=_namings_at(reading, spans))
    yield from _events(reading)


def _nameable(reading: Reading, span: Span) -> bool:
    """Whether words have a name or a naming in them, or point to a place."""
    return any(span.meets(each) for each in names.detect(reading.text)) or bool(
        any(span.meets(each.span) for each in reading.named) or _POINTS.search(reading.words(span))
    )


def _events(reading: Reading) -> Iterator[Slip]:
    for i, event in enumerate(reading.entry.events):
        own = reading.spans(f"events.{event.id}")
        near = {reading.sentence_of(span) for span in own}
        for report in reading.entry.reports:
            if event.id in (report.event, *(hop.in_ for hop in report.chain)):
                near |= {
                    s for p in reading.passages[report.id] for s in reading.sentences if s.meets(p)
                }
        for n, where in enumerate(event.place):
            record = reading.record(where)
            if isinstance(record, Actor) and record.kind == "person":
                what = f"'{where}' is a person, and no place"
                yield Slip("RP174", ("events", i, "place", n), what)
        part = {event.is_, *event.actors, *event.place}
        for key, those in (("actors", event.actors), ("place", event.place)):
            for n, who in enumerate(those):
                if isinstance(reading.record(who), BEINGS) and not any(
                    _denoted(reading, who, sentence) or _several(reading, sentence)
                    for sentence in near
                ):
                    what = f"no sentence of the event '{event.id}' names '{who}'"
                    others = (*_elsewhere(reading, who, near), *_namings_at(reading, near, part))
                    yield Slip("RP174", ("events", i, key, n), what, others=others)
        for named in reading.named:
            inside = event.ends is None and any(span.holds(named.span) for span in own)
            if inside and len(named.ids) == 1 and not named.ids & part:
                if any(
                    other.span.holds(named.span)
                    and other.span != named.span
                    and event.is_ not in other.ids
                    for other in reading.named
                    if any(span.holds(other.span) for span in own)
                ):
                    continue
                who = next(iter(named.ids))
                if isinstance(reading.record(who), Outlet):
                    continue
                what = f"the words of the event name '{who}', who has no part in it"
                yield Slip("RP174", ("events", i, "id"), what, other=(*named.path, "is"))


def _namings_at(
    reading: Reading, spans: Iterable[Span], but: Collection[str | None] = ()
) -> tuple[YamlPath, ...]:
    """The namings in some words that denote none of some; a few, by other than a name first."""
    there = [
        each
        for each in reading.named
        if any(span.meets(each.span) for span in spans) and not each.ids & {*but}
    ]
    there.sort(key=lambda each: each.naming.form not in ("description", "metonym"))
    paths = dict.fromkeys((*each.path, "is") for each in there)
    return tuple(islice(paths, _MOST))


def _elsewhere(reading: Reading, who: str, near: Collection[Span]) -> tuple[YamlPath, ...]:
    """The namings of somebody that are the nearest to some sentences."""
    those = [each for each in reading.named if who in each.ids]
    if not those or not near:
        return ()
    at = min(near, key=lambda span: span.start).start
    those.sort(key=lambda each: abs(each.span.start - at))
    return tuple(islice(dict.fromkeys((*each.path, "q") for each in those), _MOST // 2))


def _denoted(reading: Reading, who: str, where: Span) -> bool:
    return any(who in named.ids and where.meets(named.span) for named in reading.named)


def _several(reading: Reading, where: Span) -> bool:
    """Whether somebody is denoted there who may be several at once, such as "they"."""
    return any(
        isinstance(record := reading.record(each), Actor) and record.kind == "collective"
        for named in reading.named
        if where.meets(named.span) and named.naming.form == "description"
        for each in named.ids
    )

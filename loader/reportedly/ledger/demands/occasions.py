"""What is told of an event says so, and an event is that of something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.words import BEGINNING, beginnings
from reportedly.model.details import Time
from reportedly.model.entry import Event, Report
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span
from reportedly.model.registry import Claim

_FARTHEST: Final = 60
"""Letters from the beginning of a purpose within which an event is the one that it is for."""


def find(reading: Reading) -> Iterator[Demand]:
    """Demand the event of a report whose claim tells it, or that the report is for.

    The first stands in the report's passage, and the claim's act is its own word, or the claim is
    of it as the registry knows it; the second is known to the registry and named in a purpose or a
    little after it begins. And demand that an event is that of a report, of a saying or of a time:
    one that is of nothing was overlooked in the report of its passage.
    """
    told: set[str] = set()
    for i, report in enumerate(reading.entry.reports):
        if report.event is not None:
            continue
        for n, event in enumerate(reading.entry.events):
            for span in _spans(reading, event):
                if reading.tells_at(report, span) and _tells(reading, report, event, span):
                    what = f"{report.id} tells of the event {event.id}, and does not say so"
                    told.add(event.id)
                    at: YamlPath = ("events", n, "id")
                    yield Demand(span, False, what, ("reports", i, "id"), (at,))
    yield from _idle(reading, told)


def _tells(reading: Reading, report: Report, event: Event, span: Span) -> bool:
    claim = reading.claim(report)
    if claim is not None and any(hop.in_ == event.id for hop in report.chain) is False:
        if _same_word(reading, claim, event):
            return True
        if event.is_ is not None and event.is_ in (claim.agent, claim.thing):
            return True
    return not _used_in(report, event) and _is_for(reading, report, event, span)


def _used_in(report: Report, event: Event) -> bool:
    times = (*report.event_when, *(hop.when for hop in report.chain if hop.when is not None))
    return any(hop.in_ == event.id for hop in report.chain) or any(
        time.relative_to == event.id for time in times
    )


def _spans(reading: Reading, event: Event) -> tuple[Span, ...]:
    own = reading.spans(f"events.{event.id}")
    if event.is_ is None:
        return own
    return (*own, *(named.span for named in reading.named if event.is_ in named.ids))


def _same_word(reading: Reading, claim: Claim, event: Event) -> bool:
    act = reading.record(claim.act)
    names = (claim.act.replace("-", " "), *(act.label.values() if act is not None else ()))
    own = beginnings(event.kind.replace("-", " "), event.q, shortest=BEGINNING)
    return bool(beginnings(*names, shortest=BEGINNING) & own)


def _is_for(reading: Reading, report: Report, event: Event, span: Span) -> bool:
    if event.is_ is None:
        return False
    keys = (f"reports.{report.id}.purpose.{n + 1}" for n in range(len(report.purpose)))
    return any(
        0 <= span.start - aim.start <= _FARTHEST
        and reading.sentence_of(span) == reading.sentence_of(aim)
        for key in keys
        for aim in reading.spans(key)
    )


def _idle(reading: Reading, told: set[str]) -> Iterator[Demand]:
    """Events of which nothing is told, unless a report was asked for one already."""
    used: set[str | None] = {*told, *(report.event for report in reading.entry.reports)}
    used |= {hop.in_ for report in reading.entry.reports for hop in report.chain}
    times = (slot.anchor for slot in reading.slots if isinstance(slot.anchor, Time))
    used |= {time.relative_to for time in times}
    for n, event in enumerate(reading.entry.events):
        for span in reading.spans(f"events.{event.id}"):
            holding = tuple(reading.telling_at(span))
            what = f"nothing is told of the event {event.id}, or dated by it"
            others = (*holding, *_of_other_events(reading, span))
            yield Demand(span, event.id in used, what, ("events", n, "id"), others)


def _of_other_events(reading: Reading, span: Span) -> Iterator[YamlPath]:
    """Where what is told in the words' sentence is said to be of, or dated by, another event."""
    sentence = reading.sentence_of(span)
    for i, report in enumerate(reading.entry.reports):
        if report.event is not None and any(map(sentence.meets, reading.passages[report.id])):
            yield ("reports", i, "event")
    for slot in reading.slots:
        dated = isinstance(slot.anchor, Time) and slot.anchor.relative_to in reading.events
        if dated and any(map(sentence.meets, reading.spans(slot.key))):
            yield (*slot.path, "relative_to")

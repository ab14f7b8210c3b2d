"""The event that a report is about, held against the words of its passage."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.words import BEGINNING, beginnings
from reportedly.model.details import Time
from reportedly.model.entry import Event
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span


def find(reading: Reading) -> Iterator[Slip]:
    """RP179 for an event of which nothing stands near the passage of a report about it.

    Its own words, or a word of these or of its kind, stand in the paragraph, a line of the text.
    An event that the registry knows is held to more by RP160. What a time is relative to stands in
    its paragraph too, or is named by its words.
    """
    for i, report in enumerate(reading.entry.reports):
        event = reading.events.get(report.event or "")
        passages = reading.passages[report.id]
        if event is None or event.is_ is not None or not passages:
            continue
        if not any(_near(reading, event, passage) for passage in passages):
            what = f"no words of the event '{event.id}' are in the paragraph of {report.id}"
            yield Slip("RP179", ("reports", i, "event"), what, other=_words_of(reading, event))
    yield from _far_times(reading)


def _far_times(reading: Reading) -> Iterator[Slip]:
    """Times that are relative to an event of which nothing stands near."""
    for slot in reading.slots:
        if not isinstance(slot.anchor, Time) or slot.anchor.relative_to is None:
            continue
        event = reading.events.get(slot.anchor.relative_to)
        spans = reading.spans(slot.key)
        if event is None or not spans or any(_known(reading, event, span) for span in spans):
            continue
        if not any(_near(reading, event, span) for span in spans):
            what = f"no words of the event '{event.id}' are in the paragraph of '{slot.anchor.q}'"
            path = (*slot.path, "relative_to")
            yield Slip("RP179", path, what, other=_words_of(reading, event))


def _words_of(reading: Reading, event: Event) -> YamlPath:
    """Where the entry has the words of an event."""
    return ("events", reading.entry.events.index(event), "q")


def _known(reading: Reading, event: Event, span: Span) -> bool:
    """Whether the words name the event as the registry knows it."""
    return any(event.is_ in named.ids and span.meets(named.span) for named in reading.named)


def _near(reading: Reading, event: Event, passage: Span) -> bool:
    start = reading.text.rfind("\n", 0, passage.start) + 1
    end = reading.text.find("\n", passage.end)
    paragraph = Span(start, len(reading.text) if end < 0 else end)
    if any(paragraph.meets(span) for span in reading.spans(f"events.{event.id}")):
        return True
    own = beginnings(event.q, event.kind, shortest=BEGINNING)
    return bool(own & beginnings(reading.words(paragraph)))

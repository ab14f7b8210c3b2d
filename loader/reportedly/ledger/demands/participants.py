"""Who speaks in an event, and whose event it is, takes part in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.demands import sayings
from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Named, Reading, speaker_id
from reportedly.ledger.words import APOSTROPHES
from reportedly.model.places import Span
from reportedly.model.registry import Actor

_GAP: Final = re.compile(r"[ \u00a0](?:[a-z][\w-]*[ \u00a0]){0,2}")
_OWN: Final = re.compile(rf"[{''.join(APOSTROPHES)}]s?")
_POSSESSIVE: Final = re.compile(r"(?i)(?:his|her|its|their)\Z")


def find(reading: Reading) -> Iterator[Demand]:
    """Demand that who says something in an event of the entry is one of its actors.

    So is somebody whose event it is by a possessive directly before or in its words ("Norland's
    last offensive", "his letter"); of several candidates one is enough.
    """
    yield from sayings.find(reading)
    for i, event in enumerate(reading.entry.events):
        part = {event.is_, *event.actors, *event.place}
        for r, report in enumerate(reading.entry.reports):
            for n, hop in enumerate(report.chain, 1):
                speaker = speaker_id(hop.by)
                if hop.in_ == event.id and not speaker.startswith("unnamed."):
                    for span in reading.spans(f"reports.{report.id}.chain.{n}.cue"):
                        what = f"'{speaker}' speaks in the event {event.id}, and has no part in it"
                        said = ("reports", r, "chain", n - 1, "in")
                        met = speaker in event.actors
                        yield Demand(span, met, what, ("events", i, "id"), (said,))
        for span in reading.spans(f"events.{event.id}"):
            for named in reading.named:
                if _owns(reading, named, span) and not _several(reading, named):
                    what = f"the event {event.id} is that of '{reading.words(named.span)}'"
                    yield Demand(named.span, bool(named.ids & part), what, ("events", i, "id"))


def _several(reading: Reading, named: Named) -> bool:
    """Whether it denotes several together, of whom the event may name each."""
    records = map(reading.record, named.ids)
    return any(isinstance(each, Actor) and each.kind == "collective" for each in records)


def _owns(reading: Reading, named: Named, span: Span) -> bool:
    text = reading.text
    own = _OWN.match(text, named.span.end)
    end = named.span.end if own is None else own.end()
    if own is None and not _POSSESSIVE.search(text[named.span.start : named.span.end]):
        return False
    if named.span.start == span.start:
        return True
    gap = _GAP.fullmatch(text, end, span.start) if end < span.start else None
    return gap is not None

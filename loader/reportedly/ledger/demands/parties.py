"""Whoever a report speaks of is named in its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import BEINGS, Reading, speaker_id
from reportedly.model.entry import Report
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span


def find(reading: Reading) -> Iterator[Demand]:
    """Demand words for whom a report speaks of, and for the events that the registry knows.

    The agent and the thing of its claim, its event, and the speakers, channels and hearers of its
    chain are denoted by a naming, a pronoun's if need be, in a sentence that the passage or a
    cue stands in; an unnamed source by its own anchor too. For whom something is done is often
    left to be understood, and is not demanded. A known event's own words are a naming of it.
    """
    for i, report in enumerate(reading.entry.reports):
        passage = reading.passages[report.id]
        if not passage:
            continue
        cues = (reading.spans(f"reports.{report.id}.chain.{n + 1}.cue") for n in _hops(report))
        near = {
            sentence
            for span in chain(passage, *cues)
            for sentence in reading.sentences
            if sentence.meets(span)
        }
        for role, who, path in _spoken_of(reading, report):
            met = any(_denoted(reading, who, sentence) for sentence in near)
            what = f"in the sentence of {report.id} no naming denotes its {role}, '{who}'"
            yield Demand(passage[0], met, what, ("reports", i, *path), who=who)
    for i, event in enumerate(reading.entry.events):
        if event.is_ is not None:
            for span in reading.spans(f"events.{event.id}"):
                met = _denoted(reading, event.is_, span)
                what = f"no naming in the words of the event {event.id} denotes '{event.is_}'"
                yield Demand(span, met, what, ("events", i, "is"), who=event.is_)


def _hops(report: Report) -> range:
    return range(len(report.chain))


def _spoken_of(reading: Reading, report: Report) -> Iterator[tuple[str, str, YamlPath]]:
    """As what a report speaks of somebody, of whom, and at which path of the report."""
    claim = reading.claim(report)
    if claim is not None:
        for role, who in (("agent", claim.agent), ("thing", claim.thing)):
            if who is not None and isinstance(reading.record(who), BEINGS):
                yield role, who, ("tells",)
    event = reading.events.get(report.event or "")
    if event is not None and event.is_ is not None:
        yield "event", event.is_, ("event",)
    for n, hop in enumerate(report.chain, 1):
        where = "" if len(report.chain) == 1 else f" of hop {n}"
        at: YamlPath = ("chain", n - 1)
        yield f"speaker{where}", speaker_id(hop.by), (*at, "by")
        for role, key, other in (("outlet", "on", hop.on), ("hearer", "to", hop.to)):
            if other is not None:
                yield f"{role}{where}", other, (*at, key)


def _denoted(reading: Reading, who: str, where: Span) -> bool:
    return any(who in named.ids and where.meets(named.span) for named in reading.named) or any(
        where.meets(span) for span in reading.spans(who) if who.startswith("unnamed.")
    )

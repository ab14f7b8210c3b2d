"""In which event something is said, and to whom, where the words of the saying tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Reading, speaker_id
from reportedly.ledger.words import set_of
from reportedly.model.details import Hop
from reportedly.model.entry import Report
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span

_SAYING: Final = set_of(
    "interview broadcast letter speech statement address proclamation message article telegram"
)
"""Kinds of event that are made of words."""
_TO: Final = re.compile(r"(?i)\b(?:told|tells|tell|informed|informs)\Z")
_NEXT: Final = re.compile(r"[ \u00a0](?:the[ \u00a0])?")


def find(reading: Reading) -> Iterator[Demand]:
    """Demand the event in which somebody says something, and whom he tells it.

    The event is an interview, a letter or the like in which the speaker takes part, and its kind
    stands in the sentence of the cue; or a quotation goes on that was begun in it. Whom he tells
    is named directly after "told".
    """
    for i, report in enumerate(reading.entry.reports):
        for n, hop in enumerate(report.chain):
            at: YamlPath = ("reports", i, "chain", n, "cue", "q")
            for cue in reading.spans(f"reports.{report.id}.chain.{n + 1}.cue"):
                yield from _said_in(reading, report, hop, cue, at)
                yield from _told_to(reading, hop, cue, at)
        yield from _goes_on(reading, report, ("reports", i))


def _said_in(
    reading: Reading, report: Report, hop: Hop, cue: Span, at: YamlPath
) -> Iterator[Demand]:
    sentence = reading.sentence_of(cue)
    said = reading.text[sentence.start : sentence.end].lower()
    for event in (each for each in reading.entry.events if each.id != report.event):
        if event.kind in _SAYING and speaker_id(hop.by) in event.actors and event.kind in said:
            what = f"what '{reading.words(cue)}' opens is said in the event {event.id}"
            yield Demand(cue, hop.in_ is not None, what, at)


def _told_to(reading: Reading, hop: Hop, cue: Span, at: YamlPath) -> Iterator[Demand]:
    if _TO.search(reading.text, cue.start, cue.end) is None:
        return
    gap = _NEXT.match(reading.text, cue.end)
    for named in reading.named:
        if gap is not None and named.span.start in (cue.end + 1, gap.end()):
            what = f"'{reading.words(named.span)}' is told it, and the hop does not say so"
            yield Demand(cue, hop.to is not None or hop.on is not None, what, at)


def _goes_on(reading: Reading, report: Report, at: YamlPath) -> Iterator[Demand]:
    """The speech of a quotation that goes on is in the same event, in the same outlet."""
    quoted = {each.id: each for each in reading.entry.quotations}
    reports = {each.id: each for each in reading.entry.reports}
    for q, quotation in enumerate(quoted.values()):
        before = quoted.get(quotation.continues or "")
        if before is None or report.id not in quotation.in_:
            continue
        hops = [hop for each in before.in_ if each in reports for hop in reports[each].chain]
        for h, hop in enumerate(report.chain):
            places: tuple[YamlPath, ...] = ((*at, "chain", h), ("quotations", q, "continues"))
            same = [other for other in hops if other.by == hop.by]
            for key, name in (("in_", "event"), ("on", "outlet"), ("to", "hearer")):
                given = {getattr(other, key) for other in same} - {None}
                for span in reading.passages[report.id] if given else ():
                    what = f"{report.id} has not the {name} of the speech that it goes on with"
                    met = getattr(hop, key) in given
                    yield Demand(span, met, what, (*at, "id"), places)

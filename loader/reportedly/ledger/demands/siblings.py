"""What one report of a passage has, another that tells the like has too."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Final

from reportedly.ledger import times
from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Reading, speaker_id
from reportedly.model.entry import Report
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span
from reportedly.model.registry import Actor, Claim

_ASPECTS: Final = ("purpose", "place", "in_return_for")
_HAPPENED: Final = ("done", "ongoing")
_Numbered = tuple[int, Report]
"""A report and its number in the entry, from 0."""


def find(reading: Reading) -> Iterator[Demand]:
    """Demand that reports of one passage share what its words say of them all.

    Two reports of the same words, by the same speakers and of the same modality, have the same
    times if their claims share the agent, or act and thing; the same purposes and returns
    if they share the act, and agent or thing; and the same places if they share agent or thing in
    whatever part, or if they share the thing and the one passage lies in the other. What is said by
    two cues in one sentence is said at the same time. A time inside an event's own words is the
    event's; a saying in it, and what is told as done in it, have that time too, or one relative to
    the event.
    """
    for (i, one), (j, other) in permutations(enumerate(reading.entry.reports), 2):
        if _alike(reading, one, other):
            yield from _shared(reading, (i, one), (j, other))
        elif _nested(reading, one, other):
            yield from _places(reading, (i, one), (j, other))
        if reading.passages[one.id] == reading.passages[other.id]:
            yield from _said(reading, (i, one), (j, other))
    yield from _events(reading)


def _alike(reading: Reading, one: Report, other: Report) -> bool:
    return (
        reading.passages[one.id] == reading.passages[other.id]
        and one.modality == other.modality
        and [speaker_id(hop.by) for hop in one.chain] == [speaker_id(hop.by) for hop in other.chain]
    )


def _nested(reading: Reading, one: Report, other: Report) -> bool:
    """Whether one's passage lies in the other's, and both are told in the article's own voice."""
    return not (one.chain or other.chain) and any(
        outer.holds(inner) and outer != inner
        for inner in reading.passages[one.id]
        for outer in reading.passages[other.id]
    )


def _places(reading: Reading, left: _Numbered, right: _Numbered) -> Iterator[Demand]:
    """Places that stand in both passages, of reports about the same thing."""
    (i, one), (_, other) = left, right
    first, second = reading.claim(one), reading.claim(other)
    if first is None or second is None or first.thing is None or first.thing != second.thing:
        return
    mine = _aspect(reading, one, "place")
    for span in _aspect(reading, other, "place"):
        if reading.tells_at(one, span):
            what = f"{other.id} has the place '{reading.words(span)}', and {one.id} has not"
            yield Demand(
                span, span in mine, what, ("reports", i, "id"), _both(left, right, "place")
            )


def _said(reading: Reading, left: _Numbered, right: _Numbered) -> Iterator[Demand]:
    """The time of a saying, of two sayings that one sentence has beside each other."""
    (i, one), (_, other) = left, right
    if len(one.chain) != 1 or len(other.chain) != 1:
        return
    mine = reading.spans(f"reports.{one.id}.chain.1.when")
    cues = [s for each in (one, other) for s in reading.spans(f"reports.{each.id}.chain.1.cue")]
    for span in reading.spans(f"reports.{other.id}.chain.1.when"):
        sentence = reading.sentence_of(span)
        if len(cues) > 1 and all(map(sentence.holds, cues)):
            what = f"{other.id} is said at the time '{reading.words(span)}', and {one.id} is not"
            yield Demand(
                span, span in mine, what, ("reports", i, "id"), _both(left, right, "chain")
            )


def _shared(reading: Reading, left: _Numbered, right: _Numbered) -> Iterator[Demand]:
    """What the first owes because the second has it."""
    (i, one), (_, other) = left, right
    first, second = reading.claim(one), reading.claim(other)
    if first is None or second is None:
        return
    agent, thing = first.agent == second.agent, first.thing == second.thing
    act = first.act == second.act
    if agent or (act and thing):
        mine = _times(reading, one)
        for span in _times(reading, other):
            what = f"{other.id} has the time '{reading.words(span)}', and {one.id} has not"
            both = _both(left, right, "event_when")
            yield Demand(span, span in mine, what, ("reports", i, "id"), both)
    parties = _parties(reading, first) & _parties(reading, second)
    for name in _ASPECTS:
        if (act and (agent or thing)) or (name == "place" and parties):
            mine = _aspect(reading, one, name)
            for span in _aspect(reading, other, name):
                what = f"{other.id} has the {name} '{reading.words(span)}', and {one.id} has not"
                both = _both(left, right, name)
                yield Demand(span, span in mine, what, ("reports", i, "id"), both)


def _both(left: _Numbered, right: _Numbered, name: str) -> tuple[YamlPath, ...]:
    """Why two reports are held to be told alike, and where the second has what the first lacks."""
    (i, one), (j, other) = left, right
    had: list[YamlPath] = [("reports", i, name, n) for n in range(len(getattr(one, name)))]
    had += [("reports", j, name, n) for n in range(len(getattr(other, name)))]
    alike: list[YamlPath] = [("reports", n, key) for n in (i, j) for key in ("tells", "modality")]
    return (*had, *alike)


def _parties(reading: Reading, claim: Claim) -> set[str]:
    """Agent and thing of a claim, and of what a crowd of them consists: who is sent is there."""
    found = {each for each in (claim.agent, claim.thing) if each is not None}
    records = (reading.record(each) for each in found)
    made_of = (each.consists_of for each in records if isinstance(each, Actor))
    return found | {each for each in made_of if each is not None}


def _times(reading: Reading, report: Report) -> set[Span]:
    keys = (f"reports.{report.id}.event_when.{n + 1}" for n in range(len(report.event_when)))
    return {span for key in keys for span in reading.spans(key)}


def _aspect(reading: Reading, report: Report, name: str) -> set[Span]:
    keys = (f"reports.{report.id}.{name}.{n + 1}" for n in range(len(getattr(report, name))))
    return {span for key in keys for span in reading.spans(key)}


def _events(reading: Reading) -> Iterator[Demand]:
    found = times.detect(reading.text)
    for n, event in enumerate(reading.entry.events):
        own = reading.spans(f"events.{event.id}.when")
        for words in reading.spans(f"events.{event.id}"):
            for span in (each for each in found if words.holds(each)):
                met = any(span.meets(each) for each in own)
                what = f"the time '{reading.words(span)}' is in the words of the event {event.id}"
                yield Demand(span, met, what, ("events", n, "id"))
        for i, report in enumerate(reading.entry.reports):
            told = report.event == event.id and report.modality in _HAPPENED
            said = [h for h, hop in enumerate(report.chain, 1) if hop.in_ == event.id]
            if any(time.relative_to == event.id for time in report.event_when):
                continue
            mine = _times(reading, report)
            for h in range(1, len(report.chain) + 1):
                mine |= set(reading.spans(f"reports.{report.id}.chain.{h}.when"))
            for span in own:
                if (told or said) and reading.tells_at(report, span):
                    met = any(span.meets(each) for each in mine)
                    what = (
                        f"{report.id} has not the time of its event '{reading.words(span)}', "
                        "which stands in its passage"
                    )
                    hops = tuple(("reports", i, "chain", h) for h in range(len(report.chain)))
                    yield Demand(span, met, what, ("reports", i, "id"), hops)

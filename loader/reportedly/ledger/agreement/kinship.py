"""A concept of whose names the words have nothing, while they have another's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.words import STEM, set_of
from reportedly.model.entry import Report
from reportedly.model.findings import YamlPath
from reportedly.model.registry import Concept

_STEM: Final = 5
"""Letters by which two forms of a word are known to be one."""
_SHORTEST: Final = 3
_SMALL: Final = set_of("the and for with its his her their into against out off over take part")
_BEFORE: Final = 8
_AFTER: Final = 3
"""Words around a number in which what it counts is named; before it only where that is said."""
_COUNTING: Final = set_of("number count total toll figure tally")
_SAYING: Final = set_of(
    "interview broadcast letter speech statement address proclamation message article telegram"
    " call conference tweet post"
)
"""Kinds of event that are made of words."""
_MAY_SAY: Final = _SAYING | set_of(
    "accord agreement treaty pact deal meeting visit summit tour hearing trial debate"
    " instruction order"
)
"""Kinds of event in which something is said."""


def find(reading: Reading) -> Iterator[Slip]:
    """RP197 where words have the name of another concept, in one word even, and none of the given.

    What is counted is sought in the few words around the number, too; it is as well a party of the
    claim. A purpose is also held against names of one word. An event in which something is said is
    of a kind in which one speaks; and one that is a letter, an interview or the like has a word for
    it, or something is said in it.
    """
    for i, report in enumerate(reading.entry.reports):
        yield from _purposes(reading, report, i)
        yield from _counted(reading, report, i)
    yield from _kinds(reading)


def _purposes(reading: Reading, report: Report, i: int) -> Iterator[Slip]:
    for key, those in (("purpose", report.purpose), ("in_return_for", report.in_return_for)):
        for n, aspect in enumerate(those):
            said = _stems(aspect.q)
            path: YamlPath = ("reports", i, key, n, "is")
            yield from _held(reading, aspect.is_, said, "act", path, aspect.q)


def _counted(reading: Reading, report: Report, i: int) -> Iterator[Slip]:
    claim = reading.claim(report)
    parties = () if claim is None else (claim.agent, claim.thing, claim.beneficiary)
    for n, amount in enumerate(report.amounts):
        if amount.unit is not None or amount.counts in parties:
            continue
        for span in reading.spans(f"reports.{report.id}.amounts.{n + 1}"):
            sentence = reading.sentence_of(span)
            led = reading.text[sentence.start : span.start].split()[-_BEFORE:]
            before = led if _COUNTING & {word.lower() for word in led} else []
            after = reading.text[span.end : sentence.end].split()[:_AFTER]
            said = _stems(" ".join((*before, reading.words(span), *after)))
            path: YamlPath = ("reports", i, "amounts", n, "counts")
            yield from _held(reading, amount.counts, said, "thing", path, amount.q)


def _held(
    reading: Reading,
    given: str,
    said: frozenset[str],
    scheme: str,
    path: YamlPath,
    q: str,
) -> Iterator[Slip]:
    record = reading.record(given)
    if not isinstance(record, Concept) or record.scheme != scheme:
        return
    if any(said & stems for stems in _names(record)):
        return
    others = [
        other.id
        for other in reading.registry.of(Concept)
        if other.scheme == scheme and any(stems and stems <= said for stems in _names(other))
    ]
    if others:
        near = " or ".join(f"'{other}'" for other in others[:3])
        what = f"'{q}' has no word of '{given}'"
        mend = f"The words name {near}; if they mean '{given}', add them to its aliases."
        yield Slip("RP197", path, what, mend)


def _kinds(reading: Reading) -> Iterator[Slip]:
    spoken = {hop.in_ for report in reading.entry.reports for hop in report.chain}
    for i, event in enumerate(reading.entry.events):
        if event.is_ is not None:
            continue
        kind = event.kind.rpartition("-")[2]
        record = reading.record(event.kind)
        said = _stems(event.q)
        named = isinstance(record, Concept) and any(said & stems for stems in _names(record))
        if event.id in spoken and kind not in _MAY_SAY and not named:
            what = f"something is said in the event '{event.id}', which is no {event.kind}"
            yield Slip("RP197", ("events", i, "kind"), what)
        elif event.id not in spoken and kind in _SAYING and not named:
            what = f"'{event.q}' has no word of {event.kind}, and nothing is said in it"
            yield Slip("RP197", ("events", i, "kind"), what)


def _names(record: Concept) -> tuple[frozenset[str], ...]:
    names = (*record.names, record.id.replace("-", " "))
    return tuple(_stems(part) for name in names for part in name.split(" or "))


def _stems(words: str) -> frozenset[str]:
    found: Iterable[str] = map(str.lower, STEM.findall(words.replace("-", " ")))
    return frozenset(
        (word.removesuffix("s"))[:_STEM]
        for word in found
        if len(word) >= _SHORTEST and word not in _SMALL
    )

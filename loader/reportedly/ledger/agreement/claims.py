"""The claim that a passage tells, held against the others that the registry has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import BEINGS, Reading
from reportedly.ledger.words import STEM, set_of
from reportedly.model.entry import Report
from reportedly.model.registry import Claim

_STEM: Final = 5
"""Letters by which two forms of a word are known to be one."""
_SHORTEST: Final = 4
"""Letters of a word that tells something by itself."""
_PART: Final = 3
"""Of the words of a claim that is told, one in so many may stand in the passage by chance."""
_SMALL: Final = set_of("that with from into have been will would their they them over under there")


def find(reading: Reading) -> Iterator[Slip]:
    """RP172 for a report in whose words another claim stands whole, and hardly one of the one told.

    Of the other all words but the names stand in the passage, two at least, its agent is named
    there, and no report of the entry tells it; of the one told a third of the words at most.
    Claims are told in other words, too, so that what merely lacks its words is let by.
    """
    told = {report.tells for report in reading.entry.reports}
    others = {
        claim.id: stems
        for claim in reading.registry.of(Claim)
        if claim.id not in told and len(stems := _stems(reading, claim)) > 1
    }
    for i, report in enumerate(reading.entry.reports):
        claim = reading.claim(report)
        if claim is None:
            continue
        said = {
            word.lower()[:_STEM]
            for passage in reading.passages[report.id]
            for word in STEM.findall(reading.text[passage.start : passage.end])
        }
        own = _stems(reading, claim)
        if not own or len(own & said) * _PART > len(own):
            continue
        fitting = [each for each in _named_there(reading, report, others) if others[each] <= said]
        if fitting:
            what = f"the passage of {report.id} has hardly a word of '{report.tells}'"
            near = " or ".join(f"'{each}'" for each in fitting[:3])
            yield Slip("RP172", ("reports", i, "tells"), what, f"Its words tell {near}.")


def _named_there(reading: Reading, report: Report, others: Mapping[str, set[str]]) -> Iterator[str]:
    there = {
        each
        for named in reading.named
        if reading.tells_at(report, named.span)
        for each in named.ids
    }
    for each in others:
        claim = reading.record(each)
        if isinstance(claim, Claim) and claim.agent in there:
            yield each


def _stems(reading: Reading, claim: Claim) -> set[str]:
    """The words of a claim's names that are in no name of whom it is about."""
    parties = (claim.agent, claim.thing, claim.beneficiary)
    records = (reading.record(each) for each in parties if each is not None)
    names = {
        stem
        for record in records
        if isinstance(record, BEINGS)
        for label in record.label.values()
        for stem in _cut(label)
    }
    return {stem for label in claim.label.values() for stem in _cut(label)} - names


def _cut(words: str) -> set[str]:
    return {
        word[:_STEM]
        for word in map(str.lower, STEM.findall(words))
        if len(word) >= _SHORTEST and word not in _SMALL
    }

"""What is told of one of two that "and" or "or" joins is told of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Named, Reading
from reportedly.model.entry import Report
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span
from reportedly.model.registry import Location
from reportedly.model.slots import naming_key

_AFTER: Final = re.compile(r"[ \u00a0](?:and|or)[ \u00a0](?P<word>[a-z]+)\b")
_BEFORE: Final = re.compile(r"\b(?P<word>[a-z]+)[ \u00a0](?:and|or)[ \u00a0]\Z")
_JOINED: Final = re.compile(
    r"(?:[ \u00a0]\([^()\n]{1,20}\))?[ \u00a0](?:and|or|nor)[ \u00a0](?:the[ \u00a0])?"
)


def find(reading: Reading) -> Iterator[Demand]:
    """Demand both halves of a pair of names.

    If one is the agent of a claim, a report of the same pair tells the same act of the other, in
    the same modality, unless the claim has the other as its thing or beneficiary, or the agent is
    named once more in the passage. If one is the place of a report, so is the other; a role before
    the pair, or beside two places in their sentence, is a role of both; and both halves of a return
    are returns.
    """
    yield from _returns(reading)
    for left, right in product(reading.named, repeat=2):
        gap = reading.text[left.span.end : right.span.start]
        if left.span.end < right.span.start and _JOINED.fullmatch(gap):
            pair = Span(left.span.start, right.span.end)
            yield from _status(reading, pair, left, right)
            yield from _status(reading, pair, right, left)
            for i, report in enumerate(reading.entry.reports):
                if reading.tells_at(report, pair):
                    yield from _owed(reading, report, i, pair, (left, right))
                    yield from _owed(reading, report, i, pair, (right, left))


def _status(reading: Reading, pair: Span, one: Named, other: Named) -> Iterator[Demand]:
    """A role in the words before the pair belongs to both; of places, one anywhere beside it."""
    theirs = {
        role
        for each in reading.named
        if each.ids & other.ids and each.span.meets(other.span)
        for role in reading.spans(f"{naming_key(each.naming)}.role")
    }
    places = all(isinstance(reading.record(each), Location) for each in one.ids | other.ids)
    sentence = reading.sentence_of(pair)
    for role in reading.spans(f"{naming_key(one.naming)}.role"):
        before = role.end <= pair.start and pair.start - role.end <= 1
        if before or (places and sentence.holds(role) and not pair.meets(role)):
            what = f"of '{reading.words(pair)}' one has the role '{reading.words(role)}'"
            yield Demand(pair, role in theirs, what, other.path, (one.path,))


def _returns(reading: Reading) -> Iterator[Demand]:
    """A return that "and" joins to one more word has that word beside it."""
    for i, report in enumerate(reading.entry.reports):
        keys = (
            f"reports.{report.id}.in_return_for.{n + 1}" for n in range(len(report.in_return_for))
        )
        spans = [span for key in keys for span in reading.spans(key)]
        for span in spans:
            joined = (
                _AFTER.match(reading.text, span.end),
                _BEFORE.search(reading.text[: span.start]),
            )
            for word in (Span(*match.span("word")) for match in joined if match is not None):
                met = any(other.holds(word) for other in spans)
                what = (
                    f"'{reading.words(word)}' is joined to the return of {report.id}, and is none"
                )
                yield Demand(word, met, what, ("reports", i, "in_return_for"))


def _owed(
    reading: Reading, report: Report, i: int, pair: Span, halves: tuple[Named, Named]
) -> Iterator[Demand]:
    one, other = halves
    places = {aspect.is_ for aspect in report.place}
    words = reading.words(pair)
    if places & one.ids:
        what = f"of '{words}' {report.id} has only one as its place"
        yield Demand(pair, bool(places & other.ids), what, ("reports", i, "place"))
    claim = reading.claim(report)
    if claim is None or claim.agent not in one.ids or _again(reading, report, one, pair):
        return
    if {claim.agent, claim.thing, claim.beneficiary} & other.ids:
        return
    met = any(
        told.agent in other.ids and (told.act, told.thing) == (claim.act, claim.thing)
        for each in reading.entry.reports
        if each.modality == report.modality and reading.tells_at(each, pair)
        if (told := reading.claim(each)) is not None
    )
    what = f"of '{words}' {report.id} tells of one what no report tells of the other"
    yield Demand(pair, met, what, ("reports", i, "tells"), tuple(_beside(reading, report)))


def _beside(reading: Reading, report: Report) -> Iterator[YamlPath]:
    """What else is told with the same words: in which modality if it is another, or else what."""
    for j, each in enumerate(reading.entry.reports):
        if each != report and reading.passages[each.id] == reading.passages[report.id]:
            yield ("reports", j, "tells" if each.modality == report.modality else "modality")


def _again(reading: Reading, report: Report, one: Named, pair: Span) -> bool:
    """Whether the passage names somebody outside the pair too."""
    return any(
        named.ids & one.ids and reading.tells_at(report, named.span) and not pair.meets(named.span)
        for named in reading.named
    )

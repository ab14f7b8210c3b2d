"""What is told of one of two that "and" or "or" joins is told of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Named, Reading
from reportedly.model.entry import Report
from reportedly.model.places import Span

_JOINED: Final = re.compile(r"[ \u00a0](?:and|or|nor)[ \u00a0](?:the[ \u00a0])?")


def find(reading: Reading) -> Iterator[Demand]:
    """Demand both halves of a pair of names.

    If one is the agent of a claim, a report of the same pair tells the same act of the other, in
    the same modality, unless the claim has the other as its thing or beneficiary, or the agent is
    named once more in the passage. If one is the place of a report, so is the other.
    """
    for left, right in product(reading.named, repeat=2):
        gap = reading.text[left.span.end : right.span.start]
        if left.span.end < right.span.start and _JOINED.fullmatch(gap):
            pair = Span(left.span.start, right.span.end)
            for i, report in enumerate(reading.entry.reports):
                if reading.tells_at(report, pair):
                    yield from _owed(reading, report, i, pair, (left, right))
                    yield from _owed(reading, report, i, pair, (right, left))


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
    yield Demand(pair, met, what, ("reports", i, "tells"))


def _again(reading: Reading, report: Report, one: Named, pair: Span) -> bool:
    """Whether the passage names somebody outside the pair too."""
    return any(
        named.ids & one.ids and reading.tells_at(report, named.span) and not pair.meets(named.span)
        for named in reading.named
    )

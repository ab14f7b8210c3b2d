"""An infinitive in a report's passage is told: as the claim's act, or by an anchor of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger import infinitives
from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.lexicon import bases
from reportedly.ledger.words import STEM
from reportedly.model.entry import Report
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span

_TELLING: Final = re.compile(
    r"reports\..+\.(?:purpose\.\d+|place\.\d+|in_return_for\.\d+|initiative|cue|disclaimer|event_when\.\d+)"
    r"|events\.[^.]+|unnamed\..+|namings\..+"
)


def find(reading: Reading) -> Iterator[Demand]:
    """Demand that an infinitive is a purpose, a return or another anchor, or a claim's own word.

    Its verb stands within such an anchor, or, in any form, in the label of a claim that is told in
    a passage around it; or a report's passage begins with it.
    """
    told = reading.anchored(_TELLING)
    for verb in infinitives.detect(reading.text):
        holding = [
            (i, each)
            for i, each in enumerate(reading.entry.reports)
            if reading.tells_at(each, verb)
        ]
        if not holding:
            continue
        forms = set(bases(reading.words(verb).lower()))
        met = any(span.holds(verb) for span in told) or any(
            _begins(reading, report, verb) or forms & _words_of(reading, report)
            for _, report in holding
        )
        what = f"'{reading.words(verb)}' is no purpose, and no claim of its passage tells it"
        others: tuple[YamlPath, ...] = tuple(("reports", i, "tells") for i, _ in holding)
        yield Demand(verb, met, what, ("reports", holding[0][0], "at"), others)


def _begins(reading: Reading, report: Report, verb: Span) -> bool:
    return any(
        passage.start <= verb.start
        and reading.text[passage.start : verb.start].lower() in ("", "to ")
        for passage in reading.passages[report.id]
    )


def _words_of(reading: Reading, report: Report) -> set[str]:
    claim = reading.claim(report)
    if claim is None:
        return set()
    words = (match.group() for label in claim.label.values() for match in STEM.finditer(label))
    return {form for word in words for form in bases(word.lower())}

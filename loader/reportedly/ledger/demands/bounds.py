"""Words that bound or blur a number belong to its amount or time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger import numbers
from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.words import any_of
from reportedly.model.details import Amount
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span

_BOUND: Final = re.compile(
    r"(?i)(?<![\w-])(?:up to|as (?:"
    + any_of("many much high low few little early late long far large")
    + r") as|(?:more|less|fewer|greater|higher|lower|other) than|at (?:least|most|the most)"
    r"|no (?:more|less|fewer) than|close to|in excess of|upwards? of|an estimated|nearly|almost"
    r"|approximately|roughly|about|around|over)[ \u00a0](?:an?[ \u00a0](?=\d))?[$£€]?$"
)
_LONGEST: Final = 30
_HOLDING: Final = re.compile(
    r"reports\..+\.(?:amounts\.\d+|amount)(?:\.cue)?|reports\..+\.cue|times\..+|namings\..+"
    r"|(?:reports|events)\..+\.when|reports\..+\.event_when\.\d+"
)


def find(reading: Reading) -> Iterator[Demand]:
    """Demand that a bound ("up to", "as high as", "about") directly before a number is a cue.

    It stands in the words or the cue of an amount, or in a time; a number that no report tells has
    none.
    """
    holding = reading.anchored(_HOLDING)
    for number in numbers.detect(reading.text):
        line = max(reading.text.rfind("\n", 0, number.start) + 1, number.start - _LONGEST)
        before = _BOUND.search(reading.text[line : number.start])
        if before is None:
            continue
        words = before.group().rstrip(" \u00a0$£€")
        span = Span(line + before.start(), line + before.start() + len(words))
        told = [i for i, r in enumerate(reading.entry.reports) if reading.tells_at(r, span)]
        if told:
            what = f"'{reading.words(span)}' bounds '{reading.words(number)}', and is no cue"
            met = any(each.holds(span) for each in holding)
            yield Demand(span, met, what, ("reports", told[0], "at"), _amounts(reading, number))


def _amounts(reading: Reading, number: Span) -> tuple[YamlPath, ...]:
    """Where the entry has the number."""
    return tuple(
        (*slot.path, "q")
        for slot in reading.slots
        if isinstance(slot.anchor, Amount) and any(map(number.meets, reading.spans(slot.key)))
    )

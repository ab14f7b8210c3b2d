"""What is done for a war or another known event is done to its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Reading
from reportedly.model.registry import SharedEvent

_FOR: Final = re.compile(r"\b[Ff]or[ \u00a0](?:(?:[Tt]he|an?|its|his|her|their)[ \u00a0])?\Z")
_AIM: Final = re.compile(r"reports\..+\.(?:purpose|in_return_for)\.\d+")


def find(reading: Reading) -> Iterator[Demand]:
    """Demand a purpose, or a return, where "for" stands before a known event."""
    aims = reading.anchored(_AIM)
    for named in reading.named:
        line = reading.text.rfind("\n", 0, named.span.start) + 1
        before = _FOR.search(reading.text[line : named.span.start])
        if before and any(isinstance(reading.record(of), SharedEvent) for of in named.ids):
            met = any(aim.meets(named.span) or aim.start == line + before.start() for aim in aims)
            what = f"'for {reading.words(named.span)}' is the purpose of no report"
            those = tuple(reading.telling_at(named.span))
            yield Demand(named.span, met, what, named.path, those)

"""Words of asking say on whose initiative something is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger import names
from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.words import any_of
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span

_NOUNS: Final = any_of("request invitation behest urging instigation")
_ASKING: Final = re.compile(
    rf"\b(?:(?i:at|on|upon)[ \u00a0](?:[\w’']+[ \u00a0]){{1,4}}?(?P<noun>{_NOUNS})\b"
    rf"|(?P<own>{_NOUNS})\b"
    r"|(?P<verb>(?:has|have|had|was|were|been)[ \u00a0]invited|invites|invited)\b)"
)
_INITIATIVE: Final = re.compile(r"reports\..+\.(?:initiative|cue|purpose\.\d+)")


def find(reading: Reading) -> Iterator[Demand]:
    """Demand an initiative for a request or an invitation that a passage tells of.

    A noun counts after "at" or "on" ("at the request of the town") or directly after a name or its
    adjective ("the Norlandish request"); "invited" counts always.
    """
    held = reading.anchored(_INITIATIVE)
    ends = {span.end for span in names.detect(reading.text)}
    for match in _ASKING.finditer(reading.text):
        span = Span(*match.span(match.lastgroup or 0))
        if match["own"] and not _follows_name(reading.text, span.start, ends):
            continue
        told = [i for i, r in enumerate(reading.entry.reports) if reading.tells_at(r, span)]
        if told:
            met = any(each.meets(span) for each in held)
            what = f"'{reading.words(span)}' is the initiative of no report"
            others: tuple[YamlPath, ...] = tuple(("reports", i, "initiative") for i in told)
            yield Demand(span, met, what, ("reports", told[0], "at"), others)


def _follows_name(text: str, start: int, ends: set[int]) -> bool:
    before = text[:start].rstrip(" \u00a0")
    return len(before) in ends or len(before.removesuffix("s").rstrip("'’")) in ends

"""Statuses told in passing: compounds of a name, such as "Norland-held" or "pro-Norland"."""

from __future__ import annotations

import re
from typing import Final

from reportedly.ledger.words import any_of, apart, spans_of
from reportedly.model.places import Span

_DONE: Final = any_of("held led run made born built sent owned")
_STATUS: Final = re.compile(
    rf"\b(?:[^\W\d_a-z]\w*[-‑](?:[a-z]{{2,}}ed|{_DONE}|aligned|friendly|loyal)"
    r"|(?i:pro|anti)[-‑][^\W\d_a-z]\w*)\b"
)


def detect(text: str) -> tuple[Span, ...]:
    """Every compound adjective that says how something stands to whoever has the name in it."""
    return apart(spans_of(_STATUS, text))

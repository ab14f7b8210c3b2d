"""Statuses told in passing: compounds of a name, such as "Norland-held" or "pro-Norland"."""

from __future__ import annotations

import re
from typing import Final

from reportedly.ledger.words import any_of, apart, spans_of
from reportedly.model.places import Span

_DONE: Final = any_of("held led run made born built sent owned")
_STATUS: Final = re.compile(
    rf"\b(?:[^\W\d_a-z]\w*[-‑](?:[A-Za-z][a-z]+ed|(?i:{_DONE}|aligned|friendly|loyal))"
    r"|(?i:pro|anti)[-‑][^\W\d_a-z]\w*)\b"
)
_RECOGNISED: Final = re.compile(
    r"\b(?i:recogni[sz](?:e|es|ed|ing)|declar(?:e|es|ed|ing))\b[^.;:!?\n]{0,90}?"
    r"(?:\bas[ \u00a0](?:an?[ \u00a0])?|\b(?:them|it|itself|themselves)[ \u00a0])"
    r"(?P<it>(?:in)?dependent|sovereign|neutral|autonomous|void|illegal|legal|legitimate)\b"
)
"""What recognition and declaration make of somebody."""


def detect(text: str) -> tuple[Span, ...]:
    """Every compound adjective that says how something stands to whoever has the name in it.

    Besides, what somebody is recognised as or declared to be ("recognised as independent").
    """
    return apart((*spans_of(_STATUS, text), *spans_of(_RECOGNISED, text)))

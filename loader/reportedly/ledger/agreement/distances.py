"""How far a time lies from what it is counted from, where its words say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.model.details import Time

_UNIT: Final = (
    r"(?:day|week|weekend|fortnight|month|quarter|year|decade|century|morning|evening|night)s?"
)
_FAR: Final = re.compile(
    rf"(?i)\b(?:(?:last|next|this|previous|following|past|same)[ \u00a0]{_UNIT}\b"
    r"|yesterday|tomorrow|today|tonight|(?:\w+[ \u00a0]){1,2}ago\b|currently|now\b|at present"
    r"|\d+(?:st|nd|rd|th)[ \u00a0]anniversary"
    rf"|an?[ \u00a0]{_UNIT}[ \u00a0](?:ago|before|after|later))"
)
"""Words that say how many periods lie between."""


def find(reading: Reading) -> Iterator[Slip]:
    """RP183 for a time whose words give the distance, and that has none.

    A weekday, and a date that the words give besides, need none.
    """
    for slot in reading.slots:
        time = slot.anchor
        if not isinstance(time, Time) or time.relative_to is None:
            continue
        if (
            time.shift is None
            and time.weekday is None
            and time.edtf is None
            and _FAR.search(time.q)
        ):
            what = f"'{time.q}' says how far it lies from {time.relative_to}, and no shift does"
            yield Slip("RP183", (*slot.path, "relative_to"), what)

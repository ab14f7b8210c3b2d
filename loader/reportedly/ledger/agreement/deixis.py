"""From where a time is counted, held against its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger import times
from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.words import STEM
from reportedly.model.details import Time
from reportedly.model.places import Span
from reportedly.model.references import PUBLISHED
from reportedly.model.slots import Slot

_NOW: Final = re.compile(
    r"(?i)\b(?:last|next|this|now|ago|today|tonight|yesterday|tomorrow|current(?:ly)?|recent(?:ly)?"
    r"|present(?:ly)?|so far|to date|newly|these days|upcoming|coming|soon)\b"
)
"""Words that count from the day of writing."""
_THEN: Final = re.compile(
    r"(?i)\b(?:during|after|before|since|until|when|while|post|pre|following|prior|ahead|amid|earlier"
    r"|later|then|as|once|response|wake|same|next|previous|eve|anniversary)\b"
)
"""Words that count from something else."""
_BACK: Final = re.compile(r"(?i)\b(?:last|ago|yesterday|past|previous|earlier)\b")
_AHEAD: Final = re.compile(r"(?i)\b(?:next|tomorrow|coming|upcoming|later)\b")
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def find(reading: Reading) -> Iterator[Slip]:
    """RP176 where the words of a time count from elsewhere, or the other way, or say no time.

    "Last week" is counted from the day of publication and backwards; "during her visit" is not.
    A weekday has its number. What is said of a time has words that the ledger knows as one, or the
    words of the event that it is relative to.
    """
    found = times.detect(reading.text)
    for slot in reading.slots:
        time = slot.anchor
        if not isinstance(time, Time):
            continue
        words = " ".join(reading.words(span) for span in reading.spans(slot.key)) or time.q
        now, then = _NOW.search(words), _THEN.search(words)
        if now and not then and time.relative_to not in (None, PUBLISHED):
            what = f"'{words}' counts from the day of writing, not from {time.relative_to}"
            yield Slip("RP176", (*slot.path, "relative_to"), what)
        if time.shift is not None:
            nought = not any(ch in "123456789" for ch in time.shift)
            back = time.shift.startswith("-")
            wrong = (_BACK.search(words) and not back and not nought) or (
                _AHEAD.search(words) and back
            )
            if wrong:
                what = f"'{words}' does not lie {'back' if back else 'ahead'} by {time.shift}"
                yield Slip("RP176", (*slot.path, "shift"), what)
        for key in ("duration", "repeats"):
            if (getattr(time, key) or "").startswith("-"):
                what = f"a length is not negative: {getattr(time, key)}"
                yield Slip("RP176", (*slot.path, key), what)
        if time.weekday is not None and _DAYS[time.weekday - 1] not in words.lower():
            what = f"'{words}' is not the weekday {time.weekday} (1 is Monday)"
            yield Slip("RP176", (*slot.path, "weekday"), what)
        yield from _no_time(reading, slot, time, words, found)


def _no_time(
    reading: Reading, slot: Slot, time: Time, words: str, found: tuple[Span, ...]
) -> Iterator[Slip]:
    spans = reading.spans(slot.key)
    if any(span.meets(each) for span in spans for each in found) or _THEN.search(words):
        return
    if _NOW.search(words):
        return
    event = reading.events.get(time.relative_to or "")
    if event is not None:
        said = {word.lower() for word in STEM.findall(words)}
        if said & {word.lower() for word in STEM.findall(event.q)}:
            return
    if spans:
        yield Slip("RP176", (*slot.path, "q"), f"'{words}' says no time")

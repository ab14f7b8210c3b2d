"""Every time of an entry held against its own words: digits, lengths, periods, distances."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from reportedly.figures.numbers import numbers_in
from reportedly.model.dates import unsaid_parts
from reportedly.model.details import Time
from reportedly.model.findings import Finding, SourceMap, YamlPath

_UNITS: Final = MappingProxyType(
    {
        "day": ("D", 1),
        "dai": ("D", 1),  # daily
        "night": ("D", 1),
        "morning": ("D", 1),
        "afternoon": ("D", 1),
        "evening": ("D", 1),
        "yesterday": ("D", 1),
        "tomorrow": ("D", 1),
        "week": ("W", 1),
        "fortnight": ("W", 2),
        "month": ("M", 1),
        "quarter": ("M", 3),
        "year": ("Y", 1),
        "annual": ("Y", 1),
        "spring": ("Y", 1),
        "summer": ("Y", 1),
        "autumn": ("Y", 1),
        "winter": ("Y", 1),
        "anniversar": ("Y", 1),
        "decade": ("Y", 10),
        "centur": ("Y", 100),
    }
)
"""The stem of each word that measures time: the letter of its unit in ISO 8601, and how many."""
_WORD: Final = re.compile(
    rf"(?i)\b(?P<stem>{'|'.join(sorted(_UNITS, key=len, reverse=True))})(?:s|y|ies|ly|ally)?\b"
)
_PART: Final = re.compile(r"([0-9]+)([YMWD])")
_INSIDE: Final = MappingProxyType({("D", "W"): 7})
"""Days that are also given as weeks."""


def unsaid(time: Time, words: str, source: SourceMap, path: YamlPath) -> Iterator[Finding]:
    """RP153 for what a time's words do not give.

    The known year, month and day of an EDTF value stand in the words. A length, period or distance
    of one unit has the unit of a word that measures time, and one of the numbers said, or one; a
    distance of none ("this week") needs the unit alone. Words that measure no time ("currently",
    "recently") give neither, and are not held against it.

    Args:
        time: the time.
        words: its words, whole.
        source: where the entry's paths stand.
        path: the time's path.
    """
    if time.edtf is not None:
        missing = tuple(unsaid_parts(time.edtf, words))
        if missing:
            yield _finding(
                f"'{words}' does not give the {' or the '.join(missing)} of {time.edtf}",
                source,
                (*path, "edtf"),
            )
    for key in ("duration", "repeats", "shift"):
        length: str | None = getattr(time, key)
        if length is not None and not _is_said(length, words):
            yield _finding(f"'{words}' does not say {length}", source, (*path, key))


def _finding(message: str, source: SourceMap, path: YamlPath) -> Finding:
    return Finding(
        "RP153",
        message,
        source.file,
        source.at(path),
        mend="Give what the words give and no more; what they leave open is X in a date.",
    )


def _is_said(length: str, words: str) -> bool:
    units = [_UNITS[match["stem"].lower()] for match in _WORD.finditer(words)]
    parts = _PART.findall(length)
    if not units or len(parts) != 1:
        return True
    number, letter = int(parts[0][0]), parts[0][1]
    said = numbers_in(words)
    counts = said.amounts | said.ranks | {Fraction(1)}
    return any(
        number == 0
        or any(number == count * size * _INSIDE.get((letter, unit), 1) for count in counts)
        for unit, size in units
        if unit == letter or (letter, unit) in _INSIDE
    )

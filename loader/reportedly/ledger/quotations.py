"""Quotation runs: the words between quotation marks, whatever the marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.words import apart, lines_of
from reportedly.model.places import Span

_CLOSING_OF: Final = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'", "‹": "›"}
"""Each opening mark and the marks that may close it."""
_SINGLE: Final = frozenset("‘'")
"""Opening marks whose closing mark is also the apostrophe."""
_BEFORE_OPENING: Final = re.compile(r"[\s(\[{“”„‘«\"'–—\-/:]")
_NO_OPENING: Final = re.compile(
    r"'(?:(?:s|t|d|m|re|ve|ll|em|tis|twas|til|cause|n|bout)\b|\d0s\b|\d\d\b(?!'))", re.IGNORECASE
)
"""An apostrophe at the beginning of a word: ’em, ’90s, or an ending that was set apart."""
_POSSESSIVE: Final = re.compile(r"s['’] (?=[^\W\d_])")
"""What may be a possessive: the workers’ party."""


def detect(text: str) -> tuple[Span, ...]:
    """Every run of words in quotation marks, without the marks.

    A run goes to its closing mark, or to the end of its line where the mark is missing (a speech
    of several paragraphs closes only the last). A single mark opens a run only if another closes
    it in the same line, since it may be an apostrophe. A quotation inside a quotation belongs to
    the outer run. Empty runs are none.
    """
    return apart(span for line in lines_of(text) for span in _in_line(text, line))


def _in_line(text: str, line: Span) -> Iterator[Span]:
    at = line.start
    while at < line.end:
        mark = text[at]
        if mark in _CLOSING_OF and _opens(text, at, line):
            end = _close(text, at, line)
            if end is None and mark not in _SINGLE:
                end = line.end
            if end is not None:
                words = text[at + 1 : end]
                start = at + 1 + len(words) - len(words.lstrip())
                if words.strip():
                    yield Span(start, start + len(words.strip()))
                at = end
        at += 1


def _opens(text: str, at: int, line: Span) -> bool:
    """Whether the mark opens: straight ones do after space or a bracket, before a word."""
    if text[at] not in "\"'‘":
        return True
    before_fits = at == line.start or _BEFORE_OPENING.match(text[at - 1]) is not None
    after = text[at + 1 : at + 2]
    if not before_fits or not after or after.isspace():
        return False
    return text[at] != "'" or _NO_OPENING.match(text, at) is None


def _close(text: str, at: int, line: Span) -> int | None:
    """Where the run that opens here is closed in its line; None if nowhere."""
    opening = text[at]
    closing = _CLOSING_OF[opening]
    if opening in _SINGLE:
        return _close_single(text, at, line, closing)
    for i in range(at + 1, line.end):
        if text[i] in closing:
            return i
        if text[i] == opening:  # it opens anew: the closing mark was forgotten
            return i
    return None


def _close_single(text: str, at: int, line: Span, closing: str) -> int | None:
    """The first closing mark that cannot be a possessive, if none opens before; else the first."""
    possible: int | None = None
    for i in range(at + 2, line.end):
        if possible is not None and text[i] == text[at] and _opens(text, i, line):
            break
        if text[i] not in closing or text[i - 1].isspace() or text[i + 1 : i + 2].isalnum():
            continue
        if not _POSSESSIVE.match(text, i - 1):
            return i
        possible = i if possible is None else possible
    return possible

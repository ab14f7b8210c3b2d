"""Sentences, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sentencex import get_sentence_boundaries

from reportedly.ledger.words import TOKEN, lines_of
from reportedly.model.places import Span

_BULLET: Final = re.compile(r"[\s•·*▪–—-]*")


def detect(text: str) -> tuple[Span, ...]:
    """Every sentence, headings and list items among them, without a bullet before it.

    No sentence crosses the end of a line: articles set a paragraph in one line, and headings
    without a full stop. Sentences of one quotation stay together.
    """
    return tuple(span for line in lines_of(text) for span in _in_line(text, line))


def _in_line(text: str, line: Span) -> Iterator[Span]:
    words = text[line.start : line.end]
    for boundary in get_sentence_boundaries("en", words):
        start, end = boundary["start_index"], boundary["end_index"]
        sentence = words[start:end]
        bullet = _BULLET.match(sentence)
        skipped = bullet.end() if bullet else 0
        stripped = sentence[skipped:].rstrip()
        if TOKEN.search(stripped):
            first = line.start + start + skipped
            yield Span(first, first + len(stripped))

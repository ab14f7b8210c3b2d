"""How much of an article an entry and its lock show: anchors are short, and no republishing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from reportedly.anchor.folding import FoldedText
from reportedly.model.places import Place, Span

LONGEST_RUN: Final = 17
"""Words running of an article that an entry may show, outside quotation marks."""
LARGEST_SHARE: Final = 0.5
"""Share of an article's words that an entry may show, outside quotation marks."""

_WORD: Final = re.compile(r"\w+(?:[’'.,-]\w+)*")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of an article outside quotation marks.

    Attributes:
        words: how many words the article has.
        shown: how many of them are shown.
        longest: the longest run of words shown one after the other.
        run: where that run stands; None if nothing is shown.
    """

    words: int
    shown: int
    longest: int
    run: Span | None

    @property
    def share(self) -> float:
        """The share of the article's words that is shown, 0 to 1."""
        return self.shown / self.words if self.words else 0.0


def shown(text: FoldedText, places: Mapping[str, Iterable[Place]]) -> Shown:
    """Count what is shown; adjacent anchors show one run, since their offsets give it away.

    Args:
        text: the pinned text.
        places: per slot key, where its anchor stands; what ``quotations.…`` slots cover counts
            as quoted and breaks a run.
    """
    quoted = _covered(
        text, (p.span for k, at in places.items() if k.startswith("quotations.") for p in at)
    )
    visible = _covered(
        text,
        (
            end
            for key, at in places.items()
            if not key.startswith("quotations.")
            for place in at
            for end in ((place.head, place.tail) if place.head else (place.span,))
            if end is not None
        ),
    )
    words = [Span(*match.span()) for match in _WORD.finditer(text.raw)]
    total = longest = run = 0
    where: Span | None = None
    for i, word in enumerate(words):
        if visible[word.start] and not quoted[word.start]:
            total, run = total + 1, run + 1
            if run > longest:
                longest, where = run, Span(words[i - run + 1].start, word.end)
        else:
            run = 0
    return Shown(len(words), total, longest, where)


def _covered(text: FoldedText, spans: Iterable[Span]) -> bytearray:
    """One byte a code point: whether a span covers it."""
    covered = bytearray(len(text.raw))
    for span in spans:
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    return covered

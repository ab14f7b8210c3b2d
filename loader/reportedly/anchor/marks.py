"""A quotation stands exactly between its marks, or runs on to where the text forgot to close it."""

from __future__ import annotations

from typing import Final

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.resolve import Miss
from reportedly.model.places import Span

_CLOSING_OF: Final = {
    "“": "”",
    "‘": "’",
    '"': '"',
    "'": "'",
    "„": "“",
    "‚": "‘",
    "«": "»",
    "‹": "›",
}
"""Each opening quotation mark and the mark that closes it."""
_APOSTROPHES: Final = frozenset("’'")
"""Closing marks that also stand within words, where they close nothing."""


def marks_miss(text: FoldedText, span: Span, *, unclosed: bool) -> Miss | None:
    """RP106 unless the span is all that stands between an opening mark and the one that closes it.

    Args:
        text: the pinned text.
        span: the quoted words, without the marks.
        unclosed: the entry says that the text never closes the quotation.
    """
    words = text.words(span)
    shown = words if len(words) <= 40 else f"{words[:39]}…"
    opening = text.raw[span.start - 1 : span.start] if span.start else ""
    closing = _CLOSING_OF.get(opening)
    if closing is None:
        return Miss(
            "RP106",
            f"no opening quotation mark stands before '{shown}'",
            "Give all that stands between the marks, without the marks.",
        )
    if closing in words and closing not in _APOSTROPHES:
        return Miss(
            "RP106",
            f"the quotation '{shown}' is closed before its words end",
            "Give only what stands between the marks; what is said after a break is a quotation "
            "of its own, with continues.",
        )
    if unclosed and _closed_later(text, span, opening, closing):
        return Miss(
            "RP106",
            f"the quotation '{shown}' is closed, but unclosed: true is said",
            "Give all that stands between the marks, and drop unclosed.",
        )
    if not unclosed and text.raw[span.end : span.end + 1] != closing:
        return Miss(
            "RP106",
            f"the quotation '{shown}' is not followed by its closing mark {closing}",
            "Give all that stands between the marks; "
            "say unclosed: true only where the text never closes it.",
        )
    return None


def _closed_later(text: FoldedText, span: Span, opening: str, closing: str) -> bool:
    """Whether the mark is closed before the paragraph ends or another quotation opens."""
    if closing in _APOSTROPHES:
        return text.raw[span.end : span.end + 1] == closing
    paragraph = text.raw[span.end :].partition("\n")[0]
    marks = (mark for mark in paragraph if mark in (opening, closing))
    return next(marks, None) == closing

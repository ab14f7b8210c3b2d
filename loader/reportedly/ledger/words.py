"""What several detectors need: patterns, and spans that neither overlap nor run out of order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from reportedly.model.places import Span

APOSTROPHES: Final = "'’"

TOKEN: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word: letters and digits, with the apostrophes inside it."""
STEM: Final = re.compile(r"(?<![^\W_]['’])[^\W_]+")
"""A word up to its apostrophe: of "Norland’s", that which a naming holds."""


BEGINNING: Final = 5
"""Letters by which two forms of a word are known to be one."""


def beginnings(*texts: str, shortest: int = 1) -> frozenset[str]:
    """How the words of some texts begin, in small letters; words shorter than that left out."""
    return frozenset(
        word.lower()[:BEGINNING]
        for text in texts
        for word in STEM.findall(text)
        if len(word) >= shortest
    )


def any_of(words: str) -> str:
    """A pattern for any of the words, which are separated by white space; the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True)) + ")"


def stems(beginnings: str, before: str = r"\b") -> re.Pattern[str]:
    """A pattern for words that begin so, in whatever case.

    Args:
        beginnings: patterns, separated by white space; one may ask for the end of the word, too.
        before: what must be so before the word.
    """
    return re.compile(rf"(?i){before}(?:{'|'.join(beginnings.split())})", re.ASCII)


def set_of(words: str) -> frozenset[str]:
    """The words, which are separated by white space."""
    return frozenset(words.split())


def spans_of(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    """Where the pattern matches, or, if it has a group of the name ``it``, where that stands."""
    name: str | int = "it" if "it" in pattern.groupindex else 0
    for match in pattern.finditer(text):
        yield Span(*match.span(name))


def lines_of(text: str) -> Iterator[Span]:
    """The lines that are not blank, without the white space around them."""
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        yield Span(start, start + len(line.strip()))


def apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted, and of two that meet the one that starts first, or else is longer."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return tuple(kept)

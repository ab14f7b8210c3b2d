"""White space folded to single spaces, with the way back to the text's own offsets."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import category

from reportedly.model.places import Span
from reportedly.model.words import fold


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text to seek words in.

    Attributes:
        raw: the text as it is.
        folded: the text with every run of white space as one space.
        offsets: for each code point of ``folded``, where it comes from in ``raw``, and, last,
            the length of ``raw``.
    """

    raw: str
    folded: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> FoldedText:
        """Fold a text."""
        folded: list[str] = []
        offsets: list[int] = []
        spacing = False
        for i, char in enumerate(raw):
            if char.isspace():
                if not spacing:
                    folded.append(" ")
                    offsets.append(i)
                spacing = True
            else:
                folded.append(char)
                offsets.append(i)
                spacing = False
        return cls(raw, "".join(folded), (*offsets, len(raw)))

    def words(self, span: Span) -> str:
        """The raw text of a span."""
        return self.raw[span.start : span.end]

    def occurrences(self, words: str, scope: Span | None = None) -> list[Span]:
        """Where the words stand, at word boundaries, inside the scope if one is given.

        A boundary is demanded on a side of ``words`` only if a word character stands there: a
        letter, a digit, a low line, or a mark that combines with one (Unicode's categories L, N
        and M). Occurrences may overlap. Sorted by place.
        """
        sought = fold(words)
        found: list[Span] = []
        at = self.folded.find(sought)
        while at >= 0:
            end = at + len(sought)
            if self._bounded(at, end):
                span = Span(self.offsets[at], self.offsets[end - 1] + 1)
                if scope is None or scope.holds(span):
                    found.append(span)
            at = self.folded.find(sought, at + 1)
        return found

    def _bounded(self, start: int, end: int) -> bool:
        text = self.folded
        cut_before = start > 0 and _in_word(text[start]) and _in_word(text[start - 1])
        cut_after = end < len(text) and _in_word(text[end - 1]) and _in_word(text[end])
        return not cut_before and not cut_after


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_" or category(char).startswith("M")

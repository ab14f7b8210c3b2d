"""Quoted words as they are compared: what is the same, what is nearly so, and what changed.

Nothing here knows of RDF or of who is quoted.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

SHORTEST: Final = 4
"""So many words tell a saying from others; fewer meet by chance."""

NEARLY: Final = 0.85
"""Two wordings of one saying share so much of their characters (`SequenceMatcher.ratio`)."""

MOSTLY: Final = 0.8
"""So much of a saying that was shortened and reworded stands in the longer one, in its order."""

HALF: Final = 0.5
"""So much of a saying that one speaker is given twice stands in both wordings, in their order."""

_SPREAD: Final = 1.5
"""What of it stands there stands in a stretch at most so many times as long as the shorter."""

_SHOWN: Final = 8

# Ideographs and kana are written without spaces: each stands for itself.
_WORD: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
    r"|[0-9]{1,3}(?:[,\u00a0\u202f][0-9]{3})+(?![0-9])"
    r"|[^\W_]+(?:['’ʼ][^\W_]+)*"
)
_NO_LETTER: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """Words in their order; case, punctuation, apostrophes and white space do not count.

    Attributes:
        words: each word, folded; none for a quotation without letters or digits. ``100,000`` is
            one word, ``counter-battery`` two.
        shown: each word as the text writes it.
    """

    words: tuple[str, ...]
    shown: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Wording:
        """The wording of a text."""
        shown = tuple(_WORD.findall(unicodedata.normalize("NFKC", text)))
        return cls(tuple(_NO_LETTER.sub("", word.casefold()) for word in shown), shown)

    @property
    def short(self) -> bool:
        """Whether it has too few words to tell a saying from others."""
        return len(self.words) < SHORTEST

    @property
    def start(self) -> str:
        """The first words, as the text writes them."""
        return _first(self.shown)


def contains(longer: Wording, shorter: Wording) -> bool:
    """Whether all words of the one stand in the other, one after another; equal ones do."""
    size = len(shorter.words)
    return size > 0 and any(
        longer.words[at : at + size] == shorter.words for at in range(len(longer.words) - size + 1)
    )


def similar(one: Wording, other: Wording) -> bool:
    """Whether two wordings are nearly the same: reflexive and symmetric, but not transitive.

    They share half the words of the shorter and, from `SHORTEST` words on, two in succession.
    Then either `NEARLY` all of their characters are the same, or `MOSTLY` all words of the
    shorter (if it is not short) stand close together in the longer, in their order.
    """
    if one.words == other.words:
        return True
    shorter, longer = sorted((one, other), key=lambda each: (len(each.words), each.words))
    common = Counter(shorter.words) & Counter(longer.words)
    if not common or 2 * common.total() < len(shorter.words):
        return False
    if not shorter.short and set(pairwise(shorter.words)).isdisjoint(pairwise(longer.words)):
        return False
    characters = SequenceMatcher(None, " ".join(shorter.words), " ".join(longer.words), False)
    if characters.quick_ratio() >= NEARLY and characters.ratio() >= NEARLY:
        return True
    return not shorter.short and _mostly(shorter.words, longer.words)


def _mostly(shorter: Sequence[str], longer: Sequence[str], share: float = MOSTLY) -> bool:
    blocks = SequenceMatcher(None, shorter, longer, False).get_matching_blocks()[:-1]
    if not blocks:
        return False
    stretch = blocks[-1].b + blocks[-1].size - blocks[0].b
    matched = sum(block.size for block in blocks)
    return matched >= share * len(shorter) and stretch <= _SPREAD * len(shorter)


def retold(one: Wording, other: Wording) -> bool:
    """Whether one wording keeps `HALF` of the other: reflexive and symmetric, but not transitive.

    `SHORTEST` words must stand in both one after another, and `HALF` of the shorter close together
    in the longer, in their order; a final ``s`` does not count. So little tells a saying from
    others only where both are put in the mouth of one speaker.
    """
    if one.short or other.short or runs(one).isdisjoint(runs(other)):
        return False
    shorter, longer = sorted((stems(one), stems(other)), key=lambda each: (len(each), each))
    return _mostly(shorter, longer, HALF)


def runs(wording: Wording) -> frozenset[tuple[str, ...]]:
    """Every `SHORTEST` words that stand one after another, without a final ``s``."""
    words = stems(wording)
    return frozenset(words[at : at + SHORTEST] for at in range(len(words) - SHORTEST + 1))


def stems(wording: Wording) -> tuple[str, ...]:
    """Each word without a final ``s``, if three letters are left: the commonest inflection."""
    return tuple(map(_stem, wording.words))


def _stem(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def same_label(one: Wording, other: Wording) -> bool:
    """Whether two labels are one: the same words, but for a final ``s`` of the last."""
    return label_stem(one) == label_stem(other)


def label_stem(label: Wording) -> tuple[str, ...]:
    """A label's words, without a final ``s`` of the last, if three letters are left."""
    if not label.words:
        return ()
    *before, last = label.words
    return (*before, _stem(last))


def changes(fuller: Wording, other: Wording) -> Iterator[str]:
    """What the other wording leaves out, adds and replaces, as clauses in the text's order."""
    matcher = SequenceMatcher(None, fuller.words, other.words, False)
    for what, start, end, other_start, other_end in matcher.get_opcodes():
        there, here = _first(fuller.shown[start:end]), _first(other.shown[other_start:other_end])
        if what == "delete":
            yield f"“{there}” is left out"
        elif what == "insert":
            yield f"“{here}” is added"
        elif what == "replace":
            yield f"“{here}” stands for “{there}”"


def _first(shown: Sequence[str]) -> str:
    return " ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")

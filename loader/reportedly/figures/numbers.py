"""The numbers that English words say.

The library at hand falls short of what news prints: number-parser 0.3.2 reads "once" as 11 (it is
Spanish for eleven), leaves "1.3 million" two numbers, knows neither "two-thirds" nor "both", and
raises a ValueError at "2½".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Final

from reportedly.figures import vocabulary as v

_SPACES: Final = "\u00a0\u202f\u2009"
_DIGITS: Final = (
    rf"\d{{1,3}}(?:[,’'{_SPACES}]\d{{3}})+(?:\.\d+)?"  # 1,388,100 and its like
    r"|\d{1,3}(?:[ ]\d{3})+(?![\d,.])"
    r"|\d{1,3}(?:\.\d{3}){2,}"  # 1.300.000, which nobody reads as a decimal
    r"|\d+(?:\.\d+)?"
)
_GLYPH: Final = f"[{''.join(v.GLYPHS)}]"
_TOKEN: Final = re.compile(
    rf"""(?xi)
      (?P<minus> (?<![\w)]) [-−] (?=\d) )?
      (?P<digits> {_DIGITS} )
      (?: (?P<glyphed> {_GLYPH} )
        | (?P<suffix> (?: st | nd | rd | th | {" | ".join(v.SUFFIXES)} ) \b ) )?
    | (?P<glyph> {_GLYPH} )
    | (?P<word> no[ -]one\b | [^\W\d_]+ )
    """
)
_SEPARATORS: Final = re.compile(rf"[,’' {_SPACES}]")
_DECADE: Final = re.compile(r"(?<![\w.,])[\d]*0(?=s\b)")
_HIGHEST: Final = re.compile(r"(?i)\b(?:most|top|leading|foremost|[a-z]{2,}est)\b")
_NUMBERED: Final = re.compile(r"(?i)(?:\b(?:number|no\.?|nr\.?|ranks?|ranked|place)[ ]|#[ ]?)$")


@dataclass(frozen=True, slots=True)
class Said:
    """What some words say of how many, and of which in an order.

    Attributes:
        amounts: every number that the words can be read as.
        ranks: every position in an order, from 1; a superlative alone is the first.
    """

    amounts: frozenset[Fraction]
    ranks: frozenset[Fraction]


def numbers_in(words: str) -> Said:
    """Every number that the words say, each reading of an ambiguous one included.

    "a third" is 1/3 and the third; "hundreds" is 100 or, since there are several, 200; in "two to
    three million" the two may be millions; "the 50s" are 50 to 59. Of "a hundred and twenty" only
    120 is said, of "twenty-first" nothing but a rank.
    """
    reader = _Reader(words, tuple(_TOKEN.finditer(words)))
    reader.read()
    ranks = reader.ranks
    if not ranks and _HIGHEST.search(words):
        ranks = {Fraction(1)}
    decades = {
        Fraction(match.group()) + years for match in _DECADE.finditer(words) for years in (0, 9)
    }
    return Said(frozenset((reader.amounts or reader.faint) | decades), frozenset(ranks))


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as read: its value, the scale that it ends in, and whether it is a rank."""

    value: Fraction
    scale: int = 1
    rank: bool = False


@dataclass(slots=True)
class _Reader:
    """Reads the tokens from left to right, the longest number at each place."""

    words: str
    tokens: tuple[re.Match[str], ...]
    amounts: set[Fraction] = field(default_factory=set)
    ranks: set[Fraction] = field(default_factory=set)
    faint: set[Fraction] = field(default_factory=set)
    at: int = 0

    def read(self) -> None:
        """Sort all that the words say into amounts, ranks, and what counts only if nothing else."""
        from_: Fraction | None = None
        while self.at < len(self.tokens):
            start = self.at
            number = self._many() or self._fraction() or self._ordinal() or self._cardinal()
            if number is None:
                self._lone_word(self._word(start))
                self.at, from_ = start + 1, None
                continue
            if number.rank or _NUMBERED.search(self.words[: self.tokens[start].start()]):
                self.ranks.add(number.value)
            if number.rank:
                continue
            self.amounts.add(number.value)
            if from_ is not None:
                self.amounts.add(from_ * number.scale)
            from_ = number.value if self._goes_on() else None

    def _word(self, at: int) -> str:
        """The word at a place, in small letters; empty for digits and past the end."""
        word = self.tokens[at]["word"] if at < len(self.tokens) else None
        return (word or "").lower().replace("-", " ")

    def _goes_on(self) -> bool:
        """Whether a range goes on here; takes the word that says so."""
        joined = self._word(self.at)
        if joined in ("to", "or") or (joined == "and" and "between" in self.words.lower()):
            self.at += 1
            return True
        if self.at == len(self.tokens):
            return False
        gap = self.words[self.tokens[self.at - 1].end() : self.tokens[self.at].start()]
        return gap.strip() in ("-", "–", "—")

    def _lone_word(self, word: str) -> None:
        if word in v.COUNTS:
            self.amounts.add(Fraction(v.COUNTS[word]))
        elif word in v.FAINT:
            self.faint.add(Fraction(v.FAINT[word]))

    def _many(self) -> _Number | None:
        """Read "hundreds", "tens of thousands", "several", "a few hundred"."""
        if self._word(self.at) in v.FEW:
            self.at += 1
            few = self._scale()
            self.amounts |= {Fraction(few * count) for count in ((3,) if few == 1 else (1, 3))}
            return _Number(Fraction(2 * few), few)
        worth = v.MANY.get(self._word(self.at))
        if worth is None:
            return None
        self.at += 1
        while self._word(self.at) == "of" and self._word(self.at + 1) in v.MANY:
            worth *= v.MANY[self._word(self.at + 1)]
            self.at += 2
        self.amounts.add(Fraction(2 * worth))
        return _Number(Fraction(worth), worth)

    def _fraction(self) -> _Number | None:
        """Read "half", "a third", "two-thirds", "half a million", "a quarter of a million"."""
        first, over, at = self._word(self.at), 1, self.at
        if first in ("a", "an", "one") or v.UNITS.get(first, 0) > 1:
            over, at = v.UNITS.get(first, 1), at + 1
        elif first not in ("half", "quarter"):
            return None
        part = self._word(at)
        if part not in v.PARTS or (over > 1 and not part.endswith("s")):
            return None
        if over == 1 and part in v.ORDINALS:
            self.ranks.add(Fraction(v.ORDINALS[part]))
        self.at = after = at + 1
        while self._word(self.at) in ("of", "a", "an", "one"):
            self.at += 1
        scale = self._scale()
        self.at = after if scale == 1 else self.at
        return _Number(Fraction(over, v.PARTS[part]) * scale, scale)

    def _ordinal(self) -> _Number | None:
        """Read "third", "twenty-first", "hundredth", "75th"."""
        token = self.tokens[self.at]
        if token["suffix"] and token["suffix"].lower() not in v.SUFFIXES:
            self.at += 1
            return _Number(_worth(token["digits"]), rank=True)
        tens = v.TENS.get(self._word(self.at), 0)
        worth = v.ORDINALS.get(self._word(self.at + 1 if tens else self.at), 0)
        if not worth or (tens and worth >= 10):
            return None
        self.at += 2 if tens else 1
        return _Number(Fraction(tens + worth), rank=True)

    def _cardinal(self) -> _Number | None:
        """Read digits or words, their scale, and the half that may follow."""
        token = self.tokens[self.at]
        number = self._digits(token) if not token["word"] else self._spelled()
        if number is None or self._word(self.at) != "and":
            return number
        over, part = self._word(self.at + 1), v.PARTS.get(self._word(self.at + 2))
        if part is None or over not in ("a", "one"):
            return number
        self.at += 3  # "two and a half", "a million and a half", "two and a half million"
        scale = self._scale()
        return _Number((number.value + Fraction(number.scale, part)) * scale, scale)

    def _digits(self, token: re.Match[str]) -> _Number:
        self.at += 1
        if token["glyph"]:
            value = v.GLYPHS[token["glyph"]]
        else:
            value = _worth(token["digits"]) + v.GLYPHS.get(token["glyphed"] or "", 0)
        scale = v.SUFFIXES.get((token["suffix"] or "").lower(), 1) * self._scale()
        return _Number((-value if token["minus"] else value) * scale, scale)

    def _scale(self) -> int:
        """Take the scales that follow ("hundred thousand"), multiplied; 1 if none does."""
        scale = 1
        while self._word(self.at) in v.SCALES:
            scale *= v.SCALES[self._word(self.at)]
            self.at += 1
        return scale

    def _spelled(self) -> _Number | None:
        """Read "two", "forty-two", "a hundred and twenty thousand"."""
        start, total, group, scale = self.at, 0, 0, 1
        last = 0  # what the word before is worth: a unit goes on after tens or a scale only
        while True:
            word = self._word(self.at)
            if word in ("a", "an") and self.at == start and self._word(start + 1) in v.SCALES:
                group = last = 1
            elif word == "and" and last >= 100 and self._word(self.at + 1) in (*v.UNITS, *v.TENS):
                pass
            elif word in v.UNITS and _joins(last, v.UNITS[word]):
                group, last, scale = group + v.UNITS[word], v.UNITS[word], 1
            elif word in v.TENS and (last == 0 or last >= 100):
                group, last, scale = group + v.TENS[word], v.TENS[word], 1
            elif word in v.SCALES and v.SCALES[word] < 1000 and last < 100:
                group, last, scale = max(group, 1) * v.SCALES[word], 100, v.SCALES[word]
            elif word in v.SCALES and v.SCALES[word] >= 1000:
                total, group = total + max(group, 1) * v.SCALES[word], 0
                last, scale = v.SCALES[word], scale * v.SCALES[word]
            else:
                break
            self.at += 1
        return None if self.at == start else _Number(Fraction(total + group), scale)


def _joins(last: int, worth: int) -> bool:
    if last in v.TENS.values():
        return 0 < worth < 10
    return last == 0 or last >= 100


def _worth(digits: str) -> Fraction:
    plain = _SEPARATORS.sub("", digits)
    return Fraction(Decimal(plain.replace(".", "") if plain.count(".") > 1 else plain))


def is_said(value: int | Decimal, said: frozenset[Fraction]) -> bool:
    """Whether a value is one of the numbers said.

    It may be one of them rounded, to two decimals at least: 0.67 is two thirds, 0.7 is not.
    """
    given = Fraction(value)
    if given in said:
        return True
    places = -int(Decimal(value).as_tuple().exponent)
    return places >= 2 and any(round(each, places) == given for each in said)

"""English words for numbers, and what they are worth."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_SMALL_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"

UNITS: Final[Mapping[str, int]] = MappingProxyType(
    {word: worth for worth, word in enumerate(_SMALL.split())}
)
"""Cardinals below twenty."""
TENS: Final[Mapping[str, int]] = MappingProxyType(
    {word: 10 * count for count, word in enumerate(_TENS.split(), 2)}
)
SCALES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "dozen": 12,
        "score": 20,
        "hundred": 100,
        "thousand": 1000,
        "million": 1000**2,
        "billion": 1000**3,
        "trillion": 1000**4,
    }
)
SUFFIXES: Final[Mapping[str, int]] = MappingProxyType(
    {"k": 1000, "m": 1000**2, "mn": 1000**2, "bn": 1000**3, "tn": 1000**4}
)
"""Scales that are written right after digits: "115m", "$2bn"."""
MANY: Final[Mapping[str, int]] = MappingProxyType(
    {"tens": 10} | {f"{word}s": worth for word, worth in SCALES.items()}
)
"""Scales in the plural, which count nothing exactly: "hundreds", "tens of thousands"."""
ORDINALS: Final[Mapping[str, int]] = MappingProxyType(
    {word: worth for worth, word in enumerate(_SMALL_ORDINALS.split(), 1)}
    | {f"{word[:-1]}ieth": worth for word, worth in TENS.items()}
    | {f"{word}th": worth for word, worth in SCALES.items() if worth >= 100}
)
PARTS: Final[Mapping[str, int]] = MappingProxyType(
    {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
    | {word: worth for word, worth in ORDINALS.items() if worth > 2}
    | {f"{word}s": worth for word, worth in ORDINALS.items() if worth > 2}
)
"""Into how many parts a fraction divides: "half", "a third", "two-thirds"."""
COUNTS: Final[Mapping[str, int]] = MappingProxyType(
    {"once": 1, "twice": 2, "thrice": 3, "both": 2, "nil": 0}
    | {"single": 1, "sole": 1, "lone": 1, "pair": 2, "couple": 2, "duo": 2, "double": 2}
    | {"trio": 3, "triple": 3, "quartet": 4}
)
"""Words that count without being numerals."""
FEW: Final = frozenset({"several", "few"})
"""More than one, and no more is said: two or three may be given as the least."""
FAINT: Final[Mapping[str, int]] = MappingProxyType(
    {"a": 1, "an": 1, "another": 1}
    | {"no": 0, "no one": 0, "none": 0, "nobody": 0, "never": 0, "neither": 0}
)
"""Words that count only where nothing else does."""
GLYPHS: Final[Mapping[str, Fraction]] = MappingProxyType(
    {
        "¼": Fraction(1, 4),
        "½": Fraction(1, 2),
        "¾": Fraction(3, 4),
        "⅓": Fraction(1, 3),
        "⅔": Fraction(2, 3),
        "⅕": Fraction(1, 5),
        "⅛": Fraction(1, 8),
    }
)

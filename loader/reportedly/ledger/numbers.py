"""Numbers: digits, cardinals, ordinals, fractions, "once" and "both"."""

from __future__ import annotations

import re
from typing import Final

from reportedly.ledger.words import any_of, apart, spans_of
from reportedly.model.places import Span

_UNITS: Final = any_of("one two three four five six seven eight nine")
_TEENS: Final = any_of(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS: Final = any_of("twenty thirty forty fifty sixty seventy eighty ninety")
_SCALES: Final = any_of("hundred thousand million billion trillion dozen score")
_MANY: Final = any_of("tens dozens scores hundreds thousands millions billions trillions")
_ORDINALS: Final = any_of(
    """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth
    fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth millionth"""
)
_FRACTIONS: Final = any_of(
    """half halves third thirds quarter quarters fourths fifth fifths sixth sixths seventh sevenths
    eighth eighths ninth ninths tenth tenths hundredths thousandths"""
)
_TIMES: Final = any_of("once twice thrice both zero nil")

_SMALL: Final = rf"(?:{_TENS}(?:[ -]{_UNITS})?|{_TEENS}|{_UNITS})\b"
_SCALED: Final = rf"(?:[ -]{_SCALES}\b(?:[ ](?:and[ ])?{_SMALL})?)"
NUMBER_WORDS: Final = rf"(?:{_SMALL}{_SCALED}*|an?[ ](?:half[ ])?{_SCALES}\b{_SCALED}*)"
"""A cardinal in words, for a pattern that ignores case; "and" joins only after a scale."""

_DIGITS: Final = (
    r"(?<![^\W_])[^\W\d_]*\d+(?:[.,:]\d+)*(?:[\u00a0\u202f]\d{3})*[^\W_]*"
    rf"(?:[ \u00a0-]{_SCALES}\b)?"
)
"""A word with digits: 2,185,000, 1.3 million, 75th, 50s, WW3."""

_NUMBER: Final = re.compile(
    rf"""(?ix)
    {_DIGITS}
    | [\u00bc-\u00be\u2150-\u215e]
    | \b half [ ] an? [ ] {_SCALES} \b
    | \b {_SMALL} [ -] {_FRACTIONS} \b
    | \b (?: {_TENS} - )? {_ORDINALS} \b
    | \b {NUMBER_WORDS}
    | \b {_MANY} (?: [ ] of [ ] {_MANY} )* \b
    | \b {_SCALES} \b
    | \b (?: {_FRACTIONS} | {_TIMES} ) \b
    """
)
_PRONOUN: Final = re.compile(
    rf"""(?xi)
    \b (?: no[ -] | (?: this | that | which | each | every | another ) [ ] ) (?P<it> one ) \b
        (?! [ ] {_SCALES} )
    """
)
_ANAPHOR: Final = re.compile(
    r"(?i)(?<!of )\ban? (?:[\w-]+ ){1,3}(?P<it>one)\b(?=\s*(?:[.,;:!?)\"”]|$))"
)
_NO_NUMBER: Final = re.compile(r"(?i)\bone(?= another\b|['’]s\b)|\bscore\b(?! of\b)")
"""What has the form of a number and counts nothing: "no one", "a serious one", "to score"."""


def detect(text: str) -> tuple[Span, ...]:
    """Every number, with its scale but without cue, currency or unit.

    A number is a word with digits in it, or a cardinal, an ordinal, a fraction, a count of times,
    "hundreds" or the like, or "both". Pronouns ("no one", "a serious one") and Roman numerals
    are none. Numbers inside dates and names are found too: what covers those covers them.
    """
    none = {s for p in (_PRONOUN, _ANAPHOR, _NO_NUMBER) for s in spans_of(p, text)}
    return apart(span for span in spans_of(_NUMBER, text) if span not in none)

"""Pronouns of the third person that stand for somebody or something named before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.words import any_of, apart, spans_of
from reportedly.model.places import Span

_PRONOUN: Final = re.compile(
    r"(?<![\w-])(?!IT\b|HER\b)(?i:"
    + any_of("he she they him her them his hers their theirs its")
    + r")(?![\w-])(?![ \u00a0](?:(?:early|late|mid)[ -])?(?:\d+0s|teens|twenties|[a-z]+ties)\b)"
)
"""Any but "it"; "in his fifties" tells an age."""
_NO_VERB: Final = any_of(
    """to in on at by for with and or but that if as from of into up out off away back over when
    while because than all again"""
)
_IT: Final = re.compile(
    rf"""(?x) (?<![\w-]) (?P<it> it | It ) (?= ['’] | [ \u00a0] (?! {_NO_VERB} \b ) \w )
    (?! (?: ['’](?:s|d|ll)\b (?![ ]one[ ]of) )
      | [ \u00a0] (?: (?:also|even|still|now|never|not|only|just|soon|therefore|thus) [ ] )*
        (?: {
        any_of('''is was were isn wasn be been being looks looked seems seemed appears appeared
        takes took turns turned remains remained happens happened''')
    }
          | (?: will|would|may|might|could|can|must|should|has|had ) [ ] (?: not[ ] )?
            (?: be|been|seem|appear|take|look|remain ) ) \b
        (?! [ ]one[ ]of )
    )
    """
)
"""As a subject only, and not an empty one: "it is clear", "it seems", "it took years"."""
_MADE: Final = re.compile(
    r"(?i)\b(?:ma[dk]e|makes|making|finds?|found|finding|considers?|considered|deems?|deemed|thinks?"
    r"|thought|believes?|believed|keeps?|kept)[ \u00a0]$"
)
"""What has "it" as an empty object: "made it clear"."""


def detect(text: str) -> tuple[Span, ...]:
    """Every personal and possessive pronoun of the third person, but "it" only as a subject.

    An object "it" is mostly a thing, and an empty "it" is nothing ("it is clear", "made it clear").
    "We" and "us" of a quotation are descriptions of those spoken for; reflexives ("himself") and
    relatives ("who") stand beside what they stand for, and are not sought.
    """
    return apart((*spans_of(_PRONOUN, text), *_its(text)))


def _its(text: str) -> Iterator[Span]:
    for span in spans_of(_IT, text):
        if _MADE.search(text[max(0, span.start - 15) : span.start]) is None:
            yield span

"""Descriptions in small letters of somebody in particular: "the colonel", "his forces", "we"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger import names, quotations
from reportedly.ledger.lexicon import is_person
from reportedly.ledger.numbers import NUMBER_WORDS
from reportedly.ledger.words import any_of, apart, spans_of
from reportedly.model.places import Span

_NO_ATTRIBUTE: Final = any_of(
    """of in to and or for with on at by from into over as is was are were be been has have had will
    would can could may might must that which who whose than not also only even
    few several many other others"""
)
"""Words that end a noun group before its noun is reached, or leave open who is meant."""
_DEFINITE: Final = re.compile(
    r"(?i)\b(?:the|this|that|these|those|his|her|its|their|our|my|your)\b"
)
_POSSESSIVE: Final = re.compile(r"['’]s?|[-‑][a-z]+ed\b")
"""What may follow a name before its noun: "Norland’s army", "Norland-backed rebels"."""
_ATTRIBUTE: Final = re.compile(
    rf"[ \u00a0](?!(?:{_NO_ATTRIBUTE}|{NUMBER_WORDS})\b)(?P<word>[a-z][a-z-]*)(?P<of>['’]s?)?(?!\w)"
)
_MOST: Final = 3
"""Words of a noun group that are tried for its noun."""
_SPEAKERS: Final = re.compile(r"\b(?:[Ww]e|us|[Oo]urs?)\b")


def detect(text: str) -> tuple[Span, ...]:
    """Every noun that describes somebody in particular, and every "we" of a quotation.

    Found is the noun alone. It must mean, most often, a person or a group (WordNet 3.0), and be
    definite: after "the", "this" or a possessive, or after a name or its adjective ("Norland’s
    army", "Norlandish sailors"). What is counted is left to its number. "We", "us" and "our" in a
    quotation stand for whom the speaker speaks for.
    """
    return apart((*_definite(text), *_after_names(text), *_spoken_for(text)))


def _definite(text: str) -> Iterator[Span]:
    for match in _DEFINITE.finditer(text):
        yield from _noun(text, match.end(), possessor=True)


def _after_names(text: str) -> Iterator[Span]:
    for name in names.detect(text):
        possessive = _POSSESSIVE.match(text, name.end)
        yield from _noun(text, possessive.end() if possessive else name.end)


def _noun(text: str, at: int, *, possessor: bool = False) -> Iterator[Span]:
    """The first noun of a person in the noun group that goes on here, if it has one.

    In "the army’s boats" it may be the possessor; "the Norland people’s court" is a name of its
    own.
    """
    for _ in range(_MOST):
        match = _ATTRIBUTE.match(text, at)
        if match is None:
            return
        if is_person(match["word"]) and (possessor or not match["of"]):
            yield Span(*match.span("word"))
            return
        if match["of"]:
            return
        at = match.end()


def _spoken_for(text: str) -> Iterator[Span]:
    for run in quotations.detect(text):
        for span in spans_of(_SPEAKERS, text[run.start : run.end]):
            yield Span(run.start + span.start, run.start + span.end)

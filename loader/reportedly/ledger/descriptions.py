"""Descriptions in small letters of somebody in particular: "the colonel", "his forces", "we"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger import names, quotations
from reportedly.ledger.lexicon import is_person
from reportedly.ledger.words import any_of, apart, spans_of
from reportedly.model.places import Span

_NO_ATTRIBUTE: Final = any_of(
    """of in to and or for with on at by from into over as is was are were be been has have had will
    would can could may might must that which who whose than not also only even"""
)
"""Words that end a noun group before its noun is reached."""
_DEFINITE: Final = re.compile(
    rf"(?i)\b(?:the|this|that|these|those|his|her|its|their|our|my|your)[ \u00a0]"
    rf"(?:(?!{_NO_ATTRIBUTE}\b)[a-z][\w’'-]*[ \u00a0]){{0,3}}?(?-i:(?P<noun>[a-z]+))\b(?!-)"
)
_NOUN_AFTER: Final = re.compile(r"(?:['’]s?)?[ \u00a0](?:[a-z-]+[ \u00a0])?(?P<noun>[a-z]+)\b(?!-)")
_SPEAKERS: Final = re.compile(r"\b(?:[Ww]e|us|[Oo]urs?)\b")


def detect(text: str) -> tuple[Span, ...]:
    """Every noun that describes somebody in particular, and every "we" of a quotation.

    Found is the noun alone. It must mean, most often, a person or a group (WordNet 3.0), and be
    definite: after "the", "this" or a possessive, or after a name or its adjective ("Norland’s
    army", "Norlandish sailors"). "We", "us" and "our" in a quotation stand for whom the
    speaker speaks for.
    """
    return apart((*_definite(text), *_after_names(text), *_spoken_for(text)))


def _definite(text: str) -> Iterator[Span]:
    for match in _DEFINITE.finditer(text):
        if is_person(match["noun"]):
            yield Span(*match.span("noun"))


def _after_names(text: str) -> Iterator[Span]:
    for name in names.detect(text):
        match = _NOUN_AFTER.match(text, name.end)
        if match and is_person(match["noun"]):
            yield Span(*match.span("noun"))


def _spoken_for(text: str) -> Iterator[Span]:
    for run in quotations.detect(text):
        for span in spans_of(_SPEAKERS, text[run.start : run.end]):
            yield Span(run.start + span.start, run.start + span.end)

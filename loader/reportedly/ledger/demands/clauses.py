"""A clause of time dates what is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.lexicon import bases, is_mostly_verb
from reportedly.ledger.words import any_of
from reportedly.model.places import Span

_SUBJECT: Final = (
    "(?:(?:"
    + any_of(
        """he she it they we you I the a an this that these those his her its their our my your
        some many several most all both"""
    )
    + r")\b|[A-Z])"
)
_WHEN: Final = re.compile(
    r"(?<!\btime )(?<!\bday )(?<!\bmoment )(?<!\bpoint )(?<!\band )(?<!\bof )(?<!\bknow )"
    rf"\b(?P<it>[Ww]hen)(?=[ \u00a0]{_SUBJECT})"
)
"""Not of "the time when", which is a time already, and not where it asks."""
_COMES: Final = re.compile(
    rf"\b(?P<it>(?:come|comes|came|coming)[ \u00a0]as)(?=[ \u00a0]{_SUBJECT})"
)
_RESPONSE: Final = re.compile(
    r"\b(?P<it>(?:[Ii]n[ \u00a0]response|[Ii]n[ \u00a0]the[ \u00a0]meantime))\b(?![ \u00a0]to\b)"
)
_AS: Final = re.compile(
    r"(?<!\bsuch )(?<!\bsame )(?<!\bcome )(?<!\bcomes )(?<!\bcame )(?<!\bcoming )\b(?P<it>as)"
    r"(?=[ \u00a0](?:the|its|his|her|their|[A-Z][\w’']*)(?:[ \u00a0][\w’']+){0,2}?[ \u00a0]"
    r"(?P<verb>[a-z]+s)[ \u00a0])"
)
_TIME: Final = re.compile(
    r"times\..+|(?:reports|events)\..+\.when|reports\..+\.event_when\.\d+|reports\..+\.cue"
)


def find(reading: Reading) -> Iterator[Demand]:
    """Demand that a clause of time in a passage is a time of something.

    Found are "when" with a clause ("when he met"), "comes as", "in response", and "as" with a
    subject of at most three words and a verb in the present ("as the world waits"). A time's words
    meet the clause's first word.
    """
    held = reading.anchored(_TIME)
    for span in _found(reading.text):
        told = tuple(reading.telling_at(span))
        if told:
            met = any(each.meets(span) for each in held)
            what = f"the clause after '{reading.words(span)}' is the time of nothing"
            yield Demand(span, met, what, (*told[0][:-1], "at"), told[1:])


def _found(text: str) -> Iterator[Span]:
    for pattern in (_WHEN, _COMES, _RESPONSE):
        for match in pattern.finditer(text):
            yield Span(*match.span("it"))
    for match in _AS.finditer(text):
        if match["verb"] == "is" or any(map(is_mostly_verb, bases(match["verb"]))):
            yield Span(*match.span("it"))

"""Infinitives: after "to", and verbs that "and" or a comma joins to one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.lexicon import is_mostly_verb, is_verb
from reportedly.ledger.numbers import NUMBER_WORDS
from reportedly.ledger.purposes import takes
from reportedly.ledger.words import any_of, apart
from reportedly.model.places import Span

_GAP: Final = "[ \u00a0]"
_ADVERB: Final = rf"(?:(?!only\b|family\b|early\b)[a-z]+ly{_GAP})?"
_TO: Final = re.compile(rf"\b[Tt]o{_GAP}{_ADVERB}(?P<verb>[A-Za-z]+)\b(?!['’-])")
_JOINED: Final = re.compile(
    rf"(?P<by>,{_GAP}|(?:,{_GAP})?\b(?:and|or){_GAP}){_ADVERB}(?P<verb>[a-z]+)\b(?!['’-])"
)
_OBJECT: Final = re.compile(
    rf"{_GAP}(?:(?:{NUMBER_WORDS}|\d|[A-Z]|(?i:"
    + any_of(
        """the a an his her its their our my your this that these those him them it us me all any
        some more each every both up out off over down"""
    )
    + r"))\b|\d)"
)
"""What follows a verb with an object rather than a noun."""
_END: Final = re.compile(r"[.;:!?()\n–—]|\b(?:who|which|that|but|because|while|when|if)\b")
_BEFORE: Final = re.compile(rf"(?P<word>[A-Za-z]+){_GAP}$")
_PLURAL: Final = re.compile(
    rf"\b(?:(?i:the|these|those|his|her|its|their|our|my|your|more|some)|[\d,]+\d"
    rf"|[A-Z]\w+(?:an|ish|ese)){_GAP}[a-z]+s{_GAP}$"
)
"""A noun in the plural that might be a verb, as in "his forces"."""
_LONGEST: Final = 40
"""Letters within which two words end."""
_STATES: Final = frozenset(("be", "have", "do"))


def detect(text: str) -> tuple[Span, ...]:
    """The verb of every infinitive: the one after "to", and those joined to it in its clause.

    A joined verb must be followed by an object, or be a verb more often than a noun (SemCor).
    States ("to be", "to have") are left out. In a heading verbs may be capitalised.
    """
    return apart(_infinitives(text))


def _infinitives(text: str) -> Iterator[Span]:
    for match in _TO.finditer(text):
        verb = match["verb"]
        if not is_verb(verb) or (verb[0].isupper() and not _in_heading(text, match.start())):
            continue
        if verb.lower() not in _STATES and not _governed(text, match.start()):
            yield Span(*match.span("verb"))
        end = _END.search(text, match.end())
        clause = text[: end.start() if end else len(text)]
        for joined in _JOINED.finditer(clause, match.end()):
            word = joined["verb"]
            if not is_verb(word) or word in _STATES:
                continue
            has_object = _OBJECT.match(text, joined.end()) is not None
            if has_object if joined["by"].startswith(",") else has_object or is_mostly_verb(word):
                yield Span(*joined.span("verb"))


def _governed(text: str, at: int) -> bool:
    """Whether the word directly before takes an infinitive, as in "ready to go"."""
    near = text[max(0, at - _LONGEST) : at]
    before = _BEFORE.search(near)
    return before is not None and takes(before["word"]) and _PLURAL.search(near) is None


def _in_heading(text: str, at: int) -> bool:
    """Whether the line has no full stop at its end, as headings have none."""
    start = text.rfind("\n", 0, at) + 1
    line = text[start : text.find("\n", at) if "\n" in text[at:] else len(text)]
    return not re.search(r"[.!?][\"”’)]*\s*$", line)

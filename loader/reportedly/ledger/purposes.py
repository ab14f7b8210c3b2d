"""Purposes: infinitives that no word before them takes as its object, and "for" with a war."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.lexicon import is_verb, makes_somebody, takes_infinitive
from reportedly.ledger.words import TOKEN, apart, set_of, spans_of
from reportedly.model.places import Span

_INFINITIVE: Final = re.compile(r"\b(?P<to>[Tt]o)[ \u00a0](?:[a-z]+ly[ \u00a0])?(?P<verb>[a-z]+)\b")
_PHRASE: Final = re.compile(
    r"(?i)\b(?:in order to|so as to|with a view to|with the aim of|for the purpose of"
    r"|in retaliation|in revenge|aimed at)\b"
)
_CLAUSE: Final = re.compile(r"[,;:.!?()\n–—]|\b(?:and|or|but|that|who|which|as well as)\b")
_NO_PURPOSE: Final = frozenset(("be", "have", "number", "amount"))
"""States are no purposes."""
_TAKERS: Final = set_of(
    """able unable ready unready willing unwilling likely unlikely eager keen free sure certain due
    bound set prepared reluctant afraid hard easy difficult possible impossible necessary glad happy
    ability capacity chance opportunity duty right power way decision effort efforts readiness
    willingness refusal failure tendency obligation permission need reason time moment mistake goal
    aim one ones first last next only enough too
    ought used going is are was were be been has have had having yet not how what when where
    whether duties powers opportunities fair reasonable easier harder
    decide decided decides claim claimed claims believed considered said thought known reported
    supposed alleged"""
)
"""What takes an infinitive besides WordNet's verbs (Quirk et al. 1985, §§16.38-83, 17.35)."""
_SOMEBODY: Final = set_of(
    """for urge urges urged plead pleads pleaded need needs needed call calls called invite invites
    invited ask asks asked tell tells told instruct instructed force forced leave leaving left"""
)
"""What takes somebody and an infinitive, likewise: "told him to go", "time for him to go"."""
_AUXILIARIES: Final = set_of(
    """have has had having give gives gave given make makes made help helps
    say says said saying"""
)
"""Verbs for which WordNet has the frame in a rare sense only, or with a bare infinitive."""
_REACH: Final = 8
"""Words before the infinitive, of its clause, among which such a word may stand."""


def detect(text: str) -> tuple[Span, ...]:
    """Every infinitive of purpose, as its "to" and verb, and fixed phrases of purpose.

    An infinitive is one of purpose unless what stands before it takes an infinitive as its
    complement: a verb by WordNet's sentence frames ("plans to", "allowed him to"), an adjective
    ("ready to"), a noun ("a duty to"). A verb that can do both ("sent him to fetch") is taken to
    have a complement, and so is what a headline has coming ("Norland To Sail"): what is found is
    likely a purpose, but not every purpose is found.
    """
    return apart((*_infinitives(text), *spans_of(_PHRASE, text)))


def _infinitives(text: str) -> Iterator[Span]:
    for match in _INFINITIVE.finditer(text):
        verb = match["verb"]
        line = text.rfind("\n", 0, match.start()) + 1
        future = match["to"] == "To" and text[line : match.start()].strip() != ""
        if future or not is_verb(verb) or verb in _NO_PURPOSE:
            continue
        clause = _CLAUSE.split(text[line : match.start()])[-1]
        before = [word.group() for word in TOKEN.finditer(clause)]
        if not before:
            before = [word.group() for word in TOKEN.finditer(text, line, match.start())][-1:]
        if before and takes(before[-1]) and not _is_plural(before):
            continue
        near = before[-_REACH:]
        if any(map(_takes_somebody, near, ("", *near))):
            continue
        yield Span(match.start(), match.end())


def _is_plural(words: list[str]) -> bool:
    """Whether the last word is a noun, as in "100,000 volunteers", though it may be a verb."""
    return words[-1].endswith("s") and len(words) > 1 and words[-2].isdigit()


def _takes_somebody(word: str, before: str) -> bool:
    """Whether a word takes somebody who does it; "for" does not in "in return for troops"."""
    form = word.lower()
    if form == "for":
        return before.lower() not in ("return", "exchange")
    return form in _SOMEBODY or (form not in _AUXILIARIES and makes_somebody(form))


def takes(word: str) -> bool:
    """Whether the word before an infinitive takes it."""
    return word.lower() in _TAKERS or takes_infinitive(word)

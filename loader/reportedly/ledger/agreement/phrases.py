"""Words that are no phrase of their own: they break off, or hold nothing that could be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.lexicon import bases, is_mostly_verb
from reportedly.ledger.words import STEM, set_of
from reportedly.model.entry import Naming
from reportedly.model.registry import SharedEvent
from reportedly.model.slots import Slot

_ANCHOR: Final = re.compile(
    r"namings\.[^.]+|events\.[^.]+|unnamed\.[^.]+"
    r"|reports\..+\.(?:purpose\.\d+|place\.\d+|in_return_for\.\d+|initiative)"
)
_OPEN: Final = set_of(
    """the a an and or nor but of in on at to for from by with into onto upon against between among
    as if than because although though unless until while whose which that who when where why how
    is are am was were be been being has have had do does did will would shall should may might must
    can could not very more most its their our your my"""
)
"""Words after which a phrase goes on."""
_EMPTY: Final = _OPEN | set_of(
    "also even only just again then so too well far now ago via further already still yet once"
)
"""Words of which nobody and nothing can be meant."""
_GOES_BEFORE: Final = set_of("and or but nor")
"""Words that join to what stands before."""
_AUXILIARIES: Final = set_of(
    "is are am was were has have had would will could should may might shall must did does"
)
_NOMINATIVES: Final = set_of("he she they we i who which")
"""Pronouns that a verb follows."""
_ARTICLES: Final = set_of("the a an of")
_OWN_CUE: Final = re.compile(r"reports\.[^.]+\.cue")
_CUE: Final = re.compile(r"reports\..+\.chain\.\d+\.cue")
_OWNER: Final = re.compile(r"['’]s?\Z")
"""How a possessive ends, after which a noun follows."""
_FEW: Final = 3
"""Words of which more are a phrase, whatever they open with."""
_NO_CUE: Final = _EMPTY - {"as", "by", "from", "for"}
"""Words of which a hop's cue has others too."""
_POSSESSIVE: Final = frozenset(
    {"its", "their", "our", "your", "my", "that", "who", "which", "whose"}
)
"""Words after which a phrase goes on, and that denote somebody by themselves."""


def find(reading: Reading) -> Iterator[Slip]:
    """RP181 for words that break off before what they lead to, or that can mean nothing.

    The words of a naming, an unnamed source, an event, a purpose, a place, a return or an
    initiative do not end with an article, a preposition, a conjunction or an auxiliary, nor begin
    with a conjunction or an auxiliary; a few words that denote somebody do not open with a verb,
    unless they tell an event; and a cue is more than such small words.
    """
    for slot in reading.slots:
        words = [word.lower() for word in STEM.findall(slot.anchor.q)]
        why = ""
        if _CUE.fullmatch(slot.key) and words and set(words) <= _NO_CUE:
            why = "nobody says anything by it"
        elif _OWN_CUE.fullmatch(slot.key) and words and set(words) <= _NO_CUE - _AUXILIARIES:
            why = "it makes nothing certain or uncertain"
        elif _ANCHOR.fullmatch(slot.key) and words and slot.anchor.ends is None:
            why = _broken(reading, slot, words)
        if why:
            yield Slip("RP181", (*slot.path, "q"), f"'{slot.anchor.q}' is no phrase: {why}")


def _broken(reading: Reading, slot: Slot, words: list[str]) -> str:
    """Why words are no phrase of their own; empty if they may be one."""
    first, last = words[0], words[-1]
    alone = isinstance(slot.anchor, Naming) and len(words) == 1
    denotes = alone and last in _POSSESSIVE | _NOMINATIVES
    abbreviation = STEM.findall(slot.anchor.q)[-1].isupper()
    event, purpose = slot.key.startswith("events."), ".purpose." in slot.key
    if last in _OPEN | (set() if alone else _NOMINATIVES) and not denotes and not abbreviation:
        return f"it breaks off after '{last}'"
    if isinstance(slot.anchor, Naming) and _OWNER.search(slot.anchor.q):
        return "it breaks off after a possessive"
    if set(words) <= _EMPTY and not denotes:
        return "nobody and nothing can be meant by it"
    if first in _GOES_BEFORE or (first in _AUXILIARIES and not event and not abbreviation):
        return f"it begins in the middle, with '{first}'"
    if purpose and (first == "of" or (first == "to" and words[1:2] and words[1] in _ARTICLES)):
        return "nothing is to be done by it"
    return "it is a verb" if _is_verb(reading, slot.anchor, slot.key, words) else ""


def _is_verb(reading: Reading, anchor: object, key: str, words: list[str]) -> bool:
    """Whether somebody or a place would be denoted by a verb, or by a few words that open with one.

    Participles describe ("wounded men"), and events are told by verbs.
    """
    verb = words[0]
    if len(words) > _FEW or verb.endswith(("ed", "ing")):
        return False
    if not any(map(is_mostly_verb, bases(verb))):
        return False
    if isinstance(anchor, Naming):
        those = anchor.could_be if anchor.is_ is None else (anchor.is_,)
        records = (reading.record(each) for each in those if isinstance(each, str))
        event = len(words) == 1 and any(isinstance(each, SharedEvent) for each in records)
        return anchor.q[0].islower() and not event
    return ".place." in key and len(words) == 1

"""What sort of thing the noun of a description denotes, held against what it is said to denote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.words import STEM, set_of
from reportedly.model.registry import Actor, Concept, Location, Outlet, Record, SharedEvent

_STATES: Final = set_of("country nation state republic kingdom homeland")
_PLACES: Final = set_of(
    """region area zone city town village peninsula border oblast province district enclave island
    entity territory capital coast harbour port bridge street reef strait"""
)
_ARMS: Final = set_of("troops soldiers forces army military navy militia fighters")
_GROUPS: Final = set_of("coalition alliance bloc duo pair couple trio combo group groups sides")
_PRESS: Final = set_of("newspaper agency channel broadcaster tv television radio magazine website")
GROUPS: Final = _ARMS | _GROUPS | _PRESS | _STATES | set_of("media side sides")
"""Nouns of several persons together, and of what speaks or acts as one."""
_HEAD: Final = re.compile(r"[ \u00a0](?:of|in|on|at|from|to|against|operating|between|with|who)\b")
"""What ends the noun of a description and opens what is said of it."""
_WE: Final = set_of("we us our ours")
_IT: Final = set_of("it its itself")
_NO_WE: Final = ("place", "event", "country")


def find(reading: Reading) -> Iterator[Slip]:
    """RP185 for a description or metonym that cannot denote what it is to.

    A country is no person, an army no state, a war nothing but an event (of what kinds there are,
    the registry says), and several places are not one; "we" are no state, place or event; "it" is
    no people; a metonym stands for a state, an office or a body, not for a crowd or a person.
    """
    for i, naming in enumerate(reading.entry.namings):
        if not isinstance(naming.is_, str) or naming.form not in ("description", "metonym"):
            continue
        record = reading.record(naming.is_)
        if record is None or naming.ends is not None:
            continue
        sort = _sort(record)
        words = [word.lower() for word in STEM.findall(_HEAD.split(naming.q)[0])]
        if naming.form == "metonym":
            wrong = sort in ("person", "collective", "event", "place")
        else:
            whole = _HEAD.search(naming.q) is None
            wrong = bool(words) and _cannot(reading, words, record, sort, whole=whole)
        if wrong:
            what = f"'{naming.q}' cannot denote '{record.id}', which is {_a(sort)}"
            yield Slip("RP185", ("namings", i, "is"), what)


def cannot_be(reading: Reading, words: str, record: Record) -> str:
    """Why a description cannot denote a record; empty if it can."""
    sort, said = _sort(record), [word.lower() for word in STEM.findall(_HEAD.split(words)[0])]
    if said and _cannot(reading, said, record, sort, whole=_HEAD.search(words) is None):
        return f"'{record.id}' is {_a(sort)}"
    return ""


def _a(sort: str) -> str:
    return f"an {sort}" if sort[0] in "aeiou" else f"a {sort}"


def _sort(record: Record) -> str:
    if isinstance(record, Actor):
        return record.kind
    sorts: dict[type, str] = {Outlet: "outlet", Location: "place", SharedEvent: "event"}
    return sorts.get(type(record), "")


def _cannot(reading: Reading, words: list[str], record: Record, sort: str, *, whole: bool) -> bool:
    """Whether a noun, the last of some words, rules out a record; whole if nothing follows it."""
    noun = words[-1]
    plural = noun.endswith("s") and noun not in _IT
    single = noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")
    names = tuple(record.label.values())
    many = any(_HEAD.split(name)[0].endswith("s") or " and " in name for name in names)
    if len(words) == 1 and noun in _WE | _IT:
        return sort in (_NO_WE if noun in _WE else ()) or (
            noun in _IT and sort == "collective" and many
        )
    ruled_out: set[str] = set()
    if noun in _ARMS:
        ruled_out = {"person", "country", "outlet", "place", "event"}
    elif noun in _GROUPS:
        ruled_out = {"person", "country", "place", "event"}
    elif single in _STATES:
        ruled_out = {"person", "outlet", "event", "country" if plural else "collective"}
    elif single in _PLACES:
        ruled_out = {"person", "outlet", "event", "collective"} | ({"country"} if plural else set())
    elif noun in _PRESS:
        ruled_out = {"person", "country", "place", "event"}
    elif {noun, "-".join(words[-2:])} & _events(reading):
        ruled_out = {"person", "country", "place", "outlet", "collective", "organisation", "office"}
    one_of_several = (
        whole and plural and single in _STATES | _PLACES and sort == "place" and not many
    )
    return sort in ruled_out or one_of_several


def _events(reading: Reading) -> set[str]:
    return {each.id for each in reading.registry.of(Concept) if each.scheme == "event"}

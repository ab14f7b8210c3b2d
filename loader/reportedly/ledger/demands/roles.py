"""A noun that says what somebody is, before his name or as his description, is a role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Named, Reading
from reportedly.ledger.lexicon import is_person
from reportedly.ledger.words import APOSTROPHES, STEM, any_of
from reportedly.model.places import Span
from reportedly.model.registry import Actor
from reportedly.model.slots import naming_key

_FUNCTION: Final = any_of("of in on at from to for with and or who which that as by")
_BEFORE: Final = re.compile(r"(?P<noun>[^\W\d_]+)[ \u00a0]$")
_NOUN: Final = re.compile(rf"[ \u00a0](?!(?:{_FUNCTION})\b)[a-z]+(?<!ing)(?<!ed)\b")
_ROLE: Final = re.compile(r"namings\..+\.role")


def find(reading: Reading) -> Iterator[Demand]:
    """Demand a role for what a person is called.

    The noun directly before a person's name ("president Ada Lind"), and the nouns of a person's
    description ("the colonel", not "the army’s"), if they mean most often a person (WordNet 3.0),
    are in a role; of what is no person, those that qualify another noun ("pirate states").
    """
    roles = reading.anchored(_ROLE)
    for named in reading.named:
        nouns = _nouns if _is_person(reading, named) else _modifiers
        for noun in nouns(reading, named):
            met = any(role.holds(noun) for role in roles)
            what = f"'{reading.words(noun)}' with '{named.naming.q}' is in no role"
            yield Demand(noun, met, what, named.path)
    yield from _of_the_whole(reading)


def _of_the_whole(reading: Reading) -> Iterator[Demand]:
    """A role directly before two namings, of which one goes on, is a role of the longer too."""
    for part, whole in product(reading.named, repeat=2):
        longer = part.span.start == whole.span.start and part.span.end < whole.span.end
        if longer and _kinds(reading, part) == _kinds(reading, whole):
            theirs = reading.spans(f"{naming_key(whole.naming)}.role")
            for role in reading.spans(f"{naming_key(part.naming)}.role"):
                if 0 <= part.span.start - role.end <= 1:
                    what = f"'{reading.words(role)}' is a role of a part of '{whole.naming.q}' only"
                    yield Demand(role, role in theirs, what, whole.path)


def _kinds(reading: Reading, named: Named) -> set[type]:
    return {type(reading.record(each)) for each in named.ids}


def _is_person(reading: Reading, named: Named) -> bool:
    records = [reading.record(each) for each in named.ids]
    return any(isinstance(record, Actor) and record.kind == "person" for record in records)


def _modifiers(reading: Reading, named: Named) -> Iterator[Span]:
    """Nouns of a person that qualify another noun, in the description of what is no person."""
    known = all(reading.record(each) is not None for each in named.ids)
    if known and named.naming.form == "description" and named.naming.ends is None:
        for match in STEM.finditer(reading.text, named.span.start, named.span.end):
            noun = _NOUN.match(reading.text, match.end(), named.span.end)
            if noun and match.group().islower() and is_person(match.group()):
                yield Span(*match.span())


def _nouns(reading: Reading, named: Named) -> Iterator[Span]:
    start = named.span.start
    if named.naming.form == "description":
        for match in STEM.finditer(reading.text, start, named.span.end):
            if is_person(match.group()) and reading.text[match.end()] not in APOSTROPHES:
                yield Span(*match.span())
        return
    line = reading.text.rfind("\n", 0, start) + 1
    before = _BEFORE.search(reading.text[line:start])
    if before is not None and is_person(before["noun"]):
        yield Span(line + before.start("noun"), line + before.end("noun"))

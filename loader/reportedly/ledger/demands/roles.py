"""A noun that says what somebody is, before his name or as his description, is a role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Named, Reading
from reportedly.ledger.lexicon import is_person
from reportedly.ledger.words import APOSTROPHES, STEM
from reportedly.model.places import Span
from reportedly.model.registry import Actor

_BEFORE: Final = re.compile(r"(?P<noun>[^\W\d_]+)[ \u00a0]$")
_ROLE: Final = re.compile(r"namings\..+\.role")


def find(reading: Reading) -> Iterator[Demand]:
    """Demand a role for what a person is called.

    The noun directly before a person's name ("president Ada Lind"), and the nouns of a person's
    description ("the colonel", not "the army’s"), if they mean most often a person (WordNet 3.0),
    are in a role.
    """
    roles = reading.anchored(_ROLE)
    for named in reading.named:
        if not _is_person(reading, named):
            continue
        for noun in _nouns(reading, named):
            met = any(role.holds(noun) for role in roles)
            what = f"'{reading.words(noun)}' with '{named.naming.q}' is in no role"
            yield Demand(noun, met, what, named.path)


def _is_person(reading: Reading, named: Named) -> bool:
    records = [reading.record(each) for each in named.ids]
    return any(isinstance(record, Actor) and record.kind == "person" for record in records)


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

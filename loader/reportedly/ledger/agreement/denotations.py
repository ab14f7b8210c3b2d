"""Forms and candidates of a naming that its words rule out, though each might be had otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportedly.ledger.agreement.forms import (
    PRONOUNS,
    SUFFIX,
    is_adjective_of,
    known_names,
    other_kind,
    words_of,
)
from reportedly.ledger.agreement.kinds import cannot_be
from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import BEINGS, Reading
from reportedly.ledger.lexicon import is_person
from reportedly.ledger.words import STEM, set_of
from reportedly.model.details import Suspicion
from reportedly.model.entry import Naming
from reportedly.model.findings import YamlPath
from reportedly.model.registry import Actor, Record

_SMALL: Final = set_of("the a an of and for on in to at de la le von van al")
_PREFIX: Final = 4
"""Letters that an adjective shares with the name it is made from."""
_PERSONS: Final = frozenset({"person", "office"})
_GROUPS: Final = set_of(
    """country nation state government administration ministry department party army police agency
    council committee parliament group team company firm crew public people regime authority
    leadership side media press"""
)
"""Nouns of those who are several, or a body."""
_MANY: Final = set_of("they them their theirs both two duo pair couple")
"""Words of several."""


def find(reading: Reading) -> Iterator[Slip]:
    """RP196 for a form that fits the letters and not the words, and for candidates that cannot be.

    What is elided is a description. A name is no adjective that is made from one; an adjective is
    made from the name of what it denotes, if it is made from a country's. Each of the candidates
    of a naming could be meant by its words, and who an unnamed person may be is a person.
    """
    for i, naming in enumerate(reading.entry.namings):
        record = reading.record(naming.is_) if isinstance(naming.is_, str) else None
        why = _form(reading, naming, record)
        if why:
            key = "form" if "form" in naming.model_fields_set else "q"
            yield Slip("RP196", ("namings", i, key), f"'{naming.q}' is no {naming.form}: {why}")
        for n, each in enumerate(naming.could_be):
            candidate = reading.record(each)
            if candidate is not None and (bad := _no_candidate(reading, naming, candidate)):
                what = f"'{naming.q}' cannot denote '{each}': {bad}"
                yield Slip("RP196", ("namings", i, "could_be", n), what)
    yield from _suspicions(reading)


def _form(reading: Reading, naming: Naming, record: Record | None) -> str:
    if naming.ends is not None:
        return "" if naming.form == "description" else "words are left out of its middle"
    words = words_of(naming.q)
    person = isinstance(record, Actor) and record.kind == "person"
    if not isinstance(record, BEINGS) or not words:
        return ""
    names = known_names(record)
    said = tuple(word.lower() for word in words)
    if naming.form == "adjective":
        own = {word[:_PREFIX] for name in names for word in name}
        if any(word[:_PREFIX] in own for word in said if word not in _SMALL):
            return ""
        others = [
            country.id
            for country in reading.registry.of(Actor)
            if country.kind == "country"
            and any(
                said[-1][:_PREFIX] == w[:_PREFIX] for name in known_names(country) for w in name
            )
        ]
        return f"it is made from the name of '{others[0]}'" if others else ""
    if naming.form == "name" and not person and said not in names:
        made = any(is_adjective_of(words, name) for name in names) and SUFFIX.search(words[-1])
        return "it is an adjective that is made from a name" if made else ""
    return ""


def _no_candidate(reading: Reading, naming: Naming, record: Record) -> str:
    words = words_of(naming.q)
    if naming.form != "description" or naming.ends is not None or not words:
        return ""
    several = words[-1].lower() in _MANY
    if several and isinstance(record, Actor) and record.kind == "person":
        return "it is several, and that is one person"
    why = other_kind(naming.form, words, record)
    return why or (
        "" if several or words[-1].lower() in PRONOUNS else cannot_be(reading, naming.q, record)
    )


def _suspicions(reading: Reading) -> Iterator[Slip]:
    sources = {source.id: source for source in reading.entry.unnamed}
    for path, may_be, words in (
        *((("unnamed", i), s.may_be, s.q) for i, s in enumerate(reading.entry.unnamed)),
        *_hops(reading, {key: source.q for key, source in sources.items()}),
    ):
        record = None if may_be is None else reading.record(may_be.is_)
        one = _is_one_person(words)
        if one and isinstance(record, BEINGS) and not _is_person(record):
            what = f"'{words}' is a person, and '{record.id}' is none"
            at: YamlPath = (*path, "may_be", "is")
            yield Slip("RP196", at, what)


def _hops(
    reading: Reading, sources: dict[str, str]
) -> Iterator[tuple[YamlPath, Suspicion | None, str]]:
    for i, report in enumerate(reading.entry.reports):
        for n, hop in enumerate(report.chain):
            if hop.may_be is None:
                continue
            if not isinstance(hop.by, str):
                yield ("reports", i, "chain", n), hop.may_be, sources.get(hop.by.unnamed, "")
                continue
            record = reading.record(hop.by)
            labels = record.label.values() if record is not None else ()
            yield ("reports", i, "chain", n), hop.may_be, next(iter(labels), "")


def _is_one_person(words: str) -> bool:
    """Whether the noun of a description means one person: the last before a preposition."""
    nouns: list[str] = []
    for word in STEM.findall(words):
        if nouns and word.lower() in _SMALL | {"with", "from", "who", "close"}:
            break
        nouns.append(word)
    noun = nouns[-1].lower() if nouns else ""
    return is_person(noun) and noun not in _GROUPS and not noun.endswith("s")


def _is_person(record: Record) -> bool:
    return isinstance(record, Actor) and record.kind in _PERSONS

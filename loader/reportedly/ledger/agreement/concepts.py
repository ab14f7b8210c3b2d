"""The concept that words are said to mean, held against the names of the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.lexicon import is_person
from reportedly.ledger.words import STEM, set_of
from reportedly.model.details import Amount
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span
from reportedly.model.registry import Concept, SharedEvent

_BARE: Final = re.compile(r"(?:[\w-]+ ){0,2}[\d,.]*\d[\d,.]*|\w+")
"""An amount without what it counts."""
_SMALL: Final = set_of("the a an of and or for on in to at by with its his her their be is as")
_STEM: Final = 5
"""Letters by which two forms of a word are known to be one."""


def find(reading: Reading) -> Iterator[Slip]:
    """RP172 where words have the name of another concept of the scheme, and none of the given's.

    What is counted is sought in the words of the amount and the few after them, a role and the kind
    of an event in their own. A known event is of the kind that the registry gives it.
    """
    for slot in reading.slots:
        if isinstance(slot.anchor, Amount):
            if slot.anchor.per or slot.anchor.unit:
                continue
            for span in reading.spans(slot.key):
                words = _with_what_follows(reading, span)
                yield from _held(
                    reading, slot.anchor.counts, words, "thing", (*slot.path, "counts")
                )
    for i, naming in enumerate(reading.entry.namings):
        if naming.role is not None:
            yield from _held(
                reading, naming.role.as_, naming.role.q, "role", ("namings", i, "role", "as")
            )
    for i, event in enumerate(reading.entry.events):
        known = reading.record(event.is_ or "")
        if isinstance(known, SharedEvent):
            if known.kind != event.kind:
                what = f"'{event.is_}' is known as {known.kind}, not as {event.kind}"
                yield Slip("RP172", ("events", i, "kind"), what)
        else:
            yield from _held(reading, event.kind, event.q, "event", ("events", i, "kind"))


def _with_what_follows(reading: Reading, span: Span) -> str:
    """The words of an amount, to the first in small letters after it ("100 Teskan divers")."""
    sentence = reading.sentence_of(span)
    if not _BARE.fullmatch(reading.words(span)):
        return reading.words(span)
    for match in STEM.finditer(reading.text, span.end, max(span.end, sentence.end)):
        if match.group()[0].islower():
            return " ".join(reading.text[span.start : match.end()].split())
    return reading.words(span)


def _held(reading: Reading, given: str, words: str, scheme: str, path: YamlPath) -> Iterator[Slip]:
    record = reading.record(given)
    if not isinstance(record, Concept):
        return
    said = _stems(words)
    if any(_stems(n) & said for n in (*record.names, given.replace("-", " "))):
        return
    plain = _singulars(words)
    others = [
        other.id
        for other in reading.registry.of(Concept)
        if other.scheme == scheme
        and any(_singulars(n) and _singulars(n) <= plain for n in other.names)
    ]
    if scheme == "role" and not others and not _tells_what(words):
        yield Slip("RP172", path, f"'{words}' says nothing of '{given}', and nothing that one is")
    if others:
        near = " or ".join(f"'{other}'" for other in others[:3])
        yield Slip("RP172", path, f"'{words}' says nothing of '{given}'", f"Its words name {near}.")


def _tells_what(words: str) -> bool:
    """Whether words tell what somebody is: by a noun for persons, or by a clause."""
    return words.startswith("who ") or any(map(is_person, STEM.findall(words)))


def _singulars(words: str) -> frozenset[str]:
    found = (word.lower() for word in STEM.findall(words))
    return frozenset(w.removesuffix("s") for w in found if w not in _SMALL and not w.isdigit())


def _stems(words: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _singulars(words))

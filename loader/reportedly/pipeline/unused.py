"""Where in the entries a record that nothing uses may have been meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from typing import Final

from reportedly.ledger.words import BEGINNING, STEM, beginnings
from reportedly.model.entry import Entry
from reportedly.model.findings import Related, YamlPath
from reportedly.model.places import Lock, Span
from reportedly.model.references import references_of
from reportedly.model.registry import Claim, Outlet, Record, Registry
from reportedly.model.slots import slots_of
from reportedly.pipeline.entries import CheckedEntry
from reportedly.pipeline.files import TextShelf
from reportedly.registry.dangling import wanted_as

_MOST: Final = 8
"""Places that are shown at most."""
_LIKELY: Final = 0.5
"""The part of a name's words that an anchor must have."""
_FITS: Final = 1.0
"""What a place counts for that takes such a record, in parts of a name."""

_BESIDE: Final = 60
"""Letters from its name in the text within which an anchor may have been meant for a record."""

_Scored = tuple[float, YamlPath, CheckedEntry]


def perhaps_meant(
    record: str,
    entries: Sequence[CheckedEntry],
    registry: Registry,
    texts: TextShelf | None = None,
) -> tuple[Related, ...]:
    """The places at which an entry most likely meant a record that nothing uses, a few.

    Of a claim these are reports in whose passage its parties are named, rather those whose own
    claim others tell too; of another record, anchors that have the words of its name, or stand
    beside them in the text, if that is at hand.

    Args:
        record: its id.
        entries: where to look.
        registry: the records.
        texts: the articles' texts; None if none are at hand.
    """
    of = registry.records.get(record)
    if of is None:
        return ()
    if isinstance(of, Claim):
        told = Counter(report.tells for entry in _documents(entries) for report in entry.reports)
        found = (each for checked in entries for each in _tellings(of, checked, registry, told))
    else:
        found = (each for checked in entries for each in _uses(of, checked, texts))
    best = nlargest(_MOST, found, key=lambda scored: scored[0])
    return tuple(
        ("perhaps meant here", checked.parsed.file, checked.parsed.source.at(path))
        for _, path, checked in best
    )


def _documents(entries: Iterable[CheckedEntry]) -> Iterator[Entry]:
    return (each.parsed.document for each in entries if each.parsed.document is not None)


def _tellings(
    claim: Claim, checked: CheckedEntry, registry: Registry, told: Mapping[str, int]
) -> Iterator[_Scored]:
    entry, lock = checked.parsed.document, checked.lock
    if entry is None or lock is None:
        return
    parties = {each for each in (claim.agent, claim.thing, claim.beneficiary) if each is not None}
    words = beginnings(*claim.label.values(), *_names_of(registry, claim.act, *parties))
    slots = [(slot, _spans(lock, slot.key)) for slot in slots_of(entry)]
    for i, report in enumerate(entry.reports):
        passages = _spans(lock, f"reports.{report.id}.at")
        there = [
            slot
            for slot, spans in slots
            if any(passage.meets(span) for passage in passages for span in spans)
        ]
        denoted = {
            reference
            for slot in there
            if slot.path[0] == "namings"
            for reference in (getattr(slot.anchor, "is_", None), *_could_be(slot.anchor))
        }
        said = beginnings(*(slot.anchor.q for slot in there))
        score = len(parties & denoted) / max(1, len(parties)) + len(words & said) / max(
            1, len(words)
        )
        if score:
            yield score + (told[report.tells] > 1), ("reports", i, "tells"), checked


def _could_be(anchor: object) -> tuple[str, ...]:
    return getattr(anchor, "could_be", ())


def _names_of(registry: Registry, *ids: str) -> Iterator[str]:
    for each in ids:
        if each in registry.records:
            yield from registry.records[each].names


def _uses(record: Record, checked: CheckedEntry, texts: TextShelf | None) -> Iterator[_Scored]:
    entry, lock = checked.parsed.document, checked.lock
    if entry is None or lock is None:
        return
    names = [words for words in map(beginnings, record.names) if words]
    signs = [name for name in record.names if not beginnings(name)]
    takes = {
        reference.path[:-1]
        for reference in references_of(entry)
        if wanted_as(record) in reference.wanted
    }
    named = entry.article.id.split("-")
    if isinstance(record, Outlet) and any(words <= beginnings(*named) for words in names):
        yield 1 + _FITS, ("article", "outlet", "is"), checked
    text = None if texts is None else texts.text(entry.article.sha256)
    printed = () if text is None else tuple(_standing(text, names))
    for slot in slots_of(entry):
        said = beginnings(slot.anchor.q)
        score = max((len(words & said) / len(words) for words in names), default=0.0)
        if any(sign in slot.anchor.q for sign in signs):
            score = 1.0
        beside = max(
            (
                1 - at.distance(span) / _BESIDE
                for at in printed
                for span in _spans(lock, slot.key)
                if not span.holds(at) or span.end - span.start <= _BESIDE
            ),
            default=0.0,
        )
        fits = _FITS * (slot.path in takes and score > 0)
        if max(score, beside) >= _LIKELY or fits:
            yield max(score, beside) + fits, (*slot.path, "q"), checked


def _standing(text: str, names: Iterable[frozenset[str]]) -> Iterator[Span]:
    """Where as many words running as a name has are just its words, in whatever form and order."""
    words = [(match.group().lower()[:BEGINNING], match.span()) for match in STEM.finditer(text)]
    for name in names:
        for i in range(len(words) - len(name) + 1):
            window = words[i : i + len(name)]
            if {stem for stem, _ in window} == name:
                yield Span(window[0][1][0], window[-1][1][1])


def _spans(lock: Lock, key: str) -> tuple[Span, ...]:
    return tuple(place.span for place in lock.places.get(key, ()))

"""What of a lock can be verified, with the text at hand and without it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from reportedly.model.anchors import Anchor
from reportedly.model.entry import Entry
from reportedly.model.findings import Finding, SourceMap
from reportedly.model.places import Lock, PinnedText, Place, Span, zone_of
from reportedly.model.slots import Slot, slots_of
from reportedly.model.words import digest, fold
from reportedly.terms import Zone

_COUNT: Final = re.compile(r"\.\d+")
_REPIN = "Run `reportedly pin` with the text at hand."


def make_lock(entry: Entry, length: int, places: dict[str, tuple[Place, ...]]) -> Lock:
    """The lock of an entry whose anchors have all been placed in its text.

    Args:
        entry: the entry.
        length: the text's length in Unicode code points.
        places: a place for every slot of the entry.
    """
    specs = {slot.key: slot.spec for slot in slots_of(entry)}
    return Lock(entry.article.id, PinnedText(entry.article.sha256, length), places, specs)


def against_fresh(stored: Lock, fresh: Lock, file: Path) -> Iterator[Finding]:
    """What a stored lock says otherwise than the one just made from the text (RP111)."""
    if stored == fresh:
        return
    keys = dict.fromkeys((*fresh.specs, *stored.specs))
    moved = [
        key
        for key in keys
        if stored.places.get(key) != fresh.places.get(key)
        or stored.specs.get(key) != fresh.specs.get(key)
    ]
    if stored.text != fresh.text:
        what = "the lock pins another text than the entry"
    elif stored.entry != fresh.entry:
        what = f"the lock is that of '{stored.entry}'"
    else:
        more = f" and {len(moved) - 1} more" if len(moved) > 1 else ""
        what = f"the lock does not say what the text says of '{moved[0]}'{more}"
    yield Finding("RP111", what, file, mend=_REPIN)


def forgotten(stored: Lock, fresh: Lock) -> tuple[str, ...]:
    """The slots that a stored lock has and a fresh one lacks, of kinds of which fewer are left.

    An anchor that was reworded or moved to another report is gone under one key and there under
    another, and is not counted. Waivers are not remembered: what they waived is found again.
    """
    kinds = Counter(_kind(key) for key in stored.specs)
    kinds.subtract(_kind(key) for key in fresh.specs)
    return tuple(
        key
        for key in stored.specs
        if key not in fresh.specs and kinds[_kind(key)] > 0 and not key.startswith("waivers.")
    )


def _kind(key: str) -> str:
    """What kind of thing a slot's key is of: the key without ids, words and counts."""
    room, _, rest = key.partition(".")
    match room:
        case "reports":
            return f"reports.{_COUNT.sub('', rest.partition('.')[2])}"
        case "article":
            return _COUNT.sub("", key)
        case "events" if rest.endswith(".when"):
            return "events.when"
        case "namings" if rest.endswith(".role"):
            return "namings.role"
        case _:
            return room


def without_text(entry: Entry, lock: Lock, source: SourceMap, file: Path) -> Iterator[Finding]:
    """What entry and lock alone give away of a stale or forged lock.

    RP112 marks an anchor that changed since the lock was made (unverified), RP111 a lock that
    contradicts itself or the entry. An anchor quoted in full is verified by the passage's digest;
    of an elided one, only that it is still the anchor that was pinned and that its ends are long
    enough. Without the text nobody can see that a place was moved to where other words stand
    (within its scope, and in a zone that fits), that one of several occurrences was left out, or
    that the text's length or an elided passage's digest was altered.
    """
    for key, told, pinned in (
        ("id", entry.article.id, lock.entry),
        ("sha256", entry.article.sha256, lock.text.sha256),
    ):
        if told != pinned:
            yield Finding(
                "RP111",
                f"the lock pins another text than the entry: its {key} is {pinned}",
                source.file,
                source.at(("article", key)),
                mend=_REPIN,
                related=(("the lock", file, None),),
            )
            return
    slots = {slot.key: slot for slot in slots_of(entry)}
    for key in sorted(set(lock.places) - set(slots)):
        yield Finding("RP111", f"the lock places '{key}', which the entry lacks", file, mend=_REPIN)
    zones = [
        (place.span, slot.makes_zone)
        for slot in slots.values()
        if slot.makes_zone
        for place in lock.places.get(slot.key, ())
    ]
    for key, slot in slots.items():
        if lock.specs.get(key) != slot.spec or not lock.places.get(key):
            yield Finding(
                "RP112",
                f"'{slot.anchor.q}' was changed since it was pinned, so its place is not verified",
                source.file,
                source.at(slot.path),
                mend=_REPIN,
            )
            continue
        wrong = next(_contradictions(slot, lock, zones), None)
        if wrong is not None:
            yield Finding("RP111", f"the lock's place of '{key}' {wrong}", file, mend=_REPIN)


def _contradictions(slot: Slot, lock: Lock, zones: list[tuple[Span, Zone]]) -> Iterator[str]:
    places = lock.places[slot.key]
    outer = lock.places.get(slot.sought_in) if slot.sought_in else None
    for place in places:
        if place.span.end > lock.text.length:
            yield f"ends at {place.span.end}, after the text's end at {lock.text.length}"
        if outer and not outer[0].span.holds(place.span):
            yield "lies outside the passage that it is sought in"
        if place.zone != zone_of(place.span, zones):
            yield f"is said to be in the zone {place.zone}, which the lock's other places deny"
        if slot.anchor.zone not in (None, place.zone):
            yield f"is in the zone {place.zone}, but is sought in the zone {slot.anchor.zone}"
        if place.zone == "furniture" and not slot.key.startswith("article."):
            yield "lies in the furniture"
        yield from _wrong_words(slot.anchor, place)
    starts = [place.span.start for place in places]
    if starts != sorted(set(starts)):
        yield "repeats or is out of order"
    if len(places) > 1 and not getattr(slot.anchor, "every", False):
        yield f"is {len(places)} places, but one is meant"


def _wrong_words(anchor: Anchor, place: Place) -> Iterator[str]:
    """How a place cannot be that of the anchor's words, as far as lengths and digests tell."""
    if anchor.ends is None:
        if place.head is not None:
            yield "is not of the anchor's form"
        elif place.sha256 != digest(anchor.q):
            yield "is not of the words that the entry quotes"
        elif not _fits(anchor.q, place.span):
            yield "is not as long as the words that the entry quotes"
    elif place.head is None or place.tail is None:
        yield "is not of the anchor's form"
    elif not (_fits(anchor.ends[0], place.head) and _fits(anchor.ends[1], place.tail)):
        yield "has ends that are not as long as the words that the entry quotes"


def _fits(words: str, span: Span) -> bool:
    """Whether words can fill a span: each space of theirs may be more white space in the text."""
    folded = fold(words)
    length = span.end - span.start
    return length >= len(folded) if " " in folded else length == len(folded)

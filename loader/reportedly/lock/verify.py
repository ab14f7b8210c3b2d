"""What of a lock can be verified, with the text at hand and without it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportedly.model.entry import Entry
from reportedly.model.findings import Finding, SourceMap
from reportedly.model.places import Lock, PinnedText, Place
from reportedly.model.slots import Slot, slots_of
from reportedly.model.words import digest, fold

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
    keys = [*fresh.places, *(key for key in stored.places if key not in fresh.places)]
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


def without_text(entry: Entry, lock: Lock, source: SourceMap, file: Path) -> Iterator[Finding]:
    """What entry and lock alone give away of a stale or forged lock.

    An anchor quoted in full is verified by the passage's digest; of an elided one only that it is
    still the anchor that was pinned. RP112 marks an anchor that changed since the lock was made
    (unverified), RP111 a lock that contradicts itself or the entry.
    """
    if lock.entry != entry.article.id or lock.text.sha256 != entry.article.sha256:
        yield Finding("RP111", "the lock pins another text than the entry", file, mend=_REPIN)
        return
    slots = {slot.key: slot for slot in slots_of(entry)}
    for key in sorted(set(lock.places) - set(slots)):
        yield Finding("RP111", f"the lock places '{key}', which the entry lacks", file, mend=_REPIN)
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
        wrong = _contradiction(slot, lock)
        if wrong is not None:
            yield Finding("RP111", f"the lock's place of '{key}' {wrong}", file, mend=_REPIN)


def _contradiction(slot: Slot, lock: Lock) -> str | None:
    places = lock.places[slot.key]
    outer = lock.places.get(slot.sought_in) if slot.sought_in else None
    for place in places:
        if place.span.end > lock.text.length:
            return f"ends at {place.span.end}, after the text's end at {lock.text.length}"
        if (slot.anchor.ends is None) != (place.head is None):
            return "is not of the anchor's form"
        if slot.anchor.ends is None and place.sha256 != digest(slot.anchor.q):
            return "is not of the words that the entry quotes"
        if slot.anchor.ends is None and place.span.end - place.span.start < len(
            fold(slot.anchor.q)
        ):
            return "is shorter than the words that the entry quotes"
        if outer and not outer[0].span.holds(place.span):
            return "lies outside the passage that it is sought in"
        if slot.makes_zone not in (None, place.zone):
            return f"is in the zone {place.zone}, which the entry makes {slot.makes_zone}"
        if place.zone == "furniture" and not slot.key.startswith("article."):
            return "lies in the furniture"
    starts = [place.span.start for place in places]
    return None if starts == sorted(set(starts)) else "repeats or is out of order"

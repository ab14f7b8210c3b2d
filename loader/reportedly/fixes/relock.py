"""The lock made anew, where it is missing, broken or stale (RP110, RP111, RP112).

A lock is computed from the entry and its text, so that there is never more than one right answer.
What it remembers and the entry has lost is the exception: a person must say that it was dropped.
"""

from __future__ import annotations

from reportedly.fixes.sheet import Sheet
from reportedly.lock.lockfile import lock_path, read_lock, write_lock
from reportedly.lock.verify import forgotten, make_lock
from reportedly.model.findings import Finding
from reportedly.model.slots import slots_of


def relock(sheet: Sheet, stored: bytes | None) -> bytes | None:
    """The lock's bytes as they ought to be; None if they are so, or cannot be made.

    Args:
        sheet: the entry and its text.
        stored: the lock as it lies beside the entry; None if there is none.
    """
    entry, text, placed = sheet.entry, sheet.article, sheet.placed
    if entry is None or text is None or placed is None or placed.misses:
        return None
    slots = [slot.key for slot in slots_of(entry)]
    if len(slots) > len(set(slots)) or any(key not in placed.places for key in slots):
        return None
    fresh = make_lock(entry, len(text.raw), placed.places)
    if stored is not None:
        read = read_lock(stored, lock_path(sheet.file))
        if not isinstance(read, Finding) and (read == fresh or forgotten(read, fresh)):
            return None
    return write_lock(fresh)

"""Writes the locks: where each anchor of an entry stands in its text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import place_entry
from reportedly.lock.lockfile import lock_path, read_lock, write_lock
from reportedly.lock.verify import forgotten, make_lock
from reportedly.model.entry import Entry
from reportedly.model.findings import Finding
from reportedly.model.places import Lock
from reportedly.model.slots import slots_of
from reportedly.parse.documents import parse_document
from reportedly.pipeline.files import TextShelf


@dataclass(frozen=True, slots=True)
class Pinned:
    """What came of pinning one entry.

    Attributes:
        file: the lock's file.
        anchors: how many anchors were placed.
        changed: whether the lock was written; the same lock is left alone.
        findings: why it was not.
    """

    file: Path
    anchors: int
    changed: bool
    findings: tuple[Finding, ...]


def pin(entry_file: Path, texts: TextShelf, *, forget: bool = False) -> Pinned:
    """Place every anchor of an entry and write its lock beside it; all or nothing.

    Args:
        entry_file: the entry.
        texts: the texts at hand.
        forget: whether anchors that the lock remembers may be gone from the entry.
    """
    file = lock_path(entry_file)
    parsed = parse_document(entry_file.read_bytes(), entry_file, Entry)
    entry = parsed.document
    if entry is None:
        return Pinned(file, 0, False, parsed.findings)
    raw = texts.text(entry.article.sha256)
    if raw is None:
        missing = Finding(
            "RP113",
            f"no text with this digest is at hand below {texts.root}",
            entry_file,
            parsed.source.at(("article", "sha256")),
            mend="Give the folder that holds the text with --texts, or correct the digest.",
        )
        return Pinned(file, 0, False, (missing,))
    placed = place_entry(entry, FoldedText.of(raw))
    if placed.misses:
        findings = tuple(
            Finding(
                miss.code,
                miss.message,
                entry_file,
                parsed.source.at((*slot.path, "q")),
                mend=miss.mend,
            )
            for slot, miss in placed.misses
        )
        return Pinned(file, len(placed.places), False, findings)
    lost = [slot for slot in slots_of(entry) if slot.key not in placed.places]
    if lost:
        findings = tuple(
            Finding(
                "RP131",
                f"'{slot.anchor.q}' is sought in the passage of a report that this entry lacks",
                entry_file,
                parsed.source.at(slot.path),
            )
            for slot in lost
        )
        return Pinned(file, len(placed.places), False, findings)
    lock = make_lock(entry, len(raw), placed.places)
    stored = file.read_bytes() if file.exists() else None
    lost_keys = () if forget or stored is None else _forgotten(stored, lock, file)
    if lost_keys:
        more = f" and {len(lost_keys) - 1} more" if len(lost_keys) > 1 else ""
        gone = Finding(
            "RP116",
            f"the lock remembers '{lost_keys[0]}'{more}, which the entry has lost",
            entry_file,
            parsed.source.at(("article", "id")),
            mend="Put back what was lost; if it was dropped on purpose, pin with --forget.",
        )
        return Pinned(file, len(placed.places), False, (gone,))
    data = write_lock(lock)
    changed = stored != data
    if changed:
        fresh = file.with_suffix(".lock.new")
        fresh.write_bytes(data)
        fresh.replace(file)
    return Pinned(file, len(placed.places), changed, ())


def _forgotten(stored: bytes, fresh: Lock, file: Path) -> tuple[str, ...]:
    """What a stored lock remembers and a fresh one lacks; a broken lock remembers nothing."""
    read = read_lock(stored, file)
    return () if isinstance(read, Finding) else forgotten(read, fresh)

"""The lock's file format: JSON with one anchor a line, so that a diff shows what moved.

A place is ``[start, end, zone, sha256]``, and for an elided passage also where its first words end
and where its last words start: ``[start, end, zone, sha256, head_end, tail_start]``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, get_args

from reportedly.model.findings import Finding
from reportedly.model.places import Lock, PinnedText, Place, Span
from reportedly.terms import Zone

FORMAT: Final = 1
_ZONES: Final = frozenset(get_args(Zone))


def lock_path(entry_file: Path) -> Path:
    """Where the lock of an entry file lies."""
    return entry_file.with_suffix(".lock")


def write_lock(lock: Lock) -> bytes:
    """The lock as its file's bytes; the same lock gives the same bytes."""

    def line(key: str) -> str:
        places = [_place_row(place) for place in lock.places[key]]
        row = json.dumps([lock.specs[key], *places], ensure_ascii=False)
        return f"  {json.dumps(key, ensure_ascii=False)}: {row}"

    text = json.dumps({"sha256": lock.text.sha256, "length": lock.text.length})
    head = f'"format": {FORMAT},\n "entry": {json.dumps(lock.entry)},\n "text": {text},'
    anchors = ",\n".join(line(key) for key in lock.places)
    return f'{{{head}\n "anchors": {{\n{anchors}\n }}}}\n'.encode()


def read_lock(data: bytes, file: Path) -> Lock | Finding:
    """Read a lock's bytes; a `Finding` (RP110) says why they are none."""
    try:
        raw = json.loads(data.decode("utf-8"))
        if raw["format"] != FORMAT:
            return _broken(file, f"its format is {raw['format']!r}, not {FORMAT}")
        rows: dict[str, list[Any]] = raw["anchors"]
        return Lock(
            entry=str(raw["entry"]),
            text=PinnedText(str(raw["text"]["sha256"]), int(raw["text"]["length"])),
            places={key: tuple(_read_place(p) for p in row[1:]) for key, row in rows.items()},
            specs={key: str(row[0]) for key, row in rows.items()},
        )
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        return _broken(file, f"{type(error).__name__}: {error}")


def _broken(file: Path, why: str) -> Finding:
    return Finding(
        "RP110",
        f"the lock cannot be read ({why})",
        file,
        mend="Run `reportedly pin` with the text at hand; a lock is never written by hand.",
    )


def _place_row(place: Place) -> list[Any]:
    row: list[Any] = [place.span.start, place.span.end, place.zone, place.sha256]
    if place.head is not None and place.tail is not None:
        row += [place.head.end, place.tail.start]
    return row


def _read_place(row: list[Any]) -> Place:
    start, end, zone, sha256, *ends = row
    if zone not in _ZONES:
        raise ValueError(f"no zone {zone!r}")
    if not (isinstance(sha256, str) and len(sha256) == 64):
        raise ValueError(f"no SHA-256 {sha256!r}")
    span = Span(int(start), int(end))
    if not ends:
        return Place(span, zone, sha256)
    head_end, tail_start = ends
    return Place(span, zone, sha256, Span(span.start, head_end), Span(tail_start, span.end))

"""The lock's file format: JSON with one anchor a line, so that a diff shows what moved.

A place is ``[start, end, zone, sha256]``, and for an elided passage also where its first words end
and where its last words start: ``[start, end, zone, sha256, head_end, tail_start]``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final, cast, get_args

from reportedly.errors import InputError
from reportedly.model.findings import Finding
from reportedly.model.places import Lock, PinnedText, Place, Span
from reportedly.terms import Zone

FORMAT: Final = 1
_ZONES: Final = frozenset(get_args(Zone))
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_SPEC: Final = re.compile(r"[0-9a-f]{16}")


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
    """Read a lock's bytes; a `Finding` (RP110) says why they are none.

    Only what `write_lock` writes is read: no key twice, no number as text, no place that runs
    backwards, no anchor without a place.
    """
    try:
        raw = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
        match raw:
            case {
                "format": int(version),
                "entry": str(entry),
                "text": {"sha256": str(sha256), "length": int(length)},
                "anchors": dict(rows),
            } if len(raw) == 4 and len(raw["text"]) == 2 and version is not True:
                pass
            case _:
                return _broken(file, "it lacks, or has more than, format, entry, text and anchors")
        if version != FORMAT:
            return _broken(file, f"its format is {version}, not {FORMAT}")
        return Lock(
            entry=entry,
            text=PinnedText(_digest(sha256), _offset(length)),
            places={key: tuple(map(_read_place, _row(key, row)[1:])) for key, row in rows.items()},
            specs={key: row[0] for key, row in rows.items()},
        )
    except (ValueError, RecursionError, InputError) as error:
        return _broken(file, str(error))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"'{twice}' stands twice")
    return found


def _row(key: str, row: object) -> list[Any]:
    match row:
        case [str(spec), _, *_] if _SPEC.fullmatch(spec):
            return list(row)
        case _:
            raise ValueError(f"'{key}' is no list of a specification and its places")


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


def _read_place(row: object) -> Place:
    match row:
        case [start, end, str(zone), sha256] if zone in _ZONES:
            return Place(_span(start, end), cast(Zone, zone), _digest(sha256))
        case [start, end, str(zone), sha256, head_end, tail_start] if zone in _ZONES:
            head, tail = _span(start, head_end), _span(tail_start, end)
            if tail.start < head.end:
                raise ValueError(f"the first and the last words of {start} to {end} overlap")
            return Place(_span(start, end), cast(Zone, zone), _digest(sha256), head, tail)
        case _:
            raise ValueError(f"{json.dumps(row, ensure_ascii=False)} is no place")


def _span(start: object, end: object) -> Span:
    return Span(_offset(start), _offset(end))


def _offset(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ValueError(f"{value!r} is no offset")


def _digest(value: object) -> str:
    if isinstance(value, str) and _SHA256.fullmatch(value):
        return value
    raise ValueError(f"{value!r} is no SHA-256")

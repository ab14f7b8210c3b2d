"""A lock is written one anchor a line, reads back the same, and is refused if it is no lock."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lock.lockfile import lock_path, read_lock, write_lock
from reportedly.model.findings import Finding
from reportedly.model.places import Lock, PinnedText, Place, Span
from reportedly.terms import Zone

FILE = Path("entries/vell-grain.lock")


class Pinned(Protocol):
    """See conftest."""

    lock: Lock


OFFSETS = st.integers(0, 10**7)
DIGESTS = st.text(st.sampled_from("0123456789abcdef"), min_size=64, max_size=64)
SPECS = DIGESTS.map(lambda digest: digest[:16])
ZONES: st.SearchStrategy[Zone] = st.sampled_from(get_args(Zone))
KEYS = st.text(st.characters(codec="utf-8"), max_size=20)


@st.composite
def places(draw: st.DrawFn) -> Place:
    edges = draw(st.lists(OFFSETS, min_size=4, max_size=4, unique=True).map(sorted))
    start, head, tail, end = edges
    span, zone, digest = Span(start, end), draw(ZONES), draw(DIGESTS)
    if draw(st.booleans()):
        return Place(span, zone, digest, Span(start, head), Span(tail, end))
    return Place(span, zone, digest)


@st.composite
def locks(draw: st.DrawFn) -> Lock:
    rows = draw(
        st.dictionaries(
            KEYS, st.tuples(SPECS, st.lists(places(), min_size=1, max_size=3)), max_size=5
        )
    )
    return Lock(
        entry=draw(KEYS),
        text=PinnedText(draw(DIGESTS), draw(OFFSETS)),
        places={key: tuple(those) for key, (_, those) in rows.items()},
        specs={key: spec for key, (spec, _) in rows.items()},
    )


@given(locks())
def test_a_lock_that_is_written_reads_back_the_same(lock: Lock) -> None:
    data = write_lock(lock)
    assert read_lock(data, FILE) == lock
    assert write_lock(lock) == data


@given(locks())
def test_a_lock_has_one_anchor_a_line(lock: Lock) -> None:
    lines = write_lock(lock).decode().split("\n")
    assert len(lines) == 6 + max(len(lock.places), 1)
    for key, line in zip(lock.places, lines[4:-2], strict=False):
        assert line.startswith(f"  {json.dumps(key, ensure_ascii=False)}: [")


def test_a_moved_anchor_changes_one_line(pinned: Pinned) -> None:
    (at,) = pinned.lock.places["reports.r2.at"]
    moved = Place(Span(at.span.start + 1, at.span.end), at.zone, at.sha256)
    other = Lock(
        pinned.lock.entry,
        pinned.lock.text,
        pinned.lock.places | {"reports.r2.at": (moved,)},
        pinned.lock.specs,
    )
    pair = zip(write_lock(pinned.lock).splitlines(), write_lock(other).splitlines(), strict=True)
    assert sum(one != two for one, two in pair) == 1


def test_a_lock_lies_beside_its_entry() -> None:
    assert lock_path(Path("seeds/entries/vell-grain.yaml")) == Path("seeds/entries/vell-grain.lock")


def test_a_lock_shows_none_of_the_words_that_its_entry_elides(pinned: Pinned) -> None:
    assert b"Sudland, an" not in write_lock(pinned.lock)


Row = list[Any]
Raw = dict[str, Any]
KEY = "reports.r2.at"


def row(change: Callable[[Row], object]) -> Callable[[Raw], object]:
    return lambda raw: change(raw["anchors"][KEY])


def put(where: str, value: object) -> Callable[[Raw], object]:
    return lambda raw: raw.__setitem__(where, value)


def lay(i: int, value: object) -> Callable[[Raw], object]:
    """Put a value into the place of the row: 0 start, 1 end, 2 zone, 3 digest."""
    return row(lambda r: r[1].__setitem__(i, value))


BROKEN: dict[str, Callable[[Raw], object]] = {
    "another format": put("format", 2),
    "no format": lambda raw: raw.pop("format"),
    "a format that is a word": put("format", "1"),
    "a format that is true": put("format", True),
    "no entry": lambda raw: raw.pop("entry"),
    "an entry that is a number": put("entry", 7),
    "no text": lambda raw: raw.pop("text"),
    "a text without a length": lambda raw: raw["text"].pop("length"),
    "a text with a length below zero": lambda raw: raw["text"].update(length=-1),
    "a text with a length that is a word": lambda raw: raw["text"].update(length="9"),
    "a text with a digest cut short": lambda raw: raw["text"].update(sha256="4a"),
    "a text with more than that": lambda raw: raw["text"].update(words="Norland"),
    "no anchors": lambda raw: raw.pop("anchors"),
    "anchors in a list": put("anchors", []),
    "a key that no lock has": put("words", "Norland has offered grain"),
    "a row that is a mapping": lambda raw: raw["anchors"].update({KEY: {"start": 1}}),
    "a row without a place": row(lambda r: r.pop()),
    "an empty row": row(lambda r: r.clear()),
    "a row without its specification": row(lambda r: r.pop(0)),
    "a specification that is a number": row(lambda r: r.__setitem__(0, 7)),
    "a specification cut short": row(lambda r: r.__setitem__(0, "4a")),
    "a place that is a number": row(lambda r: r.__setitem__(1, 7)),
    "a place cut short": row(lambda r: r[1].pop()),
    "a place with an odd end": row(lambda r: r[1].append(5)),
    "a place with more than its ends": row(lambda r: r[1].extend([5, 6, 7])),
    "a start below zero": lay(0, -1),
    "a start that is a word": lay(0, "1"),
    "a start that is no whole number": lay(0, 1.5),
    "a start that is true": lay(0, True),
    "an end that is nothing": lay(1, None),
    "a place that runs backwards": lay(1, 0),
    "a zone that is none": lay(2, "footer"),
    "a zone that is a list": lay(2, ["body"]),
    "a digest in capitals": lay(3, "A" * 64),
    "a digest cut short": lay(3, "4a"),
    "a digest that is a number": lay(3, 7),
    "ends that overlap": lambda raw: raw["anchors"].update({KEY: ["4a" * 8, cut(0, 30, 20, 10)]}),
    "a head that ends before it starts": lambda raw: raw["anchors"].update(
        {KEY: ["4a" * 8, cut(9, 30, 8, 10)]}
    ),
    "a tail that starts after it ends": lambda raw: raw["anchors"].update(
        {KEY: ["4a" * 8, cut(0, 30, 8, 31)]}
    ),
}


def cut(start: int, end: int, head_end: int, tail_start: int) -> list[object]:
    return [start, end, "body", "4a" * 32, head_end, tail_start]


def refusal(data: bytes) -> Finding:
    read = read_lock(data, FILE)
    assert isinstance(read, Finding)
    assert (read.code, read.severity, read.file) == ("RP110", "error", FILE)
    assert read.message.startswith("the lock cannot be read (")
    assert read.mend is not None
    assert "reportedly pin" in read.mend
    return read


def test_the_table_holds_every_way_to_break_a_lock() -> None:
    assert len(BROKEN) == 39


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_lock_is_refused(pinned: Pinned, how: str) -> None:
    raw = json.loads(write_lock(pinned.lock))
    assert read_lock(json.dumps(raw).encode(), FILE) == pinned.lock
    BROKEN[how](raw)
    refusal(json.dumps(raw).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"7",
        b"{",
        b"format: 1",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": 1, "entry": "e", "text": {"sha256": "x", "length": 1e999}, "anchors": {}}',
        b'{"format": 1, "entry": "e", "text": {"sha256": "x", "length": NaN}, "anchors": {}}',
    ],
)
def test_what_is_no_lock_at_all_is_refused(data: bytes) -> None:
    refusal(data)


def test_an_anchor_placed_twice_is_refused_and_the_last_is_not_taken(pinned: Pinned) -> None:
    data = write_lock(pinned.lock).decode()
    line = next(line for line in data.split("\n") if KEY in line)
    finding = refusal(data.replace(line, f"{line}\n{line}", 1).encode())
    assert f"'{KEY}' stands twice" in finding.message


def test_a_cut_off_lock_is_refused(pinned: Pinned) -> None:
    data = write_lock(pinned.lock).rstrip()
    for length in range(0, len(data), 29):
        refusal(data[:length])

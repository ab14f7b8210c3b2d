"""Locks are written all or nothing, and again only if something changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reportedly.pipeline.files import TextShelf
from reportedly.pipeline.pin import pin

if TYPE_CHECKING:
    from tests.loader.conftest import Islands


@pytest.fixture
def shelf(islands: Islands) -> TextShelf:
    return TextShelf.of(islands.texts)


@pytest.mark.parametrize("name", ["tesk-divers", "tesk-short"])
def test_the_locks_beside_the_entries_are_what_pin_writes(
    name: str, my_islands: Islands, islands: Islands, shelf: TextShelf
) -> None:
    my_islands.lock(name).unlink()
    pinned = pin(my_islands.entry(name), shelf)
    assert (pinned.changed, pinned.findings) == (True, ())
    assert my_islands.lock(name).read_bytes() == islands.lock(name).read_bytes()
    anchors = json.loads(my_islands.lock(name).read_text(encoding="utf-8"))["anchors"]
    assert pinned.anchors == len(anchors)


def test_pinning_twice_touches_nothing(my_islands: Islands, shelf: TextShelf) -> None:
    before = my_islands.lock().stat()
    assert pin(my_islands.entry(), shelf).changed is False
    after = my_islands.lock().stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_one_anchor_that_misses_leaves_the_whole_lock_as_it_was(
    my_islands: Islands, shelf: TextShelf
) -> None:
    before = my_islands.lock().read_bytes()
    line, column = my_islands.rewrite(my_islands.entry(), "{q: in April,", "{q: in May,")
    my_islands.rewrite(my_islands.entry(), "cue: {q: denied}", "cue: {q: has denied}")
    pinned = pin(my_islands.entry(), shelf)
    assert pinned.changed is False
    assert [f.code for f in pinned.findings] == ["RP101", "RP101"]
    assert pinned.findings[0].position is not None
    assert pinned.findings[0].position.line == line
    assert pinned.findings[0].position.column == column + len("{q: ")
    assert my_islands.lock().read_bytes() == before
    beside = {file.name for file in my_islands.lock().parent.glob("tesk-divers.*")}
    assert beside == {"tesk-divers.lock", "tesk-divers.yaml"}


def test_an_anchor_sought_in_a_report_that_is_not_there_is_no_lock(
    my_islands: Islands, shelf: TextShelf
) -> None:
    before = my_islands.lock().read_bytes()
    my_islands.rewrite(my_islands.entry(), "kind: cut, in: [r9]", "kind: cut, in: [r99]")
    pinned = pin(my_islands.entry(), shelf)
    assert [f.code for f in pinned.findings] == ["RP131"]
    assert my_islands.lock().read_bytes() == before


def test_without_the_text_there_is_nothing_to_pin_by(my_islands: Islands) -> None:
    (my_islands.texts / "tesk-divers.txt").unlink()
    pinned = pin(my_islands.entry(), TextShelf.of(my_islands.texts))
    assert [f.code for f in pinned.findings] == ["RP113"]


def test_an_entry_that_cannot_be_read_is_not_pinned(my_islands: Islands, shelf: TextShelf) -> None:
    my_islands.rewrite(my_islands.entry(), "review: reviewed", "review: reviewd")
    pinned = pin(my_islands.entry(), shelf)
    assert [f.code for f in pinned.findings] == ["RP012"]
    assert pinned.anchors == 0


def test_a_changed_anchor_moves_its_own_line_of_the_lock_only(
    my_islands: Islands, shelf: TextShelf
) -> None:
    before = my_islands.lock().read_text(encoding="utf-8").splitlines()
    my_islands.rewrite(my_islands.entry(), "{q: had reported}", "{q: reported}")
    assert pin(my_islands.entry(), shelf).changed is True
    after = my_islands.lock().read_text(encoding="utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert changed[0].lstrip().startswith('"reports.r7.chain.2.cue"')


DROPPED = "      - {q: guard the lamps, is: guard}\n"


def test_what_the_lock_remembers_is_not_lost_without_a_word(
    my_islands: Islands, shelf: TextShelf
) -> None:
    before = my_islands.lock().read_bytes()
    my_islands.rewrite(my_islands.entry(), f"    purpose:\n{DROPPED}", "")
    pinned = pin(my_islands.entry(), shelf)
    (finding,) = pinned.findings
    assert (finding.code, finding.position and finding.position.line) == ("RP116", 3)
    assert "remembers 'reports.r3.purpose.1', which the entry has lost" in finding.message
    assert my_islands.lock().read_bytes() == before


def test_what_was_dropped_on_purpose_is_forgotten_when_said(
    my_islands: Islands, shelf: TextShelf
) -> None:
    my_islands.rewrite(my_islands.entry(), f"    purpose:\n{DROPPED}", "")
    pinned = pin(my_islands.entry(), shelf, forget=True)
    assert (pinned.changed, pinned.findings) == (True, ())
    assert b"reports.r3.purpose" not in my_islands.lock().read_bytes()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{q: The reef, is: selka-reef", "{q: reef, nth: 2, is: selka-reef"),
        (DROPPED, DROPPED.replace("guard the lamps", "the lamps")),
        ("  - {q: he added, kind: cue, because: told-elsewhere}\n", ""),
    ],
    ids=["a naming reworded", "an aspect reworded", "a waiver dropped"],
)
def test_a_change_is_no_loss(old: str, new: str, my_islands: Islands, shelf: TextShelf) -> None:
    my_islands.rewrite(my_islands.entry(), old, new)
    assert "RP116" not in {finding.code for finding in pin(my_islands.entry(), shelf).findings}


def test_a_lock_that_cannot_be_read_remembers_nothing(
    my_islands: Islands, shelf: TextShelf
) -> None:
    my_islands.lock().write_text("{", encoding="utf-8")
    assert pin(my_islands.entry(), shelf).changed is True

"""A lock has one right answer: what the entry's anchors find in their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.fixes.relock import relock

if TYPE_CHECKING:
    from tests.loader.conftest import Islands
    from tests.loader.fixes.conftest import SheetOf


@pytest.fixture(scope="session")
def lock(islands: Islands) -> bytes:
    return islands.lock().read_bytes()


def test_a_lock_in_order_is_left(entry_text: str, lock: bytes, sheet_of: SheetOf) -> None:
    assert relock(sheet_of(entry_text), lock) is None


@pytest.mark.parametrize("stored", [None, b"{}", b"<<<<<<< HEAD\n"])
def test_a_lock_that_is_missing_or_broken_is_made(
    stored: bytes | None, entry_text: str, lock: bytes, sheet_of: SheetOf
) -> None:
    assert relock(sheet_of(entry_text), stored) == lock


def test_a_stale_lock_is_made_anew(entry_text: str, lock: bytes, sheet_of: SheetOf) -> None:
    changed = entry_text.replace("q: The reef, is", "q: The reef lies, is")
    fresh = relock(sheet_of(changed), lock)
    assert fresh is not None
    assert b"The reef lies" in fresh
    assert relock(sheet_of(changed), fresh) is None


def test_a_lock_that_remembers_what_the_entry_lost_is_left_to_a_person(
    entry_text: str, lock: bytes, sheet_of: SheetOf
) -> None:
    lost = entry_text.replace("  - {q: The reef, is: selka-reef, in: r15, form: description}\n", "")
    assert relock(sheet_of(lost), lock) is None


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(("q: The reef, is", "q: The riff, is"), id="an anchor without a place"),
        pytest.param(("  - id: r21", "  - id: r20"), id="two reports of one id"),
        pytest.param(("review: reviewed", "review: perhaps"), id="no entry"),
        pytest.param(("sha256: 4c", "sha256: 4d"), id="no text"),
    ],
)
def test_no_lock_is_made_of_an_entry_that_cannot_be_pinned(
    spoil: tuple[str, str], entry_text: str, sheet_of: SheetOf
) -> None:
    assert relock(sheet_of(entry_text.replace(*spoil)), None) is None

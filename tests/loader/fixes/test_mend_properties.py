"""However an entry was spoiled: mending gives the same document back, and loses no comment."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.fixes.edits import comments
from reportedly.fixes.mend import mend

if TYPE_CHECKING:
    from tests.loader.fixes.conftest import SheetOf

Spoil = Callable[[str, int], str]


def _straight(text: str, which: int) -> str:
    marks = [match.start() for match in re.finditer("’", text)]
    at = marks[which % len(marks)]
    return f"{text[:at]}'{text[at + 1 :]}"


def _blank(text: str, which: int) -> str:
    lines = text.split("\n")
    lines[which % len(lines)] += " \t"
    return "\n".join(lines)


def _comment(text: str, which: int) -> str:
    lines = text.split("\n")
    at = which % (len(lines) - 1)
    indent = " " * (len(lines[at]) - len(lines[at].lstrip()))
    lines.insert(at, f"{indent}# it's “{which}”")
    lines[at + 1] += f"  # here: {which}"
    return "\n".join(lines)


def _swapped(text: str, which: int) -> str:
    """The two lines that begin with tells and with modality change places within a report."""
    found = list(
        re.finditer(r"(?m)^(    tells: .*\n)((?:(?!  - ).*\n)*?)(    modality: .*\n)", text)
    )
    if not found:
        return text
    one = found[which % len(found)]
    return text[: one.start()] + one[3] + one[2] + one[1] + text[one.end() :]


def _bare_list(text: str, which: int) -> str:
    found = list(re.finditer(r"\bin: \[(r\d+)\]", text))
    if not found:
        return text
    one = found[which % len(found)]
    return f"{text[: one.start()]}in: {one[1]}{text[one.end() :]}"


def _quoted_number(text: str, which: int) -> str:
    found = list(re.finditer(r"\bvalue: (\d+)", text))
    if not found:
        return text
    one = found[which % len(found)]
    return f"{text[: one.start()]}value: '{one[1]}'{text[one.end() :]}"


def _other_truth(text: str, which: int) -> str:
    return text.replace("every: true", f"every: {('yes', 'On', 'y', 'TRUE')[which % 4]}", 1)


SPOILS: tuple[Spoil, ...] = (
    _straight,
    _blank,
    _comment,
    _swapped,
    _bare_list,
    _quoted_number,
    _other_truth,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    spoiled=st.lists(
        st.tuples(st.sampled_from(SPOILS), st.integers(0, 400)), min_size=1, max_size=5
    )
)
def test_a_spoiled_entry_is_mended_to_the_same_document_with_every_comment(
    spoiled: list[tuple[Spoil, int]], entry_text: str, sheet_of: SheetOf
) -> None:
    text = entry_text
    for spoil, which in spoiled:
        text = spoil(text, which)
    if sheet_of(text).value is None:  # two spoils together may leave no YAML
        return
    mended = mend(sheet_of(text)).text
    assert sheet_of(mended).entry == sheet_of(entry_text).entry
    assert comments(mended) == comments(text)
    assert mend(sheet_of(mended)).text == mended


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_a_hand_deletes_no_fix_adds_a_finding_or_touches_what_is_in_order(
    data: st.DataObject, entry_text: str, sheet_of: SheetOf
) -> None:
    start = data.draw(st.integers(0, len(entry_text) - 1))
    text = entry_text[:start] + entry_text[start + data.draw(st.integers(1, 30)) :]
    before = sheet_of(text)
    mended = mend(before).text
    after = sheet_of(mended)
    assert mend(after).text == mended
    if before.value is None:
        assert mended == text
        return
    assert comments(mended) == comments(text)
    if before.entry is not None:  # what hid nothing: no anchor is lost that had a place
        assert {slot.key for slot, _ in after.misses} <= {slot.key for slot, _ in before.misses}

"""The fixes, tried until none has anything left, each edit held against what it may change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.fixes.edits import Edit, apply, changed_paths, comments
from reportedly.fixes.sheet import Sheet
from reportedly.fixes.table import FIXES, Fix

_ROUNDS: Final = 1000
"""Rounds after which fixes that undo one another are stopped; each round makes an edit."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a file.

    Attributes:
        text: the file's text, mended as far as it can be.
        done: how many edits each fix made, by its name.
    """

    text: str
    done: Mapping[str, int]


def mend(sheet: Sheet) -> Mended:
    """Make every edit of every fix that is sound; a file that is not YAML is left as it is.

    An edit is sound if no comment is lost, no value comes out otherwise but the one that the
    finding is about, and the finding is gone. An edit of layout changes no value at all.
    """
    done: Counter[str] = Counter()
    if sheet.value is None or sheet.text.startswith("\ufeff"):
        return Mended(sheet.text, done)
    for _ in range(_ROUNDS):
        for fix in FIXES:
            mended, made = _tried(sheet, fix)
            if made:
                sheet = mended
                done[fix.name] += made
                break
        else:
            break
    return Mended(sheet.text, done)


def _tried(sheet: Sheet, fix: Fix) -> tuple[Sheet, int]:
    """The file with the edits of one fix: all of them if they are sound together, else the first.

    Returns:
        The file, and how many edits were made.
    """
    edits = list(fix.edits(sheet))
    if not edits:
        return sheet, 0
    together = _sound(sheet, edits)
    if together is not None:
        return together, len(edits)
    for edit in edits if len(edits) > 1 else ():
        alone = _sound(sheet, [edit])
        if alone is not None:
            return alone, 1
    return sheet, 0


def _sound(sheet: Sheet, edits: Sequence[Edit]) -> Sheet | None:
    """The file with the edits made, if they change what they are for and nothing else."""
    try:
        after = sheet.with_text(apply(sheet.text, edits))
    except ValueError:  # two of them meet: one by one, then
        return None
    if after.value is None or after.text == sheet.text:
        return None
    if comments(after.text) != comments(sheet.text):
        return None
    meant = [edit.path for edit in edits if edit.code]
    for path in changed_paths(sheet.value, after.value):
        inside = any(path[: len(about)] == about for about in meant)
        counted = path[-1:] == ("nth",) and (*path[:-1], "q") in meant
        if not (inside or counted):
            return None
    wrong = after.wrong()
    if any((edit.code, edit.path) in wrong for edit in edits if edit.code):
        return None
    misread = {path[:size] for path in after.read_wrongly for size in range(len(path) + 1)}
    return None if misread.intersection(meant) else after

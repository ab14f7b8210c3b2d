"""Quotation marks and dashes as the text prints them, and none around a quotation (RP101, RP106).

An anchor is exact, and people's keyboards are not: they type a straight mark where the text has a
curly one. Where all that differs is such a glyph, and the text has one way to print the words, that
way is the one right answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportedly.fixes.edits import Edit
from reportedly.fixes.sheet import Sheet
from reportedly.fixes.trial import places_with
from reportedly.model.entry import Quotation
from reportedly.model.findings import YamlPath
from reportedly.parse.written import scalar

_OPENING: Final = "“‘\"'„‚«‹"
_CLOSING: Final = "”’\"'“‘»›"


def as_printed(sheet: Sheet) -> Iterator[Edit]:
    """For words that differ from the text in the glyphs of marks alone, the words of the text."""
    for slot, miss in sheet.misses:
        if miss.code == "RP101" and len(miss.printed) == 1:
            yield from _reworded(sheet, (*slot.path, "q"), miss.printed[0], miss.code)


def without_marks(sheet: Sheet) -> Iterator[Edit]:
    """For a quotation that was given with its marks, the words between them."""
    for slot, miss in sheet.misses:
        words = slot.anchor.q
        if miss.code != "RP106" or not isinstance(slot.anchor, Quotation) or len(words) < 3:
            continue
        if words[0] not in _OPENING or _CLOSING[_OPENING.index(words[0])] != words[-1]:
            continue
        path = (*slot.path, "q")
        bare = words[1:-1].strip()
        if places_with(sheet, path, bare, slot):
            yield from _reworded(sheet, path, bare, miss.code)


def _reworded(sheet: Sheet, path: YamlPath, words: str, code: str) -> Iterator[Edit]:
    token = sheet.token(path)
    if token is not None:
        start, end = token
        yield Edit(start, end, scalar(words, sheet.text[start:end]), code, path)

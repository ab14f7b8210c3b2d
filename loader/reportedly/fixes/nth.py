"""Which occurrence is meant, where all others are ruled out (RP102, RP103).

Of the places where the words stand, those are ruled out in which the anchor breaks a rule (it lies
in the furniture, crosses a zone, is the words of another naming, is quoted without marks), or in
which something sought in its passage has no place. If one is left, ``nth`` can be no other number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportedly.fixes.edits import Edit
from reportedly.fixes.sheet import Sheet
from reportedly.fixes.trial import places_with
from reportedly.model.anchors import EveryAnchor
from reportedly.model.findings import YamlPath
from reportedly.model.slots import Slot

_MOST: Final = 12
"""Occurrences that are tried: of words that stand more often, nobody means one by chance."""


def only_occurrence(sheet: Sheet) -> Iterator[Edit]:
    """``nth`` where one occurrence is left; without it where the words stand once."""
    for slot, miss in sheet.misses:
        if miss.code not in ("RP102", "RP103") or not 1 <= miss.occurrences <= _MOST:
            continue
        if isinstance(slot.anchor, EveryAnchor) and slot.anchor.every:
            continue
        path: YamlPath = (*slot.path, "nth")
        if miss.occurrences == 1:
            if places_with(sheet, path, None, slot):
                yield from _dropped(sheet, slot, miss.code)
            continue
        fit = [n for n in range(1, miss.occurrences + 1) if places_with(sheet, path, n, slot)]
        if len(fit) == 1:
            yield from _said(sheet, slot, fit[0], miss.code)


def _said(sheet: Sheet, slot: Slot, nth: int, code: str) -> Iterator[Edit]:
    """Put ``nth`` right, or put it in behind the words."""
    path = (*slot.path, "q")
    there = sheet.token((*slot.path, "nth"))
    if there is not None:
        yield Edit(*there, str(nth), code, path)
        return
    token, key = sheet.token(path), sheet.parsed.source.keys.get(path)
    if token is None or key is None:
        return
    if _in_flow(sheet, slot.path):
        yield Edit(token[1], token[1], f", nth: {nth}", code, path)
        return
    newline = sheet.text.find("\n", token[1])
    end = len(sheet.text) if newline < 0 else newline
    yield Edit(end, end, f"\n{' ' * (key.column - 1)}nth: {nth}", code, path)


def _dropped(sheet: Sheet, slot: Slot, code: str) -> Iterator[Edit]:
    """Take ``nth`` out, with the comma or the line that it stands on."""
    path, source = (*slot.path, "nth"), sheet.parsed.source
    token, key = sheet.token(path), source.keys.get(path)
    if token is None or key is None:
        return
    start, end = sheet.lines.span(key)[0], token[1]
    before, after = sheet.text[:start], sheet.text[end:]
    about = (*slot.path, "q")
    if _in_flow(sheet, slot.path):
        if before.rstrip().endswith(","):
            yield Edit(before.rstrip().rindex(","), end, "", code, about)
        elif after.lstrip(" ").startswith(","):
            rest = after.lstrip(" ")[1:].lstrip(" ")
            yield Edit(start, len(sheet.text) - len(rest), "", code, about)
        return
    line = before.rfind("\n") + 1
    if not before[line:].strip() and not after.partition("\n")[0].strip():
        yield Edit(line, end + len(after.partition("\n")[0]) + 1, "", code, about)


def _in_flow(sheet: Sheet, path: YamlPath) -> bool:
    """Whether a mapping is written between braces."""
    position = sheet.parsed.source.values[path]
    return sheet.text[sheet.lines.span(position)[0]] == "{"

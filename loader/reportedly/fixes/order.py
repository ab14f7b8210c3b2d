"""The keys of a block in the order of the format's description, as every reader expects them.

Only mappings that are written one key a line: what is written between braces is read as a phrase.
A key takes its comments along: those behind it, and those on the lines above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from reportedly.fixes.edits import Edit
from reportedly.fixes.sheet import Sheet
from reportedly.model.anchors import Document
from reportedly.model.article import Article
from reportedly.model.entry import Entry, Report
from reportedly.model.findings import YamlPath
from reportedly.model.registry import KINDS

ORDERED: Final[tuple[type[Document], ...]] = (Entry, Article, Report, *KINDS.values())
"""The documents whose keys have an order."""


@dataclass(frozen=True, slots=True)
class _Key:
    name: str
    start: int
    column: int


def in_order(sheet: Sheet) -> Iterator[Edit]:
    """The stretch of a block's keys, in order; one block a time, the outermost first."""
    for path, kind in _blocks(sheet):
        order = [info.alias or name for name, info in kind.model_fields.items()]
        keys = _keys(sheet, path)
        names = [key.name for key in keys]
        if not set(names) <= set(order) or names == sorted(names, key=order.index):
            continue
        edit = _reordered(sheet, keys, order)
        if edit is not None:
            yield edit
            return


def _blocks(sheet: Sheet) -> Iterator[tuple[YamlPath, type[Document]]]:
    """The paths of the mappings whose keys have an order, and what each holds."""
    if sheet.kind in ORDERED:
        yield (), sheet.kind
    if sheet.kind is Entry and isinstance(sheet.value, Mapping):
        yield ("article",), Article
        reports = sheet.value.get("reports", ())
        for i in range(len(reports) if isinstance(reports, tuple) else 0):
            yield ("reports", i), Report


def _keys(sheet: Sheet, path: YamlPath) -> list[_Key]:
    """The keys of one mapping in the order of the file."""
    source = sheet.parsed.source
    found = [
        _Key(str(key[-1]), sheet.lines.span(position)[0], position.column)
        for key, position in source.keys.items()
        if key[:-1] == path
    ]
    return sorted(found, key=lambda key: key.start)


def _reordered(sheet: Sheet, keys: list[_Key], order: list[str]) -> Edit | None:
    """The keys with what belongs to each, put in order; None where that is not plain to see."""
    text = sheet.text
    if len({key.column for key in keys}) > 1:
        return None
    begins = [_begin(text, key, first=i == 0) for i, key in enumerate(keys)]
    end = _end(text, keys[-1])
    pieces = {
        key.name: text[start:stop]
        for key, start, stop in zip(keys, begins, [*begins[1:], end], strict=True)
    }
    if any(not piece.endswith("\n") for piece in pieces.values()):
        return None
    indent = " " * (keys[0].column - 1)
    parts = []
    for i, name in enumerate(sorted(pieces, key=order.index)):
        piece = pieces[name]
        inline = i == 0 and text[text.rfind("\n", 0, begins[0]) + 1 : begins[0]].strip() != ""
        bare = piece.startswith((name, '"', "'"))
        if inline and not bare:
            piece = piece.removeprefix(indent)
            if piece.startswith(("#", "\n", " ")):  # a comment cannot stand behind the hyphen
                return None
        elif not inline and bare:
            piece = indent + piece
        parts.append(piece)
    return Edit(begins[0], end, "".join(parts))


def _begin(text: str, key: _Key, *, first: bool) -> int:
    """Where what belongs to a key begins: its line, or the comments and blank lines above it."""
    line = text.rfind("\n", 0, key.start) + 1
    if text[line : key.start].strip():  # behind a hyphen
        return key.start
    while line and not first:
        above = text.rfind("\n", 0, line - 1) + 1
        said = text[above : line - 1].strip()
        if said and not said.startswith("#"):
            break
        line = above
    return line


def _end(text: str, key: _Key) -> int:
    """Where the last key's lines end: at the first line that is indented less than they are."""
    at = text.find("\n", key.start) + 1
    while 0 < at < len(text):
        line = text[at : text.find("\n", at) if "\n" in text[at:] else len(text)]
        depth = len(line) - len(line.lstrip(" "))
        deeper = depth >= key.column or (
            depth == key.column - 1 and line.strip()[:2] in ("-", "- ")
        )
        if not line.strip() or not deeper:
            break
        at += len(line) + 1
    return at if at > 0 else len(text)

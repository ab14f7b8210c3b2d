"""A comparison for a pull request: the verdict at the top, tables, the rest folded away.

GitHub takes comments of at most 65,536 characters. What does not fit is left out from the end of
each table and said to be: first triples, then changes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from rich.text import Text

from reportedly.changes.formats.words import (
    clauses,
    places,
    reasons_in_full,
    title,
    verdict,
)
from reportedly.changes.kinds.table import KINDS, Kind
from reportedly.changes.record import Change, Changes, Did

LIMIT: Final = 65_000
"""Bytes of UTF-8: GitHub counts characters, of which there are fewer. CI adds a few words more."""

OPEN: Final = 8
"""So many rows a table has before it is folded away."""

_CELL: Final = 700
"""Code points of a cell before it is cut."""

_LADDER: Final = ((10_000, 60), (10_000, 20), (10_000, 5), (200, 5), (80, 3), (30, 2), (12, 0))
"""How many rows of a table and lines of a graph are tried, one after the other, until it fits."""

_DONE: Final[dict[Did, str]] = {"added": "new", "removed": "gone"}
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>|~$])")
_CALLS: Final = re.compile(r"([@#])(?=\w)")
_DETAILED: Final = frozenset({"origins", "disagreement", "saying"})
"""Kinds whose reasons are given in full below their table."""


def as_markdown(changes: Changes, limit: int = LIMIT) -> Text:
    """GitHub Flavored Markdown of at most so many bytes.

    Args:
        changes: the comparison.
        limit: bytes of UTF-8; the verdict alone takes some hundreds.
    """
    whole = ""
    for rows, lines in (*_LADDER, (3, 0), (0, 0)):
        whole = "\n".join(_document(changes, rows, lines)) + "\n"
        if len(whole.encode()) <= limit:
            break
    return Text(whole)


def _document(changes: Changes, rows: int, lines: int) -> Iterator[str]:
    yield "### What this changes in the graph"
    yield ""
    yield f"**{_cell(verdict(changes))}**"
    yield ""
    yield f"<sub>{_cell(changes.before.name)} → {_cell(changes.after.name)}</sub>"
    for caveat in changes.caveats:
        yield f"<br><sub>{_cell(caveat)}</sub>"
    for kind, row in KINDS.items():
        if those := changes.of(kind):
            yield ""
            yield from _kind(kind, row, those, rows)
    if changes.graphs:
        yield ""
        yield from _triples(changes, rows, lines)


def _kind(kind: str, row: Kind, those: Sequence[Change], rows: int) -> Iterator[str]:
    """A few rows open, the others folded: what is new is much, except where it is the news."""
    routine = {"added", "removed"} if not row.news and len(those) > OPEN else set()
    first = [each for each in those if each.did not in routine][: 0 if row.minor else OPEN]
    shown = {id(each) for each in first}
    rest = [each for each in those if id(each) not in shown]
    if first:
        yield f"#### {row.title}"
        yield from _table(kind, first, rows)
    if rest:
        yield from _folded(_head(row, rest, more=bool(first)), _table(kind, rest, rows))
    full = [each for each in first[:rows] if each.did == "changed" and reasons_in_full(each)]
    if kind in _DETAILED and full:
        yield ""
        yield from _folded("The reasons in full", _reasons(full))


def _head(row: Kind, those: Sequence[Change], *, more: bool) -> str:
    """What is folded away: ``26 reports, all new``."""
    counts = Counter(_DONE.get(each.did, each.did) for each in those)
    what = row.one if len(those) == 1 else row.many
    how = ", ".join(f"{number:,} {done}" for done, number in sorted(counts.items()))
    how = f"all {next(iter(counts))}" if len(counts) == 1 and len(those) > 1 else how
    how = next(iter(counts)) if len(those) == 1 else how
    return (
        f"{'' if more else f'{row.title}: '}{len(those):,} {'more ' if more else ''}{what}, {how}"
    )


def _table(kind: str, those: Sequence[Change], rows: int) -> Iterator[str]:
    shown = those[:rows]
    if shown:
        yield ""
        yield f"| | {KINDS[kind].one} | what | where |"
        yield "|---|---|---|---|"
    for change in shown:
        name = f"**{_cell(title(change))}**"
        if change.thing.words and change.thing.words not in title(change):
            name += f"<br><i>{_cell(change.thing.words)}</i>"
        said = "<br>".join(_cell(clause) for clause in clauses(change))
        if change.note:
            said += f"<br><sub>{_cell(change.note)}</sub>"
        where = "<br>".join(f"`{place}`" for place in places(change)) or f"`{change.thing.id}`"
        yield f"| {_DONE.get(change.did, change.did)} | {name} | {said} | {where} |"
    yield ""
    if len(shown) < len(those):
        yield f"… and {len(those) - len(shown):,} more, for which there is no room here."
        yield ""


def _reasons(those: Sequence[Change]) -> Iterator[str]:
    yield ""
    for change in those:
        yield f"- **{_cell(title(change))}**"
        for each in reasons_in_full(change):
            yield f"  - {_cell(each)}"
    yield ""


def _triples(changes: Changes, rows: int, lines: int) -> Iterator[str]:
    added = sum(len(graph.added) for graph in changes.graphs)
    removed = sum(len(graph.removed) for graph in changes.graphs)
    graphs = len(changes.graphs)
    head = f"Triples: {added:,} added, {removed:,} removed in {graphs:,} graph"
    yield from _folded(f"{head}{'' if graphs == 1 else 's'}", _by_graph(changes, rows, lines))


def _by_graph(changes: Changes, rows: int, lines: int) -> Iterator[str]:
    yield ""
    for graph in changes.graphs[:rows]:
        yield f"`{graph.name}`: {len(graph.added):,} added, {len(graph.removed):,} removed"
        yield ""
        shown = [f"- {line}" for line in graph.removed[:lines]]
        shown += [f"+ {line}" for line in graph.added[:lines]]
        if shown:
            fence = "`" * (1 + max((len(run) for line in shown for run in _ticks(line)), default=2))
            yield f"{max(fence, '```', key=len)}diff"
            yield from shown
            yield max(fence, "```", key=len)
        left = len(graph.added) + len(graph.removed) - len(shown)
        if left:
            yield f"… and {left:,} more."
            yield ""
    if len(changes.graphs) > rows:
        yield f"… and {len(changes.graphs) - rows:,} more graphs."
        yield ""


def _ticks(line: str) -> list[str]:
    return re.findall(r"`+", line)


def _folded(head: str, body: Iterator[str]) -> Iterator[str]:
    yield f"<details><summary>{_cell(head)}</summary>"
    yield from body
    yield "</details>"


def _cell(text: str) -> str:
    """Text that says itself in a cell: no markup, no mention of a user, no link to an issue."""
    text = " ".join(text.split())
    if len(text) > _CELL:
        text = f"{text[:_CELL]} … (cut)"
    return _CALLS.sub("\\1&#8203;", _SPECIAL.sub(r"\\\1", text))

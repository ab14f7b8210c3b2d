"""A comparison for a terminal: a line a change, coloured where there are colours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.text import Text

from reportedly.changes.formats.words import moved, places, title, verdict
from reportedly.changes.kinds.table import KINDS, Kind
from reportedly.changes.record import Change, Changes, Did

SHOWN: Final = 20
"""Changes of a minor kind, and triples of a graph either way, shown before the rest is counted."""

_MARKS: Final[dict[Did, tuple[str, str]]] = {
    "added": ("+", "green"),
    "gained": ("+", "green"),
    "removed": ("-", "red"),
    "lost": ("-", "red"),
}
_OTHER: Final = ("~", "yellow")


def as_text(changes: Changes) -> Text:
    """The verdict, then the changes by kind, then the triples by graph."""
    text = Text()
    text.append(f"{changes.before.name} → {changes.after.name}\n", style="bold")
    text.append(verdict(changes) + "\n")
    for caveat in changes.caveats:
        text.append(f"note: {caveat}\n", style="dim")
    for kind, row in KINDS.items():
        those = changes.of(kind)
        if those:
            text.append(f"\n{row.title}\n", style="bold")
            for each in _changes(row, those):
                text.append_text(each)
    for each in _triples(changes):
        text.append_text(each)
    return text


def _changes(row: Kind, those: tuple[Change, ...]) -> Iterator[Text]:
    shown = those[:SHOWN] if row.minor else those
    for change in shown:
        mark, colour = _MARKS.get(change.did, _OTHER)
        line = Text("  ")
        line.append(mark, style=f"bold {colour}")
        line.append(f" {title(change)}", style="bold" if not row.minor else "")
        if change.did in {"renamed", "re-pinned"}:
            line.append(f" {change.did}", style=colour)
        if change.thing.words and change.thing.words not in title(change):
            line.append(f"  “{change.thing.words}”", style="italic")
        line.append("\n")
        if said := moved(change):
            line.append(f"      {said}\n")
        if change.note:
            line.append(f"      ({change.note})\n", style="dim")
        where = ", ".join(places(change)) or change.thing.id
        line.append(f"      {where}\n", style="dim")
        yield line
    if len(shown) < len(those):
        yield Text(f"  … and {len(those) - len(shown):,} more (--output-format json has all)\n")


def _triples(changes: Changes) -> Iterator[Text]:
    if changes.graphs:
        yield Text("\nTriples\n", style="bold")
    for graph in changes.graphs:
        yield Text(f"  {graph.name}: +{len(graph.added):,} -{len(graph.removed):,}\n")
        for mark, colour, lines in (("-", "red", graph.removed), ("+", "green", graph.added)):
            for line in lines[:SHOWN]:
                yield Text(f"    {mark} {line}\n", style=colour)
            if len(lines) > SHOWN:
                yield Text(f"    {mark} … and {len(lines) - SHOWN:,} more (--triples FILE)\n")

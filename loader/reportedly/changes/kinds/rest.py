"""What no other kind of change tells of: nothing that differs goes without words."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.changes.describe import describe
from reportedly.changes.pair import Pair
from reportedly.changes.record import Change


def rest(pair: Pair) -> Iterator[Change]:
    """A change for each thing of which a statement differs, and which was not told of so far.

    In whole builds there is none. Where a class or a link is missing, what it led to hangs in the
    air: no article, report or record that is told of reaches it.
    """
    told, compared = set(pair.told), set[str]()
    for inside in (pair.was, pair.is_):
        for things in (inside.articles, *inside.of.values()):
            for each in things.values():
                compared |= each.reached
                told |= each.reached if each.node in pair.told else set()
    for node in sorted(pair.touched - told):
        moved = pair.is_repinned(node) and node in compared
        if not moved and not _is_told_elsewhere(pair, node):
            one = describe(pair.before, node) if node in pair.before.triples else None
            other = describe(pair.after, node) if node in pair.after.triples else None
            yield from pair.change("other", one, other)


def _is_told_elsewhere(pair: Pair, node: str) -> bool:
    """Whether a node is a finding, or keeps two things apart of which one was told of."""
    ids = pair.before.ids
    if node.startswith(ids.node("finding", "").value):
        return True
    distinction = ids.node("distinction", "").value
    ends = node.removeprefix(distinction).split("/") if node.startswith(distinction) else []
    return any(ids.node("registry", end).value in pair.told for end in ends)

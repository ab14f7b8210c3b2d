"""Two builds compared: everything that only one of them says, in words and in triples."""

from __future__ import annotations

from reportedly.changes.delta import base_of, differing
from reportedly.changes.index import read
from reportedly.changes.kinds.table import KINDS
from reportedly.changes.pair import Pair
from reportedly.changes.record import Change, Changes, SideInfo
from reportedly.errors import InputError
from reportedly.ids import DEFAULT_BASE, Ids
from reportedly.store.protocol import View

REGISTRY = "registry"
"""The graph that names and kinds are read from, whether it differs or not."""


def compare(before: View, after: View, names: tuple[str, str] = ("before", "after")) -> Changes:
    """What the second of two builds says that the first does not, and the reverse.

    A pure function of what the builds hold: no order in which anything was added, no clock.

    Args:
        before: the first build.
        after: the second build.
        names: what the sides are called.

    Raises:
        InputError: the builds name their instances under different bases.
        StoreError: a build cannot be read.
    """
    ids = Ids(_base(before, after))
    graphs = differing(before, after)
    one, other = (
        SideInfo(name, view.build.id, view.build.quads, view.build.sha256)
        for name, view in zip(names, (before, after), strict=True)
    )
    found: tuple[Change, ...] = ()
    if graphs:
        registry = ids.shared_graph(REGISTRY).value
        wanted = {registry, *(name for each in graphs for name in (each.before, each.after))}
        pair = Pair.of(read(before, wanted, ids), read(after, wanted, ids), graphs)
        for kind in KINDS.values():
            changes = tuple(sorted(kind.find(pair), key=_order))
            found += changes
            pair = pair.having_told(changes)
    return Changes(one, other, found, graphs)


def _order(change: Change) -> tuple[str, ...]:
    """By thing, the same from either side."""
    iris = sorted(each.iri for each in (change.before, change.after) if each)
    return (iris[0], iris[-1])


def _base(before: View, after: View) -> str:
    ours, theirs = base_of(before), base_of(after)
    if ours and theirs and ours != theirs:
        raise InputError(
            f"the two builds name their instances under different bases: {ours} and {theirs}",
            mend="Build both with the same --base.",
        )
    return ours or theirs or DEFAULT_BASE

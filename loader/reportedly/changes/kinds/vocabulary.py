"""Terms of the vocabulary, and whatever stands in graphs that no other kind knows."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.changes.describe import describe
from reportedly.changes.pair import Pair
from reportedly.changes.record import Change


def vocabulary(pair: Pair) -> Iterator[Change]:
    """A change for each subject outside the base of the instances, or under no known name."""
    ids = pair.before.ids
    known = tuple(
        ids.node(kind, "").value
        for kind in ("article", "registry", "scheme", "distinction", "finding")
    )
    for node in sorted(node for node in pair.touched if not node.startswith(known)):
        one = describe(pair.before, node) if node in pair.before.triples else None
        other = describe(pair.after, node) if node in pair.after.triples else None
        yield from pair.change("vocabulary", one, other)

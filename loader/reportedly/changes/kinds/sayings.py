"""Quotations that joined or left a cluster of quotations of one saying."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportedly.changes.index import Index, local, shortened
from reportedly.changes.kinds.findings import about, found
from reportedly.changes.pair import Pair, part_of
from reportedly.changes.record import Change, Did
from reportedly.changes.shown import quoted
from reportedly.terms import RP

Cluster = frozenset[str]


def sayings(pair: Pair) -> Iterator[Change]:
    """A change for each cluster that is new, has vanished, or whose quotations are others.

    A cluster is matched with the one on the other side that it shares most quotations with: its
    name is that of its fullest quotation, and may change when another joins.
    """
    touched = [node for node, _ in found(pair, "drift")]
    for sort in ("saying", "verbatim"):
        was, is_ = _clusters(pair.before, touched, sort), _clusters(pair.after, touched, sort)
        rest_before, rest_after = set(was), set(is_)
        for one, other in _closest(was, is_):
            if one in rest_before and other in rest_after:
                rest_before.remove(one)
                rest_after.remove(other)
                yield from _change(pair, was[one], is_[other])
        for one in sorted(rest_before, key=sorted):
            yield from _change(pair, was[one], None)
        for other in sorted(rest_after, key=sorted):
            yield from _change(pair, None, is_[other])


def _clusters(index: Index, nodes: list[str], sort: str) -> dict[Cluster, str]:
    return {
        frozenset(each.value for each in index.all(node, RP.concerns)): node
        for node in nodes
        if node in index.triples and index.steps(node)[2] == sort
    }


def _closest(
    was: Mapping[Cluster, str], is_: Mapping[Cluster, str]
) -> list[tuple[Cluster, Cluster]]:
    """Pairs that share quotations, those that share most first; the same seen from either side."""
    pairs = [(one, other) for one in was for other in is_ if one & other]
    return sorted(pairs, key=lambda pair: (-len(pair[0] & pair[1]), sorted(map(sorted, pair))))


def _change(pair: Pair, one: str | None, other: str | None) -> Iterator[Change]:
    before, after = pair.before, pair.after
    parts = [
        *part_of("quotations", _quoted(before, one), _quoted(after, other)),
        *part_of("differ in", _aspects(before, one), _aspects(after, other)),
    ]
    because = _because(before, one), _because(after, other)
    if not pair.echoes(*because):
        parts += part_of("because", *because)
    if parts:
        did: Did = "changed" if one and other else "added" if other else "removed"
        yield Change("saying", did, *about(pair, one, other), tuple(parts))


def _quoted(index: Index, node: str | None) -> list[str]:
    if node is None:
        return []
    return [
        f"{index.id(each.value)} {quoted(shortened(index.quoted.get(each.value, '')))}"
        for each in index.all(node, RP.concerns)
    ]


def _aspects(index: Index, node: str | None) -> list[str]:
    return [local(each.value) for each in index.all(node, RP.aspect)] if node else []


def _because(index: Index, node: str | None) -> list[str]:
    return [each.value for each in index.all(node, RP.because)] if node else []

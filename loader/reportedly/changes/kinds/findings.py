"""Findings that appeared, vanished, or say something else: disagreements, headlines, sums."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly import vocabularies as v
from reportedly.changes.describe import compared, describe
from reportedly.changes.index import local
from reportedly.changes.pair import Pair
from reportedly.changes.record import Change, Did, Part, Thing
from reportedly.terms import RP, FindingKind, scheme_value

ELSEWHERE: frozenset[FindingKind] = frozenset({"origins", "drift"})
"""Kinds of finding that have a kind of change of their own."""

_UNSAID = frozenset({"class", "findingKind", "label", "concerns", "words", "inArticle"})


def disagreements(pair: Pair) -> Iterator[Change]:
    """A change for each disagreement that is new, has vanished, or is argued otherwise."""
    yield from _findings(pair, "disagreement", "disagreement")


def others(pair: Pair) -> Iterator[Change]:
    """A change for each finding of the kinds that have no kind of change of their own."""
    kinds = {
        local(index.one(node, RP.findingKind)).removeprefix("finding-")
        for index in (pair.before, pair.after)
        for node in pair.touched
        if index.one(node, RP.findingKind)
    }
    for kind in sorted(kinds - ELSEWHERE - {"disagreement"}):
        yield from _findings(pair, "finding", kind)


def found(pair: Pair, kind: str) -> Iterator[tuple[str, Did]]:
    """The findings of a kind that are not the same on both sides, and what became of each."""
    value = scheme_value("finding", kind)
    for node in sorted(pair.touched):
        was = value in pair.before.all(node, RP.findingKind)
        is_ = value in pair.after.all(node, RP.findingKind)
        if was or is_:
            yield node, "changed" if was and is_ else "added" if is_ else "removed"


def _findings(pair: Pair, kind: str, of: str) -> Iterator[Change]:
    for node, did in found(pair, of):
        one = describe(pair.before, node) if node in pair.before.triples else None
        other = describe(pair.after, node) if node in pair.after.triples else None
        parts = tuple(part for part in compared(one, other) if part.name not in _UNSAID)
        if one and other and not parts:
            parts = (_joined(pair, node),)
        yield Change(kind, did, _thing(pair, node, 0), _thing(pair, node, 1), parts)


def _joined(pair: Pair, node: str) -> Part:
    """What a finding that is argued the same is about, where only that differs."""
    was, is_ = (
        {index.id(each.value) for each in index.all(node, RP.concerns)}
        for index in (pair.before, pair.after)
    )
    return Part("concerns", tuple(sorted(was - is_)), tuple(sorted(is_ - was)))


def _thing(pair: Pair, node: str, side: int) -> Thing | None:
    index = (pair.before, pair.after)[side]
    if node not in index.triples:
        return None
    return Thing(node, index.id(node), index.one(node, v.RDFS_LABEL))

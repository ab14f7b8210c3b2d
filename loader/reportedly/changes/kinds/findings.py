"""Findings that appeared, vanished, or say something else: disagreements, headlines, sums."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly import vocabularies as v
from reportedly.changes.describe import compared, describe
from reportedly.changes.index import Index, local
from reportedly.changes.pair import Pair, part_of
from reportedly.changes.record import Change, Did, Thing
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
        if one and other:
            parts = tuple(part for part in parts if not pair.echoes(part.before, part.after))
            parts += part_of("concerns", *_concerned(pair, node))
            if not parts:
                continue
        yield Change(kind, did, *about(pair, node, node), parts)


def _concerned(pair: Pair, node: str) -> Iterator[set[str]]:
    """What a finding is about, on either side."""
    for index in (pair.before, pair.after):
        yield {index.id(each.value) for each in index.all(node, RP.concerns)}


def about(pair: Pair, one: str | None, other: str | None) -> tuple[Thing | None, Thing | None]:
    """A finding of either side as a reader is shown it, at the lines that it comes from.

    That is what it concerns and is not the same on both sides; else its record, its first telling.
    """
    return _about(pair, pair.before, one), _about(pair, pair.after, other)


def _about(pair: Pair, index: Index, node: str | None) -> Thing | None:
    if node is None or node not in index.triples:
        return None
    concerned = sorted(each.value for each in index.all(node, RP.concerns))
    told = [each for each in concerned if index.inside(each)]
    changed = [each for each in told if each in pair.stirred]
    records = [each for each in concerned if not index.inside(each)]
    first = next(iter((*changed, *records, *told)), "")
    return Thing(node, index.id(node), index.one(node, v.RDFS_LABEL), about=first)

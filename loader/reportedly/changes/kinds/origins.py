"""Claims and figures that go back to more, fewer or other origins, and what moved them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from reportedly.changes.index import Index
from reportedly.changes.kinds.findings import about, found
from reportedly.changes.pair import Pair, part_of
from reportedly.changes.record import Change, Part
from reportedly.terms import RP

BOUNDS = "origins"


def origins(pair: Pair) -> Iterator[Change]:
    """A change for each claim or figure, over all articles, whose bounds or ends are others.

    The parts say what moved them: ends of trails, tellings, who stands for several, who is kept
    apart from whom; and the reasons in full.
    """
    for node, did in found(pair, "origins"):
        sides = [index for index in (pair.before, pair.after) if node in index.triples]
        if any(index.one(node, RP.inArticle) for index in sides):
            continue  # said of the whole already
        parts = _parts(pair, node)
        if parts:
            yield Change("origins", did, *about(pair, node, node), parts)


def _parts(pair: Pair, node: str) -> tuple[Part, ...]:
    before, after = pair.before, pair.after
    was, is_ = _bounds(before, node), _bounds(after, node)
    ends = [_values(index, node, RP.trailEnd.value) for index in (before, after)]
    tellings = [_tellings(index, node) for index in (before, after)]
    named = [
        {end: _end(index, end, those) for end in sorted(of)}
        for index, of, those in zip((before, after), ends, tellings, strict=True)
    ]
    gone, new = ends[0] - ends[1], ends[1] - ends[0]
    parts = [Part(BOUNDS, (was,) if was else (), (is_,) if is_ else ())] if was != is_ else []
    if gone or new:
        shown_gone = tuple(sorted(named[0][end] for end in gone))
        parts.append(Part("ends of trails", shown_gone, tuple(sorted(named[1][e] for e in new))))
    if not parts:
        return ()
    both = ends[0] & ends[1]
    several = [
        {index.name(end) for end in both & _several(index, those)}
        for index, those in zip((before, after), tellings, strict=True)
    ]
    parts += part_of("stands for several", *several)
    parts += part_of("kept apart", _apart(before, both), _apart(after, both))
    parts += part_of(
        "tellings",
        (before.id(telling) for telling in tellings[0]),
        (after.id(telling) for telling in tellings[1]),
    )
    parts += part_of(
        "own voice",
        (before.id(each) for each in _values(before, node, RP.ownVoice.value)),
        (after.id(each) for each in _values(after, node, RP.ownVoice.value)),
    )
    parts += part_of("because", _because(before, node), _because(after, node))
    return tuple(parts)


def _bounds(index: Index, node: str) -> str:
    """The bounds as ``1…3``, with a plus if there may be more; "" where nothing is found."""
    if node not in index.triples:
        return ""
    more = "+" if index.one(node, RP.openAbove) == "true" else ""
    return f"{index.one(node, RP.atLeast)}…{index.one(node, RP.atMost)}{more}"


def _because(index: Index, node: str) -> tuple[str, ...]:
    return tuple(each.value for each in index.all(node, RP.because))


def _values(index: Index, node: str, predicate: str) -> frozenset[str]:
    return frozenset(each.value for each in index.triples.get(node, {}).get(predicate, ()))


def _tellings(index: Index, node: str) -> frozenset[str]:
    return _values(index, node, RP.concerns.value) & index.told.tellings.keys()


def _end(index: Index, end: str, tellings: Iterable[str]) -> str:
    """An end of trails with the tellings that lead to it."""
    leading = sorted(
        index.id(name)
        for name in tellings
        if any(hop.speaker == end for hop in index.told.tellings[name].chain)
    )
    return f"{index.name(end)} ({', '.join(leading)})" if leading else index.name(end)


def _several(index: Index, tellings: Iterable[str]) -> frozenset[str]:
    chains = (index.told.tellings[name].chain for name in tellings)
    return frozenset(hop.speaker for chain in chains for hop in chain if hop.plural)


def _apart(index: Index, ends: Iterable[str]) -> frozenset[str]:
    return frozenset(
        f"{index.name(one)} and {index.name(other)}"
        for one, other in combinations(sorted(ends), 2)
        if index.told.kinds.apart(one, other)
    )

"""Claims that nobody with a name vouches for any more, and those for which somebody now does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportedly.changes.index import Index
from reportedly.changes.pair import Pair
from reportedly.changes.record import Change, Part, Thing
from reportedly.findings.tellings import grouped


def sources(pair: Pair) -> Iterator[Change]:
    """A change for each claim that lost its last named source, or gained its first.

    A source is whoever says it in a chain, at any hop; it is named if it goes by a proper name:
    a person, an organisation, a country. A claim that is told on one side only is none of these.
    """
    was, is_ = _named(pair.before), _named(pair.after)
    for claim in sorted(was.keys() & is_.keys()):
        one, other = was[claim], is_[claim]
        if bool(one) == bool(other):
            continue
        parts = Part("named sources", tuple(sorted(one.values())), tuple(sorted(other.values())))
        yield Change(
            "sources",
            "gained" if other else "lost",
            Thing(claim, pair.before.id(claim), pair.before.name(claim)),
            Thing(claim, pair.after.id(claim), pair.after.name(claim)),
            (parts,),
        )


def _named(index: Index) -> dict[str, Mapping[str, str]]:
    """For each claim that is told, its named sources, each with the tellings that name it."""
    told = index.told
    found: dict[str, Mapping[str, str]] = {}
    for claim, tellings in told.by_claim().items():
        said = grouped(
            (hop.speaker, index.id(telling.name))
            for telling in tellings
            for hop in telling.chain
            if hop.speaker in told.kinds.named
        )
        found[claim] = {
            speaker: f"{index.name(speaker)} ({', '.join(sorted(set(those)))})"
            for speaker, those in said.items()
        }
    return found

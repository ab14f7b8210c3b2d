"""Where the trails of a set of tellings end, and how many origins that can be (DESIGN, section 4).

Nothing here knows of RDF: speakers, tellings and articles are names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from reportedly.findings.grouping import fewest_groups


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain: who speaks, and whether the words mean several."""

    speaker: str
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """A telling with its chain.

    Attributes:
        name: which telling it is.
        article: the article that tells it.
        chain: its hops, nearest the article first; none is the article's own voice.
        restates: the tellings that it tells again, directly or through others.
    """

    name: str
    article: str
    chain: tuple[Hop, ...] = ()
    restates: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class End:
    """Where trails end: one speaker, or those of a circle without exit.

    Attributes:
        speakers: never empty; more than one only for a circle.
        plural: whether the words mean several speakers.
    """

    speakers: frozenset[str]
    plural: bool


@dataclass(frozen=True, slots=True)
class Kinds:
    """What keeps speakers apart.

    Attributes:
        named: those who go by a proper name: persons, organisations, countries.
        different: for a speaker, those declared different from it; both ways.
    """

    named: frozenset[str]
    different: Mapping[str, Set[str]]

    def apart(self, one: str, other: str) -> bool:
        """Whether two speakers cannot be one; all others may coincide."""
        if one == other:
            return False
        named = one in self.named and other in self.named
        return named or other in self.different.get(one, ())


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which bounds the number of distinct origins lies.

    Attributes:
        at_least: the fewest groups that the ends can fall into; 0 only if there is no end.
        at_most: the number of ends.
        open_above: whether there may be more, since an end is plural.
        sought_out: False if the search for the fewest was given up, and the lower bound is only
            what was proven until then.
    """

    at_least: int
    at_most: int
    open_above: bool
    sought_out: bool = True


def ends(tellings: Iterable[Telling], *, relaying: bool = False) -> tuple[End, ...]:
    """Where the trails end, in an order that depends only on the names.

    The end of a chain is its last speaker. A telling that restates another adds none (see
    `restating`). A speaker who within the set
    relays someone else is no end, and the trail goes on there: that is an assumption. A circle
    of speakers without exit is one end.

    Args:
        tellings: the set.
        relaying: drop the assumption: the last speaker of a chain is an end, whomever he relays.
    """
    them = tuple(tellings)
    onward: defaultdict[str, set[str]] = defaultdict(set)
    plural: set[str] = set()
    for telling in them:
        plural |= {hop.speaker for hop in telling.chain if hop.plural}
        if not relaying:
            for hop, behind in zip(telling.chain, telling.chain[1:], strict=False):
                onward[hop.speaker].add(behind.speaker)
    found: set[frozenset[str]] = set()
    for last in last_speakers(them):
        reached = {speaker: _reach(speaker, onward) for speaker in _reach(last, onward)}
        found |= {
            circle
            for circle in reached.values()
            if all(reached[speaker] == circle for speaker in circle)
        }
    return tuple(
        End(speakers, not plural.isdisjoint(speakers)) for speakers in sorted(found, key=sorted)
    )


def last_speakers(tellings: Iterable[Telling]) -> tuple[str, ...]:
    """The last speaker of each chain, but for tellings that restate others of the set."""
    them = tuple(tellings)
    repeated = {telling.name for telling in restating(them)}
    chains = (each.chain for each in them if each.name not in repeated)
    return tuple(sorted({chain[-1].speaker for chain in chains if chain}))


def restating(tellings: Iterable[Telling]) -> tuple[Telling, ...]:
    """The tellings that add no end, since they restate another of the set which has a source.

    Of those that restate each other in a circle none is meant. To restate only what an article
    says in its own voice sets no source aside: there would be none left.
    """
    them = tuple(tellings)
    sourced = {telling.name: telling.restates for telling in them if telling.chain}
    return tuple(
        telling
        for telling in them
        if any(
            other in sourced and telling.name not in sourced[other]
            for other in telling.restates - {telling.name}
        )
    )


def own_voices(tellings: Iterable[Telling]) -> tuple[str, ...]:
    """The articles that tell it in their own voice, once or more."""
    return tuple(sorted({telling.article for telling in tellings if not telling.chain}))


def bounds(of: Iterable[End], kinds: Kinds) -> Bounds:
    """How many origins the ends can be.

    Lower: the fewest groups such that no two ends of a group are kept apart (the chromatic number
    of the graph of what is kept apart). Two ends are kept apart if each speaker of the one is
    kept apart from each of the other.
    """
    them = tuple(of)
    named = [end for end in them if end.speakers <= kinds.named]
    others = [end for end in them if not end.speakers <= kinds.named]
    tied = [end for end in others if _partners(end, them, kinds)]
    touched = [end for end in named if any(_apart(end, other, kinds) for other in tied)]
    # A named end that keeps nobody else apart can take in one of the others each.
    if len(named) - len(touched) >= len(tied):
        fewest, sought_out = max(len(named), min(len(them), 1)), True
    else:
        fewest, sought_out = fewest_groups(_graph([*named, *tied], kinds))
    return Bounds(fewest, len(them), any(end.plural for end in them), sought_out)


def _partners(end: End, among: Iterable[End], kinds: Kinds) -> bool:
    declared = set().union(*(kinds.different.get(each, ()) for each in end.speakers))
    return bool(declared) and any(
        not declared.isdisjoint(other.speakers) and _apart(end, other, kinds) for other in among
    )


def _apart(one: End, other: End, kinds: Kinds) -> bool:
    return all(kinds.apart(a, b) for a in one.speakers for b in other.speakers)


def _graph(them: list[End], kinds: Kinds) -> tuple[frozenset[int], ...]:
    return tuple(
        frozenset(j for j, other in enumerate(them) if i != j and _apart(end, other, kinds))
        for i, end in enumerate(them)
    )


def _reach(start: str, onward: Mapping[str, Set[str]]) -> frozenset[str]:
    """The start, and all that is reached from it."""
    reached, waiting = {start}, [start]
    while waiting:
        new = onward.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return frozenset(reached)

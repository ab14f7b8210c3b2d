"""Which quotations give the same saying, whole, reworded or cut. Nothing here knows of RDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from reportedly.findings.drift.wording import (
    SHORTEST,
    Wording,
    contains,
    label_stem,
    retold,
    runs,
    same_label,
    similar,
)
from reportedly.findings.tellings import grouped

COMMONPLACE: Final = 30
"""Words that more wordings than this share are no reason to compare them; equal and contained
ones are found all the same."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation, as far as it is compared.

    Attributes:
        name: which it is.
        article: the article that quotes.
        wording: its words.
        label: whether it is a label (scare quotes), which nobody need have spoken.
        speakers: who speaks the words, as far as the article says.
        utterance: what it is a piece of, where an article quotes several pieces of one; "" if it
            stands alone.
    """

    name: str
    article: str
    wording: Wording
    label: bool = False
    speakers: frozenset[str] = frozenset()
    utterance: str = ""


def nearly_same(one: Quoted, other: Quoted) -> bool:
    """Whether two quotations give one saying in nearly the same words; symmetric.

    A label recurs only as a label. Where either is short, both must stand in one article or have
    a speaker in common: two people may each say "motivated". Of one speaker it is enough that half
    the words are kept (`retold`), unless both are pieces of one utterance: then he goes on.
    """
    if not _comparable(one, other):
        return False
    if one.label:
        return same_label(one.wording, other.wording)
    if similar(one.wording, other.wording):
        return True
    apart = not one.utterance or one.utterance != other.utterance
    return (
        apart and not one.speakers.isdisjoint(other.speakers) and retold(one.wording, other.wording)
    )


def cut_of(part: Quoted, whole: Quoted) -> bool:
    """Whether the one quotes some of the words that the other quotes, and no others."""
    return not part.label and _comparable(part, whole) and contains(whole.wording, part.wording)


def _comparable(one: Quoted, other: Quoted) -> bool:
    if one.label is not other.label or not one.wording.words or not other.wording.words:
        return False
    short = one.wording.short or other.wording.short
    near = one.article == other.article or not one.speakers.isdisjoint(other.speakers)
    return one.label or near or not short


def sayings(quoted: Iterable[Quoted]) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more quotations that give one saying.

    Quotations in nearly the same words are one saying, also through others (`nearly_same`, made
    transitive). A saying of which some quotation is a cut of another saying's joins that one, and
    each other that it may be cut from: a short cut then stands in several groups.

    Returns:
        The groups and the names in each, sorted; the same whatever the order of the quotations.
    """
    them = {each.name: each for each in quoted if each.wording.words}
    saying = {name: {name} for name in them}
    cuts: set[tuple[str, str]] = set()
    for one, other in _worth_comparing(them):
        if nearly_same(them[one], them[other]):
            _join(saying, one, other)
        for part, whole in ((one, other), (other, one)):
            if cut_of(them[part], them[whole]):
                cuts.add((part, whole))
    return _with_cuts({name: min(names) for name, names in saying.items()}, cuts)


def _join(group: dict[str, set[str]], one: str, other: str) -> None:
    if group[one] is group[other]:
        return
    small, large = sorted((group[one], group[other]), key=len)
    large |= small
    for name in small:
        group[name] = large


def _with_cuts(
    saying: Mapping[str, str], cuts: AbstractSet[tuple[str, str]]
) -> tuple[tuple[str, ...], ...]:
    members: defaultdict[str, set[str]] = defaultdict(set)
    for name, first in saying.items():
        members[first].add(name)
    parts: defaultdict[str, set[str]] = defaultdict(set)
    wholes: defaultdict[str, set[str]] = defaultdict(set)
    for part, whole in cuts:
        parts[saying[whole]].add(saying[part])
        wholes[saying[part]].add(saying[whole])
    groups: set[tuple[str, ...]] = set()
    for first in members:
        reached = _reach(first, parts)
        if _reach(first, wholes) <= reached:  # nothing but its own parts has it as a part
            groups.add(tuple(sorted(set().union(*(members[each] for each in reached)))))
    return tuple(sorted(group for group in groups if len(group) > 1))


def _reach(start: str, parts: Mapping[str, AbstractSet[str]]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        new = parts.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


def _worth_comparing(them: Mapping[str, Quoted]) -> Iterator[tuple[str, str]]:
    """Pairs that may give one saying, so that not all pairs need be compared.

    All are there that share a label, or a long wording, or of which one contains the other; of
    those that are only similar, the ones with two successive words in common (one word, if short)
    that at most `COMMONPLACE` wordings share; of one speaker's, those with a run of words in common
    that at most `COMMONPLACE` of his quotations share.
    """
    labels = [each for each in them.values() if each.label]
    others = [each for each in them.values() if not each.label]
    yield from _chained(grouped((label_stem(each.wording), each.name) for each in labels).values())
    long = [each for each in others if not each.wording.short]
    wordings = grouped((each.wording.words, each.name) for each in long)
    yield from _chained(wordings.values())
    yield from _long_pairs(wordings)
    yield from _of_one_speaker(long)
    yield from _short_pairs(others)


def _chained(buckets: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Each with the next: enough to join all of a bucket."""
    for names in buckets:
        yield from pairwise(names)


def _long_pairs(wordings: Mapping[tuple[str, ...], Sequence[str]]) -> Iterator[tuple[str, str]]:
    """One quotation stands for all in its words."""
    starting: defaultdict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    sharing: defaultdict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for words in wordings:
        starting[words[:SHORTEST]].append(words)
        for two in dict.fromkeys(pairwise(words)):
            sharing[two].append(words)
    pairs = {
        (part, words)
        for words in wordings
        for at in range(len(words) - SHORTEST + 1)
        for part in starting.get(words[at : at + SHORTEST], ())
        if part != words
    }
    for those in sharing.values():
        if len(those) <= COMMONPLACE:
            pairs.update(combinations(those, 2))
    for one, other in pairs:
        yield wordings[one][0], wordings[other][0]


def _of_one_speaker(long: Iterable[Quoted]) -> Iterator[tuple[str, str]]:
    """Long quotations of one speaker that may keep half of each other."""
    sharing = grouped(
        ((speaker, run), each.name)
        for each in long
        for speaker in each.speakers
        for run in runs(each.wording)
    )
    for names in sharing.values():
        if len(names) <= COMMONPLACE:
            yield from combinations(names, 2)


def _short_pairs(others: Sequence[Quoted]) -> Iterator[tuple[str, str]]:
    """Short quotations with those of their article and of their speakers."""
    sharing: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for each in others:
        for near in (each.article, *each.speakers):
            for word in dict.fromkeys(each.wording.words):
                sharing[near, word].append(each.name)
    pairs: set[tuple[str, str]] = set()
    for each in others:
        if not each.wording.short:
            continue
        for near in (each.article, *each.speakers):
            found = [sharing[near, word] for word in dict.fromkeys(each.wording.words)]
            rarest = min(found, key=len)  # whatever contains it has this word too
            for names in found:
                if names is rarest or len(names) <= COMMONPLACE:
                    pairs.update((each.name, name) for name in names if name != each.name)
    yield from pairs

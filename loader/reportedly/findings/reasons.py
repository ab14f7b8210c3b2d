"""Why the origins of a set of tellings lie between their bounds, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from reportedly.findings.finding import counted, listed, steps
from reportedly.findings.tellings import Told
from reportedly.findings.trails import (
    Bounds,
    End,
    Telling,
    bounds,
    ends,
    last_speakers,
    own_voices,
    restating,
)
from reportedly.ids import Ids


def because(
    tellings: Sequence[Telling],
    found: Sequence[End],
    bound: Bounds,
    counts: Sequence[str],
    told: Told,
    ids: Ids,
) -> str:
    """All that the bounds rest on: what was set aside, what may coincide, what was assumed.

    Args:
        tellings: the set.
        found: the ends of its trails.
        bound: the bounds of their number.
        counts: for a figure, the things that it counts.
        told: names to show, and what keeps speakers apart.
        ids: how instances are named.
    """
    names = _Names(told, ids)
    return " ".join(
        sentence
        for sentence in (
            _set(tellings, counts, names),
            _ends(found, names),
            _set_aside(tellings, found, names),
            *(_assumed(tellings, found, names) if found else ()),
            *(_bounds(found, bound, names) if found else ()),
            _own_voice(tellings, names),
        )
        if sentence
    )


class _Names:
    """Names to show."""

    def __init__(self, told: Told, ids: Ids) -> None:
        self.told = told
        self.ids = ids

    def of(self, node: str) -> str:
        return self.told.name(node, self.ids)

    def who(self, end: End) -> str:
        names = listed(self.of(speaker) for speaker in sorted(end.speakers))
        return f"the circle of {names}" if len(end.speakers) > 1 else names

    def end(self, end: End) -> str:
        return f"{self.who(end)} (several)" if end.plural else self.who(end)


def _set(tellings: Sequence[Telling], counts: Sequence[str], names: _Names) -> str:
    articles = {telling.article for telling in tellings}
    told = f"{counted(len(tellings), 'telling')} in {counted(len(articles), 'article')}"
    return f"{told}, counting {listed(map(names.of, counts))}." if counts else f"{told}."


def _ends(found: Sequence[End], names: _Names) -> str:
    if not found:
        return "None names a source, so there is no origin to count."
    trails = "The trails end" if len(found) > 1 else "The trail ends"
    return f"{trails} with {listed(names.end(end) for end in found)}."


def _set_aside(tellings: Sequence[Telling], found: Sequence[End], names: _Names) -> str:
    """The sources of tellings that restate others: they are heard, and are no end."""
    again = [telling for telling in restating(tellings) if telling.chain]
    if not again:
        return ""
    ending = {speaker for end in found for speaker in end.speakers}
    no_end = sorted({telling.chain[-1].speaker for telling in again} - ending)
    restate = "restates another" if len(again) == 1 else "restate others"
    adds = "adds" if len(again) == 1 else "add"
    said = f"{counted(len(again), 'telling')} {restate} of the set and {adds} no end"
    return f"{said} ({listed(map(names.of, no_end))})." if no_end else f"{said}."


def _assumed(tellings: Sequence[Telling], found: Sequence[End], names: _Names) -> Iterator[str]:
    ending = {speaker for end in found for speaker in end.speakers}
    relaying = [speaker for speaker in last_speakers(tellings) if speaker not in ending]
    if not relaying:
        return
    all_last = ends(tellings, relaying=True)
    without = bounds(all_last, names.told.kinds)
    one = len(relaying) == 1
    yield (
        f"{listed(map(names.of, relaying))} {'ends' if one else 'end'} a trail in one telling and "
        f"{'relays' if one else 'relay'} someone else in another, and so {'is' if one else 'are'} "
        f"taken to have no other basis: an assumption. Without it: {span(without)}."
    )


def _bounds(found: Sequence[End], bound: Bounds, names: _Names) -> Iterator[str]:
    kinds = names.told.kinds
    named = [end for end in found if end.speakers <= kinds.named]
    others = [end for end in found if not end.speakers <= kinds.named]
    why: list[str] = []
    if len(named) > 1:
        why.append(f"{listed(map(names.end, named))} go by different proper names")
    declared = [
        f"{names.of(a)} from {names.of(b)}"
        for one, other in combinations(found, 2)
        for a in sorted(one.speakers)
        for b in sorted(other.speakers)
        if b in kinds.different.get(a, ())
    ]
    if declared:
        why.append(f"the registry keeps apart {listed(declared)}")
    if others and len(found) > 1:
        may = "may be any of the others" if len(others) == 1 else "may coincide with anyone"
        why.append(f"{listed(map(names.end, others))} {may}")
    if not bound.sought_out:
        why.append("what is kept apart was too much to try out all groupings")
    yield f"At least {bound.at_least}{': ' if why else ''}{'; '.join(why)}."
    plural = [end for end in found if end.plural]
    if plural:
        yield (
            f"At most {bound.at_most}, or more, since {listed(map(names.who, plural))} "
            f"{'stands' if len(plural) == 1 else 'stand'} for several."
        )
    else:
        yield f"At most {bound.at_most}."


def _own_voice(tellings: Sequence[Telling], names: _Names) -> str:
    voices = own_voices(tellings)
    if not voices:
        return ""
    said = counted(sum(not telling.chain for telling in tellings), "telling")
    articles = listed("/".join(steps(names.ids, article)) for article in voices)
    verb = "is" if said.startswith("1 ") else "are"
    return f"{said} {verb} in the article's own voice, which is no source ({articles})."


def span(bound: Bounds) -> str:
    """Bounds in words: ``at least 1, at most 4 or more``."""
    more = " or more" if bound.open_above else ""
    return f"at least {bound.at_least}, at most {bound.at_most}{more}"

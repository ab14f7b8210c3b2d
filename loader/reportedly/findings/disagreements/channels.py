"""One saying that is put on several channels.

A saying is one speaker's telling of one claim, or a quotation of one speaker that recurs, whether
reworded or cut (`sayings`). A hop that names no channel is on that of the appearance it is part of:
the same event of the same article, where another hop names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from reportedly.findings.disagreements.disagreement import disagreement, place_of
from reportedly.findings.disagreements.registered import Registered, read_registered
from reportedly.findings.drift.quoted import read_quoted
from reportedly.findings.drift.recurring import sayings
from reportedly.findings.finding import Finding, listed, steps
from reportedly.findings.rows import Ask, rows
from reportedly.findings.tellings import Told, grouped
from reportedly.ids import Ids
from reportedly.terms import RP

_HOPS: Final = """SELECT ?hop ?speaker ?claim ?passage ?event ?channel WHERE {
  ?hop a rp:Hop ; rp:saidBy ?speaker ; rp:tells ?claim ; rp:passage ?passage .
  OPTIONAL { ?hop rp:saidIn ?event }
  OPTIONAL { ?hop rp:carriedBy ?channel }
}"""
_SPOKEN: Final = """SELECT ?quotation ?passage ?hop WHERE {
  ?quotation a rp:Quotation ; rp:passage ?passage ; rp:spokenIn ?hop .
}"""


@dataclass(frozen=True, slots=True)
class _Said:
    """Something said on a channel: a hop, or a quotation."""

    node: str
    passage: str
    channel: str
    inferred: bool


def channels(ask: Ask, told: Told, ids: Ids) -> Iterator[Finding]:
    """A finding for each saying on several channels; they differ, and never conflict.

    One saying may be carried by two channels, and a speaker may say it twice: no registry says
    that this cannot be. Where it keeps two channels apart, its reason is given.
    """
    registered = read_registered(ask)
    hops = rows(ask, _HOPS)
    carried = _carried(hops)
    speaker_of = {hop: speaker for hop, speaker, *_ in hops}
    told_by = grouped(
        ((speaker, claim), _Said(hop, passage, channel, inferred))
        for hop, speaker, claim, passage in sorted({row[:4] for row in hops})
        for channel, inferred in carried.get(hop, ())
    )
    for (speaker, claim), those in told_by.items():
        if _several(those):
            name = ("channel", "claim", *steps(ids, claim), "by", *steps(ids, speaker))
            what = f"{told.name(speaker, ids)}, telling that {told.name(claim, ids)}"
            yield _finding(name, what, those, (claim, speaker), registered, told, ids)
    quoted, quotations = read_quoted(ask), rows(ask, _SPOKEN)
    spoken = grouped(((speaker_of[hop], name), (passage, hop)) for name, passage, hop in quotations)
    for speaker, names in sorted(grouped(spoken).items()):
        for group in sayings(quoted[name] for name in names):
            those = sorted(
                {
                    _Said(name, passage, channel, inferred)
                    for name in group
                    for passage, hop in spoken[speaker, name]
                    for channel, inferred in carried.get(hop, ())
                },
                key=lambda each: (each.node, each.channel),
            )
            if _several(those):
                fullest = min(group, key=lambda name: (-len(quoted[name].wording.words), name))
                called = ("channel", "words", *steps(ids, fullest))
                what = f"{told.name(speaker, ids)}, saying “{quoted[fullest].wording.start}”"
                yield _finding(called, what, those, (speaker,), registered, told, ids)


def _carried(hops: Sequence[tuple[str, ...]]) -> Mapping[str, Sequence[tuple[str, bool]]]:
    """The channels of each hop, and whether they are inferred from its appearance."""
    stated = grouped((hop, channel) for hop, _, _, _, _, channel in hops if channel)
    of_event = grouped((event, channel) for _, _, _, _, event, channel in hops if event and channel)
    found: dict[str, list[tuple[str, bool]]] = {}
    for hop, _, _, _, event, _ in hops:
        inferred = hop not in stated
        known = of_event.get(event, ()) if inferred else stated[hop]
        found[hop] = [(channel, inferred) for channel in sorted(set(known))]
    return found


def _several(those: Sequence[_Said]) -> bool:
    return len({each.channel for each in those}) > 1


def _finding(
    name: tuple[str, ...],
    what: str,
    those: Sequence[_Said],
    about: tuple[str, ...],
    registered: Registered,
    told: Told,
    ids: Ids,
) -> Finding:
    values = sorted({each.channel for each in those})
    by_channel = grouped((each.channel, each) for each in those)
    said = listed(
        f"on {told.name(channel, ids)} by {listed(_shown(each, ids) for each in on_it)}"
        for channel, on_it in sorted(by_channel.items())
    )
    apart = [
        registered.apart(pair, told, ids)
        for pair in combinations(values, 2)
        if frozenset(pair) in registered.because
    ]
    kept = f" The registry keeps apart {listed(apart)}." if apart else ""
    return disagreement(
        name,
        f"Several channels: {what}",
        f"{what}, is put {said}.{kept} They differ; one saying may be carried by several channels, "
        "or be said again, so nothing conflicts.",
        aspect=RP.carriedBy,
        conflicting=False,
        concerns=(*about, *dict.fromkeys(each.node for each in those)),
        values=values,
        passages=(each.passage for each in those),
    )


def _shown(said: _Said, ids: Ids) -> str:
    how = " (by the appearance that it belongs to)" if said.inferred else ""
    return f"{place_of(ids, said.node)}{how}"

"""Anchors without a place as findings: each mistake once, where it was made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from reportedly.anchor.place_entry import Placed
from reportedly.anchor.resolve import Miss
from reportedly.model.entry import Entry, Event, Naming, Quotation
from reportedly.model.findings import Finding, YamlPath
from reportedly.model.slots import Slot, slots_of
from reportedly.parse.documents import Parsed

_AT_LEAST: Final = 2
"""Anchors of one passage that must all miss before the passage is taken for the mistake."""


def miss_findings(parsed: Parsed[Entry], entry: Entry, placed: Placed) -> Iterator[Finding]:
    """RP101 to RP105 for every anchor without a place, at its words, with the passage beside it.

    Where a passage has a place and none of two or more anchors sought in it stands there, it is
    the passage that is wrong, and its finding alone is given.
    """
    slots = {slot.key: slot for slot in slots_of(entry)}
    missing: dict[str | None, list[tuple[Slot, Miss]]] = defaultdict(list)
    for slot, miss in placed.misses:
        missing[slot.sought_in].append((slot, miss))
    for scope, those in missing.items():
        held = sum(slot.sought_in == scope for slot in slots.values())
        passage = slots.get(scope or "")
        if passage is None or passage.key not in placed.places:
            for slot, miss in those:
                yield _finding(parsed, slots, slot, miss, None)
        elif len(those) == held >= _AT_LEAST:
            yield Finding(
                those[0][1].code,
                f"none of the {held} anchors sought in '{passage.anchor.q}' stands there",
                parsed.file,
                parsed.source.at((*passage.path, "q")),
                mend="Correct the passage; or the anchors, if it is the one that is meant.",
                related=tuple(
                    (f"'{slot.anchor.q}'", parsed.file, parsed.source.at((*slot.path, "q")))
                    for slot, _ in those
                ),
            )
        else:
            for slot, miss in those:
                yield _finding(parsed, slots, slot, miss, passage)


def _finding(
    parsed: Parsed[Entry], slots: Mapping[str, Slot], slot: Slot, miss: Miss, passage: Slot | None
) -> Finding:
    at = parsed.source.at((*slot.path, "q"))
    where = None if passage is None else parsed.source.at((*passage.path, "q"))
    sought = [] if where is None else [("sought in this passage", parsed.file, where)]
    if isinstance(slot.anchor, Quotation | Naming | Event) and slot.anchor.in_:
        by = parsed.source.at((*slot.path, "in"))
        if by.line != at.line:
            sought.append(("sought there by this", parsed.file, by))
    for why, path in (*_zones(slots, slot), *_others(slots, slot, miss)):
        place = parsed.source.at(path)
        if place not in (at, where):
            sought.append((why, parsed.file, place))
    return Finding(miss.code, miss.message, parsed.file, at, mend=miss.mend, related=tuple(sought))


def _zones(slots: Mapping[str, Slot], slot: Slot) -> Iterator[tuple[str, YamlPath]]:
    """The zone that an anchor is sought in, and where the article would say it if it says none."""
    zone = slot.anchor.zone
    if zone in (None, "body"):
        return
    made = [each.path for each in slots.values() if each.makes_zone == zone]
    for path in made:
        yield f"the {zone}", (*path, "q")
    if not made:
        yield "the article's zones", ("article",)


def _others(slots: Mapping[str, Slot], slot: Slot, miss: Miss) -> Iterator[tuple[str, YamlPath]]:
    """What the anchor does not go together with, and that its quotation is said to be closed."""
    for key in miss.others:
        yield f"'{slots[key].anchor.q}'", (*slots[key].path, "q")
    if miss.code == "RP106" and isinstance(slot.anchor, Quotation):
        yield "what is said of its closing mark", (*slot.path, "unclosed")

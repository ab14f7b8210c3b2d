"""All anchors of an entry, placed in the text that the entry pins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.resolve import Match, Miss, resolve
from reportedly.model.entry import Entry
from reportedly.model.places import Place, Span
from reportedly.model.slots import Slot, slots_of
from reportedly.model.words import digest
from reportedly.terms import Zone

_OPENING: Final = "“‘\"'"
_CLOSING: Final = "”’\"'"


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of an entry's anchors.

    Attributes:
        places: per slot key, where its anchor stands; absent where it missed.
        misses: the slots that did not resolve, or resolved to a place that is not allowed.
    """

    places: dict[str, tuple[Place, ...]]
    misses: tuple[tuple[Slot, Miss], ...]


def place_entry(entry: Entry, text: FoldedText) -> Placed:
    """Place every anchor of the entry, or say why it has no place.

    A slot whose scope missed is passed over: one mistake is reported once.
    """
    zones: list[tuple[Span, Zone]] = []
    places: dict[str, tuple[Place, ...]] = {}
    misses: list[tuple[Slot, Miss]] = []
    quoted = {f"quotations.{q.id}": q for q in entry.quotations}
    for slot in slots_of(entry):
        scope = _scope(slot, places, zones)
        if isinstance(scope, _Unplaced):
            continue
        furniture = tuple(span for span, zone in zones if zone == "furniture")
        excluded = () if slot.makes_zone else furniture
        found = resolve(text, slot.anchor, scope, excluded)
        if isinstance(found, Miss):
            misses.append((slot, found))
            continue
        quotation = quoted.get(slot.key)
        miss = _zone_miss(slot, found, zones)
        if miss is None and quotation is not None:
            miss = _marks_miss(text, found[0].span, unclosed=quotation.unclosed)
        if miss is not None:
            misses.append((slot, miss))
            continue
        if slot.makes_zone:
            zones.extend((match.span, slot.makes_zone) for match in found)
        places[slot.key] = tuple(
            Place(
                match.span,
                zone_of(match.span, zones) or "body",
                digest(text.words(match.span)),
                match.head,
                match.tail,
            )
            for match in found
        )
    return Placed(places, tuple(misses))


class _Unplaced:
    """The scope of a slot has itself no place."""


def _scope(
    slot: Slot, places: dict[str, tuple[Place, ...]], zones: list[tuple[Span, Zone]]
) -> Span | None | _Unplaced:
    if slot.anchor.zone is not None:
        within = [span for span, zone in zones if zone == slot.anchor.zone]
        return within[0] if within else _Unplaced()
    if slot.sought_in is None:
        return None
    outer = places.get(slot.sought_in)
    return outer[0].span if outer else _Unplaced()


def zone_of(span: Span, zones: list[tuple[Span, Zone]]) -> Zone | None:
    """The zone that holds the whole span; body if no zone touches it; None if it crosses one."""
    for zone_span, zone in zones:
        if zone_span.holds(span):
            return zone
    return None if any(zone_span.meets(span) for zone_span, _ in zones) else "body"


def _zone_miss(
    slot: Slot, found: tuple[Match, ...], zones: list[tuple[Span, Zone]]
) -> Miss | None:
    for match in found:
        zone = zone_of(match.span, zones)
        if slot.makes_zone:
            if zone == "body":
                continue
            return Miss(
                "RP105",
                f"'{slot.anchor.q}' is made two zones of the article",
                "A line belongs to one zone; drop one of the two.",
            )
        if zone is None:
            return Miss(
                "RP105",
                f"'{slot.anchor.q}' begins in one zone of the article and ends in another",
                "Anchor each part in its own zone.",
            )
        if zone == "furniture" and not slot.key.startswith("article."):
            return Miss(
                "RP104",
                f"'{slot.anchor.q}' stands in the page's furniture, which yields nothing",
                "Anchor to the article's own words, or leave it out.",
            )
    return None


def _marks_miss(text: FoldedText, span: Span, *, unclosed: bool) -> Miss | None:
    before = text.raw[span.start - 1 : span.start]
    after = text.raw[span.end : span.end + 1]
    if before == "" or before not in _OPENING:
        return Miss(
            "RP106",
            f"no opening quotation mark stands before '{text.words(span)[:40]}'",
            "Give all that stands between the marks, without the marks.",
        )
    closed = after != "" and after in _CLOSING
    if closed == unclosed:
        what = "is closed, but unclosed: true is said" if closed else "has no closing mark"
        return Miss(
            "RP106",
            f"the quotation '{text.words(span)[:40]}' {what}",
            "Give all that stands between the marks; "
            "say unclosed: true only where the text never closes it.",
        )
    return None

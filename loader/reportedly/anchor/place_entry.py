"""All anchors of an entry, placed in the text that the entry pins."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.marks import marks_miss
from reportedly.anchor.resolve import Match, Miss, resolve
from reportedly.model.entry import Entry, Naming, Quotation
from reportedly.model.places import Place, Span, zone_of
from reportedly.model.slots import Slot, slots_of
from reportedly.model.words import digest
from reportedly.terms import Zone


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

    A slot whose scope or zone missed is passed over: one mistake is reported once.
    """
    slots = tuple(slots_of(entry))
    work = _Placing(text, frozenset(slot.makes_zone for slot in slots if slot.makes_zone))
    misses: list[tuple[Slot, Miss]] = []
    for slot in slots:
        miss = work.place(slot)
        if miss is not None:
            misses.append((slot, miss))
    return Placed(work.places, tuple(misses))


@dataclass(slots=True)
class _Placing:
    """What has been placed so far, and which zones that makes."""

    text: FoldedText
    zones_to_come: frozenset[Zone]
    places: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    zones: list[tuple[Span, Zone]] = field(default_factory=list)
    zone_keys: list[str] = field(default_factory=list)
    named: dict[Span, str] = field(default_factory=dict)

    def place(self, slot: Slot) -> Miss | None:
        """Place one slot; a `Miss` if it has no place, None too if it is passed over."""
        zone = slot.anchor.zone
        if zone not in (None, "body", *self.zones_to_come):
            return Miss(
                "RP101",
                f"'{slot.anchor.q}' is sought in the {zone}, but the article has none",
                f"Say under article what its {zone} is, or correct zone.",
            )
        within = self._within(slot)
        if isinstance(within, _Unplaced):
            return None
        furniture = tuple(span for span, zone in self.zones if zone == "furniture")
        found = resolve(self.text, slot.anchor, within, () if slot.makes_zone else furniture)
        if isinstance(found, Miss):
            return found
        miss = self._zone_miss(slot, found) or self._named_before(slot, found)
        if miss is None and isinstance(slot.anchor, Quotation):
            miss = marks_miss(self.text, found[0].span, unclosed=slot.anchor.unclosed)
        if miss is None:
            self._keep(slot, found)
        return miss

    def _named_before(self, slot: Slot, found: tuple[Match, ...]) -> Miss | None:
        """RP133 where two namings have the very same words: they would be one in the graph."""
        if not isinstance(slot.anchor, Naming):
            return None
        for match in found:
            if self.named.setdefault(match.span, slot.key) != slot.key:
                return Miss(
                    "RP133",
                    f"'{slot.anchor.q}' at {match.span.start} is the words of another naming too",
                    "Say with nth, zone or in which occurrence each means; "
                    "if it could denote either, say so with could_be.",
                    others=(self.named[match.span],),
                )
        return None

    def _keep(self, slot: Slot, found: tuple[Match, ...]) -> None:
        if slot.makes_zone:
            self.zones.extend((match.span, slot.makes_zone) for match in found)
            self.zone_keys.extend(slot.key for _ in found)
        self.places[slot.key] = tuple(
            Place(
                match.span,
                zone_of(match.span, self.zones) or "body",
                digest(self.text.words(match.span)),
                match.head,
                match.tail,
            )
            for match in found
        )

    def _within(self, slot: Slot) -> tuple[Span, ...] | _Unplaced | None:
        """Where the slot may stand: in the passage of its scope, in its zone, or in both."""
        zone, outer = slot.anchor.zone, None
        if slot.sought_in is not None:
            if slot.sought_in not in self.places:
                return _Unplaced()
            outer = self.places[slot.sought_in][0].span
        if zone is None:
            return None if outer is None else (outer,)
        if zone == "body":
            stretches = self._body()
        else:
            stretches = tuple(sorted(span for span, made in self.zones if made == zone))
            if not stretches:
                return _Unplaced()
        if outer is None:
            return stretches
        common = ((max(s.start, outer.start), min(s.end, outer.end)) for s in stretches)
        return tuple(Span(start, end) for start, end in common if start < end)

    def _body(self) -> tuple[Span, ...]:
        """The stretches that no zone claims."""
        edges = [0]
        for span, _ in sorted(self.zones):
            edges += (span.start, span.end)
        edges.append(len(self.text.raw))
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return tuple(Span(start, end) for start, end in pairs if start < end)

    def _zone_miss(self, slot: Slot, found: tuple[Match, ...]) -> Miss | None:
        for match in found:
            zone = zone_of(match.span, self.zones)
            if slot.makes_zone:
                if zone == "body":
                    continue
                return Miss(
                    "RP105",
                    f"'{slot.anchor.q}' is made two zones of the article",
                    "A line belongs to one zone; drop one of the two.",
                    others=self._zones_at(match.span),
                )
            if zone is None:
                return Miss(
                    "RP105",
                    f"'{slot.anchor.q}' crosses from one zone of the article into another",
                    "Anchor each part in its own zone.",
                    others=self._zones_at(match.span),
                )
            if zone == "furniture" and not slot.key.startswith("article."):
                return Miss(
                    "RP104",
                    f"'{slot.anchor.q}' stands in the page's furniture, which yields nothing",
                    "Anchor to the article's own words, or leave it out.",
                    others=self._zones_at(match.span),
                )
        return None

    def _zones_at(self, span: Span) -> tuple[str, ...]:
        """The keys of the zones that the span meets."""
        zones = zip(self.zones, self.zone_keys, strict=True)
        return tuple(key for (made, _), key in zones if made.meets(span))


class _Unplaced:
    """The scope or the zone of a slot has itself no place."""

"""An entry beside its text and the registry, with what is asked of them again and again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from reportedly.ledger import sentences
from reportedly.model.details import Speaker, Unnamed
from reportedly.model.entry import Entry, Event, Naming, Report
from reportedly.model.findings import YamlPath
from reportedly.model.places import Place, Span
from reportedly.model.registry import Actor, Claim, Location, Outlet, Record, Registry, SharedEvent
from reportedly.model.slots import Slot, naming_key, slots_of

BEINGS = (Actor, Outlet, Location, SharedEvent)
"""Records that a text names: what a claim is made of besides concepts."""


@dataclass(frozen=True, slots=True)
class Named:
    """One place of a naming.

    Attributes:
        span: its words.
        ids: what it denotes or may denote; of an unnamed source its key in the lock.
        naming: the naming.
        path: its path in the entry.
    """

    span: Span
    ids: frozenset[str]
    naming: Naming
    path: YamlPath


@dataclass(frozen=True)
class Reading:
    """An entry, its text, and the registry.

    Attributes:
        entry: the entry.
        text: the text that it pins.
        places: per slot key, where its anchor stands.
        registry: the records that it names.
    """

    entry: Entry
    text: str
    places: Mapping[str, Iterable[Place]]
    registry: Registry

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Every anchor of the entry."""
        return tuple(slots_of(self.entry))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text."""
        return sentences.detect(self.text)

    @cached_property
    def furniture(self) -> tuple[Span, ...]:
        """The stretches in which nothing is owed."""
        slots = (slot for slot in self.slots if slot.makes_zone == "furniture")
        return tuple(span for slot in slots for span in self.spans(slot.key))

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """Every place of every naming."""
        return tuple(self._named())

    def _named(self) -> Iterator[Named]:
        for i, naming in enumerate(self.entry.namings):
            if isinstance(naming.is_, Unnamed):
                ids = frozenset((speaker_id(naming.is_),))
            else:
                ids = frozenset(naming.could_be if naming.is_ is None else (naming.is_,))
            for span in self.spans(naming_key(naming)):
                yield Named(span, ids, naming, ("namings", i))

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """The entry's events, by id."""
        return {event.id: event for event in self.entry.events}

    @cached_property
    def passages(self) -> Mapping[str, tuple[Span, ...]]:
        """Per report, where it stands."""
        return {report.id: self.spans(f"reports.{report.id}.at") for report in self.entry.reports}

    def claim(self, report: Report) -> Claim | None:
        """What a report tells; None if the registry lacks it, which is RP130."""
        record = self.registry.records.get(report.tells)
        return record if isinstance(record, Claim) else None

    def record(self, of: str) -> Record | None:
        """A record, if there is one of the id."""
        return self.registry.records.get(of)

    def spans(self, key: str) -> tuple[Span, ...]:
        """Where the anchor of a slot stands."""
        return tuple(place.span for place in self.places.get(key, ()))

    def anchored(self, pattern: re.Pattern[str]) -> tuple[Span, ...]:
        """Where the anchors stand whose keys fit a pattern."""
        fitting = (slot for slot in self.slots if pattern.fullmatch(slot.key))
        return tuple(span for slot in fitting for span in self.spans(slot.key))

    def tells_at(self, report: Report, span: Span) -> bool:
        """Whether a span lies in a report's passage."""
        return any(passage.holds(span) for passage in self.passages[report.id])

    def telling_at(self, span: Span) -> Mapping[YamlPath, Report]:
        """The reports in whose passage a span lies, by the path of their id."""
        return {
            ("reports", i, "id"): report
            for i, report in enumerate(self.entry.reports)
            if self.tells_at(report, span)
        }

    def sentence_of(self, span: Span) -> Span:
        """The sentence in which a span begins, or the span, if it stands in none."""
        return next((each for each in self.sentences if each.meets(span)), span)

    def words(self, span: Span) -> str:
        """The words of a span in one line."""
        return " ".join(self.text[span.start : span.end].split())


def speaker_id(speaker: Speaker) -> str:
    """A speaker's id among those that namings denote."""
    return f"unnamed.{speaker.unnamed}" if isinstance(speaker, Unnamed) else speaker

"""Which detections the entry's anchors account for, which are waived, and which stay open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.demands.table import DEMANDS
from reportedly.ledger.table import DETECTORS
from reportedly.ledger.words import STEM
from reportedly.model.details import Amount, Unnamed
from reportedly.model.entry import Entry, Event, Naming
from reportedly.model.places import Place, Span
from reportedly.model.registry import Registry
from reportedly.model.slots import Slot, slots_of
from reportedly.model.waivers import DemandKind, LedgerKind, TextKind, Waiver, WaiverReason

LONGEST_GAP: Final = 3
"""Words running that may stand in a sentence between the passages of its reports."""

_TIME: Final = (
    r"times\..+|(?:reports|events)\..+\.when|reports\..+\.event_when\.\d+|article\.published"
)
_AMOUNT: Final = r"reports\..+\.(?:amounts\.\d+|amount)"
_NAMING: Final = r"namings\..+|translations\..+|article\.(?:outlet|author|photographer)"
_SPOKEN: Final = rf"{_NAMING}|unnamed\..+|{_AMOUNT}(?:\.cue)?|reports\..+\.initiative|events\.[^.]+"
PATTERNS: Final[Mapping[TextKind, re.Pattern[str]]] = {
    "quotation": re.compile(r"quotations\..+"),
    "number": re.compile(rf"{_AMOUNT}|{_TIME}|{_NAMING}"),
    "time": re.compile(rf"{_TIME}|{_AMOUNT}"),
    "name": re.compile(_NAMING),
    "cue": re.compile(
        r"reports\.[^.]+\.(?:chain\.\d+\.)?(?:cue|disclaimer)|unnamed\..+|namings\..+"
    ),
    "sentence": re.compile(r"reports\.[^.]+\.(?:at|disclaimer)"),
    "description": re.compile(
        rf"{_SPOKEN}|reports\..+\.(?:purpose|place|in_return_for)\.\d+|article\.correction.*"
    ),
    "purpose": re.compile(
        r"reports\..+\.(?:purpose\.\d+|in_return_for\.\d+|initiative|cue)"
        r"|reports\.[^.]+\.disclaimer|events\.[^.]+|namings\..+\.role"
    ),
    "status": re.compile(r"namings\..+\.role"),
    "pronoun": re.compile(rf"{_NAMING}|unnamed\..+|reports\..+\.initiative|events\.[^.]+"),
}
"""Per kind, the keys of the slots whose anchors account for it."""
_ALSO: Final[Mapping[DemandKind, TextKind]] = {"wording": "name", "infinitive": "purpose"}
"""Words that are no name need no naming, and those of no purpose need none as an infinitive."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one kind of thing in one article.

    Attributes:
        kind: what was looked for.
        found: how many the text has outside the furniture.
        covered: how many an anchor of the right kind accounts for.
        waived: how many the entry waives, by reason.
        open: those left; of a name or a sentence, only the stretches that nothing covers.
        owed: of a demand, what is left, one for each that is open.
    """

    kind: LedgerKind
    found: int
    covered: int
    waived: Mapping[WaiverReason, int]
    open: tuple[tuple[Span, ...], ...]
    owed: tuple[Demand, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was read of an article.

    Attributes:
        rows: one a kind, in the order of the detectors and then of the demands.
        idle: waivers that waive nothing, each with the reason why not.
    """

    rows: tuple[Row, ...]
    idle: tuple[tuple[Slot, str], ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is left open."""
        return not any(row.open for row in self.rows)


def ledger_of(
    entry: Entry,
    text: str,
    places: Mapping[str, Iterable[Place]],
    registry: Registry = Registry({}, {}),  # noqa: B008  # it is frozen
) -> Ledger:
    """Hold what the detectors find, and what the entry demands, against its anchors and waivers.

    Quotations, numbers, times and cues are covered if one anchor holds them whole; names if
    namings and credits together hold every word; sentences if the passages of reports leave no
    more than `LONGEST_GAP` words running between them. A number is also covered by the time
    expression or the name that it is part of, and an infinitive by the report that begins with it.

    Args:
        entry: the entry.
        text: the text that it pins.
        places: per slot key, where its anchor stands; an anchor without a place covers nothing.
        registry: the records that it names; without them little is demanded.
    """
    work = _Reckoning(entry, text, places)
    reading = Reading(entry, text, places, registry)
    rows = (
        *(work.row(kind) for kind in DETECTORS),
        *(work.owed(kind, reading) for kind in DEMANDS),
    )
    return Ledger(rows, tuple(work.idle()))


@dataclass(slots=True)
class _Reckoning:
    """The places of an entry by what they are, and which waivers have served."""

    entry: Entry
    text: str
    places: Mapping[str, Iterable[Place]]
    slots: tuple[Slot, ...] = ()
    served: set[int] = field(default_factory=set)
    covered_at: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.slots = tuple(slots_of(self.entry))

    def spans(self, slot: Slot) -> tuple[Span, ...]:
        return tuple(place.span for place in self.at(slot.key))

    def left_out(self, kind: LedgerKind) -> tuple[Span, ...]:
        """The stretches that the kind is not sought in: furniture, and for sentences the byline."""
        zones = ("furniture", "byline") if kind == "sentence" else ("furniture",)
        return tuple(s for slot in self.slots if slot.makes_zone in zones for s in self.spans(slot))

    def anchors(self, kind: TextKind) -> tuple[Span, ...]:
        pattern = PATTERNS[kind]
        return tuple(
            span
            for slot in self.slots
            if pattern.fullmatch(slot.key) and _counts(slot, kind)
            for span in self.spans(slot)
        )

    def begins_a_report(self, span: Span) -> bool:
        """Whether a report tells of a purpose as of a thing done, in a passage that opens there."""
        reports = (f"reports.{report.id}.at" for report in self.entry.reports)
        return any(place.span.start == span.start for at in reports for place in self.at(at))

    def at(self, key: str) -> Iterable[Place]:
        return self.places.get(key, ())

    def waivers(self, kind: LedgerKind) -> list[tuple[int, WaiverReason, Span]]:
        """The waivers of a kind: which slot, why, and where."""
        return [
            (i, slot.anchor.because, span)
            for i, slot in enumerate(self.slots)
            if isinstance(slot.anchor, Waiver) and slot.anchor.kind == kind
            for span in self.spans(slot)
        ]

    def owed(self, kind: DemandKind, reading: Reading) -> Row:
        """What becomes of one kind of demand; a waiver serves where it meets the words."""
        waivers = self.waivers(kind)
        if kind in _ALSO:
            waivers += self.waivers(_ALSO[kind])
        demands = dict.fromkeys(DEMANDS[kind](reading))
        waived: Counter[WaiverReason] = Counter()
        left: list[Demand] = []
        for demand in demands:
            held = [(i, why) for i, why, at in waivers if at.meets(demand.span)]
            if demand.met:
                self.covered_at |= {i for i, _ in held}
            elif held:
                waived[held[0][1]] += 1
                self.served |= {i for i, _ in held}
            else:
                left.append(demand)
        met = sum(demand.met for demand in demands)
        spans = tuple((demand.span,) for demand in left)
        return Row(kind, len(demands), met, dict(waived), spans, tuple(left))

    def row(self, kind: TextKind) -> Row:
        outside = self.left_out(kind)
        anchors = self.anchors(kind)
        waivers = self.waivers(kind)
        found = covered = 0
        waived: Counter[WaiverReason] = Counter()
        left: list[tuple[Span, ...]] = []
        for span in DETECTORS[kind](self.text):
            if not _uncovered(self.text, span, outside, 0):
                continue
            found += 1
            gaps = _gaps_of(kind, self.text, span, anchors)
            if not gaps or (kind == "purpose" and self.begins_a_report(span)):
                covered += 1
                self.covered_at |= {i for i, _, at in waivers if at.meets(span)}
                continue
            reasons: dict[int, WaiverReason] = {}
            held = anchors
            for i, why, at in waivers:
                rest = _gaps_of(kind, self.text, span, (*held, at))
                if rest != gaps:
                    reasons[i], held, gaps = why, (*held, at), rest
            if gaps:
                left.append(gaps)
            else:
                waived[next(iter(reasons.values()))] += 1
                self.served |= reasons.keys()
        return Row(kind, found, covered, dict(waived), tuple(left))

    def idle(self) -> Iterator[tuple[Slot, str]]:
        for i, slot in enumerate(self.slots):
            if isinstance(slot.anchor, Waiver) and i not in self.served and self.spans(slot):
                if i in self.covered_at:
                    yield slot, f"an anchor covers that {slot.anchor.kind} already"
                else:
                    yield slot, f"no {slot.anchor.kind} is found there, or not the whole of it"


def _counts(slot: Slot, kind: TextKind) -> bool:
    """Whether an anchor with a fitting key is fit.

    Words that an event elides name nobody. A number is inside a name only if the naming is one, not
    a description; an amount says a time only if it is one per a period; and of namings, only an
    unnamed source's says who reports.
    """
    if kind == "time" and isinstance(slot.anchor, Amount):
        return slot.anchor.per is not None
    if kind in ("description", "pronoun") and isinstance(slot.anchor, Event):
        return slot.anchor.ends is None
    if not isinstance(slot.anchor, Naming):
        return True
    if kind == "number":
        return slot.anchor.form in ("name", "spelling", "abbreviation")
    return kind != "cue" or isinstance(slot.anchor.is_, Unnamed)


def _gaps_of(kind: TextKind, text: str, span: Span, anchors: tuple[Span, ...]) -> tuple[Span, ...]:
    """What of a detection the anchors leave uncovered."""
    if kind == "purpose":  # an anchor of the verb alone will do
        verb = Span(text.rfind(" ", span.start, span.end) + 1 or span.start, span.end)
        return () if any(anchor.holds(verb) for anchor in anchors) else (span,)
    if kind == "description" and text.startswith(("'", "’"), span.end):  # whose, is another's
        anchors = tuple(anchor for anchor in anchors if anchor.end == span.end)
    together: Mapping[LedgerKind, Callable[[], tuple[Span, ...]]] = {
        "name": lambda: _uncovered(text, span, anchors, 0),
        "sentence": lambda: _uncovered(text, span, anchors, LONGEST_GAP),
    }
    if kind in together:
        return together[kind]()
    return () if any(anchor.holds(span) for anchor in anchors) else (span,)


def _uncovered(text: str, span: Span, anchors: Iterable[Span], allowed: int) -> tuple[Span, ...]:
    """The runs of more than `allowed` words in the span of which no anchor holds any word whole.

    A run ends where a covered word stands. Where no word at all is covered, none is allowed to
    be left: a sentence of two words must be told too.
    """
    holding = [anchor for anchor in anchors if anchor.meets(span)]
    runs: list[list[Span]] = [[]]
    for match in STEM.finditer(text, span.start, span.end):
        word = Span(*match.span())
        if any(anchor.holds(word) for anchor in holding):
            runs.append([])
        else:
            runs[-1].append(word)
    if len(runs) == 1:
        allowed = 0
    return tuple(Span(run[0].start, run[-1].end) for run in runs if len(run) > allowed)

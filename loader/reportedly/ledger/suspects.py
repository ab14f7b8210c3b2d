"""Where else to look when words are covered by nothing: what may have been meant for them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from reportedly.ledger import descriptions, pronouns
from reportedly.ledger.agreement.kinds import GROUPS
from reportedly.ledger.coverage import PATTERNS
from reportedly.ledger.demands.reading import Named, Reading
from reportedly.ledger.lexicon import is_person
from reportedly.ledger.words import STEM
from reportedly.model.details import Unnamed
from reportedly.model.entry import Report
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span
from reportedly.model.registry import Actor
from reportedly.model.waivers import LedgerKind

Suspect = tuple[str, YamlPath]
"""A word on why an anchor may be the mistake, and its path in the entry."""

MOST: Final = 8
"""Suspects that one finding shows at most."""
_NEAREST: Final = 3
"""Of anchors that are told apart by nothing but their distance, so many are shown."""
_BESIDE: Final = 20
"""Letters between words and a naming that belongs to them."""
_PARTS: Final[frozenset[LedgerKind]] = frozenset({"cue", "time", "number", "purpose"})
"""What is said by parts of a report."""
_DENOTING: Final[frozenset[LedgerKind]] = frozenset(
    {"name", "description", "pronoun", "status", "party", "wording", "antecedent", "role", "place"}
)
"""What is said by namings."""
_LOOSE: Final = ("description", "metonym")
"""Forms of which any words can be: a slip in `is` shows least there."""


def suspects(
    reading: Reading, kind: LedgerKind, span: Span, who: str | None = None
) -> Iterator[Suspect]:
    """What of an entry may have been meant for words that nothing covers, the likeliest first.

    Parts of the reports that tell of the words; namings beside them, of the same words, of whom is
    missed, and those that stand on no word for anybody.

    Args:
        reading: the entry beside its text.
        kind: what is missed.
        span: the words of the text that it is missed at.
        who: the record that nothing denotes there; None where that is not known.
    """
    found = dict.fromkeys(islice(_suspects(reading, kind, span, who), 4 * MOST))
    seen: set[YamlPath] = set()
    for why, path in found:
        if path not in seen and len(seen) < MOST:
            seen.add(path)
            yield why, path


def _suspects(reading: Reading, kind: LedgerKind, span: Span, who: str | None) -> Iterator[Suspect]:
    telling = [(path[:2], report) for path, report in reading.telling_at(span).items()]
    if kind in _PARTS:
        yield from _parts(reading, kind, telling)
    if kind == "time":
        yield from _datable(reading, span, telling)
    if kind in ("number", "purpose"):
        yield from _returns(telling)
    if kind == "purpose":
        yield from _beside(reading, span)
    if kind in _DENOTING:
        yield from _namings(reading, kind, span, who)
        yield from _events(reading, telling)
    if not telling:
        yield from _around(reading, span)


def _namings(reading: Reading, kind: LedgerKind, span: Span, who: str | None) -> Iterator[Suspect]:
    if who is not None and who.startswith("unnamed."):
        for i, source in enumerate(reading.entry.unnamed):
            if f"unnamed.{source.id}" == who:
                yield f"'{source.q}' is its own anchor", ("unnamed", i, "q")
    if kind == "party":
        yield from _standing_there(reading, span)
    elif kind not in ("wording", "antecedent"):
        yield from _beside(reading, span, MOST - _NEAREST if kind == "status" else _NEAREST)
    if who is not None:
        those = (each for each in reading.named if who in each.ids)
        yield from _nearest(span, those, "'{}' denotes it elsewhere", MOST - _NEAREST)
    if kind == "name":
        words = reading.words(span)
        same = (each for each in reading.named if each.naming.q == words)
        yield from _nearest(span, same, "'{}' is a naming elsewhere")
        alike = (each for each in reading.named if each.naming.q in words or words in each.naming.q)
        yield from _nearest(span, alike, "'{}' is a naming elsewhere")
    astray = (each for each in reading.named if _astray(reading, each))
    yield from _nearest(span, astray, "'{}' is a naming, and no word for anybody")


def _parts(
    reading: Reading, kind: LedgerKind, telling: list[tuple[YamlPath, Report]]
) -> Iterator[Suspect]:
    pattern = next(pattern for of, pattern in PATTERNS.items() if of == kind)
    bases = [base for base, _ in telling]
    for slot in reading.slots:
        if slot.path[0] == "reports" and slot.path[:2] in bases and pattern.fullmatch(slot.key):
            yield f"'{slot.anchor.q}' is anchored there", (*slot.path, "q")
    if kind == "cue":
        speakers = (hop.by for _, report in telling for hop in report.chain)
        speaking = {by.unnamed for by in speakers if isinstance(by, Unnamed)}
        for i, source in enumerate(reading.entry.unnamed):
            if source.id in speaking:
                yield f"'{source.q}' speaks there", ("unnamed", i, "q")


def _datable(
    reading: Reading, span: Span, telling: list[tuple[YamlPath, Report]]
) -> Iterator[Suspect]:
    """Sayings and events there, which may have a time."""
    for base, report in telling:
        for h, hop in enumerate(report.chain):
            if hop.when is None:
                yield "said there, at no time", (*base, "chain", h)
    sentence = reading.sentence_of(span)
    for i, event in enumerate(reading.entry.events):
        if any(map(sentence.meets, reading.spans(f"events.{event.id}"))):
            yield f"'{event.q}' is an event there", ("events", i, "q")


def _standing_there(reading: Reading, span: Span) -> Iterator[Suspect]:
    """Who is denoted in the sentence; by a name last, as its words say whom it denotes."""
    near = [sentence for sentence in reading.sentences if sentence.meets(span)]
    there = [each for each in reading.named if any(s.meets(each.span) for s in near)]
    there.sort(
        key=lambda each: (each.naming.form not in _LOOSE, each.naming.form != "abbreviation")
    )
    for each in there[: _NEAREST + 1]:
        yield f"'{each.naming.q}' stands there", (*each.path, "q")


def _returns(telling: list[tuple[YamlPath, Report]]) -> Iterator[Suspect]:
    for base, report in telling:
        for n, each in enumerate(report.in_return_for):
            yield f"'{each.q}' is a return there", (*base, "in_return_for", n)


def _around(reading: Reading, span: Span) -> Iterator[Suspect]:
    """The reports that are told last before some words, and first after them."""
    placed = [
        (passage, ("reports", i, "id"), report.id)
        for i, report in enumerate(reading.entry.reports)
        for passage in reading.passages[report.id]
    ]
    before = [each for each in placed if each[0].end <= span.start]
    after = [each for each in placed if each[0].start >= span.end]
    for those, why in ((before[-1:], "told before it"), (after[:1], "told after it")):
        for _, path, name in those:
            yield f"{name} is {why}", path


def _beside(reading: Reading, span: Span, most: int = _NEAREST) -> Iterator[Suspect]:
    sentence = reading.sentence_of(span)
    those = (
        each
        for each in reading.named
        if sentence.meets(each.span) and span.distance(each.span) <= _BESIDE
    )
    yield from _nearest(span, those, "'{}' stands beside it", most)


def _nearest(
    span: Span, those: Iterator[Named], why: str, most: int = _NEAREST
) -> Iterator[Suspect]:
    ranked = sorted(those, key=lambda each: (span.distance(each.span), each.path))
    words = {each.path: each.naming.q for each in ranked}
    for path, q in islice(words.items(), most):
        yield why.format(q), (*path, "q")


def _astray(reading: Reading, named: Named) -> bool:
    """Whether a description of somebody stands on words that describe nobody."""
    if named.naming.form != "description" or named.naming.ends is not None:
        return False
    if not all(each.startswith("unnamed.") or _is_actor(reading, each) for each in named.ids):
        return False
    words = STEM.findall(reading.text, named.span.start, named.span.end)
    if any(is_person(word) or word.lower() in GROUPS for word in words):
        return False
    return not any(found.meets(named.span) for found in descriptions.detect(reading.text)) and not (
        len(words) == 1 and named.span in pronouns.detect(reading.text)
    )


def _is_actor(reading: Reading, record: str) -> bool:
    return isinstance(reading.record(record), Actor)


def _events(reading: Reading, telling: list[tuple[YamlPath, Report]]) -> Iterator[Suspect]:
    told = {report.event for _, report in telling}
    for i, event in enumerate(reading.entry.events):
        if event.id in told:
            yield f"'{event.q}' is an event there", ("events", i, "q")

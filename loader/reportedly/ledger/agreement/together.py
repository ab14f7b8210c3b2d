"""What belongs together in an entry, and says two things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from reportedly.ledger.agreement.certainties import FREE, WORDS
from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading, speaker_id
from reportedly.ledger.words import STEM
from reportedly.model.anchors import Anchor
from reportedly.model.details import Hop, Time
from reportedly.model.entry import Event, Quotation
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span
from reportedly.model.references import PUBLISHED
from reportedly.model.registry import Actor, Outlet
from reportedly.terms import Certainty

_OPEN: Final = re.compile(
    r"(?i)\b(?:over|within|throughout|more than|less than|up to|at least|at most|nearly)\b"
)
"""Words that leave a length open on one side."""
_PLURAL: Final = re.compile(
    r"(?i)\bfor[ \u00a0](?:(?:many|several|some)[ \u00a0])?(?:years|decades|months|weeks|days)\b"
)
"""Lengths of nobody knows how many."""
_SIDE: Final = re.compile(r"(?i)\b(?:as early as|as late as|no later than|at the latest)\b")
"""Words that leave a date open on one side."""
_TWO: Final = re.compile(r"(?i)\b(?:between|from|to|and|until)\b|[-–]")
_LATER: Final = re.compile(r"(?i)\banniversary\b")
_SINCE: Final = re.compile(r"(?i)\b(?:passed|elapsed|gone by)[ \u00a0]since\b|\bago\b")
_ONE: Final = re.compile(r"(?i)one\b(?![ -](?:and|hundred|thousand|million|or|to)\b)")
_ENGLISH: Final = re.compile(r"(?i)\b(?:the|of|and|to|in|that|is|for)\b")
_ITSELF: Final[Mapping[Certainty, re.Pattern[str]]] = MappingProxyType(
    {
        "estimated": re.compile(r"(?i)\b(?:estimat|reckon|approximat|guess)"),
        "unclear": WORDS["unclear"],
        "expected": re.compile(r"(?i)\b(?:set to|slated|poised)\b"),
    }
)
"""Words that make a certainty whatever else is told; "counts" and "put" may mean other things."""
_SHARE: Final = 0.1
"""Of the words of an English text at least so many are these; of others hardly half as many."""


def find(reading: Reading) -> Iterator[Slip]:
    """RP199 where two parts of an entry that say one thing say two.

    A text of English words is in English. A quotation stands in a passage of each of its reports,
    and goes on with what the same speaker has left unclosed. A length with an open side has a
    bound; an anniversary lies ahead of what it commemorates; a time whose words name an event is
    relative to no other. One is one. What a cue estimates or leaves open is not simply stated.
    """
    yield from _language(reading)
    yield from _quotations(reading)
    yield from _times(reading)
    yield from _ones(reading)
    yield from _certainties(reading)
    yield from _parts(reading)
    yield from _sayings(reading)


def _language(reading: Reading) -> Iterator[Slip]:
    words = STEM.findall(reading.text)
    english = len(_ENGLISH.findall(reading.text)) > _SHARE * len(words)
    language = reading.entry.article.language
    if words and english != (language.partition("-")[0] == "en") and english:
        yield Slip("RP199", ("article", "language"), f"the text is in English, not in '{language}'")


def _quotations(reading: Reading) -> Iterator[Slip]:
    before = None
    those = [(n, q) for n, q in enumerate(reading.entry.quotations)]
    for n, quotation in sorted(those, key=lambda each: _start(reading, each[1].id)):
        spans = reading.spans(f"quotations.{quotation.id}")
        for k, each in enumerate(quotation.in_):
            passages = reading.passages.get(each, ())
            if spans and passages and not any(p.meets(s) for p in passages for s in spans):
                what = f"{quotation.id} does not stand in the passage of {each}"
                yield Slip("RP199", ("quotations", n, "in", k), what)
        yield from _of_others(reading, quotation, n)
        if (
            before is not None
            and before.unclosed
            and quotation.continues is None
            and quotation.kind == "direct"
            and quotation.by == before.by
        ):
            what = f"{before.id} of the same speaker is unclosed, and nothing goes on with it"
            yield Slip("RP199", ("quotations", n, "id"), what, f"Say `continues: {before.id}`.")
        before = quotation


def _of_others(reading: Reading, quotation: Quotation, n: int) -> Iterator[Slip]:
    """Actors of whom words are said, of whom no claim of their reports is, nor an amount."""
    reports = [report for report in reading.entry.reports if report.id in quotation.in_]
    claims = [claim for report in reports if (claim := reading.claim(report)) is not None]
    parties = {each for c in claims for each in (c.agent, c.thing, c.beneficiary)}
    parties |= {amount.counts for report in reports for amount in report.amounts}
    if quotation.of and not parties & set(quotation.of):
        for k, who in enumerate(quotation.of):
            if isinstance(reading.record(who), Actor):
                what = f"'{who}' is in none of the claims that are told with these words"
                yield Slip("RP199", ("quotations", n, "of", k), what)


def _start(reading: Reading, of: str) -> int:
    return min((span.start for span in reading.spans(f"quotations.{of}")), default=0)


def _times(reading: Reading) -> Iterator[Slip]:
    for slot in reading.slots:
        time = slot.anchor
        if not isinstance(time, Time):
            continue
        words = " ".join(reading.words(span) for span in reading.spans(slot.key)) or time.q
        open_ = time.duration is not None and (_OPEN.search(words) or _PLURAL.search(words))
        open_ = open_ or (time.edtf is not None and "/" not in time.edtf and _SIDE.search(words))
        if open_ and time.bound is None:
            yield Slip("RP199", (*slot.path, "q"), f"'{words}' is open on a side, and has no bound")
        if time.bound == "between" and not _TWO.search(words):
            yield Slip("RP199", (*slot.path, "bound"), f"'{words}' lies between nothing")
        if time.shift is not None:
            back = time.shift.startswith("-")
            if (back and _LATER.search(words)) or (
                not back and time.relative_to == PUBLISHED and _SINCE.search(words)
            ):
                what = f"'{words}' lies the other way from {time.relative_to}"
                yield Slip("RP199", (*slot.path, "shift"), what)
        yield from _named_event(reading, slot.key, (*slot.path, "relative_to"), time)


def _named_event(reading: Reading, key: str, path: YamlPath, time: Time) -> Iterator[Slip]:
    """A time whose words name one event of the entry, and that is relative to another."""
    given = reading.events.get(time.relative_to or "")
    if given is None:
        return
    named = {
        each
        for span in reading.spans(key)
        for one in reading.named
        if span.holds(one.span) and len(one.ids) == 1
        for each in one.ids
    }
    others = [
        event.id
        for event in reading.entry.events
        if event.is_ is not None and event.is_ in named and event.is_ != given.is_
    ]
    if others and given.is_ not in named:
        what = f"'{time.q}' names the event '{others[0]}', not '{given.id}'"
        yield Slip("RP199", path, what)


def _ones(reading: Reading) -> Iterator[Slip]:
    for i, report in enumerate(reading.entry.reports):
        for n, amount in enumerate(report.amounts):
            if _ONE.match(amount.q) and amount.value is not None and amount.value != 1:
                path: YamlPath = ("reports", i, "amounts", n, "value")
                yield Slip("RP199", path, f"'{amount.q}' is one, not {amount.value}")


def _certainties(reading: Reading) -> Iterator[Slip]:
    for i, report in enumerate(reading.entry.reports):
        given: list[tuple[Anchor, Certainty | None, YamlPath]] = [
            (hop.cue, hop.certainty, ("reports", i, "chain", n))
            for n, hop in enumerate(report.chain)
        ]
        if report.cue is not None:
            given.append((report.cue, report.certainty, ("reports", i)))
        for cue, certainty, path in given:
            if certainty is None:
                what = f"'{cue.q}' is a cue, and how sure it makes the report is left out"
                yield Slip("RP199", (*path, "cue"), what)
            elif certainty in FREE and not WORDS[certainty].search(cue.q):
                said = next((each for each, word in _ITSELF.items() if word.search(cue.q)), None)
                if said:
                    what = f"'{cue.q}' makes it {said}, not {certainty}"
                    yield Slip("RP199", (*path, "certainty"), what)


def _parts(reading: Reading) -> Iterator[Slip]:
    """Outlets that take part in an event are named near; and whose it is takes part in it."""
    for i, event in enumerate(reading.entry.events):
        own = reading.spans(f"events.{event.id}")
        there = set(_named_near(reading, event, own))
        for n, who in enumerate(event.actors):
            if isinstance(reading.record(who), Outlet) and who not in there:
                what = f"no sentence of the event '{event.id}' names '{who}'"
                yield Slip("RP199", ("events", i, "actors", n), what)
        if event.ends is not None or not event.place:
            continue
        parts = {event.is_, *event.actors, *event.place}
        starts = {span.start for span in own}
        for named in reading.named:
            if named.span.start in starts and len(named.ids) == 1 and not named.ids & parts:
                who = next(iter(named.ids))
                what = f"'{event.q}' is that of '{who}', who has no part in it"
                yield Slip("RP199", ("events", i, "id"), what)


def _named_near(reading: Reading, event: Event, own: tuple[Span, ...]) -> Iterator[str]:
    """Who is denoted in a sentence of an event's words, or of a report of it."""
    near = {reading.sentence_of(span) for span in own}
    for report in reading.entry.reports:
        if event.id in (report.event, *(hop.in_ for hop in report.chain)):
            passages = reading.passages[report.id]
            near |= {s for s in reading.sentences if any(s.meets(p) for p in passages)}
    for named in reading.named:
        if any(sentence.meets(named.span) for sentence in near):
            yield from named.ids


def _sayings(reading: Reading) -> Iterator[Slip]:
    """What one says by two cues in one sentence is said in one event, in one outlet."""
    said: dict[tuple[Span, str], list[tuple[YamlPath, Hop]]] = {}
    for i, report in enumerate(reading.entry.reports):
        for n, hop in enumerate(report.chain):
            at: YamlPath = ("reports", i, "chain", n, "cue", "q")
            for cue in reading.spans(f"reports.{report.id}.chain.{n + 1}.cue"):
                key = (reading.sentence_of(cue), speaker_id(hop.by))
                said.setdefault(key, []).append((at, hop))
    for hops in said.values():
        speakers = {speaker_id(hop.by) for _, hop in hops}
        for name, attribute in (("in", "in_"), ("on", "on")):
            values = [(path, getattr(hop, attribute)) for path, hop in hops]
            given = next((value for _, value in values if value is not None), None)
            for path, value in values:
                # That who speaks there by himself speaks on himself is RP303's to say.
                if given is not None and value != given and given not in speakers:
                    what = f"another saying of the sentence has `{name}: {given}`, this one has not"
                    yield Slip("RP199", path, what)

"""A place that a preposition leads to is the place of something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Named, Reading, speaker_id
from reportedly.ledger.numbers import NUMBER_WORDS
from reportedly.ledger.words import APOSTROPHES
from reportedly.model.entry import Report
from reportedly.model.places import Span
from reportedly.model.registry import Actor, Location

_LEADS: Final = re.compile(
    r"\b(?:(?i:in|at|into|near|on|across|throughout|around|within|inside|outside|towards?"
    r"|enter|enters|entered|entering|reach|reaches|reached)|(?P<of>of)"
    r"|(?i:to)(?:[ \u00a0][a-z]+){0,2})[ \u00a0]"
    r"(?:[Tt]he[ \u00a0]|an?[ \u00a0])?(?:[A-Z]\w*[ \u00a0](?:and|or)[ \u00a0])?"
    rf"(?:(?i:{NUMBER_WORDS})[ \u00a0])?"
    r"(?:(?:[a-z]+ly[ \u00a0])?[\w-]+(?:ed|held|led|run)[ \u00a0])?$"
)
_MOTION: Final = re.compile(r"(?i)(?:to|into|towards?)\b")
"""What belongs to the verb, never to a noun before it."""
_OF_ANOTHER: Final = re.compile(
    r"(?:events\.[^.]+|times\.[^.]+|unnamed\..+|namings\..+\.role"
    r"|reports\..+\.(?:when|event_when\.\d+|cue))"
)
_OPENING: Final = ('"', "“", "‘")
_CLOSING: Final = '"”’'
"""Around a naming that is quoted by itself, what follows may belong to it."""
_FARTHEST: Final = 60
"""Letters before a place within which its preposition is sought."""
_LONGEST: Final = 80
"""Letters of an anchor from which it does more than hold a phrase."""


def find(reading: Reading) -> Iterator[Demand]:
    """Demand a use for every place or country that is named after a preposition of place.

    Some report of its sentence has it as its place, or as a part of its claim, chain or event.
    Left out are places that belong to another phrase: within the words of an event, a time, a role
    or an unnamed source, inside a longer naming, or directly after another naming, unless of
    motion ("the towns in the east"); and places whose name the claim's own label has.
    """
    for named in reading.named:
        if named.naming.form != "adjective" and _is_place(reading, named) and _led(reading, named):
            reports = reading.telling_at(named.span)
            if reports:
                met = any(_uses(reading, report, named) for report in reports.values())
                what = f"'{reading.words(named.span)}' is the place of no report of its sentence"
                telling = tuple((*path[:2], "tells") for path in reports)
                yield Demand(named.span, met, what, named.path, telling)


def _is_place(reading: Reading, named: Named) -> bool:
    """Whether a naming denotes places or, not by a mere description, countries."""
    countries = named.naming.form != "description"
    return all(
        isinstance(record, Location)
        or (countries and isinstance(record, Actor) and record.kind == "country")
        for record in map(reading.record, named.ids)
    )


def _led(reading: Reading, named: Named) -> bool:
    start = max(0, named.span.start - _FARTHEST)
    led = _LEADS.search(reading.text[start : named.span.start])
    if led is None or reading.text.startswith(tuple(APOSTROPHES), named.span.end):
        return False
    if led["of"] and not all(isinstance(reading.record(of), Location) for of in named.ids):
        return False
    preposition = start + led.start()
    if any(span.holds(named.span) and _is_short(span) for span in reading.anchored(_OF_ANOTHER)):
        return False
    for other in reading.named:
        follows = reading.text[other.span.end : preposition]
        quoted = reading.text[: other.span.start].endswith(_OPENING)
        attached = not follows.strip(" \u00a0'" + _CLOSING * quoted)
        attached = attached and other.span.end <= preposition
        if attached and not _MOTION.match(reading.text, preposition):
            return False
        if other.span.holds(named.span) and other.span != named.span:
            return False
    return True


def _is_short(span: Span) -> bool:
    return span.end - span.start < _LONGEST


def _uses(reading: Reading, report: Report, named: Named) -> bool:
    claim = reading.claim(report)
    used: set[str | None] = {aspect.is_ for aspect in report.place}
    if claim is not None:
        used |= {claim.agent, claim.thing, claim.beneficiary}
        if any(reading.words(named.span) in label for label in claim.label.values()):
            return True
    for hop in report.chain:
        used |= {speaker_id(hop.by), hop.on, hop.to}
    if report.initiative is not None:
        used.add(report.initiative.is_)
    sentence = reading.sentence_of(named.span)
    for key in (report.event, *(hop.in_ for hop in report.chain)):
        event = reading.events.get(key or "")
        if event is not None and any(map(sentence.meets, reading.spans(f"events.{event.id}"))):
            used |= {event.is_, *event.place, *event.actors}
    return bool(used & named.ids)

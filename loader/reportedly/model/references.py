"""The table of everything in an entry or a record that names something else by its id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from reportedly.model.details import Amount, Aspect, Hop, Return, Speaker, Suspicion, Time, Unnamed
from reportedly.model.entry import Entry, Event, Naming, Quotation, Report
from reportedly.model.findings import YamlPath
from reportedly.model.registry import Actor, Claim, Concept, Kept, Record, SharedEvent

Wanted = Literal[
    "actor", "outlet", "location", "event", "thing", "act", "role", "event-kind", "claim"
]
LocalWanted = Literal["report", "quotation", "event", "time", "amount", "unnamed"]

PUBLISHED: Final = "published"
"""What a time is relative to where the text counts from its own day."""

_SPEAKERS: tuple[Wanted, ...] = ("actor", "outlet")
_PLACES: tuple[Wanted, ...] = ("location", "actor")
_NAMED: tuple[Wanted, ...] = ("actor", "outlet", "location", "event")
_KEPT_ACTORS: tuple[Wanted, ...] = ("actor", "outlet", "location")
_ANY: tuple[Wanted, ...] = (*_NAMED, "thing", "act")


@dataclass(frozen=True, slots=True)
class Reference:
    """That something is named by its id.

    Attributes:
        path: where in the document the id stands.
        target: the id.
        wanted: the kinds of record of which the target may be one.
        local: the kinds of thing in the same entry of which it may be one.
    """

    path: YamlPath
    target: str
    wanted: tuple[Wanted, ...] = ()
    local: tuple[LocalWanted, ...] = ()


def references_of(entry: Entry) -> Iterator[Reference]:
    """Every id that an entry uses, in the order of the file."""
    for kind, credit in entry.article.credits():
        if credit.is_ is not None:
            wanted: tuple[Wanted, ...] = ("outlet",) if kind == "outlet" else _SPEAKERS
            yield Reference(("article", kind, "is"), credit.is_, wanted)
    for i, source in enumerate(entry.unnamed):
        if source.affiliation is not None:
            yield Reference(("unnamed", i, "affiliation"), source.affiliation, _SPEAKERS)
        yield from _suspicion(source.may_be, ("unnamed", i, "may_be"))
    for i, report in enumerate(entry.reports):
        yield from _report(report, ("reports", i))
    for i, quotation in enumerate(entry.quotations):
        yield from _quotation(quotation, ("quotations", i))
    for i, event in enumerate(entry.events):
        yield from _event(event, ("events", i))
    for i, time in enumerate(entry.times):
        yield from _time(time, ("times", i))
    for i, naming in enumerate(entry.namings):
        yield from _naming(naming, ("namings", i))


def _speaker(speaker: Speaker, path: YamlPath) -> Reference:
    if isinstance(speaker, Unnamed):
        return Reference((*path, "unnamed"), speaker.unnamed, local=("unnamed",))
    return Reference(path, speaker, _SPEAKERS)


def _suspicion(suspicion: Suspicion | None, path: YamlPath) -> Iterator[Reference]:
    if suspicion is not None:
        yield Reference((*path, "is"), suspicion.is_, _SPEAKERS)


def _report(report: Report, path: YamlPath) -> Iterator[Reference]:
    yield Reference((*path, "tells"), report.tells, ("claim",))
    for i, hop in enumerate(report.chain):
        yield from _hop(hop, (*path, "chain", i))
    for i, amount in enumerate(report.amounts):
        yield from _amount(amount, (*path, "amounts", i))
    aspects: tuple[tuple[str, tuple[Aspect, ...], tuple[Wanted, ...]], ...] = (
        ("purpose", report.purpose, ("act",)),
        ("place", report.place, _PLACES),
        ("in_return_for", report.in_return_for, ("thing", "act")),
    )
    for name, those, wanted in aspects:
        for i, aspect in enumerate(those):
            yield from _aspect(aspect, (*path, name, i), wanted)
    if report.initiative is not None:
        yield from _aspect(report.initiative, (*path, "initiative"), _SPEAKERS)
    for i, time in enumerate(report.event_when):
        yield from _time(time, (*path, "event_when", i))
    if report.event is not None:
        yield Reference((*path, "event"), report.event, local=("event",))
    for i, other in enumerate(report.restates):
        yield Reference((*path, "restates", i), other, local=("report",))


def _hop(hop: Hop, path: YamlPath) -> Iterator[Reference]:
    yield _speaker(hop.by, (*path, "by"))
    if hop.on is not None:
        yield Reference((*path, "on"), hop.on, ("outlet",))
    if hop.to is not None:
        yield Reference((*path, "to"), hop.to, _SPEAKERS)
    if hop.in_ is not None:
        yield Reference((*path, "in"), hop.in_, local=("event",))
    if hop.when is not None:
        yield from _time(hop.when, (*path, "when"))
    yield from _suspicion(hop.may_be, (*path, "may_be"))


def _amount(amount: Amount, path: YamlPath) -> Iterator[Reference]:
    for name in ("counts", "per", "unit"):
        target: str | None = getattr(amount, name)
        if target is not None:
            yield Reference((*path, name), target, ("thing",))
    if amount.part_of is not None:
        yield Reference((*path, "part_of"), amount.part_of, local=("amount",))


def _aspect(aspect: Aspect, path: YamlPath, wanted: tuple[Wanted, ...]) -> Iterator[Reference]:
    yield Reference((*path, "is"), aspect.is_, wanted)
    if isinstance(aspect, Return) and aspect.amount is not None:
        yield from _amount(aspect.amount, (*path, "amount"))


def _time(time: Time, path: YamlPath) -> Iterator[Reference]:
    if time.relative_to is not None and time.relative_to != PUBLISHED:
        yield Reference((*path, "relative_to"), time.relative_to, local=("time", "event"))


def _quotation(quotation: Quotation, path: YamlPath) -> Iterator[Reference]:
    for i, report in enumerate(quotation.in_):
        yield Reference((*path, "in", i), report, local=("report",))
    if quotation.by is not None:
        yield _speaker(quotation.by, (*path, "by"))
    for i, target in enumerate(quotation.of):
        yield Reference((*path, "of", i), target, _ANY)
    if quotation.continues is not None:
        yield Reference((*path, "continues"), quotation.continues, local=("quotation",))


def _event(event: Event, path: YamlPath) -> Iterator[Reference]:
    yield Reference((*path, "kind"), event.kind, ("event-kind",))
    if event.is_ is not None:
        yield Reference((*path, "is"), event.is_, ("event",))
    if event.in_ is not None:
        yield Reference((*path, "in"), event.in_, local=("report",))
    for i, actor in enumerate(event.actors):
        yield Reference((*path, "actors", i), actor, _SPEAKERS)
    if event.when is not None:
        yield from _time(event.when, (*path, "when"))
    for i, place in enumerate(event.place):
        yield Reference((*path, "place", i), place, _PLACES)


def _naming(naming: Naming, path: YamlPath) -> Iterator[Reference]:
    if isinstance(naming.is_, Unnamed):
        yield Reference((*path, "is", "unnamed"), naming.is_.unnamed, local=("unnamed",))
    elif naming.is_ is not None:
        yield Reference((*path, "is"), naming.is_, _NAMED)
    for i, candidate in enumerate(naming.could_be):
        yield Reference((*path, "could_be", i), candidate, _NAMED)
    if naming.in_ is not None:
        yield Reference((*path, "in"), naming.in_, local=("report",))
    if naming.role is not None:
        yield Reference((*path, "role", "as"), naming.role.as_, ("role",))


def references_of_record(record: Record) -> Iterator[Reference]:
    """Every id that a registry record uses."""
    match record:
        case Claim():
            yield Reference(("agent",), record.agent, (*_SPEAKERS, "location", "event", "thing"))
            yield Reference(("act",), record.act, ("act",))
            if record.thing is not None:
                yield Reference(("thing",), record.thing, _ANY)
            if record.beneficiary is not None:
                yield Reference(("beneficiary",), record.beneficiary, (*_NAMED, "thing"))
            yield from _kept(record.not_same_as, "not_same_as", ("claim",))
        case Concept():
            scheme: Wanted = "event-kind" if record.scheme == "event" else record.scheme
            if record.broader is not None:
                yield Reference(("broader",), record.broader, (scheme,))
            for i, factor in enumerate(record.factors):
                yield Reference(("factors", i), factor, (scheme,))
            yield from _kept(record.disjoint_with, "disjoint_with", (scheme,))
        case SharedEvent():
            yield Reference(("kind",), record.kind, ("event-kind",))
        case Actor():
            if record.affiliation is not None:
                yield Reference(("affiliation",), record.affiliation, _SPEAKERS)
            if record.consists_of is not None:
                yield Reference(("consists_of",), record.consists_of, ("thing",))
            yield from _kept(record.distinct_from, "distinct_from", _KEPT_ACTORS)
        case _:
            kept: tuple[Kept, ...] = getattr(record, "distinct_from", ())
            yield from _kept(kept, "distinct_from", _KEPT_ACTORS)


def _kept(kept: tuple[Kept, ...], name: str, wanted: tuple[Wanted, ...]) -> Iterator[Reference]:
    for i, other in enumerate(kept):
        yield Reference((name, i, "id"), other.id, wanted)

"""The ids that an entry gives to its own parts: each names one thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.model.details import Amount, Hop, Time
from reportedly.model.entry import Entry, Report
from reportedly.model.findings import Finding, SourceMap, YamlPath
from reportedly.model.references import PUBLISHED, LocalWanted
from reportedly.model.slots import slots_of


@dataclass(frozen=True, slots=True)
class OwnId:
    """An id that an entry gives.

    Attributes:
        id: the id.
        kind: what it names.
        path: where in the document it stands.
    """

    id: str
    kind: LocalWanted
    path: YamlPath


def own_ids(entry: Entry) -> Iterator[OwnId]:
    """Every id that the entry gives."""
    for i, source in enumerate(entry.unnamed):
        yield OwnId(source.id, "unnamed", ("unnamed", i, "id"))
    for i, report in enumerate(entry.reports):
        yield from _report(report, ("reports", i))
    for i, quotation in enumerate(entry.quotations):
        yield OwnId(quotation.id, "quotation", ("quotations", i, "id"))
    for i, event in enumerate(entry.events):
        yield OwnId(event.id, "event", ("events", i, "id"))
        yield from _time(event.when, ("events", i, "when"))
    for i, time in enumerate(entry.times):
        yield from _time(time, ("times", i))


def _report(report: Report, path: YamlPath) -> Iterator[OwnId]:
    yield OwnId(report.id, "report", (*path, "id"))
    for i, hop in enumerate(report.chain):
        yield from _hop(hop, (*path, "chain", i))
    for i, amount in enumerate(report.amounts):
        yield from _amount(amount, (*path, "amounts", i))
    for i, given in enumerate(report.in_return_for):
        yield from _amount(given.amount, (*path, "in_return_for", i, "amount"))
    for i, time in enumerate(report.event_when):
        yield from _time(time, (*path, "event_when", i))


def _hop(hop: Hop, path: YamlPath) -> Iterator[OwnId]:
    yield from _time(hop.when, (*path, "when"))


def _amount(amount: Amount | None, path: YamlPath) -> Iterator[OwnId]:
    if amount is not None and amount.id is not None:
        yield OwnId(amount.id, "amount", (*path, "id"))


def _time(time: Time | None, path: YamlPath) -> Iterator[OwnId]:
    if time is not None and time.id is not None:
        yield OwnId(time.id, "time", (*path, "id"))


def given_twice(entry: Entry, source: SourceMap) -> Iterator[Finding]:
    """RP133 for an id that names two parts, or that is kept for the day of publication."""
    seen: dict[str, YamlPath] = {}
    for own in own_ids(entry):
        at = source.at(own.path)
        if own.id == PUBLISHED:
            yield Finding(
                "RP133",
                f"the id '{PUBLISHED}' is kept for the day of publication",
                source.file,
                at,
                mend="Choose another.",
            )
        elif own.id in seen:
            yield Finding(
                "RP133",
                f"the id '{own.id}' is given twice in this entry",
                source.file,
                at,
                mend="Within an entry every id names one thing: choose another.",
                related=(("first given here", source.file, source.at(seen[own.id])),),
            )
        seen.setdefault(own.id, own.path)


def named_twice(entry: Entry, source: SourceMap) -> Iterator[Finding]:
    """RP133 for two namings or waivers that say the same of the same words."""
    seen: dict[str, YamlPath] = {}
    for slot in slots_of(entry):
        what = {"namings": "naming", "waivers": "waiver"}.get(str(slot.path[0]))
        if slot.key in seen and what is not None:
            yield Finding(
                "RP133",
                f"the {what} of '{slot.anchor.q}' is given twice in this entry",
                source.file,
                source.at(slot.path),
                mend="Drop one, or say with nth, zone or in which occurrence each means.",
                related=(("first given here", source.file, source.at(seen[slot.key])),),
            )
        seen.setdefault(slot.key, slot.path)

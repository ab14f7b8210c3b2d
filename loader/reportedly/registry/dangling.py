"""Ids that name nothing, or nothing of the kind that is wanted there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from reportedly.model.entry import Entry
from reportedly.model.findings import Finding, SourceMap
from reportedly.model.references import Reference, references_of, references_of_record
from reportedly.model.registry import Concept, Record, Registry, kind_name
from reportedly.model.slots import slots_of


def dangling_in_entry(entry: Entry, source: SourceMap, registry: Registry) -> Iterator[Finding]:
    """RP130 an id of the registry, RP131 an id of this entry, that is not there or of wrong kind."""
    local = _local_ids(entry)
    yield from _twice(entry, source)
    yield from _same_slot(entry, source)
    for reference in references_of(entry):
        if reference.local:
            yield from _local_finding(reference, local, source)
        else:
            yield from _registry_finding(reference, registry, source)
    yield from _foreign_speakers(entry, source)


def dangling_in_registry(registry: Registry) -> Iterator[Finding]:
    """RP130 for what records name, and for links of records that are not there."""
    for key in sorted(registry.records):
        for reference in references_of_record(registry.records[key]):
            yield from _registry_finding(reference, registry, registry.sources[key])


def dangling_links(registry: Registry, source: SourceMap) -> Iterator[Finding]:
    """RP130 for an external link whose record is not there."""
    for i, link in enumerate(registry.links):
        if link.id not in registry.records:
            yield _absent(Reference(("links", i, "id"), link.id), registry.records, source, "RP130")


def _kind_of(record: Record) -> str:
    if isinstance(record, Concept):
        return "event-kind" if record.scheme == "event" else record.scheme
    return kind_name(record)


def _registry_finding(
    reference: Reference, registry: Registry, source: SourceMap
) -> Iterator[Finding]:
    record = registry.records.get(reference.target)
    if record is None:
        fitting = [k for k, r in registry.records.items() if _kind_of(r) in reference.wanted]
        yield _absent(reference, fitting, source, "RP130")
    elif _kind_of(record) not in reference.wanted:
        yield Finding(
            "RP132",
            f"'{reference.target}' is a {_kind_of(record)}, "
            f"but here stands a {' or '.join(reference.wanted)}",
            source.file,
            source.at(reference.path),
        )


def _local_finding(
    reference: Reference, local: Mapping[str, str], source: SourceMap
) -> Iterator[Finding]:
    kind = local.get(reference.target)
    if kind is None:
        fitting = [name for name, kind in local.items() if kind in reference.local]
        yield _absent(reference, fitting, source, "RP131")
    elif kind not in reference.local:
        yield Finding(
            "RP132",
            f"'{reference.target}' is this entry's {kind}, "
            f"but here stands a {' or '.join(reference.local)}",
            source.file,
            source.at(reference.path),
        )


def _absent(
    reference: Reference, candidates: Iterable[str], source: SourceMap, code: str
) -> Finding:
    near = difflib.get_close_matches(reference.target, sorted(candidates), n=1)
    kinds = " or ".join((*reference.wanted, *reference.local)) or "record"
    where = "the registry" if code == "RP130" else "this entry"
    return Finding(
        code,
        f"{where} has no {kinds} '{reference.target}'",
        source.file,
        source.at(reference.path),
        mend=f"Did you mean '{near[0]}'?" if near else None,
    )


def _named_parts(entry: Entry) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """Every id that the entry gives, its kind and its path."""
    for i, source in enumerate(entry.unnamed):
        yield source.id, "unnamed", ("unnamed", i, "id")
    for i, report in enumerate(entry.reports):
        yield report.id, "report", ("reports", i, "id")
        for j, amount in enumerate(report.amounts):
            if amount.id:
                yield amount.id, "amount", ("reports", i, "amounts", j, "id")
        for j, aspect in enumerate(report.in_return_for):
            if aspect.amount is not None and aspect.amount.id:
                path = ("reports", i, "in_return_for", j, "amount", "id")
                yield aspect.amount.id, "amount", path
        for j, time in enumerate(report.event_when):
            if time.id:
                yield time.id, "time", ("reports", i, "event_when", j, "id")
        for j, hop in enumerate(report.chain):
            if hop.when is not None and hop.when.id:
                yield hop.when.id, "time", ("reports", i, "chain", j, "when", "id")
    for i, quotation in enumerate(entry.quotations):
        yield quotation.id, "quotation", ("quotations", i, "id")
    for i, event in enumerate(entry.events):
        yield event.id, "event", ("events", i, "id")
        if event.when is not None and event.when.id:
            yield event.when.id, "time", ("events", i, "when", "id")
    for i, time in enumerate(entry.times):
        if time.id:
            yield time.id, "time", ("times", i, "id")


def _local_ids(entry: Entry) -> dict[str, str]:
    return {name: kind for name, kind, _ in _named_parts(entry)}


def _twice(entry: Entry, source: SourceMap) -> Iterator[Finding]:
    seen: dict[str, tuple[str | int, ...]] = {}
    for name, _, path in _named_parts(entry):
        if name in seen or name == "published":
            first = source.at(seen.get(name, path))
            yield Finding(
                "RP133",
                f"the id '{name}' is given twice in this entry"
                if name in seen
                else "the id 'published' is kept for the day of publication",
                source.file,
                source.at(path),
                mend="Within an entry every id names one thing: choose another.",
                related=(("first given here", source.file, first),) if name in seen else (),
            )
        seen.setdefault(name, path)


def _same_slot(entry: Entry, source: SourceMap) -> Iterator[Finding]:
    """RP133 for two namings of one form at one place: the same thing said twice."""
    seen: dict[str, tuple[str | int, ...]] = {}
    for slot in slots_of(entry):
        if slot.key in seen and slot.path[0] == "namings":
            yield Finding(
                "RP133",
                f"the naming of '{slot.anchor.q}' is given twice in this entry",
                source.file,
                source.at(slot.path),
                mend="Drop one, or say with nth or in which occurrence each means.",
                related=(("first given here", source.file, source.at(seen[slot.key])),),
            )
        seen.setdefault(slot.key, slot.path)


def _foreign_speakers(entry: Entry, source: SourceMap) -> Iterator[Finding]:
    """RP134: quoted words whose speaker speaks in none of the reports they stand in."""
    reports = {report.id: report for report in entry.reports}
    for i, quotation in enumerate(entry.quotations):
        told = [reports[name] for name in quotation.in_ if name in reports]
        speakers = [hop.by for report in told for hop in report.chain]
        if quotation.kind == "label" and quotation.by is not None:
            message = "a label (scare quotes) has no speaker"
        elif quotation.by is not None and told and quotation.by not in speakers:
            message = "who is quoted speaks in none of the reports that the quotation stands in"
        else:
            continue
        yield Finding("RP134", message, source.file, source.at(("quotations", i, "by")))

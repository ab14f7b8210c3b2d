"""Ids that name nothing, or nothing of the kind that is wanted there."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from reportedly.model.details import Amount, Time, Unnamed
from reportedly.model.entry import Entry
from reportedly.model.findings import Finding, Related, SourceMap, YamlPath
from reportedly.model.references import Reference, references_of, references_of_record
from reportedly.model.registry import Concept, Record, Registry, kind_name
from reportedly.model.slots import slots_of
from reportedly.registry.own_ids import OwnId, given_twice, named_twice, own_ids

_MOST: Final = 8
"""Nameless things of which one may be meant that are shown at most."""
_NEAR: Final = 3
"""Ids of which one may be the misspelt one that are shown at most."""


def dangling_in_entry(entry: Entry, source: SourceMap, registry: Registry) -> Iterator[Finding]:
    """What an entry names that is not there, or gives twice, or cannot stand where it stands.

    RP130 an id that the registry lacks, RP131 one that this entry lacks, RP132 one of something
    of another kind, RP133 an id or a naming given twice, RP134 a speaker who does not speak there.
    """
    local = tuple(own_ids(entry))
    yield from given_twice(entry, source)
    yield from named_twice(entry, source)
    yield from _each_once(entry, local, registry, source)
    own_ones = {own.id for own in local}
    yield from _foreign_speakers(
        entry, source, lambda key: key in own_ones or key in registry.records
    )


def _each_once(
    entry: Entry, local: tuple[OwnId, ...], registry: Registry, source: SourceMap
) -> Iterator[Finding]:
    """One finding for each id that is nowhere, with every place that uses it.

    An id that several places use and none gives was misspelt where it is given: the own id that
    looks like it and that nobody uses is named as the other place; of several, a few.
    """
    absent: dict[str, list[tuple[Reference, Finding]]] = {}
    used = {reference.target for reference in references_of(entry) if reference.local}
    for reference in references_of(entry):
        if not reference.local:
            yield from _registry_finding(reference, registry, source)
            continue
        for found in _local_finding(reference, local, source):
            if found.code != "RP131":
                yield found
                continue
            absent.setdefault(reference.target, []).append((reference, found))
    for target, findings in absent.items():
        (wanting, first), *others = findings
        idle = {own.id: own.path for own in local if own.id not in used}
        near = difflib.get_close_matches(target, sorted(idle), n=len(idle) or 1)
        near = sorted(near, key=_begins_otherwise(target))
        given: list[Related] = [
            ("perhaps misspelt here", source.file, source.at(idle[each])) for each in near[:_NEAR]
        ]
        given += islice(_nameless(entry, source, wanting), _MOST)
        again: list[Related] = [
            ("used here too", source.file, other.position) for _, other in others
        ]
        yield replace(first, related=(*given, *again))


def _begins_otherwise(target: str) -> Callable[[str], bool]:
    return lambda each: not each.startswith(target)


def _nameless(entry: Entry, source: SourceMap, wanting: Reference) -> Iterator[Related]:
    """The amounts or times without an id, where one of these is wanted."""
    for slot in slots_of(entry):
        anchor = slot.anchor
        amount = isinstance(anchor, Amount) and "amount" in wanting.local
        time = isinstance(anchor, Time) and "time" in wanting.local
        if isinstance(anchor, Amount | Time) and anchor.id is None and (amount or time):
            yield "has no id", source.file, source.at(slot.path)


def dangling_in_registry(registry: Registry) -> Iterator[Finding]:
    """RP130 for an id that no record has, RP132 for one of a record of another kind."""
    for key in sorted(registry.records):
        for reference in references_of_record(registry.records[key]):
            yield from _registry_finding(reference, registry, registry.sources[key])


def dangling_links(registry: Registry, source: SourceMap) -> Iterator[Finding]:
    """RP130 for an external link whose record is not there, RP135 for a second link of one."""
    seen: dict[str, YamlPath] = {}
    for i, link in enumerate(registry.links):
        for key, what in (("id", link.id), ("wikidata", link.wikidata)):
            path = ("links", i, key)
            if what in seen:
                yield Finding(
                    "RP135",
                    f"'{what}' is linked twice",
                    source.file,
                    source.at(path),
                    mend="Keep the link that the evidence supports.",
                    related=(("first linked here", source.file, source.at(seen[what])),),
                )
            seen.setdefault(what, path)
        if link.id not in {*registry.records, *registry.unsettled}:
            yield _absent(Reference(("links", i, "id"), link.id), registry.records, source, "RP130")


def wanted_as(record: Record) -> str:
    """What references call a record that they want: its kind, or of a concept its scheme."""
    if isinstance(record, Concept):
        return "event-kind" if record.scheme == "event" else record.scheme
    return kind_name(record)


def _registry_finding(
    reference: Reference, registry: Registry, source: SourceMap
) -> Iterator[Finding]:
    record = registry.records.get(reference.target)
    if reference.target in registry.unsettled:
        return
    if record is None:
        fitting = [k for k, r in registry.records.items() if wanted_as(r) in reference.wanted]
        yield _absent(reference, fitting, source, "RP130")
    elif wanted_as(record) not in reference.wanted:
        yield Finding(
            "RP132",
            f"'{reference.target}' is {_a(wanted_as(record))}, "
            f"but {_a(' or '.join(reference.wanted))} is wanted here",
            source.file,
            source.at(reference.path),
        )


def _local_finding(
    reference: Reference, local: tuple[OwnId, ...], source: SourceMap
) -> Iterator[Finding]:
    kinds = [own.kind for own in local if own.id == reference.target]
    if not kinds:
        fitting = [own.id for own in local if own.kind in reference.local]
        yield _absent(reference, fitting, source, "RP131")
    elif not any(kind in reference.local for kind in kinds):
        yield Finding(
            "RP132",
            f"'{reference.target}' is {_a(kinds[0])} of this entry, "
            f"but {_a(' or '.join(reference.local))} is wanted here",
            source.file,
            source.at(reference.path),
        )


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


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
        suggestion=near[0] if near else None,
    )


def _foreign_speakers(
    entry: Entry, source: SourceMap, is_known: Callable[[str], bool]
) -> Iterator[Finding]:
    """RP134: quoted words whose speaker speaks in none of the reports they stand in.

    Not said where one of these speakers, or the quotation's, is an id that nothing has.
    """
    for i, quotation in enumerate(entry.quotations):
        told = [(n, each) for n, each in enumerate(entry.reports) if each.id in quotation.in_]
        hops = [(n, h, hop) for n, each in told for h, hop in enumerate(each.chain)]
        speakers = [hop.by for _, _, hop in hops]
        those = (*speakers, *([] if quotation.by is None else [quotation.by]))
        ids = (by.unnamed if isinstance(by, Unnamed) else by for by in those)
        if not all(is_known(key) for key in ids):
            continue
        if quotation.kind == "label" and quotation.by is not None:
            message = "a label (scare quotes) has no speaker"
        elif quotation.by is not None and told and quotation.by not in speakers:
            message = "who is quoted speaks in none of the reports that the quotation stands in"
        else:
            continue
        where = source.at(("quotations", i, "by"))
        others = tuple(
            ("speaks there", source.file, source.at(("reports", n, "chain", h, "by")))
            for n, h, _ in (hops if quotation.kind != "label" else ())
        )
        if quotation.kind == "label":
            others = (("said here", source.file, source.at(("quotations", i, "kind"))),)
        yield Finding("RP134", message, source.file, where, related=others)

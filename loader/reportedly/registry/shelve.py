"""Records read one by one become the registry, if they can stand side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.model.findings import Finding, SourceMap
from reportedly.model.registry import (
    Actor,
    Location,
    Outlet,
    Record,
    Registry,
    WikidataLink,
    kind_name,
)


def shelve(
    records: Iterable[tuple[Record, SourceMap]],
    links: tuple[WikidataLink, ...] = (),
    unread: Iterable[str] = (),
) -> tuple[Registry, tuple[Finding, ...]]:
    """Put records together: RP121 an id used twice or unlike its file's name, RP122 a shared name.

    Args:
        records: each record with where its paths stand.
        links: the external links.
        unread: the names, without ending, of the files that could not be read.
    """
    unsettled = set(unread)
    shelf: dict[str, Record] = {}
    sources: dict[str, SourceMap] = {}
    findings: list[Finding] = []
    # Whose file bears the id has it first; a copied file that still has it is one mistake.
    for record, source in sorted(records, key=_unlike_its_file):
        at = source.at(("id",))
        if record.id in shelf:
            first, its = shelf[record.id], sources[record.id]
            findings.append(
                Finding(
                    "RP121",
                    f"the id '{record.id}' is taken by another record, of kind {kind_name(first)}",
                    source.file,
                    at,
                    mend="One id names one record, whatever its kind: choose another.",
                    related=(("first used here", its.file, its.at(("id",))),),
                )
            )
            continue
        if _unlike_its_file((record, source)):
            unsettled.add(source.file.stem)
            findings.append(
                Finding(
                    "RP121",
                    f"the file is named '{source.file.stem}', but its id is '{record.id}'",
                    source.file,
                    at,
                    mend=f"Name the file {record.id}.yaml, or change the id.",
                )
            )
        shelf[record.id] = record
        sources[record.id] = source
    registry = Registry(shelf, sources, links, frozenset(unsettled - set(shelf)))
    findings.extend(_shared_names(registry))
    return registry, tuple(findings)


def _unlike_its_file(read: tuple[Record, SourceMap]) -> bool:
    return read[0].id != read[1].file.stem


def _shared_names(registry: Registry) -> Iterator[Finding]:
    """Two named things under one name must say that they are distinct."""
    owners: dict[tuple[str, str], list[str]] = {}
    for key in sorted(registry.records):
        record = registry.records[key]
        if not isinstance(record, Actor | Outlet | Location):
            continue
        for path, language, name in _names(record):
            same = owners.setdefault((language, name), [])
            for owner in same:
                if owner == key or _apart(registry, owner, key):
                    continue
                source, other = registry.sources[key], registry.sources[owner]
                yield Finding(
                    "RP122",
                    f"'{name}' is also a name of '{owner}'",
                    source.file,
                    source.at(path),
                    mend="If they are two, say so with distinct_from and why; else merge them.",
                    related=(("the other", other.file, other.at(("label",))),),
                )
            if key not in same:
                same.append(key)


def _names(record: Record) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    for language, name in record.label.items():
        yield ("label", language), language, name
    for language, names in record.aliases.items():
        for i, name in enumerate(names):
            yield ("aliases", language, i), language, name


def _apart(registry: Registry, one: str, other: str) -> bool:
    def says(a: str, b: str) -> bool:
        return any(kept.id == b for kept in getattr(registry.records[a], "distinct_from", ()))

    return says(one, other) or says(other, one)

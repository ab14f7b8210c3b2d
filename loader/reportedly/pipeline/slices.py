"""Of the registry, what one entry leans on: the part that its verdict can follow from."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reportedly.model.references import references_of_record
from reportedly.model.registry import Kept, Record, Registry

_KEPT = ("not_same_as", "disjoint_with", "distinct_from")


class WatchedRecords(Mapping[str, Record]):
    """The records of a registry, which note who was asked for.

    Attributes:
        asked: the ids that were looked up, whether or not there is such a record.
        all_asked: whether somebody went through all of them.
    """

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records
        self.asked: set[str] = set()
        self.all_asked = False

    def __getitem__(self, key: str) -> Record:
        self.asked.add(key)
        return self._records[key]

    def __contains__(self, key: object) -> bool:
        if isinstance(key, str):
            self.asked.add(key)
        return key in self._records

    def __iter__(self) -> Iterator[str]:
        self.all_asked = True
        return iter(self._records)

    def __len__(self) -> int:
        self.all_asked = True
        return len(self._records)


class _WatchedIds(frozenset[str]):
    """Ids that are unsettled; whoever asks for one asks for its record."""

    records: WatchedRecords

    def __contains__(self, key: object) -> bool:
        if isinstance(key, str):
            self.records.asked.add(key)
        return super().__contains__(key)


def watched(registry: Registry) -> tuple[Registry, WatchedRecords]:
    """The same registry, and what notes who is asked for in it."""
    records = WatchedRecords(registry.records)
    unsettled = _WatchedIds(registry.unsettled)
    unsettled.records = records
    return Registry(records, registry.sources, registry.links, unsettled), records


@dataclass(frozen=True, slots=True)
class Slices:
    """Which records hang together, and a digest of each with all that hang on it.

    A record hangs on those that it names, and on those that keep themselves apart from it, since
    both sides of a distinction are said.

    Attributes:
        registry: the whole registry.
        whole: a digest of all of its files, the links included.
    """

    registry: Registry
    whole: str
    _files: Mapping[str, str]
    _next: Mapping[str, tuple[str, ...]]
    _digests: dict[str, str] = field(default_factory=dict)
    _named: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, registry: Registry, links: bytes = b"") -> Slices:
        """Digest the files that a registry was read from, and find what hangs together."""
        files = {
            key: digest_of(str(source.file).encode(), source.file.read_bytes())
            for key, source in registry.sources.items()
        } | dict.fromkeys(registry.unsettled, "unsettled")
        leads: dict[str, set[str]] = defaultdict(set)
        for key, record in registry.records.items():
            leads[key] |= {each.target for each in references_of_record(record)}
            for name in _KEPT:
                kept: tuple[Kept, ...] = getattr(record, name, ())
                for other in kept:
                    leads[other.id].add(key)
        told = (f"{key} {files[key]}".encode() for key in sorted(files))
        return cls(
            registry,
            digest_of(*told, links),
            files,
            {key: tuple(sorted(others)) for key, others in leads.items()},
        )

    def closure(self, ids: Iterable[str]) -> set[str]:
        """Some ids, and all on which their records hang."""
        seen: set[str] = set()
        waiting = list(ids)
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen.add(key)
                waiting += self._next.get(key, ())
        return seen

    def part(self, ids: Iterable[str]) -> Registry:
        """The records of some ids with all on which they hang, and no links."""
        there = self.closure(ids) & self.registry.records.keys()
        return Registry({key: self.registry.records[key] for key in sorted(there)}, {})

    def digest(self, key: str) -> str:
        """A digest of a record's file and of those on which it hangs; of none, if it is absent."""
        known = self._digests.get(key)
        if known is None:
            told = (f"{each} {self._files.get(each)}".encode() for each in self.closure((key,)))
            known = self._digests[key] = digest_of(*sorted(told))
        return known

    def named(self, key: str) -> bytes:
        """A record's id and its digest, a space between; made once, as every entry asks."""
        known = self._named.get(key)
        if known is None:
            known = self._named[key] = f"{key} {self.digest(key)}".encode()
        return known


def digest_of(*parts: bytes) -> str:
    """A digest of some bytes and of where each part ends: 32 hexadecimal digits."""
    told = hashlib.sha256()
    for part in parts:
        told.update(len(part).to_bytes(8, "big") + part)
    return told.hexdigest()[:32]

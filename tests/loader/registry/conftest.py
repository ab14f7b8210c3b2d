"""A small registry and a small entry, each in YAML, so that findings have lines to point at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportedly.model.entry import Entry
from reportedly.model.findings import Finding, SourceMap
from reportedly.model.registry import KINDS, Record, Registry
from reportedly.parse.documents import parse_document
from reportedly.registry.shelve import shelve

MARK = "¶"
RECORDS = {
    "actors/ada-lind": "{id: ada-lind, label: {en: Ada Lind}, kind: person}",
    "actors/norland": "{id: norland, label: {en: Norland}, kind: country}",
    "actors/sudland": "{id: sudland, label: {en: Sudland}, kind: country}",
    "outlets/daily-lantern": "{id: daily-lantern, label: {en: Daily Lantern}}",
    "locations/port-vell": "{id: port-vell, label: {en: Port Vell}, kind: city}",
    "events/vell-war": "{id: vell-war, label: {en: Vell war}, kind: war}",
    "concepts/grain": "{id: grain, label: {en: grain}, scheme: thing}",
    "concepts/truck": "{id: truck, label: {en: truck}, scheme: thing}",
    "concepts/offer": "{id: offer, label: {en: offer}, scheme: act}",
    "concepts/feed-army": "{id: feed-army, label: {en: feed an army}, scheme: act}",
    "concepts/envoy": "{id: envoy, label: {en: envoy}, scheme: role}",
    "concepts/war": "{id: war, label: {en: war}, scheme: event}",
    "claims/norland-offers-grain": (
        "{id: norland-offers-grain, label: {en: Norland offers grain}, agent: norland, act: offer,"
        " thing: grain, beneficiary: sudland}"
    ),
}
ENTRY = """\
format: 1
article:
  id: vell-grain
  language: en
  sha256: 4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a
  headline: {q: Norland Offers Grain}
  outlet: {is: daily-lantern, basis: editor}
  author: {basis: unknown}
  published: {edtf: XXXX, basis: unknown}
annotators: [mlind]
review: draft
unnamed:
  - {id: official, q: a harbour official, affiliation: norland}
reports:
  - id: r1
    at: {q: Norland has offered}
    tells: norland-offers-grain
    chain:
      - by: ada-lind
        on: daily-lantern
        to: sudland
        in: talk
        cue: {q: said}
        certainty: stated
        when: {id: then, q: last week, relative_to: published}
      - by: {unnamed: official}
        cue: {q: told}
        certainty: stated
    modality: offered
    amounts:
      - {id: trucks, q: 500 trucks, value: 500, counts: truck}
      - {q: two of them, value: 2, counts: truck, part_of: trucks}
    purpose: [{q: to feed its army, is: feed-army}]
    place: [{q: at Port Vell, is: port-vell}]
    event_when: [{q: the day after, relative_to: then}]
    event: war
  - id: r2
    at: {q: Norland Offers Grain}
    tells: norland-offers-grain
    chain: []
    certainty: stated
    modality: offered
    restates: [r1]
quotations:
  - {id: q1, q: We are glad, kind: cut, in: [r1], by: ada-lind, of: [grain]}
  - {id: q2, q: so glad, kind: cut, in: [r1], by: {unnamed: official}, continues: q1}
  - {id: q3, q: Grain, kind: label, in: [r2]}
events:
  - {id: talk, q: a talk, kind: war, actors: [ada-lind], place: [port-vell]}
  - {id: war, q: the war, kind: war, is: vell-war}
namings:
  - {q: Ada Lind, is: ada-lind, role: {q: envoy, as: envoy}}
  - {q: the harbour, could_be: [port-vell, norland], in: r1}
  - {q: a harbour official, is: {unnamed: official}}
"""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A registry, and what was found when it was put together."""

    registry: Registry
    findings: tuple[Finding, ...]


def read_record(name: str, text: str) -> tuple[Record, SourceMap]:
    folder, _, stem = name.partition("/")
    parsed = parse_document(text.encode(), Path(f"{folder}/{stem}.yaml"), KINDS[folder])
    if parsed.document is None:
        raise ValueError(parsed.findings)
    return parsed.document, parsed.source


def shelved(records: dict[str, str]) -> Shelved:
    """Records by folder and file name, put together."""
    return Shelved(*shelve(read_record(name, text) for name, text in records.items()))


@pytest.fixture(scope="session")
def shelf() -> Callable[[dict[str, str]], Shelved]:
    return shelved


@pytest.fixture(scope="session")
def records() -> dict[str, str]:
    return RECORDS


@pytest.fixture(scope="session")
def registry() -> Registry:
    return shelved(RECORDS).registry


@dataclass(frozen=True, slots=True)
class Read:
    """An entry, where its parts stand, and where its pilcrow stood (line and column from 1)."""

    entry: Entry
    source: SourceMap
    marked: tuple[int, int] | None


@pytest.fixture(scope="session")
def entry_with() -> Callable[..., Read]:
    """The entry with one piece of its YAML replaced; a pilcrow in it marks a place."""

    def read(old: str = "", new: str = "") -> Read:
        if old and ENTRY.count(old) != 1:
            raise ValueError(f"{old!r} stands {ENTRY.count(old)} times in the entry")
        text = ENTRY.replace(old, new) if old else ENTRY
        before, mark, after = text.partition(MARK)
        lines = before.split("\n")
        parsed = parse_document((before + after).encode(), Path("vell-grain.yaml"), Entry)
        if parsed.document is None:
            raise ValueError(parsed.findings)
        at = (len(lines), len(lines[-1]) + 1) if mark else None
        return Read(parsed.document, parsed.source, at)

    return read

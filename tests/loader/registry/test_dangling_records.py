"""A record or an external link that names nothing, or nothing of the right kind, is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from reportedly.model.findings import Finding
from reportedly.model.registry import External, Registry
from reportedly.parse.documents import parse_document
from reportedly.registry.dangling import dangling_in_registry, dangling_links


class Shelved(Protocol):
    """See conftest."""

    registry: Registry
    findings: tuple[Finding, ...]


Shelf = Callable[[dict[str, str]], Shelved]


def place(finding: Finding) -> tuple[int, int] | None:
    at = finding.position
    return None if at is None else (at.line, at.column)


RECORDS_WRONG: dict[str, tuple[str, str, tuple[str | int, ...], str]] = {
    "an agent that is not there": (
        "claims/norland-offers-grain",
        "{id: norland-offers-grain, label: {en: c}, agent: norlund, act: offer}",
        ("agent",),
        "RP130",
    ),
    "an act that is a thing": (
        "claims/norland-offers-grain",
        "{id: norland-offers-grain, label: {en: c}, agent: norland, act: grain}",
        ("act",),
        "RP132",
    ),
    "a thing that is a role": (
        "claims/norland-offers-grain",
        "{id: norland-offers-grain, label: {en: c}, agent: norland, act: offer, thing: envoy}",
        ("thing",),
        "RP132",
    ),
    "a beneficiary that is an act": (
        "claims/norland-offers-grain",
        (
            "{id: norland-offers-grain, label: {en: c}, agent: norland, act: offer, "
            "beneficiary: offer}"
        ),
        ("beneficiary",),
        "RP132",
    ),
    "a claim that is not the same as an actor": (
        "claims/norland-offers-grain",
        (
            "{id: norland-offers-grain, label: {en: c}, agent: norland, act: offer, "
            "not_same_as: [{id: norland, because: so}]}"
        ),
        ("not_same_as", 0, "id"),
        "RP132",
    ),
    "a concept below one of another scheme": (
        "concepts/truck",
        "{id: truck, label: {en: truck}, scheme: thing, broader: offer}",
        ("broader",),
        "RP132",
    ),
    "a concept disjoint with one of another scheme": (
        "concepts/truck",
        "{id: truck, label: {en: truck}, scheme: thing, disjoint_with: [{id: envoy, because: so}]}",
        ("disjoint_with", 0, "id"),
        "RP132",
    ),
    "a kind of event that is a thing": (
        "events/vell-war",
        "{id: vell-war, label: {en: Vell war}, kind: truck}",
        ("kind",),
        "RP132",
    ),
    "an actor distinct from no one": (
        "actors/norland",
        (
            "{id: norland, label: {en: Norland}, kind: country, "
            "distinct_from: [{id: nobody, because: so}]}"
        ),
        ("distinct_from", 0, "id"),
        "RP130",
    ),
    "an outlet distinct from a concept": (
        "outlets/daily-lantern",
        (
            "{id: daily-lantern, label: {en: Daily Lantern}, "
            "distinct_from: [{id: grain, because: so}]}"
        ),
        ("distinct_from", 0, "id"),
        "RP132",
    ),
}


def test_a_registry_whose_ids_all_name_something_has_no_finding(registry: Registry) -> None:
    assert list(dangling_in_registry(registry)) == []


@pytest.mark.parametrize("what", RECORDS_WRONG)
def test_a_record_that_names_what_it_cannot_is_found_in_its_file(
    shelf: Shelf, records: dict[str, str], what: str
) -> None:
    name, text, path, code = RECORDS_WRONG[what]
    assert name in records
    registry = shelf(records | {name: text}).registry
    (finding,) = dangling_in_registry(registry)
    assert (finding.code, finding.file) == (code, Path(f"{name}.yaml"))
    assert finding.position == registry.sources[Path(name).name].at(path)


# External links


def linked(registry: Registry, *links: str) -> list[Finding]:
    text = "format: 1\nlinks:\n" + "".join(f"  - {link}\n" for link in links)
    parsed = parse_document(text.encode(), Path("wikidata.yaml"), External)
    assert parsed.document is not None
    whole = Registry(registry.records, registry.sources, parsed.document.links)
    return list(dangling_links(whole, parsed.source))


def test_a_link_of_a_record_that_is_there_is_fine(registry: Registry) -> None:
    assert linked(registry, "{id: norland, wikidata: Q999999901, evidence: seen}") == []


def test_a_link_of_a_record_that_is_not_there_is_found(registry: Registry) -> None:
    (finding,) = linked(registry, "{id: norlund, wikidata: Q999999901, evidence: seen}")
    assert (finding.code, place(finding)) == ("RP130", (3, 10))
    assert finding.message == "the registry has no record 'norlund'"
    assert finding.mend == "Did you mean 'norland'?"


@pytest.mark.parametrize(
    ("second", "what", "at"),
    [
        ("{id: norland, wikidata: Q999999902, evidence: seen}", "norland", (4, 10)),
        ("{id: sudland, wikidata: Q999999901, evidence: seen}", "Q999999901", (4, 29)),
    ],
)
def test_one_record_is_one_item(
    registry: Registry, second: str, what: str, at: tuple[int, int]
) -> None:
    first = "{id: norland, wikidata: Q999999901, evidence: seen}"
    (finding,) = linked(registry, first, second)
    assert (finding.code, finding.message) == ("RP135", f"'{what}' is linked twice")
    assert place(finding) == at
    ((_, _, position),) = finding.related
    assert position is not None
    assert (position.line, position.column) == (3, at[1])

"""An id that names nothing, or nothing of the kind that is wanted, is found where it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from reportedly.model.entry import Entry
from reportedly.model.findings import Finding, SourceMap
from reportedly.model.registry import Registry
from reportedly.registry.dangling import dangling_in_entry


class Read(Protocol):
    """See conftest."""

    entry: Entry
    source: SourceMap
    marked: tuple[int, int] | None


EntryWith = Callable[..., Read]

WRONG: dict[str, tuple[str, str, str, str, str | None]] = {
    # what: (in the entry, instead (a pilcrow where the finding points), rule, message, advice)
    "a claim misspelt": (
        "  - id: r2\n    at: {q: Norland Offers Grain}\n    tells: norland-offers-grain",
        "  - id: r2\n    at: {q: Norland Offers Grain}\n    tells: ¶norland-offer-grain",
        "RP130",
        "the registry has no claim 'norland-offer-grain'",
        "Did you mean 'norland-offers-grain'?",
    ),
    "a speaker misspelt": (
        "- by: ada-lind",
        "- by: ¶ada-lnd",
        "RP130",
        "the registry has no actor or outlet 'ada-lnd'",
        "Did you mean 'ada-lind'?",
    ),
    "a concept like no other": (
        "- {id: trucks, q: 500 trucks, value: 500, counts: truck}",
        "- {id: trucks, q: 500 trucks, value: 500, counts: ¶zeppelin}",
        "RP130",
        "the registry has no thing 'zeppelin'",
        None,
    ),
    "a suggestion only of the kind that is wanted": (
        "purpose: [{q: to feed its army, is: feed-army}]",
        "purpose: [{q: to feed its army, is: ¶truk}]",
        "RP130",
        "the registry has no act 'truk'",
        None,
    ),
    "a speaker that is a place": (
        "- by: ada-lind",
        "- by: ¶port-vell",
        "RP132",
        "'port-vell' is a location, but an actor or outlet is wanted here",
        None,
    ),
    "an outlet that is a person": (
        "on: daily-lantern",
        "on: ¶ada-lind",
        "RP132",
        "'ada-lind' is an actor, but an outlet is wanted here",
        None,
    ),
    "a kind of event that is an event": (
        "id: talk, q: a talk, kind: war",
        "id: talk, q: a talk, kind: ¶vell-war",
        "RP132",
        "'vell-war' is an event, but an event-kind is wanted here",
        None,
    ),
    "a role that is counted": (
        "value: 2, counts: truck",
        "value: 2, counts: ¶envoy",
        "RP132",
        "'envoy' is a role, but a thing is wanted here",
        None,
    ),
    "a report that is not there": (
        "restates: [r1]",
        "restates: [¶r11]",
        "RP131",
        "this entry has no report 'r11'",
        "Did you mean 'r1'?",
    ),
    "an unnamed source that is not there": (
        "      - by: {unnamed: official}",
        "      - by: {unnamed: ¶oficial}",
        "RP131",
        "this entry has no unnamed 'oficial'",
        "Did you mean 'official'?",
    ),
    "a time relative to nothing": (
        "the day after, relative_to: then",
        "the day after, relative_to: ¶thence",
        "RP131",
        "this entry has no time or event 'thence'",
        "Did you mean 'then'?",
    ),
    "an event that is a report": (
        "    event: war",
        "    event: ¶r1",
        "RP132",
        "'r1' is a report of this entry, but an event is wanted here",
        None,
    ),
    "a part of a time": (
        "part_of: trucks",
        "part_of: ¶then",
        "RP132",
        "'then' is a time of this entry, but an amount is wanted here",
        None,
    ),
    "an actor of the registry as a local id": (
        "    event: war",
        "    event: ¶norland",
        "RP131",
        "this entry has no event 'norland'",
        None,
    ),
    "an id given to two parts": (
        "{id: trucks,",
        "{id: ¶then,",
        "RP133",
        "the id 'then' is given twice in this entry",
        "Within an entry every id names one thing: choose another.",
    ),
    "an id kept for the day of publication": (
        "id: q3",
        "id: ¶published",
        "RP133",
        "the id 'published' is kept for the day of publication",
        "Choose another.",
    ),
    "a naming given twice": (
        "  - {q: the harbour, could_be: [port-vell, norland], in: r1}",
        "  - ¶{q: Ada Lind, is: ada-lind}",
        "RP133",
        "the naming of 'Ada Lind' is given twice in this entry",
        "Drop one, or say with nth, zone or in which occurrence each means.",
    ),
    "a waiver given twice": (
        "  - {q: a harbour official, is: {unnamed: official}}\n",
        (
            "  - {q: a harbour official, is: {unnamed: official}}\n"
            "waivers:\n"
            "  - {q: once, every: true, kind: number, because: misdetected}\n"
            "  - ¶{q: once, kind: number, because: no-claim}\n"
        ),
        "RP133",
        "the waiver of 'once' is given twice in this entry",
        "Drop one, or say with nth, zone or in which occurrence each means.",
    ),
    "a speaker who does not speak there": (
        "in: [r1], by: ada-lind",
        "in: [r1], by: ¶sudland",
        "RP134",
        "who is quoted speaks in none of the reports that the quotation stands in",
        None,
    ),
    "a speaker of the article's own voice": (
        "in: [r1], by: ada-lind",
        "in: [r2], by: ¶ada-lind",
        "RP134",
        "who is quoted speaks in none of the reports that the quotation stands in",
        None,
    ),
    "a label with a speaker": (
        "kind: label, in: [r2]",
        "kind: label, in: [r1], by: ¶ada-lind",
        "RP134",
        "a label (scare quotes) has no speaker",
        None,
    ),
}


def place(finding: Finding) -> tuple[int, int] | None:
    at = finding.position
    return None if at is None else (at.line, at.column)


def check(read: Read, registry: Registry) -> list[Finding]:
    return list(dangling_in_entry(read.entry, read.source, registry))


def test_an_entry_whose_ids_all_name_something_has_no_finding(
    entry_with: EntryWith, registry: Registry
) -> None:
    assert check(entry_with(), registry) == []


def test_the_table_holds_every_wrong_id() -> None:
    assert len(WRONG) == 21
    assert {code for _, _, code, _, _ in WRONG.values()} == {f"RP13{n}" for n in range(5)}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_id_is_one_finding_where_it_stands(
    entry_with: EntryWith, registry: Registry, what: str
) -> None:
    old, new, code, message, advice = WRONG[what]
    read = entry_with(old, new)
    findings = [finding for finding in check(read, registry) if finding.code == code]
    assert [(f.message, f.mend, place(f)) for f in findings] == [(message, advice, read.marked)]


def test_an_id_given_twice_says_where_it_is_given_first(
    entry_with: EntryWith, registry: Registry
) -> None:
    read = entry_with("{id: trucks,", "{id: then,")
    (finding,) = (f for f in check(read, registry) if f.code == "RP133")
    ((what, file, first),) = finding.related
    assert (what, file) == ("first given here", Path("vell-grain.yaml"))
    assert first == read.source.at(("reports", 0, "chain", 0, "when", "id"))


def test_an_id_given_to_two_kinds_of_part_is_not_also_of_the_wrong_kind(
    entry_with: EntryWith, registry: Registry
) -> None:
    findings = check(entry_with("id: q2", "id: trucks"), registry)
    assert {finding.code for finding in findings} == {"RP133"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("in: [r1], by: ada-lind", "in: [r2, r1], by: ada-lind"),
        ("in: [r1], by: ada-lind", "in: [r1]"),
        ("in: [r1], by: ada-lind", "in: [r1], by: {unnamed: official}"),
    ],
)
def test_a_quotation_is_by_a_speaker_of_any_hop_of_any_of_its_reports(
    entry_with: EntryWith, registry: Registry, old: str, new: str
) -> None:
    assert check(entry_with(old, new), registry) == []


def test_a_quotation_in_a_report_that_is_lacking_is_not_blamed_for_its_speaker(
    entry_with: EntryWith, registry: Registry
) -> None:
    findings = check(entry_with("in: [r1], by: ada-lind", "in: [r7], by: ada-lind"), registry)
    assert [finding.code for finding in findings] == ["RP131"]

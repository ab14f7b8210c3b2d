"""Records stand side by side if no id is used twice and no two share a name unawares."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from reportedly.model.findings import Finding
from reportedly.model.registry import KINDS, Actor, Concept, Registry, kind_name


class Shelved(Protocol):
    """See conftest."""

    registry: Registry
    findings: tuple[Finding, ...]


Shelf = Callable[[dict[str, str]], Shelved]


def actor(id_: str, names: str, more: str = "") -> str:
    return f"{{id: {id_}, label: {{en: {names}}}, kind: country{more}}}"


def codes(shelved: Shelved) -> list[str]:
    return [finding.code for finding in shelved.findings]


def test_records_are_found_by_their_ids_and_kinds(shelf: Shelf, records: dict[str, str]) -> None:
    shelved = shelf(records)
    assert shelved.findings == ()
    assert set(shelved.registry.records) == {Path(name).name for name in records}
    assert [record.id for record in shelved.registry.of(Actor)] == [
        "ada-lind",
        "norland",
        "sudland",
    ]
    assert len(list(shelved.registry.of(Concept))) == 6


def test_the_kinds_are_the_folders_and_each_has_a_name(registry: Registry) -> None:
    assert len(KINDS) == 6
    named = {kind_name(record) for record in registry.records.values()}
    assert named == {"actor", "outlet", "location", "event", "concept", "claim"}


def test_a_file_is_named_after_the_id_in_it(shelf: Shelf) -> None:
    shelved = shelf({"actors/norlund": actor("norland", "Norland")})
    (finding,) = shelved.findings
    assert (finding.code, finding.file) == ("RP121", Path("actors/norlund.yaml"))
    assert finding.message == "the file is named 'norlund', but its id is 'norland'"
    assert finding.position == shelved.registry.sources["norland"].at(("id",))


def test_an_id_names_one_record_whatever_its_kind(shelf: Shelf) -> None:
    shelved = shelf(
        {
            "actors/vell": actor("vell", "Vell"),
            "locations/vell": "{id: vell, label: {en: Vell island}, kind: region}",
        }
    )
    (finding,) = shelved.findings
    assert (finding.code, finding.file) == ("RP121", Path("locations/vell.yaml"))
    assert finding.message == "the id 'vell' is taken by another record, of kind actor"
    ((_, first, _),) = finding.related
    assert first == Path("actors/vell.yaml")
    assert isinstance(shelved.registry.records["vell"], Actor)


NORLAND = {"actors/norland": actor("norland", "Norland")}
SAME = {
    "two labels": actor("vell", "Norland"),
    "a label and an alias": actor("vell", "Vell", ", aliases: {en: [Norland]}"),
    "an alias among others": actor("vell", "Vell", ", aliases: {en: [Vellia, Norland]}"),
}


@pytest.mark.parametrize("what", SAME)
def test_two_records_do_not_share_a_name_unawares(shelf: Shelf, what: str) -> None:
    shelved = shelf(NORLAND | {"actors/vell": SAME[what]})
    (finding,) = shelved.findings
    assert (finding.code, finding.file) == ("RP122", Path("actors/vell.yaml"))
    assert finding.message == "'Norland' is also a name of 'norland'"
    assert finding.position is not None
    start, end = finding.position.column - 1, finding.position.end_column - 1
    assert SAME[what][start:end] == "Norland"
    assert finding.related[0][1] == Path("actors/norland.yaml")


@pytest.mark.parametrize(
    ("folder", "text"),
    [
        ("outlets", "{id: vell, label: {en: Norland}}"),
        ("locations", "{id: vell, label: {en: Norland}, kind: city}"),
    ],
)
def test_actors_outlets_and_locations_share_no_name_either(
    shelf: Shelf, folder: str, text: str
) -> None:
    assert codes(shelf(NORLAND | {f"{folder}/vell": text})) == ["RP122"]


@pytest.mark.parametrize(
    ("folder", "text"),
    [
        ("concepts", "{id: vell, label: {en: Norland}, scheme: thing}"),
        ("actors", "{id: vell, label: {de: Norland}, kind: country}"),
        ("actors", "{id: vell, label: {en: norland}, kind: country}"),
    ],
)
def test_a_concept_or_another_language_or_spelling_may(
    shelf: Shelf, folder: str, text: str
) -> None:
    assert codes(shelf(NORLAND | {f"{folder}/vell": text})) == []


def test_a_record_may_give_its_own_name_twice(shelf: Shelf) -> None:
    assert codes(shelf({"actors/a": actor("a", "A", ", aliases: {en: [A, A]}")})) == []


@pytest.mark.parametrize("says", ["norland", "vell", "both"])
def test_two_that_are_said_to_be_distinct_may_share_a_name(shelf: Shelf, says: str) -> None:
    def apart(other: str) -> str:
        return f", distinct_from: [{{id: {other}, because: they are two}}]"

    shelved = shelf(
        {
            "actors/norland": actor("norland", "Norland", apart("vell") if says != "vell" else ""),
            "actors/vell": actor("vell", "Norland", apart("norland") if says != "norland" else ""),
        }
    )
    assert codes(shelved) == []


def test_of_three_with_one_name_each_pair_is_held_apart(shelf: Shelf) -> None:
    apart = ", distinct_from: [{id: a, because: they are two}]"
    shelved = shelf(
        {
            "actors/a": actor("a", "Vell"),
            "actors/b": actor("b", "Vell", apart),
            "actors/c": actor("c", "Vell", apart),
        }
    )
    (finding,) = shelved.findings
    assert finding.message == "'Vell' is also a name of 'b'"
    assert finding.file == Path("actors/c.yaml")

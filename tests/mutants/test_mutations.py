"""Every single-place mutation of the invented entries: noticed, equivalent, or a known blind spot.

The same as `python -m bench.mutations`, whose figures over the five articles stand in
docs/mutation.md.
"""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from bench.mutations import page
from bench.mutations.__main__ import is_left, kept_cases, verdicts_of
from bench.mutations.harness import VERDICTS, Case, Harness
from bench.mutations.known import why
from bench.mutations.mutants import Mutant
from bench.mutations.registry import RegistryHarness
from bench.mutations.registry_page import PART, summary_of_registry
from reportedly.model.findings import YamlPath
from reportedly.parse.strict_yaml import YamlValue, read_yaml

ISLANDS: Final = Path(__file__).parents[1] / "data" / "islands"
FILE: Final = Path("entry.yaml")


@cache
def harness() -> Harness:
    return Harness(ISLANDS / "seeds", ISLANDS / "texts")


@cache
def mutants() -> dict[str, Mutant]:
    return {mutant.name: mutant for mutant in harness().mutants()}


def read(text: str) -> YamlValue:
    value, _, findings = read_yaml(text.encode(), FILE)
    assert {finding.code for finding in findings} <= {"RP003"}  # a word misspelt as "on"
    assert value is not None
    return value


def differences(old: YamlValue, new: YamlValue, path: YamlPath = ()) -> Iterator[YamlPath]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            if key in old and key in new:
                yield from differences(old[key], new[key], (*path, key))
            else:
                yield (*path, key)
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for i, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differences(one, other, (*path, i))
    elif old != new or type(old) is not type(new):
        yield path


def test_there_are_mutants_of_every_kind() -> None:
    counted = Counter(mutant.operator for mutant in mutants().values())
    assert counted == {
        "key dropped": 863,
        "key misspelt": 863,
        "value mistaken": 702,
        "reference re-pointed": 220,
        "anchor moved": 215,
        "number nudged": 30,
    }
    assert len(mutants()) == len(harness().mutants()), "two mutants have one name"


@pytest.mark.parametrize("entry", ["tesk-short", "tesk-divers"])
def test_a_mutant_differs_from_the_entry_in_its_own_place_alone(entry: str) -> None:
    text = harness().clean[entry].subject.file
    clean = read(text)
    those = [mutant for mutant in mutants().values() if mutant.entry == entry]
    for mutant in those[:: max(1, len(those) // 150)]:
        found = list(differences(clean, read(mutant.of(text))))
        assert mutant.path in found, mutant.name
        misspelt = mutant.operator == "key misspelt"
        assert len(found) == (2 if misspelt else 1), mutant.name
        if misspelt:
            assert {path[:-1] for path in found} == {mutant.path[:-1]}


@pytest.mark.slow
@pytest.mark.parametrize("name", mutants())
def test_a_mutant_is_noticed_or_equivalent_or_listed(name: str) -> None:
    case = harness().try_mutant(mutants()[name])
    assert case.verdict not in page.BLIND or why(case) is not None


def some(words: str) -> Case:
    fitting = [mutant for name, mutant in mutants().items() if words in name]
    assert len(fitting) == 1, fitting
    return harness().try_mutant(fitting[0])


def test_a_misspelt_key_is_reported_once_on_its_line() -> None:
    case = some("tesk-short key misspelt reports.1.modality ")
    assert (case.verdict, case.rules, case.findings) == ("on the line", ("RP010",), 1)


def test_an_id_misspelt_where_it_is_given_is_one_finding_that_shows_it() -> None:
    case = some("tesk-divers value mistaken events.4.id ")
    assert (case.verdict, case.rules, case.findings) == ("on the line", ("RP131",), 1)


def test_another_id_for_what_nothing_names_says_the_same() -> None:
    case = some("tesk-short value mistaken quotations.0.id ")
    assert (case.verdict, case.rules) == ("equivalent", ())


def test_the_page_says_what_came_of_every_mutant() -> None:
    cases = tuple(
        Case(f"m{n}", "key dropped", "event", verdict, (), 0, stale=True)
        for n, verdict in enumerate(VERDICTS)
    )
    said = page.summary(page.Run(cases, len(cases), 1))
    assert "Of 4 mutants 1 (25.0%) are reported on the mutated line" in said
    assert "| key dropped | 4 | 1 | 1 | 1 | 1 |" in said
    assert "| 1 | the format lets one leave it out" in said
    assert "what is told on another line only: 50.00% together" in said


def test_a_page_without_the_part_is_refused() -> None:
    with pytest.raises(ValueError, match="no part"):
        page.within("a page", "more")


@cache
def of_records() -> RegistryHarness:
    return RegistryHarness(ISLANDS / "seeds", ISLANDS / "texts")


def record_mutant(words: str) -> Case:
    fitting = [mutant for mutant in of_records().mutants() if words in mutant.name]
    assert len(fitting) == 1, fitting
    return of_records().try_mutant(fitting[0])


def test_every_record_that_an_entry_uses_has_mutants() -> None:
    tried = of_records().mutants()
    assert len({mutant.name for mutant in tried}) == len(tried)
    assert {mutant.operator for mutant in tried} == {
        "key dropped",
        "value mistaken",
        "reference re-pointed",
    }
    assert {"tesk", "diver", "tesk-sends-divers"} <= {mutant.entry for mutant in tried}


def test_an_id_misspelt_in_a_record_is_reported_there() -> None:
    case = record_mutant("tesk-sends-divers value mistaken agent ")
    assert (case.verdict, case.rules) == ("on the line", ("RP130",))


def test_a_name_misspelt_in_a_record_is_noticed_in_the_entries_that_have_it() -> None:
    case = record_mutant("tesk value mistaken label.en ")
    assert case.verdict == "elsewhere"
    assert case.rules


def test_only_the_verdicts_named_are_tried_again() -> None:
    noticed, blind = (
        Case(verdict, "key dropped", "event", verdict, (), 0, stale=True)
        for verdict in ("on the line", "unnoticed")
    )
    again = verdicts_of("unnoticed, elsewhere")
    assert is_left(None, again)
    assert is_left(blind, again)
    assert not is_left(noticed, again)
    assert not is_left(blind, frozenset())
    with pytest.raises(ArgumentTypeError, match="a verdict is one of"):
        verdicts_of("unseen")


def test_what_is_kept_last_of_a_mutant_holds(tmp_path: Path) -> None:
    kept = tmp_path / "cases.jsonl"
    cases = [
        Case("m", "key dropped", "event", verdict, (), 0, stale=True)
        for verdict in ("unnoticed", "on the line")
    ]
    kept.write_text("".join(json.dumps(asdict(case)) + "\n" for case in cases), encoding="utf-8")
    assert kept_cases(kept) == {"m": cases[-1]}


def test_the_registry_has_a_part_of_the_page_of_its_own() -> None:
    name = "r key dropped not_same_as.{}.because {!r}"
    cases = tuple(
        Case(name.format(n, ""), "key dropped", "because", verdict, (), 0, stale=False)
        for n, verdict in enumerate(VERDICTS)
    )
    said = summary_of_registry(page.Run(cases, 100, 1))
    assert "| 1 | 4 | key dropped | not_same_as because |" in said
    before = "<!-- registry mutation -->\nold\n<!-- end of registry mutation -->"
    assert "old" not in page.within(before, said, PART)

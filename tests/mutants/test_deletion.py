"""Deleting an annotation is noticed: by the check for what it knows of, by pin for all the rest.

The same as `bench/deletion.py`, over the invented entries; its figures stand in docs/entries.md.
"""

from __future__ import annotations

import importlib
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

from reportedly.parse.strict_yaml import YamlValue

ROOT: Final = Path(__file__).parents[2]


@cache
def deletion() -> ModuleType:
    """The experiment, which is a script beside others and lies on no import path."""
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        return importlib.import_module("deletion")
    finally:
        sys.path.pop(0)


@cache
def deletion_page() -> ModuleType:
    """What writes its results."""
    deletion()
    return sys.modules["deletion_page"]


@cache
def bench() -> Any:  # noqa: ANN401  # of a module that is not on the import path
    module = deletion()
    return module.Bench(module.ISLANDS / "seeds", module.ISLANDS / "texts")


@cache
def anchored() -> dict[str, tuple[Path, Any]]:
    """Every anchored annotation of the invented entries, by entry and path."""
    return {
        f"{file.stem} {'.'.join(map(str, target.path))}": (file, target)
        for file, target in bench().cases()
        if target.words
    }


def test_the_clean_entries_have_annotations_of_every_kind_to_delete() -> None:
    kinds = {target.kind for _, target in anchored().values()}
    assert kinds >= {"report", "hop", "amount", "quotation", "naming", "time", "event", "purpose"}
    assert kinds >= {"place", "return", "initiative", "role", "cue", "disclaimer", "unnamed source"}
    assert len(anchored()) == 196


def test_a_copy_without_a_value_leaves_the_value_alone() -> None:
    without = deletion().without
    value: YamlValue = {"reports": ({"id": "r1", "cue": {"q": "said"}}, {"id": "r2"})}
    assert without(value, ("reports", 0, "cue")) == {"reports": ({"id": "r1"}, {"id": "r2"})}
    assert without(value, ("reports", 0)) == {"reports": ({"id": "r2"},)}
    assert value == {"reports": ({"id": "r1", "cue": {"q": "said"}}, {"id": "r2"})}


@pytest.mark.slow
@pytest.mark.parametrize("name", anchored())
def test_a_deleted_annotation_is_noticed(name: str) -> None:
    case = bench().try_without(*anchored()[name])
    assert case.rules or case.remembered
    assert bool(case.why) != bool(case.rules)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("tesk-divers reports.1.amounts.0", "RP141"),
        ("tesk-divers reports.6.chain.0", "RP144"),
        ("tesk-divers quotations.3", "RP140"),
        ("tesk-divers unnamed.0", "RP131"),
        ("tesk-divers reports.14.event_when.0", "RP142"),
        ("tesk-short reports.0.cue", "RP013"),
        ("tesk-divers waivers.0", "RP141"),
    ],
)
def test_the_check_alone_names_the_rule(name: str, rule: str) -> None:
    assert rule in bench().try_without(*anchored()[name]).rules


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("tesk-divers reports.2.purpose.0", "NOTHING_FOUND"),
    ],
)
def test_some_are_seen_by_pin_only_and_the_reason_is_worked_out(name: str, why: str) -> None:
    case = bench().try_without(*anchored()[name])
    assert (case.rules, case.remembered) == ((), True)
    assert case.why == getattr(deletion(), why)


def test_the_page_says_what_was_counted() -> None:
    cases = deletion_page().read()
    page = (ROOT / "docs" / "entries.md").read_text(encoding="utf-8")
    assert deletion_page().within(page, "deletion", deletion_page().summary(cases)) == page


def test_survivors_are_listed_in_the_order_of_the_files() -> None:
    cases = deletion_page().read()
    entries = [case.entry for case in cases]
    assert entries == sorted(entries)
    reports = [
        int(c.path.split(".")[1]) for c in cases if c.kind == "report" and c.entry == entries[0]
    ]
    assert reports == sorted(reports)


def test_a_page_without_the_part_is_refused() -> None:
    with pytest.raises(ValueError, match="no part"):
        deletion_page().within("a page", "deletion", "more")

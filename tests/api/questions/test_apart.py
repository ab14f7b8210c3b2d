"""Question 15: which lines are page furniture, and which stories must not be merged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pyoxigraph import QuerySolutions

from reportedly.ids import Ids
from reportedly.store.protocol import View

Row = dict[str, str]
Asked = Callable[..., list[Row]]
Warranted = Callable[..., list[dict[str, Any]]]


def test_the_furniture_is_that_of_the_texts(
    asked: Asked, warranted: Warranted, five: dict[str, Any]
) -> None:
    found = set()
    for row in asked("page-furniture"):
        starts = five["lines"][row["article"]]
        ends = [*starts[1:], 10**6]
        for line, (begin, end) in enumerate(zip(starts, ends, strict=True), 1):
            blank = end - begin == 1
            if row["start"] and not blank and begin < int(row["end"]) and int(row["start"]) < end:
                found.add((row["article"], line))
    expected = {(row["article"], row["line"]) for row in warranted(15, "furniture")}
    # a photo credit says who took the picture, and so it is a byline and no debris
    assert expected - found == {("003", 2)}
    assert found <= expected
    assert found.isdisjoint((r["article"], r["line"]) for r in warranted(15, "not_furniture"))


def test_an_article_without_furniture_says_so(asked: Asked) -> None:
    assert [r["article"] for r in asked("page-furniture") if r["words"] == "none"] == ["004"]


APART = [
    # the rows of the expectation, by number, with the tellings that must not tell one claim
    (0, "daily-star-nk-soldiers/report/r12", "national-review-nk-volunteers/report/r3"),
    (1, "nextshark-nk-volunteers/report/r3", "hngn-nk-personnel/report/r44"),
    (2, "daily-star-nk-soldiers/report/r6", "hngn-nk-personnel/report/r44"),
    (3, "daily-star-nk-soldiers/report/r5", "daily-star-nk-soldiers/report/r6"),
    (4, "national-review-nk-volunteers/report/r8", "national-review-nk-volunteers/report/r3"),
    (5, "national-review-nk-volunteers/report/r8", "daily-star-nk-soldiers/report/r5"),
    (6, "national-review-nk-volunteers/report/r9", "nextshark-nk-volunteers/report/r11"),
    (7, "nextshark-nk-volunteers/report/r10", "nextshark-nk-volunteers/report/r11"),
    (8, "nextshark-nk-volunteers/report/r11", "hngn-nk-personnel/report/r50"),
    (9, "hngn-nk-personnel/report/r2", "hngn-nk-personnel/report/r50"),
    (10, "hngn-nk-personnel/report/r2", "hngn-nk-personnel/report/r44"),
    (11, "hngn-nk-personnel/report/r2", "unknown-outlet-nk-troops/report/r17"),
    (12, "unknown-outlet-nk-troops/report/r9", "unknown-outlet-nk-troops/report/r19"),
    (13, "unknown-outlet-nk-troops/report/r4", "unknown-outlet-nk-troops/report/r5"),
    (14, "national-review-nk-volunteers/report/r9", "hngn-nk-personnel/report/r50"),
    (15, "hngn-nk-personnel/report/r3", "hngn-nk-personnel/report/r38"),
    (16, "hngn-nk-personnel/report/r41", "unknown-outlet-nk-troops/report/r6"),
    (17, "hngn-nk-personnel/report/r49", "unknown-outlet-nk-troops/report/r11"),
    (18, "daily-star-nk-soldiers/report/r10", "daily-star-nk-soldiers/report/r31"),
    (22, "nextshark-nk-volunteers/report/r16", "nextshark-nk-volunteers/report/r3"),
]
NO_CLAIMS = {
    19: "collectives and channels; a record of its own for each",
    20: "unnamed sources; each belongs to its article",
    21: "one claim, told once as done and once as denied for the time to come",
}


def test_each_story_of_the_expectation_is_looked_at(warranted: Warranted) -> None:
    rows = warranted(15, "keep_apart")
    assert sorted([number for number, *_ in APART] + list(NO_CLAIMS)) == list(range(len(rows)))


@pytest.mark.parametrize(("number", "one", "other"), APART)
def test_stories_to_be_kept_apart_tell_different_claims(
    number: int, one: str, other: str, build: View
) -> None:
    article = Ids().base + "article/"
    found = build.query(
        f"""PREFIX rp: <https://w3id.org/reportedly/ns#>
        SELECT ?a ?b WHERE {{ <{article}{one}> rp:tells ?a . <{article}{other}> rp:tells ?b }}"""
    )
    assert isinstance(found, QuerySolutions)
    ((a, b),) = [(row["a"], row["b"]) for row in found]
    assert a != b, number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North Korea offers Russia volunteers", "North Korea offers Russia troops"),
        (
            "North Korea offers Russia volunteers",
            "North Korea offers “volunteer” troops for Russia",
        ),
        ("North Korea offers builders", "Russia invites North Korean builders"),
        ("North Korea offers to dispatch workers", "North Korea sends workers"),
        ("North Korea sends laborers", "North Korea sends workers"),
        ("North Korea sends laborers", "North Korea sends troops or police officers"),
    ],
)
def test_stories_that_read_alike_are_kept_apart_with_a_reason(
    one: str, other: str, asked: Asked
) -> None:
    found = [r for r in asked("kept-apart") if {r["one"], r["other"]} == {one, other}]
    assert len(found) == 1
    assert found[0]["because"].endswith(".")


def test_only_stories_are_listed_unless_asked_otherwise(asked: Asked) -> None:
    assert {row["kind"] for row in asked("kept-apart")} == {"story"}
    channels = {(r["one"], r["other"]) for r in asked("kept-apart", kind="actor")}
    assert ("Russian Channel One", "Rossiya 1") in channels

"""Arithmetic of whole builds: which numbers are checked against which, and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Store

from reportedly.findings.arithmetic.finder import arithmetic

Said = dict[str, dict[str, list[str]]]
Derive = Callable[..., Said]
Stated = Callable[[str], Store]

LABELS = 'is:day skos:prefLabel "day"@en . is:head skos:prefLabel "head"@en .\n'


def telling(name: str, claim: str = "is:loses", more: str = "") -> str:
    article = {"a": "one", "b": "two"}[name[0]]
    return (
        f"{name} a rp:Telling ; rp:inArticle text:{article} ; rp:tells {claim} {more} .\n"
        f"{claim} rp:agent is:tesk ; rp:act is:lose .\n"
    )


def quantity(
    name: str, words: str, low: str, high: str, *, more: str = "", bound: str = "exact"
) -> str:
    number = f"rp:number {low} ; " if low == high else ""
    bounds = "" if bound == "about" else f"schema:minValue {low} ; schema:maxValue {high} ; "
    counts = "" if "rp:counts" in more else "; rp:counts is:boat"
    return (
        f"{name.partition('-')[0]} rp:amount {name} . {name} {number}{bounds}"
        f'rp:bound rp:bound-{bound} ; rdfs:label "{words}"@en {counts} {more} .\n'
    )


RATE = (
    LABELS
    + telling("a:r1", more="; rp:eventWhen a:t")
    + quantity("a:r1-q", "about 100 a day", "100.0", "100.0", more="; rp:per is:day", bound="about")
    + 'a:t rp:duration "P5M"^^xsd:duration ; rp:expression "five months"@en .\n'
)
TOTAL = telling("a:r2") + quantity(
    "a:r2-q", "15,000 to 25,000", "15000.0", "25000.0", bound="between"
)
CHECK = "arithmetic/rate/one/r1-q/and/one/r2-q/over/t"


def test_a_rate_is_checked_against_a_total_of_the_same_agent_and_thing(
    found: Derive, stated: Stated
) -> None:
    said = found(arithmetic, stated(RATE + TOTAL))
    assert list(said) == [CHECK]
    assert said[CHECK]["outcome"] == ["outcome-one-end"]
    assert said[CHECK]["aspect"] == ["per"]
    assert said[CHECK]["concerns"] == ["one/r1-q", "one/r2-q", "one/t"]
    (because,) = said[CHECK]["because"]
    assert "15,000 in 150 to 153 days is 98.0 to 100 a day" in because
    assert "25,000 in 150 to 153 days is 163.4 to 166.7 a day" in because
    assert "within 10 %: 90 to 110" in because


def test_of_one_event_things_that_differ_are_compared_and_the_difference_is_told(
    found: Derive, stated: Stated
) -> None:
    other = TOTAL.replace("is:boat", "is:wreck")
    assert list(found(arithmetic, stated(RATE + other))) == ["arithmetic/rate/one/r1-q"]
    about = "a:r1 rp:about a:war . a:r2 rp:about a:war ."
    said = found(arithmetic, stated(RATE + other + about))
    assert said[CHECK]["because"][0].endswith("The things counted differ: boat, and wreck.")


@pytest.mark.parametrize(
    "other",
    [
        TOTAL.replace("a:r2", "b:r2").replace("text:one", "text:two"),  # another article
        TOTAL.replace("is:loses", "is:gains").replace("is:tesk", "is:ossel"),  # another agent
        TOTAL.replace("rp:counts", "rp:unit is:tonne ; rp:counts"),
        "",
    ],
)
def test_a_rate_with_no_total_to_bear_on_it_cannot_be_checked(
    other: str, found: Derive, stated: Stated
) -> None:
    said = found(arithmetic, stated(RATE + other))
    assert said["arithmetic/rate/one/r1-q"]["outcome"] == ["outcome-unchecked"]
    assert CHECK not in said


def test_a_rate_per_something_else_than_time_cannot_be_checked(
    found: Derive, stated: Stated
) -> None:
    said = found(arithmetic, stated(RATE.replace("rp:per is:day", "rp:per is:head") + TOTAL))
    ((name, finding),) = said.items()
    assert name == "arithmetic/rate/one/r1-q"
    assert finding["because"] == [
        (
            "“about 100 a day” is a rate per head, and the article does not give a total of it, "
            "with the number that “per head” asks for, to check it by."
        )
    ]


def test_parts_are_checked_one_by_one_and_summed(found: Derive, stated: Stated) -> None:
    whole = telling("a:r1") + quantity("a:r1-w", "four", "4.0", "4.0")
    part = "; rp:partOf a:r1-w"
    three = telling("a:r2") + quantity("a:r2-q1", "three", "3.0", "3.0", more=part)
    two = quantity("a:r2-q2", "two", "2.0", "2.0", more=part)
    said = found(arithmetic, stated(whole + three + two))
    outcomes = {name: finding["outcome"] for name, finding in said.items()}
    assert outcomes == {
        "arithmetic/part/one/r2-q1": ["outcome-holds"],
        "arithmetic/part/one/r2-q2": ["outcome-holds"],
        "arithmetic/sum/one/r1-w": ["outcome-fails"],
    }
    assert said["arithmetic/sum/one/r1-w"]["because"] == [
        (
            "“three” and “two” add up to 5; the whole is “four”. "
            "That is 1 more: it fails if none counts what another does."
        )
    ]


@pytest.mark.parametrize(
    ("said_of_parts", "outcome", "why"),
    [
        ("", "fails", "10 are in no part: it fails if the parts told are all there are, which is"),
        ("true", "fails", "10 are in no part, and the parts are said to be all there are."),
        ("false", "holds", "“212” and “186” add up to 398; the whole is “408”."),
    ],
)
def test_parts_that_fall_short_fail_if_they_are_all_there_are(
    said_of_parts: str, outcome: str, why: str, found: Derive, stated: Stated
) -> None:
    turtle = telling("a:r1") + quantity("a:r1-w", "408", "408.0", "408.0")
    turtle += f"a:r1-w rp:partsAreAll {said_of_parts} .\n" if said_of_parts else ""
    for name, number in (("a:r1-p", 212), ("a:r1-q", 186)):
        part = quantity(name, str(number), f"{number}.0", f"{number}.0", more="; rp:partOf a:r1-w")
        turtle += part
    said = found(arithmetic, stated(turtle))["arithmetic/sum/one/r1-w"]
    assert said["outcome"] == [f"outcome-{outcome}"]
    assert why in said["because"][0]


SHIPS = (
    LABELS
    + "is:ship-day rp:factor is:ship , is:day .\n"
    + telling("a:r1", "is:lies")
    + telling("a:r2", "is:costs").replace("is:tesk", "is:anchorage")
    + "a:h a rp:Hop ; rp:ofTelling a:r1 ; rp:depth 1 ; rp:saidBy is:port ; rp:plural false .\n"
    + "a:g a rp:Hop ; rp:ofTelling a:r2 ; rp:depth 1 ; rp:saidBy is:port ; rp:plural false .\n"
    + quantity("a:r1-n", "30 to 40", "30.0", "40.0", more="; rp:counts is:ship", bound="between")
)
FEE = "; rp:counts is:anchorage ; rp:unit is:crown ; rp:per is:{}"
EACH = quantity("a:r1-e", "500", "500.0", "500.0", more=FEE.format("ship-day"))
SHIP_CHECK = "arithmetic/rate/one/r1-e/and/one/r2-t/times/one/r1-n"


def a_day(number: str) -> str:
    return quantity("a:r2-t", number, f"{number}.0", f"{number}.0", more=FEE.format("day"))


@pytest.mark.parametrize(
    ("number", "outcome"),
    [("20000", "one-end"), ("15000", "one-end"), ("17000", "holds"), ("21000", "fails")],
)
def test_so_much_for_each_of_so_many_is_held_against_what_all_cost(
    number: str, outcome: str, found: Derive, stated: Stated
) -> None:
    said = found(arithmetic, stated(SHIPS + EACH + a_day(number)))
    assert list(said) == [SHIP_CHECK]  # and the total a day is not called a rate without a total
    assert said[SHIP_CHECK]["outcome"] == [f"outcome-{outcome}"]
    assert said[SHIP_CHECK]["concerns"] == ["one/r1-e", "one/r2-t", "one/r1-n"]
    assert "times “30 to 40” (one/r1), comes to 15,000 to 20,000" in said[SHIP_CHECK]["because"][0]


def test_over_a_length_of_time_too(found: Derive, stated: Stated) -> None:
    week = 'a:r1 rp:eventWhen a:t . a:t rp:duration "P7D"^^xsd:duration ; rp:expression "a week" .'
    fee = FEE.replace("; rp:per is:{}", "")
    total = quantity("a:r2-t", "140000", "140000.0", "140000.0", more=fee)
    said = found(arithmetic, stated(SHIPS + EACH + total + week))[f"{SHIP_CHECK}/over/t"]
    assert said["outcome"] == ["outcome-one-end"]
    assert "comes to 105,000 to 140,000" in said["because"][0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rp:saidBy is:port ; rp:plural false .\n" + "a:g", "rp:saidBy is:league .\na:g"),
        ("rp:counts is:ship", "rp:counts is:crane"),
    ],
)
def test_what_is_told_on_another_word_or_counts_something_else_is_not_multiplied(
    one: str, other: str, found: Derive, stated: Stated
) -> None:
    turtle = (SHIPS + EACH + a_day("20000")).replace(one, other)
    assert turtle != SHIPS + EACH + a_day("20000")
    assert SHIP_CHECK not in found(arithmetic, stated(turtle))


def test_a_part_of_a_rate_is_not_compared_with_it(found: Derive, stated: Stated) -> None:
    whole = telling("a:r1") + quantity("a:r1-w", "one a day", "1.0", "1.0", more="; rp:per is:day")
    part = telling("a:r2") + quantity("a:r2-q", "two", "2.0", "2.0", more="; rp:partOf a:r1-w")
    said = found(arithmetic, stated(LABELS + whole + part))["arithmetic/part/one/r2-q"]
    assert said["outcome"] == ["outcome-unchecked"]
    assert said["because"] == ["“two” is part of “one a day”, and is not measured alike."]


RANK = telling("a:r1") + (
    "a:r1 rp:amount a:r1-k . a:r1-k rp:rank 2 ; rp:bound rp:bound-exact ; rp:counts is:boat ; "
    'rdfs:label "{words}"@en .\n'
)
OWN = quantity("a:r1-q", "300", "300.0", "300.0")
OTHER = telling("a:r2", "is:sells").replace("is:tesk", "is:ossel") + quantity(
    "a:r2-q", "{}", "{}.0", "{}.0"
)


@pytest.mark.parametrize(
    ("words", "other", "outcome"),
    [
        ("second-largest", "400", "holds"),
        ("second-largest", "200", "unchecked"),
        ("second-smallest", "200", "holds"),
    ],
)
def test_a_rank_is_checked_against_what_is_listed_of_others(
    words: str, other: str, outcome: str, found: Derive, stated: Stated
) -> None:
    turtle = RANK.replace("{words}", words) + OWN + OTHER.replace("{}", other)
    said = found(arithmetic, stated(turtle))["arithmetic/rank/one/r1-k"]
    assert said["outcome"] == [f"outcome-{outcome}"]
    assert f"“{other}” of ossel" in said["because"][0]


def test_what_the_islands_have(found: Derive, islands_store: Store) -> None:
    said = found(arithmetic, islands_store)
    assert {name: finding["outcome"] for name, finding in said.items()} == {
        "arithmetic/part/tesk-divers/report/r18/amount/1": ["outcome-holds"],
        "arithmetic/rank/tesk-divers/report/r19/amount/1": ["outcome-unchecked"],
        "arithmetic/rate/tesk-divers/report/r22/amount/1": ["outcome-unchecked"],
        "arithmetic/rate/tesk-divers/report/r3/in-return-for/2/amount": ["outcome-unchecked"],
    }

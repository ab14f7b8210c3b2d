"""Questions 9 and 11: how many are bound where, and what is got in return."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Row = dict[str, str]
Asked = Callable[..., list[Row]]
Warranted = Callable[..., list[dict[str, Any]]]

NUMBERS = {
    "100,000": (100000, 100000),
    "up to 100,000": (None, 100000),
    "more than a thousand": (1000, None),
    "up to 500": (None, 500),
    "nearly 1.3 million": (None, 1300000),
    "three": (3, 3),
    "not stated": (None, None),
}
PLACES = {
    "NS": {"not stated"},
    "Ukraine": {"Ukraine"},
    "Donbas": {"Donbas"},
    "Donbas region": {"Donbas"},
    "Russian-occupied Donbas": {"Donbas"},
    "Russian-Occupied Area in Ukraine": {"Ukraine"},
    "Russian-occupied Donetsk and Luhansk oblasts": {"Donetsk oblast", "Luhansk oblast"},
    "the two Russian-controlled breakaway enclaves in Ukraine": {"republics of Donbass"},
    "Russia and China": {"Russia", "China"},
    "Russian-held Donbas Oblast": {"Donbas"},
    "towns in eastern Ukraine that Russia seized": {"eastern Ukraine"},
    "the severely damaged Donetsk area": {"Donetsk area"},
}
"""The places of the expectation, and as what the graph has them."""


def place(row: dict[str, Any]) -> tuple[str, int]:
    """Where a row stands: article and line."""
    return row["article"], int(row["line"])


def bounds(row: dict[str, Any]) -> tuple[int | None, int | None]:
    number = row.get("number")
    if isinstance(number, int):
        return number, number
    return row.get("lower"), row.get("upper")


PARTED = {
    # (article, line, lower, upper, where) of the expectation that the graph has otherwise:
    # the soldiers of line 11 may be Russia's: the article leaves it open, and so does the graph
    ("004", 11, None, None, "the battlefield"),
    # of the city's rebuilding the article does not say that it is North Koreans'
    ("004", 21, None, None, "a city (unnamed)"),
    # where the Russian soldiers are, the engineering group is to help: so the graph; the
    # expectation says that its place follows only by that
    ("004", 11, None, None, "NS"),
}


def test_each_telling_of_people_bound_somewhere_is_listed(
    asked: Asked, warranted: Warranted
) -> None:
    expected = {
        (*place(row), *bounds(row), row["where"])
        for row in [*warranted(9), *(r | {"where": "NS"} for r in warranted(9, "bound_nowhere"))]
    }
    found: dict[tuple[str, int, int | None, int | None], set[str]] = {}
    for row in asked("how-many-bound-where"):
        if row["number"] in NUMBERS:
            found.setdefault((*place(row), *NUMBERS[row["number"]]), set()).add(row["where"])
    missing = {
        row for row in expected if not PLACES.get(row[4], {row[4]}) <= found.get(row[:4], set())
    }
    assert missing == PARTED


OTHERS = {
    # how many brigades there are: what three of them are taken from
    ("004", 19, "four"),
}


def test_no_other_number_of_people_is_given(asked: Asked, warranted: Warranted) -> None:
    stated = {
        (*place(r), *bounds(r)) for sort in (None, "bound_nowhere") for r in warranted(9, sort)
    }
    odd = {
        (*place(row), row["number"])
        for row in asked("how-many-bound-where")
        if (*place(row), *NUMBERS.get(row["number"], (0, 0))) not in stated
    }
    assert odd == OTHERS


GOT = {
    "grain and energy": {"grain", "energy"},
    "nothing": {"nothing"},
    "foreign currency": {"foreign currency"},
    115000000: {"bounty"},
    "hard money": {"hard money"},
}
"""What is got, in the words of the expectation, and as what the graph has it."""

OF_OTHERS = {("000", 31), ("000", 33)}
"""What men and prisoners get for being recruited and sent: asked of everyone, it is listed too."""


def test_what_is_got_in_return_is_what_the_texts_say(asked: Asked, warranted: Warranted) -> None:
    rows = asked("in-return")
    exchanged = [*warranted(11), *(r for r in warranted(11, "related") if r["gets"] in GOT)]
    assert len(exchanged) == 5
    for expected in exchanged:
        found = [row for row in rows if place(row) == place(expected)]
        assert {row["gets"] for row in found} == GOT[expected["gets"]]
        assert {row["according_to"] for row in found} == {expected["according_to"] or "own voice"}
        assert {row["certainty"] for row in found} == {expected["certainty"]}
        assert {row["told"] for row in found} <= {expected.get("told", "not stated"), "-"}
    assert {place(row) for row in rows} == {place(row) for row in exchanged} | OF_OTHERS


def test_the_sum_stands_with_its_unit_and_its_year(asked: Asked) -> None:
    (row,) = (row for row in asked("in-return") if row["amount"] != "not stated")
    assert (row["amount"], row["unit"], row["per"]) == ("$115 million", "dollar", "year")


def test_a_promise_without_an_exchange_is_no_return(asked: Asked, warranted: Warranted) -> None:
    promised = {place(r) for r in warranted(11, "related") if r["in_return_for"] == "NS"}
    assert len(promised) == 2
    assert promised.isdisjoint(place(row) for row in asked("in-return"))

"""Questions 6, 8, 10 and the bounds of 14: what is derived, asked in SPARQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Row = dict[str, str]
Asked = Callable[..., list[Row]]
Warranted = Callable[..., list[dict[str, Any]]]

SAYINGS = {
    "shy": "We shouldn't be shy",
    "duty": "If North Korea expresses",
    "undemanding": "resilient and undemanding",
    "motivated": "motivated",
    "prepared": "There are reports that 100,000",
    "volunteer": "“volunteer”",
}
"""The groups of the expectation, and by which words a saying is found."""


def group_of(saying: str) -> str:
    (name,) = (name for name, words in SAYINGS.items() if words in saying)
    return name


def test_the_quotations_that_recur_are_those_that_recur_in_the_texts(
    asked: Asked, warranted: Warranted
) -> None:
    expected = {(row["group"], row["article"], row["line"], row["kind"]) for row in warranted(6)}
    assert len(expected) == 16
    assert expected == {
        (group_of(row["saying"]), row["article"], int(row["line"]), row["sort"])
        for row in asked("recurring-quotations")
    }


@pytest.mark.parametrize("group", SAYINGS)
def test_wording_and_referent_are_the_same_or_changed_as_in_the_texts(
    group: str, asked: Asked, warranted: Warranted
) -> None:
    (verdict,) = (row for row in warranted(6, "verdict") if row["group"] == group)
    found = [r for r in asked("recurring-quotations") if group_of(r["saying"]) == group]
    if group == "shy":
        # the verdict of the expectation is on the two whole quotations; with the one word of
        # line 11 beside them, which it lists, words and referent are no longer the same
        found = [r for r in found if r["sort"] == "direct"]
        assert len({r["words"].replace("’", "'") for r in found}) == 1
        return
    assert {r["wording"] for r in found} == {"same" if verdict["same_wording"] else "changed"}
    assert {r["referent"] for r in found} == {"same" if verdict["same_referent"] else "changed"}
    assert {r["article"] for r in found} == set(verdict["articles"])


def test_what_changed_is_shown_in_the_words(asked: Asked) -> None:
    changed = {
        (group_of(row["saying"]), row["aspect"]): row["because"]
        for row in asked("what-changed-in-quotations")
        if row["verdict"] == "changed"
    }
    assert "“resident” stands for “resilient”" in changed["undemanding", "words"]
    assert "“There are reports that” is left out" in changed["prepared", "words"]
    assert "Rossiya 1" in changed["duty", "carried by"]
    assert ("motivated", "words") not in changed


HEADLINES = {
    # (article, kind) of the expectation, and the aspect in which the graph says so
    ("000", "number without its up to"): "amount",
    ("000", "flat for hedged"): "modality",
    ("000", "not in the body"): "tells",
    ("001", "act changed"): "modality",
    ("001", "flat for hedged"): "certainty",
    ("002", "act changed"): "modality",
    ("002", "flat for hedged"): "certainty",
    ("003", "plan told as settled"): "tells",
    ("004", "purpose changed"): "purpose",
}
NO_SUCH_ASPECT = {
    # "troops" stand in the body too, as the expectation's doubt says: the purpose is the sure one
    ("004", "kind changed"),
}
BESIDE = {
    # told of the same differences: who speaks falls away with the hedge
    ("001", "relays"),
    ("004", "relays"),
    # "are expected to", of the source, against "Plans"
    ("004", "certainty"),
}


def test_headlines_claim_more_where_the_texts_say_so(asked: Asked, warranted: Warranted) -> None:
    excess = {(row["article"], row["kind"]) for row in warranted(8) if row["claims_more"]}
    assert excess == set(HEADLINES) | NO_SUCH_ASPECT
    found = {(row["article"], row["aspect"]) for row in asked("headline-and-body")}
    assert found == {(article, aspect) for (article, _), aspect in HEADLINES.items()} | BESIDE


def test_headlines_that_keep_to_the_number_are_not_blamed_for_it(
    asked: Asked, warranted: Warranted
) -> None:
    kept = {row["article"] for row in warranted(8, "no_excess") if row["aspect"] == "number"}
    blamed = {row["article"] for row in asked("headline-and-body") if row["aspect"] == "amount"}
    assert kept == {"001", "002"}
    assert kept.isdisjoint(blamed)


OUTCOMES = {
    "holds": "holds",
    "cannot be checked": "cannot be checked",
    "holds only at the lower end": "holds at one end only",
}


def test_arithmetic_holds_where_it_holds_in_the_texts(asked: Asked, warranted: Warranted) -> None:
    expected = sorted(
        (row["article"], OUTCOMES[row["verdict"]])
        for row in warranted(10)
        if row["verdict"] in OUTCOMES
    )
    # "holds if published in May or June" is a matter of dates, and of no number
    assert len(expected) == len(warranted(10)) - 1
    assert sorted((row["article"], row["outcome"]) for row in asked("arithmetic")) == expected


def test_the_one_end_is_the_lower_and_both_rates_are_shown(
    asked: Asked, warranted: Warranted
) -> None:
    (row,) = (row for row in asked("arithmetic") if row["outcome"] == "holds at one end only")
    (told,) = (r for r in warranted(10) if r["verdict"].startswith("holds only"))
    for end in ("at_lower_end", "at_upper_end"):
        low, high = told[end]["per_day"]
        assert f"{low:.1f} to {high:g} a day" in row["because"]


def test_publication_lies_between_the_days_that_the_texts_allow(
    asked: Asked, warranted: Warranted
) -> None:
    expected = {
        row["article"]: tuple(str(row[end] or "not stated") for end in ("not_before", "not_after"))
        for row in warranted(14)
    }
    found = {
        row["article"]: (row["not_before"], row["not_after"]) for row in asked("published-between")
    }
    assert found == expected


def test_what_would_follow_if_one_dispatch_were_meant_is_printed_and_no_bound(
    asked: Asked, warranted: Warranted
) -> None:
    ((article, told),) = (
        (row["article"], row["if_one_dispatch"])
        for row in warranted(14)
        if "if_one_dispatch" in row
    )
    found = {row["article"]: row["because"] for row in asked("published-between")}
    assert {each for each, why in found.items() if "are of one thing" in why} == {article}
    assert all(words in found[article] for words in told["of"])
    assert told["months"] == [5, 6]
    assert f"from 1 May to 30 June, not before {told['not_before']}." in found[article]


def test_no_order_of_the_articles_is_made_up(asked: Asked, warranted: Warranted) -> None:
    (order,) = warranted(14, "order")
    assert order["answer"] == "NS"
    assert {row["not_after"] for row in asked("published-between")} == {"not stated"}

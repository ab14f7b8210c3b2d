"""Headlines of the invented articles that say more than their body."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from reportedly.findings.headlines.finder import headlines, on_its_word
from reportedly.findings.trails import Hop, Telling

Said = dict[str, dict[str, list[str]]]
Derive = Callable[..., Said]


@pytest.fixture(scope="module")
def derived(found: Derive, islands_store: Store) -> Said:
    return found(headlines, islands_store)


def test_only_what_says_more_is_found(derived: Said) -> None:
    assert sorted(derived) == [
        "headline/tesk-divers/report/r1/amount/400",
        "headline/tesk-divers/report/r1/modality",
        "headline/tesk-divers/report/r1/saidBy",
        "headline/tesk-short/report/r0/tells",
    ]


def test_a_deed_is_told_as_done_that_the_body_plans(derived: Said) -> None:
    said = derived["headline/tesk-divers/report/r1/modality"]
    assert said["aspect"] == ["modality"]
    assert said["inArticle"] == ["tesk-divers"]
    assert said["concerns"][0] == "tesk-divers/report/r1"
    (because,) = said["because"]
    assert because == (
        "The headline tells it as: done. The body tells it as: "
        "planned (tesk-divers/report/r3) and planned (tesk-divers/report/r8)."
    )


def test_a_number_stands_in_the_lead_and_not_in_the_body(derived: Said) -> None:
    said = derived["headline/tesk-divers/report/r1/amount/400"]
    assert said["concerns"] == ["tesk-divers/report/r1"]
    assert said["because"][0].endswith("The body gives no number of it.")


def test_a_claim_stands_in_the_headline_alone(derived: Said) -> None:
    said = derived["headline/tesk-short/report/r0/tells"]
    assert said["aspect"] == ["tells"]
    assert said["because"] == ["No telling of the body tells this claim: divers guard the lamps."]


def test_the_headline_puts_it_in_the_mouth_of_somebody_whom_the_body_does_not_hear(
    derived: Said,
) -> None:
    said = derived["headline/tesk-divers/report/r1/saidBy"]
    assert said["aspect"] == ["saidBy"]
    assert "has it from: Teskan state media" in said["because"][0]
    assert "Perrin Vale (tesk-divers/report/r3)" in said["because"][0]


def chain(*speakers: str) -> tuple[Hop, ...]:
    return tuple(map(Hop, speakers))


@given(
    st.lists(st.sampled_from("abc"), max_size=2),
    st.lists(st.lists(st.sampled_from("abcd"), max_size=3), max_size=5),
    st.sets(st.sampled_from(["0", "1", "2"])),
)
def test_only_whom_the_headline_names_supports_it(
    named: list[str], body: list[list[str]], restated: set[str]
) -> None:
    headline = Telling("h", "one", chain(*named), frozenset(restated))
    them = [Telling(str(i), "one", chain(*speakers)) for i, speakers in enumerate(body)]
    expected = [
        str(i)
        for i, speakers in enumerate(body)
        if not named or str(i) in restated or any(each in named for each in speakers)
    ]
    assert [telling.name for telling in on_its_word(headline, them)] == expected

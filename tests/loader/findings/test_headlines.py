"""Headlines of the invented articles that say more than their body."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Store

from reportedly.findings.headlines.finder import headlines

Said = dict[str, dict[str, list[str]]]
Derive = Callable[..., Said]


@pytest.fixture(scope="module")
def derived(found: Derive, islands_store: Store) -> Said:
    return found(headlines, islands_store)


def test_only_what_says_more_is_found(derived: Said) -> None:
    assert sorted(derived) == [
        "headline/tesk-divers/report/r1/amount/400",
        "headline/tesk-divers/report/r1/modality",
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

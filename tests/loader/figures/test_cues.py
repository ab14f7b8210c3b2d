"""Which bounds a cue leaves room for."""

from __future__ import annotations

from typing import get_args

import pytest

from reportedly.figures.cues import CUES, allowed_by, opening_cue
from reportedly.terms import Bound

ONE_BOUND = {
    "up to": "at-most",
    "Up to": "at-most",
    "as high as": "at-most",
    "no more than": "at-most",
    "at least": "at-least",
    "no fewer than": "at-least",
    "more than": "above",
    "over": "above",
    "just over": "above",
    "well over": "above",
    "nearly": "below",
    "almost": "below",
    "fewer than": "below",
    "slightly less than": "below",
    "about": "about",
    "around": "about",
    "approximately": "about",
    "some": "about",
    "only": "exact",
    "400+": "at-least",
}


def test_the_table_has_a_cue_for_every_bound() -> None:
    assert set().union(*CUES.values()) == set(get_args(Bound))
    assert len(CUES) == 91
    assert all(cue == cue.lower().strip() for cue in CUES)


@pytest.mark.parametrize("cue", ONE_BOUND)
def test_a_cue_leaves_its_bound_or_a_range_that_stays_within_it(cue: str) -> None:
    allowed = allowed_by(cue)
    assert allowed is not None
    assert allowed - {"between"} == {ONE_BOUND[cue]}
    assert ("between" in allowed) == (ONE_BOUND[cue] in ("at-most", "about"))


def test_hundreds_are_at_least_above_or_about_and_never_exact() -> None:
    assert CUES["hundreds"] == {"at-least", "above", "about", "between"}
    assert allowed_by("Hundreds") == CUES["hundreds"]


@pytest.mark.parametrize("cue", ["said", "another", "some of the", "overall"])
def test_a_cue_that_is_not_known_rules_nothing_out(cue: str) -> None:
    assert allowed_by(cue) is None


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        ("up to 400 divers", "up to"),
        ("Just over 90", "over"),
        ("hundreds", "hundreds"),
        ("about\u00a030 tonnes", "about"),
        ("some of the 400", None),
        ("400 divers, or about that", None),
        ("aboutness 4", None),
    ],
)
def test_the_cue_that_words_open_with(words: str, cue: str | None) -> None:
    assert opening_cue(words) == cue

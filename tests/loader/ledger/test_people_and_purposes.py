"""Descriptions, purposes and statuses, found by general English rather than by lists of ours."""

from __future__ import annotations

import pytest

from reportedly.ledger.lexicon import is_person, is_verb, makes_somebody, takes_infinitive
from reportedly.ledger.table import DETECTORS
from reportedly.model.waivers import TextKind


def words(kind: TextKind, text: str) -> list[str]:
    return [text[span.start : span.end] for span in DETECTORS[kind](text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("At dawn the colonel spoke.", ["colonel"]),
        ("The former schoolteacher read.", ["schoolteacher"]),
        ("Her crew waited for their owners.", ["crew", "owners"]),
        ("They met Norlandish sailors and Norland’s army.", ["sailors", "army"]),
        ("A colonel spoke to sailors.", []),  # nobody in particular
        ("The harbour was closed at the time.", []),
        ("The few countries that agreed and the four crews.", []),  # counted, or left open
        ("“We know what is due to us,” he said of us.", ["We", "us"]),
        ("We sailed.", []),  # the article's own voice
    ],
)
def test_a_description_is_a_noun_of_somebody_in_particular(text: str, found: list[str]) -> None:
    assert words("description", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Norland sent barges to feed Vell.", ["to feed"]),
        ("To win her over, he also promised rope.", ["To win"]),
        ("It closed the quay in order to count them.", ["in order to"]),
        ("In return for troops to guard the lamps he got rope.", ["to guard"]),
        ("It offered 400 volunteers to guard the lamps.", ["to guard"]),
        ("Norland plans to send barges.", []),  # what is planned
        ("It allowed the crew to land.", []),
        ("She told the crew to land.", []),
        ("They are ready to sail and have a duty to wait.", []),
        ("It is said to be old.", []),
        ("North Vell To Sail\n", []),  # a headline's future
        ("He went to Vell, then to his crew.", []),
    ],
)
def test_a_purpose_is_an_infinitive_that_nothing_before_it_takes(
    text: str, found: list[str]
) -> None:
    assert words("purpose", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in Norland-held Vell", ["Norland-held"]),
        ("a pro-Norland paper", ["pro-Norland"]),
        ("two Norland-backed towns", ["Norland-backed"]),
        ("a well-known, low-lying town", []),
    ],
)
def test_a_status_is_a_compound_of_a_name(text: str, found: list[str]) -> None:
    assert words("status", text) == found


def test_forms_of_words_are_looked_up_by_their_base() -> None:
    assert all(map(is_person, ("envoys", "spokeswomen", "agencies", "Brigade")))
    assert not any(map(is_person, ("harbour", "one", "norlandish")))
    assert all(map(is_verb, ("feed", "help")))
    assert all(map(takes_infinitive, ("tries", "planned", "sought", "attempting")))
    assert all(map(makes_somebody, ("allowed", "told", "forcing")))
    assert not any(map(makes_somebody, ("planned", "sailed")))

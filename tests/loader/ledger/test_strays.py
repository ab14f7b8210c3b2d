"""Words that stray, and parts that contradict one another, where nothing else is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from tests.support.guesses import SAID, TEN, guessed, guessed_of_article

from reportedly.model.article import Credit


@pytest.mark.parametrize(
    ("naming", "wrong"),
    [
        ({"q": "South Vellish", "is": "south-vell", "form": "adjective"}, False),
        ({"q": "South Vellish", "is": "south-vell"}, True),
        ({"q": "South Vellish", "is": "norland", "form": "adjective"}, True),
        ({"q": "they", "could_be": ["crew", "norland"], "form": "description"}, False),
        ({"q": "they", "could_be": ["crew", "ada"], "form": "description"}, True),
        ({"q": "South … crew", "is": "crew", "form": "description"}, False),
        ({"q": "South … crew", "is": "crew", "form": "metonym"}, True),
    ],
)
def test_a_naming_is_had_as_its_words_allow(naming: Mapping[str, Any], wrong: bool) -> None:
    body = "The South Vellish crew said that they sailed."
    assert ("RP196" in guessed(body, namings=[naming])) is wrong


def test_an_unnamed_person_may_be_a_person_only() -> None:
    body = "The crew sailed, an expert said."
    may_be = {"basis": "editor", "because": "He said so before."}
    source = {"id": "expert", "q": "an expert"}
    body_of_many = {"id": "expert", "q": "The crew", "may_be": {**may_be, "is": "norland"}}
    assert "RP196" not in guessed(body, unnamed=[body_of_many])
    person, country = ({**source, "may_be": {**may_be, "is": who}} for who in ("ada", "norland"))
    assert "RP196" not in guessed(body, unnamed=[person])
    assert "RP196" in guessed(body, unnamed=[country])


def test_what_is_counted_is_named_around_the_number() -> None:
    body = "The crew had more than 40 sailors."
    amount = {"q": "more than 40", "value": 40, "bound": "above", "cue": {"q": "more than"}}
    assert "RP197" not in guessed(body, {"amounts": [{**amount, "counts": "sailor"}]})
    assert "RP197" in guessed(body, {"amounts": [{**amount, "counts": "barge"}]})


def test_a_purpose_is_held_against_names_of_one_word() -> None:
    body = "The crew sailed to patch the nets."
    purpose = {"q": "to patch the nets"}
    assert "RP197" not in guessed(body, {"purpose": [{**purpose, "is": "mend"}]})
    assert "RP197" in guessed(body, {"purpose": [{**purpose, "is": "carry"}]})


def test_one_speaks_in_an_interview_and_not_in_a_storm() -> None:
    body = "Ada Lind said on air that the crew sailed."
    event = {"id": "e1", "q": "on air", "kind": "interview", "actors": ["ada"]}
    report = {"chain": [{**SAID, "in": "e1"}]}
    assert "RP197" not in guessed(body, report, events=[event])
    assert "RP197" in guessed(body, report, events=[{**event, "kind": "storm"}])
    assert "RP197" in guessed(body, events=[event])


@pytest.mark.parametrize(
    ("report", "wrong"),
    [
        ({"cue": {"q": "reportedly"}}, False),
        ({"cue": {"q": "barges"}}, True),
        ({"chain": [{**SAID, "cue": {"q": "Norland"}}]}, True),
        ({"place": [{"q": "in Norland", "is": "norland"}]}, False),
        ({"amounts": [{**TEN, "cue": {"q": "about"}}]}, False),
        ({"amounts": [{**TEN, "cue": {"q": "goods"}}]}, True),
        ({"place": [{"q": "at dawn", "is": "norland"}]}, True),
        ({"purpose": [{"q": "carries goods", "is": "carry"}]}, True),
        ({"purpose": [{"q": "carry", "is": "carry"}]}, False),
    ],
)
def test_words_are_of_the_kind_that_they_are_given_for(
    report: Mapping[str, Any],
    wrong: bool,
) -> None:
    body = (
        "The crew reportedly said it carry or carries goods on about 10 barges in Norland at dawn."
    )
    naming = {"q": "Norland", "is": "norland"}
    assert ("RP198" in guessed(body, report, namings=[naming])) is wrong


@pytest.mark.parametrize("words", ["barges of Norland’s", "barges with them", "barges, said"])
def test_a_naming_is_not_cut_out_of_two_phrases(words: str) -> None:
    body = "The crew had barges of Norland’s port, and barges with them, and barges, said Ada."
    naming = {"q": words, "is": "crew", "form": "description"}
    assert "RP198" in guessed(body, namings=[naming])
    assert "RP198" not in guessed(body, namings=[{**naming, "q": "The crew"}])


@pytest.mark.parametrize(("words", "wrong"), [("the Tide", False), ("The crew", True)])
def test_a_credit_has_a_word_of_the_name(words: str, wrong: bool) -> None:
    outlet = Credit.model_validate({"q": words, "is": "tide", "basis": "inferred"})
    found = guessed_of_article("The crew sailed, says the Tide.", outlet=outlet)
    assert ("RP198" in found) is wrong


def test_one_is_one() -> None:
    amount = {"q": "one of the barges", "counts": "barge"}
    body = "The crew sailed one of the barges."
    assert "RP199" not in guessed(body, {"amounts": [{**amount, "value": 1}]})
    assert "RP199" in guessed(body, {"amounts": [{**amount, "value": 2}]})


@pytest.mark.parametrize(
    ("time", "wrong"),
    [
        ({"q": "over two months", "duration": "P2M", "bound": "above"}, False),
        ({"q": "over two months", "duration": "P2M"}, True),
        ({"q": "over two months", "duration": "P2M", "bound": "between"}, True),
        ({"q": "for years", "duration": "P1Y", "bound": "above"}, False),
        ({"q": "for years", "duration": "P1Y"}, True),
        ({"q": "as early as June", "edtf": "2022-06", "bound": "at-least"}, False),
        ({"q": "as early as June", "edtf": "2022-06"}, True),
        ({"q": "A week has passed since", "relative_to": "published", "shift": "-P1W"}, False),
        ({"q": "A week has passed since", "relative_to": "published", "shift": "P1W"}, True),
        ({"q": "during the flood", "relative_to": "e1"}, False),
        ({"q": "during the flood", "relative_to": "e2"}, True),
    ],
)
def test_a_time_says_what_its_words_say(time: Mapping[str, Any], wrong: bool) -> None:
    body = (
        "A week has passed since the crew sailed for over two months during the flood and gale, "
        "and for years, as early as June."
    )
    events = [
        {"id": "e1", "q": "flood", "kind": "storm", "is": "flood"},
        {"id": "e2", "q": "gale", "kind": "storm", "is": "gale"},
    ]
    naming = {"q": "the flood", "is": "flood", "form": "description"}
    found = guessed(body, {"event_when": [time]}, events=events, namings=[naming])
    assert ("RP199" in found) is wrong


def test_what_is_estimated_is_not_simply_stated() -> None:
    body = "Some estimates put the crew at sea."
    hop = {"by": "ada", "cue": {"q": "estimates put"}}
    assert "RP199" not in guessed(body, {"chain": [{**hop, "certainty": "estimated"}]})
    assert "RP199" in guessed(body, {"chain": [{**hop, "certainty": "expected"}]})


def test_an_outlet_of_an_event_is_named_near() -> None:
    body = "On the Tide Ada Lind said that the crew sailed."
    event = {"id": "e1", "q": "On the Tide", "kind": "interview", "actors": ["ada", "tide"]}
    report = {"chain": [{**SAID, "in": "e1"}]}
    namings = [{"q": "the Tide", "is": "tide"}]
    assert "RP199" not in guessed(body, report, events=[event], namings=namings)
    event["actors"] = ["ada", "ebb"]
    assert "RP199" in guessed(body, report, events=[event], namings=namings)


def test_two_sayings_of_a_sentence_are_in_one_outlet() -> None:
    body = "On the Tide Ada Lind said that the crew sailed, adding that it sang."
    first, second = {**SAID, "on": "tide"}, {**SAID, "cue": {"q": "adding"}}
    assert "RP199" not in guessed(body, {"chain": [first]})
    assert "RP199" in guessed(body, {"chain": [first, second]})


def test_an_english_text_is_in_english() -> None:
    body = "The crew sailed to the port of Vell in the rain, and that is all."
    assert "RP199" in guessed_of_article(body, language="de")
    assert "RP199" not in guessed_of_article(body, language="en-GB")


def test_an_unclosed_quotation_is_gone_on_with() -> None:
    body = "Ada Lind said: “We sailed at dawn.\n“We sang all day long.”"
    first = {"id": "q1", "q": "We sailed at dawn.", "kind": "direct", "in": ["r1"], "by": "ada"}
    second = {**first, "id": "q2", "q": "We sang all day long."}
    report = {"chain": [SAID], "at": {"q": "Ada … long.”"}}
    quoted = [{**first, "unclosed": True}, second]
    assert "RP199" in guessed(body, report, quotations=quoted)
    quoted[1] = {**second, "continues": "q1"}
    assert "RP199" not in guessed(body, report, quotations=quoted)

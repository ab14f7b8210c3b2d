"""Whom words denote, held against whom the like denotes; and events of nobody."""

from __future__ import annotations

from typing import Any, Final

import pytest
from tests.support.guesses import guessed

NORLAND: Final = {"q": "Norland", "is": "norland"}
FILLER: Final = "Nets were mended. Ropes were cut. Sails were dried. Pots were hauled. "


def naming(words: str, who: str, form: str = "description", **more: Any) -> dict[str, Any]:  # noqa: ANN401  # of YAML
    return {"q": words, "is": who, "form": form, **more}


@pytest.mark.parametrize(("who", "wrong"), [("norland", False), ("south-vell", True)])
def test_what_stands_in_parentheses_denotes_what_stands_before(who: str, wrong: bool) -> None:
    body = "The crew left Norland (NL) for Vell."
    namings = [NORLAND, naming("NL", who, "abbreviation")]
    assert ("RP199" in guessed(body, namings=namings)) is wrong


def test_one_metonym_denotes_one_throughout() -> None:
    body = "Harth spoke. The crew heard Harth, and Harth was glad."
    three = [naming("Harth", "norland", "metonym", nth=n) for n in (1, 2, 3)]
    assert "RP199" not in guessed(body, namings=three)
    three[1]["is"] = "south-vell"
    assert "RP199" in guessed(body, namings=three)


def test_a_candidate_of_a_pronoun_is_named_a_few_sentences_before_at_most() -> None:
    near = f"Ada Lind came. The crew came. {FILLER}Norland called. They sailed."
    they = {"q": "They", "could_be": ["norland", "crew"], "form": "description"}
    namings = [naming("The crew", "crew"), NORLAND, they]
    assert "RP196" in guessed(near, namings=namings)
    body = near.replace(FILLER, "")
    assert "RP196" not in guessed(body, namings=namings)


@pytest.mark.parametrize(("words", "told"), [("the sailors", True), ("the crew", False)])
def test_a_description_far_from_any_naming_has_a_word_of_a_name(words: str, told: bool) -> None:
    body = f"The crew came. {FILLER}{FILLER}At night {words} slept."
    namings = [naming("The crew", "crew"), naming(words, "crew")]
    assert ("RP196" in guessed(body, namings=namings)) is told


def test_an_event_beside_a_named_person_has_actors() -> None:
    body = "Ada Lind gave an interview to the crew."
    event = {"id": "talk", "q": "interview", "kind": "interview"}
    ada = {"q": "Ada Lind", "is": "ada"}
    assert "RP118" in guessed(body, events=[event], namings=[ada])
    assert "RP118" not in guessed(body, events=[{**event, "actors": ["ada"]}], namings=[ada])
    assert "RP118" not in guessed(body, events=[event])
    named = {**event, "q": "Ada Lind", "kind": "storm"}
    assert "RP118" not in guessed(body, events=[named], namings=[ada])
    known = {**event, "q": "gave", "kind": "storm", "is": "gale"}
    assert "RP118" not in guessed(body, events=[known], namings=[ada])


def test_a_cue_that_makes_a_thing_expected_makes_it_no_more_than_possible() -> None:
    body = "The crew is set to sail."
    report = {"cue": {"q": "set to"}, "modality": "predicted"}
    assert "RP199" in guessed(body, {**report, "certainty": "possible"})
    assert "RP199" not in guessed(body, {**report, "certainty": "expected"})

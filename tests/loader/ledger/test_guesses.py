"""How a report is told, guessed where nothing else is wrong: by its verb and small words."""

from __future__ import annotations

import pytest
from tests.support.guesses import SAID, guessed

from reportedly.ledger.agreement.table import FINDERS, LAST
from reportedly.model.rules.agreement import AGREEMENT


def test_the_guesses_are_warnings_and_each_stands_in_one_list() -> None:
    assert len(LAST) == 9
    assert not set(LAST) & set(FINDERS)
    late = [rule for rule in AGREEMENT if rule.code >= "RP194"]
    assert [rule.code for rule in late] == [f"RP19{digit}" for digit in range(4, 10)]
    assert {rule.severity for rule in late} == {"warning"}


@pytest.mark.parametrize(
    ("body", "fits", "does_not"),
    [
        ("The crew has sailed at dawn.", "done", "ongoing"),
        ("The crew was seen where it sailed.", "done", "ongoing"),
        ("The crew is sailing at dawn.", "ongoing", "planned"),
        ("The crew is trying to sail.", "ongoing", "planned"),
        ("The crew remains at sea as it had to.", "ongoing", "planned"),
        ("They who sail at dawn are the crew.", "fact", "done"),
        ("The crew is set to sail.", "predicted", "opinion"),
        ("The crew will sail at dawn.", "predicted", "fact"),
        ("The crew could sail at dawn.", "possible", "conditional"),
        ("If it sails against the wind, we should let the crew.", "conditional", "denied"),
        ("It isn't quite that.", "denied", "predicted"),
        ("The crew said it would sail to help them.", "planned", "offered"),
    ],
)
def test_a_modality_has_a_verb_or_a_word_that_tells_it(body: str, fits: str, does_not: str) -> None:
    assert "RP194" not in guessed(body, {"modality": fits})
    assert "RP194" in guessed(body, {"modality": does_not})


def test_a_verb_may_stand_for_another_and_what_is_done_may_last() -> None:
    assert "RP194" not in guessed("The crew will sail, as it did in May.", {"modality": "done"})
    assert "RP194" in guessed("The crew will sail in May.", {"modality": "done"})
    assert "RP194" not in guessed("The crew has sailed for two years.", {"modality": "ongoing"})


def test_a_headline_has_words_for_what_is_no_plan() -> None:
    at = {"zone": "headline", "q": "Crew"}
    assert "RP194" not in guessed("It sails.", {"at": at, "modality": "planned"})
    assert "RP194" in guessed("It sails.", {"at": at, "modality": "conditional"})


@pytest.mark.parametrize("cue", ["praised", "hailed", "clearly", "looks"])
def test_what_is_praised_or_only_seems_so_is_no_fact(cue: str) -> None:
    body = f"Ada Lind {cue} the crew at sea."
    report = {"cue": {"q": cue}, "modality": "fact"}
    assert "RP194" in guessed(body, report)
    assert "RP194" not in guessed(body, {**report, "modality": "opinion"})


@pytest.mark.parametrize(("words", "judges"), [("generous", True), ("12 resilient", False)])
def test_a_few_quoted_words_of_an_agent_are_a_judgement(words: str, judges: bool) -> None:
    quotation = {"id": "q1", "q": words, "kind": "cut", "in": ["r1"], "by": "ada", "of": ["crew"]}
    body = f"Ada Lind called the crew “{words}” at sea."
    report = {"modality": "fact", "chain": [{**SAID, "cue": {"q": "called"}}]}
    assert ("RP194" in guessed(body, report, quotations=[quotation])) is judges
    told = {**report, "modality": "opinion"}
    assert "RP194" not in guessed(body, told, quotations=[quotation])


def test_one_verb_tells_of_two_in_one_way_and_counts_one_thing() -> None:
    body = "The crew of 12 sailors and Ada Lind sailed."
    amount = {"q": "12 sailors", "value": 12, "counts": "sailor"}
    first = {
        "id": "r1",
        "at": {"q": body},
        "tells": "crew-sails",
        "chain": [],
        "certainty": "stated",
        "modality": "done",
        "amounts": [amount],
    }
    second = {**first, "id": "r2", "tells": "ada-sails"}
    assert "RP195" not in guessed(body, reports=[first, second])
    assert "RP195" in guessed(body, reports=[first, {**second, "modality": "ongoing"}])
    other = {**second, "amounts": [{**amount, "counts": "barge"}]}
    assert "RP195" in guessed(body, reports=[first, other])
    twice = {**second, "tells": "crew-sails", "modality": "ongoing"}
    assert "RP195" not in guessed(body, reports=[first, twice])

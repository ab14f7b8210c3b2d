"""What is guessed of an entry in which nothing is wrong: how it is told, and words that stray."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pytest
from tests.support.sentences import reading_of

from reportedly.ledger.agreement.table import FINDERS, LAST
from reportedly.model.article import Credit
from reportedly.model.registry import Actor, Claim, Concept, Outlet, Record, Registry, SharedEvent
from reportedly.model.rules.agreement import AGREEMENT

CONCEPTS: Final = {
    "event": "storm, interview",
    "act": "sail, carry goods, mend or patch",
    "thing": "sailor, barge",
}
RECORDS: Final[tuple[Record, ...]] = (
    Actor.model_validate({"id": "crew", "label": {"en": "the crew"}, "kind": "collective"}),
    Actor.model_validate({"id": "ada", "label": {"en": "Ada Lind"}, "kind": "person"}),
    Actor.model_validate({"id": "south-vell", "label": {"en": "South Vell"}, "kind": "country"}),
    Actor.model_validate({"id": "norland", "label": {"en": "Norland"}, "kind": "country"}),
    Outlet.model_validate({"id": "tide", "label": {"en": "The Tide"}}),
    Outlet.model_validate({"id": "ebb", "label": {"en": "The Ebb"}}),
    *(
        Concept.model_validate({"id": name.partition(" ")[0], "label": {"en": name}, "scheme": of})
        for of, those in CONCEPTS.items()
        for name in those.split(", ")
    ),
    SharedEvent.model_validate({"id": "gale", "label": {"en": "the gale"}, "kind": "storm"}),
    SharedEvent.model_validate({"id": "flood", "label": {"en": "the flood"}, "kind": "storm"}),
    *(
        Claim.model_validate(
            {"id": f"{who}-sails", "label": {"en": f"{who} sails"}, "agent": who, "act": "sail"}
        )
        for who in ("crew", "ada")
    ),
)
REGISTRY: Final = Registry({record.id: record for record in RECORDS}, {})
TEN: Final = {"q": "10 barges", "value": 10, "bound": "about", "counts": "barge"}
SAID: Final = {"by": "ada", "cue": {"q": "said"}, "certainty": "stated"}


def guessed(body: str, report: Mapping[str, Any] | None = None, **entry: Any) -> list[str]:  # noqa: ANN401  # of YAML
    reading = reading_of(body, REGISTRY, report or {}, entry)
    return [slip.code for find in LAST for slip in find(reading)]


def test_the_guesses_are_warnings_and_each_stands_in_one_list() -> None:
    assert len(LAST) == 7
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


def guessed_of_article(body: str, **changes: Any) -> list[str]:  # noqa: ANN401  # of YAML
    reading = reading_of(body, REGISTRY, {}, {})
    article = reading.entry.article.model_copy(update=changes)
    entry = reading.entry.model_copy(update={"article": article})
    told = type(reading)(entry, reading.text, reading.places, reading.registry)
    return [slip.code for find in LAST for slip in find(told)]


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

"""What an entry makes of words, held against them: phrases, distances, verbs, sorts, claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pytest
from tests.support.sentences import reading_of

from reportedly.ledger.agreement.table import FINDERS
from reportedly.ledger.demands.table import DEMANDS
from reportedly.model.registry import Actor, Claim, Concept, Record, Registry, SharedEvent
from reportedly.model.waivers import DemandKind

RECORDS: Final[tuple[Record, ...]] = (
    Actor.model_validate({"id": "crew", "label": {"en": "the crew"}, "kind": "collective"}),
    Actor.model_validate({"id": "ada", "label": {"en": "Ada Lind"}, "kind": "person"}),
    Actor.model_validate({"id": "vell", "label": {"en": "Vell"}, "kind": "country"}),
    Concept.model_validate({"id": "storm", "label": {"en": "storm"}, "scheme": "event"}),
    Concept.model_validate({"id": "sail", "label": {"en": "sail"}, "scheme": "act"}),
    SharedEvent.model_validate({"id": "gale", "label": {"en": "the Vell gale"}, "kind": "storm"}),
    Claim.model_validate(
        {"id": "crew-sails", "label": {"en": "the crew sails"}, "agent": "crew", "act": "sail"}
    ),
    Claim.model_validate(
        {
            "id": "crew-mends-nets",
            "label": {"en": "the crew mends nets"},
            "agent": "crew",
            "act": "mend",
        }
    ),
)
REGISTRY: Final = Registry({record.id: record for record in RECORDS}, {})
CREW: Final = {"q": "crew", "every": True, "is": "crew", "form": "description"}


def slips(body: str, report: Mapping[str, Any] | None = None, **entry: Any) -> list[str]:  # noqa: ANN401  # of YAML
    reading = reading_of(body, REGISTRY, report or {}, entry)
    return [slip.code for find in FINDERS for slip in find(reading)]


def owed(
    kind: DemandKind,
    body: str,
    report: Mapping[str, Any] | None = None,
    **entry: Any,  # noqa: ANN401  # of YAML
) -> int:
    reading = reading_of(body, REGISTRY, report or {}, entry)
    return sum(not demand.met for demand in DEMANDS[kind](reading))


@pytest.mark.parametrize("words", ["crew of", "of", "and the crew", "carry", "was the crew"])
def test_words_that_break_off_or_mean_nothing_denote_nobody(words: str) -> None:
    body = "It was the crew of Vell and the crew carry nets."
    naming = {"q": words, "is": "crew", "form": "description", "every": True}
    assert "RP181" in slips(body, namings=[naming])
    assert "RP181" not in slips(body, namings=[CREW])


def test_an_id_stands_once_in_a_list() -> None:
    event = {"id": "e1", "q": "gale", "kind": "storm", "actors": ["vell", "vell"]}
    assert "RP182" in slips("The crew sailed in a gale.", events=[event])
    assert "RP182" not in slips("The crew sailed in a gale.", events=[{**event, "actors": []}])


@pytest.mark.parametrize("words", ["last week", "two years ago", "yesterday", "this month"])
def test_words_that_give_a_distance_have_a_shift(words: str) -> None:
    time = {"q": words, "relative_to": "published"}
    body = f"The crew sailed {words}."
    assert "RP183" in slips(body, {"event_when": [time]})
    assert "RP183" not in slips(body, {"event_when": [{**time, "shift": "-P1W"}]})


def test_recently_has_no_distance() -> None:
    time = {"q": "recently", "relative_to": "published"}
    assert "RP183" not in slips("The crew sailed recently.", {"event_when": [time]})


@pytest.mark.parametrize(
    ("body", "fits", "does_not"),
    [
        ("The crew sailed at dawn.", "done", "ongoing"),
        ("The crew is sailing at dawn.", "ongoing", "done"),
        ("The crew had sailed at dawn.", "done", "ongoing"),
    ],
)
def test_done_and_going_on_are_told_apart_by_the_verb(body: str, fits: str, does_not: str) -> None:
    assert "RP184" not in slips(body, {"modality": fits})
    assert "RP184" in slips(body, {"modality": does_not})


@pytest.mark.parametrize(
    ("words", "fits", "does_not"),
    [
        ("the country", "vell", "ada"),
        ("troops", "crew", "vell"),
        ("the storm", "gale", "crew"),
        ("we", "crew", "vell"),
    ],
)
def test_a_noun_denotes_what_it_can(words: str, fits: str, does_not: str) -> None:
    body = f"The crew sailed when {words} came."
    naming = {"q": words, "form": "description"}
    assert "RP185" not in slips(body, namings=[{**naming, "is": fits}])
    assert "RP185" in slips(body, namings=[{**naming, "is": does_not}])


def test_a_passage_with_the_words_of_another_claim_tells_that_one() -> None:
    body = "The crew mends its nets."
    assert "RP172" in slips(body, namings=[CREW])
    assert "RP172" not in slips(body, {"tells": "crew-mends-nets"}, namings=[CREW])
    assert "RP172" not in slips("The crew left port.", namings=[CREW])


def test_a_quotation_says_of_whom_it_is_said() -> None:
    quotation = {"id": "q1", "q": "brave", "kind": "cut", "in": ["r1"], "by": "ada"}
    body = "The crew sailed, “brave” as ever."
    assert owed("subject", body, quotations=[quotation]) == 1
    assert owed("subject", body, quotations=[{**quotation, "of": ["crew"]}]) == 0


def test_whose_event_it_is_takes_part_in_it() -> None:
    event = {"id": "e1", "q": "feast", "kind": "storm"}
    vell = {"q": "Vell", "is": "vell"}
    body = "The crew sailed for Vell’s last feast."
    assert owed("participant", body, events=[event], namings=[vell]) == 1
    assert owed("participant", body, events=[{**event, "actors": ["vell"]}], namings=[vell]) == 0


def test_who_is_told_is_the_hearer() -> None:
    hop = {"by": "ada", "cue": {"q": "told"}, "certainty": "stated"}
    namings = [{"q": "Vell", "is": "vell"}]
    body = "Ada Lind told Vell that the crew sailed."
    assert owed("participant", body, {"chain": [hop]}, namings=namings) == 1
    assert owed("participant", body, {"chain": [{**hop, "to": "vell"}]}, namings=namings) == 0


def test_an_event_is_that_of_what_tells_it() -> None:
    event = {"id": "e1", "q": "a sail", "kind": "storm"}
    body = "The crew set out on a sail."
    assert owed("occasion", body, events=[event]) == 1
    assert owed("occasion", body, {"event": "e1"}, events=[event]) == 0

"""What a sentence owes by its own words: infinitives, pronouns, clauses, bounds, requests."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.sentences import reading_of

from reportedly.ledger import infinitives
from reportedly.ledger.demands.table import DEMANDS
from reportedly.ledger.table import DETECTORS
from reportedly.model.registry import Actor, Claim, Location, Record, Registry
from reportedly.model.waivers import DemandKind

RECORDS: tuple[Record, ...] = (
    Actor.model_validate({"id": "crew", "label": {"en": "the crew"}, "kind": "collective"}),
    Actor.model_validate({"id": "ada", "label": {"en": "Ada Lind"}, "kind": "person"}),
    Actor.model_validate({"id": "vell", "label": {"en": "Vell"}, "kind": "country"}),
    Location.model_validate({"id": "quay", "label": {"en": "Quay Island"}, "kind": "region"}),
    Location.model_validate({"id": "east", "label": {"en": "the east quay"}, "kind": "region"}),
    Claim.model_validate(
        {"id": "crew-sails", "label": {"en": "the crew sails"}, "agent": "crew", "act": "sail"}
    ),
)
REGISTRY = Registry({record.id: record for record in RECORDS}, {})


def owed(kind: DemandKind, body: str, **entry: Any) -> list[str]:  # noqa: ANN401  # of YAML
    """What one demand finds unmet in an entry whose one report tells the whole body."""
    reading = reading_of(body, REGISTRY, entry.pop("report", {}), entry)
    return [demand.what for demand in DEMANDS[kind](reading) if not demand.met]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It begged the crew to give him rope.", ["give"]),
        ("It sent his forces to enter Vell and support the crew.", ["enter", "support"]),
        ("The crew was “motivated” to help.", ["help"]),
        ("They are ready to sail.", []),  # the readiness is of the sailing
        ("They are ready to come and take rope.", ["take"]),
        ("It sent rope to bind crates and barrels.", ["bind"]),  # barrels are no verb
        ("Norland Sends Rope to Feed Vell", ["Feed"]),
        ("She went to Vell to be heard.", []),
    ],
)
def test_an_infinitive_that_nothing_governs_is_found(text: str, found: list[str]) -> None:
    assert [text[s.start : s.end] for s in infinitives.detect(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He saw her and its crew.", ["He", "her", "its"]),
        ("They said it had lost its rope.", ["They", "it", "its"]),
        ("It is clear that it seems old.", []),
        ("It was even said that she made it clear.", ["she"]),
        ("It is one of the few.", ["It"]),
        ("Men in their 50s and a woman in her early thirties came.", []),
        ("IT engineers sailed.", []),
    ],
)
def test_a_pronoun_is_found_unless_it_is_empty(text: str, found: list[str]) -> None:
    assert [text[s.start : s.end] for s in DETECTORS["pronoun"](text)] == found


BODY = (
    "At the request of Vell the crew sailed to Quay Island to carry as many as 12 lamps "
    "when he met her."
)
AIM: dict[str, Any] = {"purpose": [{"q": "to carry", "is": "carry"}]}


@pytest.mark.parametrize(
    ("kind", "mended", "what"),
    [
        ("infinitive", AIM, "'carry' is no purpose"),
        ("clause", {"event_when": [{"q": "when he met", "edtf": "XXXX"}]}, "after 'when'"),
        (
            "bound",
            {
                "amounts": [
                    {
                        "q": "as many as 12",
                        "value": 12,
                        "bound": "at-most",
                        "cue": {"q": "as many as"},
                        "counts": "lamp",
                    }
                ]
            },
            "'as many as' bounds '12'",
        ),
        ("request", {"initiative": {"q": "request of Vell", "is": "vell"}}, "'request'"),
    ],
)
def test_what_a_passage_tells_is_told_by_its_report(
    kind: DemandKind, mended: dict[str, Any], what: str
) -> None:
    (unmet,) = owed(kind, BODY)
    assert what in unmet
    assert owed(kind, BODY, report=mended) == []


def test_an_infinitive_that_the_claim_tells_needs_no_anchor() -> None:
    assert owed("infinitive", "It paid the crew to sail.") == []
    assert owed("infinitive", "It paid the crew to sing.") != []


def test_a_pronoun_has_an_antecedent_near_it() -> None:
    body = "The crew sang. They were late. They sailed."
    crew = {"q": "The crew", "is": "crew", "form": "description"}
    they = {"q": "They", "every": True, "is": "crew", "form": "description"}
    assert owed("antecedent", body, namings=[crew, they]) == []
    assert len(owed("antecedent", body, namings=[they])) == 1  # the second has the first


@pytest.mark.parametrize(
    ("body", "leads"),
    [
        ("They will guard it at Quay Island.", True),
        ("It sent them to rebuild Quay Island.", True),
        ("They saw the harbour of Quay Island.", True),
        ("They sang “of rope at Quay Island”.", True),
        ("They saw Quay Island’s lamps.", False),
        ("They like Quay Island.", False),
    ],
)
def test_a_place_is_led_to_by_prepositions_and_infinitives(body: str, *, leads: bool) -> None:
    naming = {"q": "Quay Island", "is": "quay"}
    assert bool(owed("place", body, namings=[naming])) == leads


def test_a_role_before_a_naming_is_one_of_the_whole() -> None:
    status = {"q": "Vell-held", "as": "held"}
    part = {"q": "east quay", "is": "quay", "role": status}
    whole = {"q": "east quay of Vell", "is": "east", "form": "description"}
    assert owed("role", "Vell-held east quay of Vell.", namings=[part, whole]) != []
    both = [part, whole | {"role": status}]
    assert owed("role", "Vell-held east quay of Vell.", namings=both) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NORLAND\n\nNorland Sends Rope to Vell-Occupied Quay\n", ["Vell-Occupied"]),
        ("They recognised Vell as independent.", ["independent"]),
        ("It declared them sovereign at once.", ["sovereign"]),
        ("They are independent.", []),
    ],
)
def test_a_status_is_a_compound_or_a_recognition(text: str, found: list[str]) -> None:
    assert [text[s.start : s.end] for s in DETECTORS["status"](text)] == found

"""What an entry owes to what else it says: a clean one owes nothing, each loss is asked for."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, get_args

import pytest

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import place_entry
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.demands.table import DEMANDS
from reportedly.model.entry import Entry
from reportedly.model.registry import Actor, Claim, Location, Record, Registry, SharedEvent
from reportedly.model.waivers import DemandKind

TEXT = """Barges sail

On Monday Norland and Vell sent barges to Quay Island for the Rope War.

“He asked for rope,” a pilot said of captain Ada Lind. Lind’s brother Tam was late.

In return for rope and grain, she lent the Norland-held quay and harbour of Quay Island.
"""


def actor(of: str, kind: str, *names: str) -> Actor:
    aliases = {"en": tuple(names[1:])} if names[1:] else {}
    return Actor.model_validate(
        {"id": of, "label": {"en": names[0]}, "kind": kind, "aliases": aliases}
    )


def claim(of: str, agent: str, act: str, **more: str) -> Claim:
    return Claim.model_validate(
        {"id": of, "label": {"en": f"{agent} {act}"}, "agent": agent, "act": act, **more}
    )


RECORDS: tuple[Record, ...] = (
    actor("norland", "country", "Norland"),
    actor("vell", "country", "Vell"),
    actor("ada", "person", "Ada Lind", "Lind"),
    Location.model_validate({"id": "island", "label": {"en": "Quay Island"}, "kind": "region"}),
    SharedEvent.model_validate({"id": "rope-war", "label": {"en": "Rope War"}, "kind": "war"}),
    claim("norland-sends", "norland", "send", thing="barge"),
    claim("vell-sends", "vell", "send", thing="barge"),
    claim("ada-asks", "ada", "ask", thing="rope"),
    claim("ada-lends", "ada", "lend", thing="quay"),
)
REGISTRY = Registry({record.id: record for record in RECORDS}, {})
SENT: dict[str, Any] = {
    "at": {"q": "On Monday … Rope War."},
    "chain": [],
    "certainty": "stated",
    "modality": "done",
    "event_when": [{"q": "On Monday", "relative_to": "published", "weekday": 1}],
    "place": [{"q": "Quay Island", "is": "island"}],
    "purpose": [{"q": "for the Rope War", "is": "fight"}],
    "event": "war",
}
LENT: dict[str, Any] = {
    "id": "r4",
    "at": {"q": "In return … harbour"},
    "tells": "ada-lends",
    "chain": [],
    "certainty": "stated",
    "modality": "done",
    "in_return_for": [{"q": "rope", "is": "rope"}, {"q": "grain", "is": "grain"}],
}
WHOLE: dict[str, Any] = {
    "format": 1,
    "article": {
        "id": "rope",
        "language": "en",
        "sha256": "0" * 64,
        "headline": {"q": "Barges sail"},
        "outlet": {"basis": "unknown"},
        "author": {"basis": "unknown"},
        "published": {"edtf": "XXXX", "basis": "unknown"},
    },
    "annotators": ["a reader"],
    "review": "draft",
    "unnamed": [{"id": "pilot", "q": "a pilot"}],
    "reports": [
        {"id": "r1", "tells": "norland-sends", **SENT},
        {"id": "r2", "tells": "vell-sends", **SENT},
        {
            "id": "r3",
            "at": {"q": "“He asked for rope,” … Ada Lind."},
            "tells": "ada-asks",
            "chain": [{"by": {"unnamed": "pilot"}, "cue": {"q": "said"}, "certainty": "stated"}],
            "modality": "fact",
        },
        LENT,
    ],
    "events": [{"id": "war", "q": "Rope War", "kind": "war", "is": "rope-war"}],
    "namings": [
        {"q": "Norland", "every": True, "is": "norland"},
        {"q": "Vell", "is": "vell"},
        {"q": "Quay Island", "every": True, "is": "island"},
        {"q": "Rope War", "is": "rope-war"},
        {"q": "Ada Lind", "is": "ada", "role": {"q": "captain", "as": "captain"}},
        {"q": "Lind", "nth": 2, "is": "ada"},
        {"q": "she", "is": "ada", "form": "description"},
    ],
}


def owed(changed: dict[str, Any]) -> list[tuple[str, str]]:
    """Kind and message of each demand that an entry does not meet."""
    entry = Entry.model_validate_json(json.dumps(WHOLE | changed))
    placed = place_entry(entry, FoldedText.of(TEXT))
    assert placed.misses == ()
    reading = Reading(entry, TEXT, placed.places, REGISTRY)
    found = ((kind, each) for kind, finder in DEMANDS.items() for each in finder(reading))
    return [(kind, demand.what) for kind, demand in found if not demand.met]


def without(key: str, *at: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # of YAML
    """The list of a key without some items, or with more in one."""
    if not more:
        return {key: [item for i, item in enumerate(WHOLE[key]) if i not in at]}
    changed = [item | more if i in at else item for i, item in enumerate(WHOLE[key])]
    return {key: [{k: v for k, v in item.items() if v is not None} for item in changed]}


def test_each_kind_of_demand_has_its_finder() -> None:
    assert tuple(DEMANDS) == get_args(DemandKind)
    assert len(DEMANDS) == 17


def test_a_clean_entry_owes_nothing() -> None:
    assert owed({}) == []


@pytest.mark.parametrize(
    ("changed", "kind", "what"),
    [
        (without("namings", 6), "party", "no naming denotes its agent, 'ada'"),
        (without("namings", 3), "party", "of the event war denotes 'rope-war'"),
        (without("namings", 5), "wording", "'Lind' is a known name"),
        (without("namings", 4, role=None), "role", "'captain' with 'Ada Lind' is in no role"),
        (without("reports", 0, 1, place=[]), "place", "'Quay Island' is the place of no report"),
        (without("reports", 0, event_when=[]), "sibling", "r2 has the time 'On Monday'"),
        (without("reports", 1), "pair", "r1 tells of one what no report tells of the other"),
        (
            without("reports", 2, chain=[], certainty="stated"),
            "speaker",
            "pilot speaks in no chain",
        ),
        (without("reports", 0, 1, purpose=[]), "aim", "'for Rope War' is the purpose of no report"),
        (
            without("reports", 3, in_return_for=LENT["in_return_for"][:1]),
            "pair",
            "'grain' is joined to the return of r4",
        ),
        (
            without("reports", 3, in_return_for=LENT["in_return_for"][1:]),
            "pair",
            "'rope' is joined to the return of r4",
        ),
    ],
)
def test_a_loss_is_asked_for(changed: dict[str, Any], kind: str, what: str) -> None:
    assert any(of == kind and what in said for of, said in owed(changed)), owed(changed)


def test_a_name_in_a_description_needs_a_naming_of_its_own() -> None:
    described = {"q": "Norland-held quay", "is": "island", "form": "description"}
    namings = [{"q": "Norland", "nth": 1, "is": "norland"}, *WHOLE["namings"][1:], described]
    assert [what for kind, what in owed({"namings": namings}) if kind == "wording"] == [
        "'Norland' with 'Norland-held quay' is a name without a naming"
    ]


def test_words_that_name_once_name_everywhere() -> None:
    text = "Crew\n\nThe old crew sailed. At night the old crew slept."
    naming = {"q": "old crew", "nth": 1, "is": "ada", "form": "description"}
    report = {**LENT, "at": {"q": "The old crew sailed."}, "in_return_for": []}
    changed = {"namings": [naming], "reports": [report], "unnamed": [], "events": []}
    article = WHOLE["article"] | {"headline": {"q": "Crew"}}
    entry = Entry.model_validate_json(json.dumps(WHOLE | changed | {"article": article}))
    placed = place_entry(entry, FoldedText.of(text))
    reading = Reading(entry, text, placed.places, REGISTRY)
    unmet = [demand.what for demand in DEMANDS["wording"](reading) if not demand.met]
    assert unmet == ["'old crew' is a naming elsewhere, and here it is in none"]
    again = replace(reading, places={**placed.places})
    assert len(list(DEMANDS["wording"](again))) == 2

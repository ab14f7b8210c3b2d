"""Invented records, and what is guessed of one report that names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tests.support.sentences import reading_of

from reportedly.ledger.agreement.table import LAST
from reportedly.model.registry import Actor, Claim, Concept, Outlet, Record, Registry, SharedEvent

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


def guessed_of_article(body: str, **changes: Any) -> list[str]:  # noqa: ANN401  # of YAML
    reading = reading_of(body, REGISTRY, {}, {})
    article = reading.entry.article.model_copy(update=changes)
    entry = reading.entry.model_copy(update={"article": article})
    told = type(reading)(entry, reading.text, reading.places, reading.registry)
    return [slip.code for find in LAST for slip in find(told)]

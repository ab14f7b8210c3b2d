"""The table of the demands: what an entry owes to what else it says, and who finds it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from reportedly.ledger.demands import (
    aims,
    antecedents,
    bounds,
    clauses,
    infinitives,
    locations,
    occasions,
    pairs,
    participants,
    parties,
    requests,
    restatements,
    roles,
    siblings,
    speakers,
    subjects,
    wordings,
)
from reportedly.ledger.demands.demand import Finder
from reportedly.model.waivers import DemandKind

DEMANDS: Final[Mapping[DemandKind, Finder]] = MappingProxyType(
    {
        "party": parties.find,
        "wording": wordings.find,
        "role": roles.find,
        "place": locations.find,
        "sibling": siblings.find,
        "pair": pairs.find,
        "speaker": speakers.find,
        "aim": aims.find,
        "infinitive": infinitives.find,
        "antecedent": antecedents.find,
        "clause": clauses.find,
        "bound": bounds.find,
        "request": requests.find,
        "subject": subjects.find,
        "restatement": restatements.find,
        "participant": participants.find,
        "occasion": occasions.find,
    }
)

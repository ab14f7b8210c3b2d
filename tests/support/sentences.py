"""Entries of one report that tells one sentence, for what is asked of words alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import place_entry
from reportedly.ledger.demands.reading import Reading
from reportedly.model.entry import Entry
from reportedly.model.registry import Registry


def reading_of(
    body: str, registry: Registry, report: Mapping[str, Any], entry: Mapping[str, Any]
) -> Reading:
    """An entry whose one report tells the whole body, with more of the report and of the entry."""
    text = f"Crew\n\n{body}\n"
    told = {"id": "r1", "at": {"q": body}, "tells": "crew-sails", "chain": []}
    whole = {
        "format": 1,
        "article": {
            "id": "sails",
            "language": "en",
            "sha256": "0" * 64,
            "headline": {"q": "Crew"},
            "outlet": {"basis": "unknown"},
            "author": {"basis": "unknown"},
            "published": {"edtf": "XXXX", "basis": "unknown"},
        },
        "annotators": ["a reader"],
        "review": "draft",
        "reports": [{**told, "certainty": "stated", "modality": "done", **report}],
        **entry,
    }
    document = Entry.model_validate_json(json.dumps(whole))
    placed = place_entry(document, FoldedText.of(text))
    assert placed.misses == ()
    return Reading(document, text, placed.places, registry)

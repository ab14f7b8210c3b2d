"""A comparison as JSON: everything, for machines."""

from __future__ import annotations

import json
from dataclasses import asdict

from rich.text import Text

from reportedly.changes.formats.words import moved, verdict
from reportedly.changes.record import Changes

FORMAT = 1
"""Version of the document's layout."""


def as_json(changes: Changes) -> Text:
    """One object: ``before`` and ``after`` (the sides), ``verdict``, ``changes``, ``graphs``.

    Triples are canonical N-Triples lines, sorted; nothing is left out.
    """
    document = {
        "format": FORMAT,
        "differ": changes.differ,
        "verdict": verdict(changes),
        "before": asdict(changes.before),
        "after": asdict(changes.after),
        "caveats": list(changes.caveats),
        "changes": [{**asdict(each), "said": moved(each)} for each in changes.changes],
        "graphs": [asdict(graph) for graph in changes.graphs],
    }
    return Text(json.dumps(document, ensure_ascii=False, indent=1) + "\n")

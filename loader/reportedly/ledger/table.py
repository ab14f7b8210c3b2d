"""The table of the detectors: what the ledger looks for in a text, and who finds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from reportedly.ledger import (
    cues,
    descriptions,
    names,
    numbers,
    pronouns,
    purposes,
    quotations,
    sentences,
    statuses,
    times,
)
from reportedly.model.places import Span
from reportedly.model.waivers import TextKind

Detector = Callable[[str], tuple[Span, ...]]
"""Takes a text and gives the spans found in it: sorted, apart, in Unicode code points."""

DETECTORS: Final[Mapping[TextKind, Detector]] = MappingProxyType(
    {
        "quotation": quotations.detect,
        "number": numbers.detect,
        "time": times.detect,
        "name": names.detect,
        "cue": cues.detect,
        "sentence": sentences.detect,
        "description": descriptions.detect,
        "purpose": purposes.detect,
        "status": statuses.detect,
        "pronoun": pronouns.detect,
    }
)

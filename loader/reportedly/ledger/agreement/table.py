"""The table of what the words of an entry are held against."""

from __future__ import annotations

from typing import Final

from reportedly.ledger.agreement import (
    aims,
    aspects,
    certainties,
    concepts,
    cues,
    deixis,
    forms,
    modalities,
    occasions,
    quotes,
    spans,
)
from reportedly.ledger.agreement.slip import Finder

FINDERS: Final[tuple[Finder, ...]] = (
    forms.find,
    certainties.find,
    concepts.find,
    spans.find,
    aspects.find,
    quotes.find,
    deixis.find,
    cues.find,
    aims.find,
    modalities.find,
    occasions.find,
)
"""Each a reading of words that nothing else decides."""

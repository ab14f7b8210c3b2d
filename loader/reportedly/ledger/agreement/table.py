"""The table of what the words of an entry are held against."""

from __future__ import annotations

from typing import Final

from reportedly.ledger.agreement import (
    aims,
    alike,
    aspects,
    aspirations,
    certainties,
    claims,
    concepts,
    cues,
    deixis,
    denotations,
    distances,
    doers,
    forms,
    judgements,
    kinds,
    kinship,
    modalities,
    moods,
    occasions,
    phrases,
    quotes,
    referents,
    repeats,
    sources,
    spans,
    strays,
    tenses,
    together,
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
    phrases.find,
    repeats.find,
    kinds.find,
    sources.find,
    aspirations.find,
    claims.find,
    distances.find,
    tenses.find,
)
"""Each a reading of words that nothing else decides."""
LAST: Final[tuple[Finder, ...]] = (
    moods.find,
    judgements.find,
    alike.find,
    denotations.find,
    kinship.find,
    strays.find,
    together.find,
    doers.find,
    referents.find,
)
"""Guesses, asked only of an entry in which nothing is wrong, so that they take no finding away."""

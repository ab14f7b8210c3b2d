"""The words of a cue: it says that something is uttered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportedly.ledger import cues
from reportedly.ledger.agreement.certainties import WORDS
from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.lexicon import bases, is_mostly_verb, is_verb_form
from reportedly.ledger.words import STEM, set_of

_AUXILIARIES: Final = set_of("am is are was were be been being do does did")
"""Verbs by which alone nobody says anything."""


def find(reading: Reading) -> Iterator[Slip]:
    """RP177 where a hop's cue has no word of uttering, thinking or showing."""
    for i, report in enumerate(reading.entry.reports):
        for h, hop in enumerate(report.chain):
            words = hop.cue.q
            if cues.detect(words) or any(each.search(words) for each in WORDS.values()):
                continue
            if any(map(_is_told, STEM.findall(words))) or is_verb_form(words.lower()):
                continue
            path = ("reports", i, "chain", h, "cue", "q")
            yield Slip("RP177", path, f"'{words}' has no word of saying")


def _is_told(word: str) -> bool:
    """Whether a word is a verb rather than a noun, and no auxiliary."""
    forms = set(bases(word.lower()))
    participle = word.endswith(("ed", "ing")) and is_verb_form(word)
    return word.lower() not in _AUXILIARIES and (participle or any(map(is_mostly_verb, forms)))

"""The words of a cue: it says that something is uttered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportedly.ledger import cues
from reportedly.ledger.agreement.certainties import WORDS
from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.lexicon import is_verb_form
from reportedly.ledger.words import STEM, set_of

_AUXILIARIES: Final = set_of("am is are was were be been being has have had having do does did")
"""Verbs by which alone nobody says anything."""


def find(reading: Reading) -> Iterator[Slip]:
    """RP177 where a hop's cue has no word of uttering, thinking or showing."""
    for i, report in enumerate(reading.entry.reports):
        for h, hop in enumerate(report.chain):
            words = hop.cue.q
            if cues.detect(words) or any(each.search(words) for each in WORDS.values()):
                continue
            if any(is_verb_form(w) for w in STEM.findall(words) if w.lower() not in _AUXILIARIES):
                continue
            path = ("reports", i, "chain", h, "cue", "q")
            yield Slip("RP177", path, f"'{words}' has no word of saying")

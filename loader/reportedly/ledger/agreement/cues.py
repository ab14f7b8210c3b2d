"""The words of a cue: it says that something is uttered."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.ledger import cues
from reportedly.ledger.agreement.certainties import WORDS
from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.lexicon import is_verb_form
from reportedly.ledger.words import STEM


def find(reading: Reading) -> Iterator[Slip]:
    """RP177 where a hop's cue has no word of uttering, thinking or showing."""
    for i, report in enumerate(reading.entry.reports):
        for h, hop in enumerate(report.chain):
            words = hop.cue.q
            if cues.detect(words) or any(each.search(words) for each in WORDS.values()):
                continue
            if any(is_verb_form(word) for word in STEM.findall(words)):
                continue
            path = ("reports", i, "chain", h, "cue", "q")
            yield Slip("RP177", path, f"'{words}' has no word of saying")

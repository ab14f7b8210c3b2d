"""How sure a cue is, held against the certainty that it is to give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.words import stems
from reportedly.model.anchors import Anchor
from reportedly.model.findings import YamlPath
from reportedly.terms import Certainty

WORDS: Final[Mapping[Certainty, re.Pattern[str]]] = MappingProxyType(
    {
        "claimed": stems(r"claim maintain contend assert insist purport profess boast"),
        "alleged": stems(r"alleg accus"),
        "reported": stems(
            r"report said\b news rumour rumor suppos purport understood indicat allud suggest"
            r" cit(?:e|ing) learn quot hear"
        ),
        "estimated": stems(
            r"estimat put(?:s|ting)?\b reckon assess project calculat figur count(?:s|ed|ing)?\b"
            r" approximat"
        ),
        "possible": stems(
            r"may\b might could can\b possib potential perhaps maybe assum look seem appear likely"
            r" believ think suspect suppos speculat suggest presum"
        ),
        "unclear": stems(r"unclear not\s+clear unknown uncertain not\s+known unconfirmed question"),
        "expected": stems(
            r"expect set\b due\b likely plan will\b would\b about\b anticipat predict forecast"
            r" according alleg slated poised"
        ),
        "stated": stems(
            r"sa(?:y|id) t(?:ell|old) wr(?:ite|ote) state stati accord as\s+per add call conclud"
            r" announc declar promis print report praise remark respond repl propos threat accus"
            r" den(?:y|i) argu hail hope suggest learn quot tweet post warn"
        ),
    }
)
"""Per certainty, the stems of the words that make it."""
_OWN: Final[frozenset[Certainty]] = frozenset({"claimed", "alleged", "estimated", "unclear"})
"""Certainties that only their own words make."""

FREE: Final[frozenset[Certainty]] = frozenset({"possible", "expected", "stated"})
"""Certainties that other words of the sentence make too ("it was stated that it might")."""


def find(reading: Reading) -> Iterator[Slip]:
    """RP171 for a certainty whose cue says another: one of its own words, or none of another's.

    A report that it claimed, alleged, estimated or left unclear needs a word for that; of the other
    certainties a cue that is in no list rules none out.
    """
    for i, report in enumerate(reading.entry.reports):
        if report.certainty is not None and report.cue is not None:
            yield from _held(report.cue, report.certainty, ("reports", i))
        for h, hop in enumerate(report.chain):
            yield from _held(hop.cue, hop.certainty, ("reports", i, "chain", h))


def _held(cue: Anchor, given: Certainty, path: YamlPath) -> Iterator[Slip]:
    said = [each for each, words in WORDS.items() if words.search(cue.q)]
    if given in said or given in FREE or (not said and given not in _OWN):
        return
    yield Slip(
        "RP171",
        (*path, "certainty"),
        f"'{cue.q}' does not make it {given}",
        f"Its words make it {' or '.join(said)}." if said else None,
        (*path, "cue", "q"),
    )

"""Reporting cues: the words that make something an utterance."""

from __future__ import annotations

import re
from typing import Final

from reportedly.ledger.words import any_of, apart, spans_of
from reportedly.model.places import Span

_VERBS: Final = any_of(
    """say says said saying tell tells told telling write writes wrote written writing
    claim claims claimed claiming allege alleges alleged alleging allegedly allegation allegations
    report reports reported reporting reportedly supposedly purportedly
    announce announces announced announcing announcement stated stating
    add adds added adding conclude concludes concluded concluding
    accuse accuses accused accusing call calls called calling
    suggest suggests suggested suggesting argue argues argued arguing
    warn warns warned warning insist insists insisted insisting
    deny denies denied denying declare declares declared declaring
    explain explains explained explaining noted noting acknowledge acknowledges acknowledged
    confirm confirms confirmed confirming reveal reveals revealed revealing
    allude alludes alluded alluding indicate indicates indicated indicating
    estimate estimates estimated quote quotes quoted quoting cite cites cited citing
    learn learned learnt reply replies replied respond responds responded responding
    remark remarks remarked comment comments commented mention mentions mentioned
    emphasise emphasised emphasize emphasized stress stressed assert asserts asserted asserting
    contend contends contended admit admits admitted admitting disclose disclosed
    testify testified recall recalled predict predicts predicted proclaim proclaimed"""
)
_HEDGES: Final = any_of(
    """apparently clearly evidently obviously presumably probably possibly seemingly undoubtedly
    perhaps maybe"""
)
"""Adverbs by which a text says how sure it is (Quirk et al. 1985, §8.127)."""
_CUE: Final = re.compile(
    rf"(?i)(?<![\w-])(?:according to|as per|it (?:is|was)(?: even)? (?:said|stated)"
    rf"|{_VERBS}|{_HEDGES})"
    r"(?![\w-])"
)


def detect(text: str) -> tuple[Span, ...]:
    """Every word of asserting: a reporting verb or noun, "according to", "reportedly", "clearly".

    Words of promising, asking and praising are not sought: what they do is content, a stance of
    its own, and no claim that somebody passes on. What is sought is found by its form: "the
    reports" and "a call" are found as well, and waived where nobody utters anything.
    """
    return apart(spans_of(_CUE, text))

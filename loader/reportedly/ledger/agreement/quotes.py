"""What a quotation is said to be, held against its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import BEINGS, Reading, speaker_id
from reportedly.ledger.words import STEM
from reportedly.model.entry import Quotation
from reportedly.model.findings import YamlPath

_WHOLE: Final = re.compile(r"[.!?,…;:]['\"’”]?\Z")
_SHOWN: Final = 6
"""Namings that one slip shows beside it at most."""
_LONGEST_LABEL: Final = 4
"""Words of which scare quotes have more only seldom."""
_LONGEST_PART: Final = 7
"""Words of a capital and a closing mark that may be no sentence."""
_SHORTEST_WHOLE: Final = 5
"""Words of which a sentence has fewer only seldom."""


def find(reading: Reading) -> Iterator[Slip]:
    """RP175 for a kind that the quoted words cannot have, and for words that nobody says or means.

    A direct quotation is at least one sentence, so that it opens with a capital letter and closes
    with a mark; a cut one does not do both; a label is a few words. All but labels have a speaker
    wherever their reports have one alone. Of whom it is said is spoken of in the claims of its
    reports, or named in their sentences.
    """
    for i, quotation in enumerate(reading.entry.quotations):
        at: YamlPath = ("quotations", i)
        yield from _kind(quotation, at)
        chains = [r.chain for r in reading.entry.reports if r.id in quotation.in_]
        if quotation.kind != "label" and quotation.by is None and chains and all(chains):
            speakers = {speaker_id(hop.by) for chain in chains for hop in chain}
            if len(speakers) == 1:
                what = f"'{_short(quotation.q)}' has no speaker, but its reports have one"
                yield Slip("RP175", (*at, "id"), what, "Say by whom it is said.")
        yield from _of_whom(reading, quotation, at)


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"


def _kind(quotation: Quotation, at: YamlPath) -> Iterator[Slip]:
    words = len(STEM.findall(quotation.q))
    opens = quotation.q[0].isupper() or quotation.q[0].isdigit()
    whole = opens and _WHOLE.search(quotation.q) is not None and words > _LONGEST_PART
    goes_on = quotation.continues is not None
    why = ""
    if quotation.kind == "direct" and not opens and not goes_on:
        why = "a direct quotation opens with a capital letter"
    elif quotation.kind == "direct" and words < _SHORTEST_WHOLE and not _WHOLE.search(quotation.q):
        why = "a direct quotation is a sentence"
    elif quotation.kind == "cut" and whole:
        why = "it is a whole sentence, and nothing is cut"
    elif quotation.kind == "label" and words > _LONGEST_LABEL:
        why = "scare quotes stand about a few words"
    if why:
        what = f"'{_short(quotation.q)}' is not {quotation.kind}: {why}"
        yield Slip("RP175", (*at, "kind"), what)


def _of_whom(reading: Reading, quotation: Quotation, at: YamlPath) -> Iterator[Slip]:
    reports = [r for r in reading.entry.reports if r.id in quotation.in_]
    claims = [claim for report in reports if (claim := reading.claim(report)) is not None]
    parties = {each for c in claims for each in (c.agent, c.thing, c.beneficiary)}
    counted = {amount.counts for report in reports for amount in report.amounts}
    passages = [span for report in reports for span in reading.passages[report.id]]
    sentences = [s for s in reading.sentences if any(s.meets(p) for p in passages)]
    for n, who in enumerate(quotation.of):
        if who in parties | counted:
            continue
        if isinstance(reading.record(who), BEINGS):
            if any(
                who in named.ids and s.meets(named.span)
                for named in reading.named
                for s in sentences
            ):
                continue
        elif set(who.split("-")) & {w.lower().rstrip("s") for w in STEM.findall(quotation.q)}:
            continue
        what = f"no claim or sentence of '{_short(quotation.q)}' speaks of '{who}'"
        there = [each for each in reading.named if any(s.meets(each.span) for s in sentences)]
        others = dict.fromkeys((*each.path, "is") for each in there)
        yield Slip("RP175", (*at, "of", n), what, others=tuple(others)[:_SHOWN])

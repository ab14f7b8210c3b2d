"""How a thing is told (planned, offered, denied …), held against the words that tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.words import stems
from reportedly.model.entry import Report
from reportedly.terms import Modality

WORDS: Final[Mapping[Modality, re.Pattern[str]]] = MappingProxyType(
    {
        "planned": stems(
            r"plan inten[dt] will\b ['’]ll\b going\s+to prepar schedul consider set\s+to\b aim"
            r" propos eye weigh to\b may\b might could"
        ),
        "offered": stems(
            r"offer propos volunteer pledg prepared\b ready\b willing clear\b"
            r" extend suggest would could help hand letter"
        ),
        "ready": stems(
            r"read(?:y|i) prepar willing afraid hesitat eager keen dispos poised stand(?:s|ing)\b"
            r" stood\b open\s+to set\s+to\b"
        ),
        "promised": stems(r"promis pledg vow assur commit swor swear guarant will\b shall\b"),
        "requested": stems(r"request ask beg call appeal urg demand seek sought invit"),
        "ordered": stems(r"order instruct command direct told\b decree oblig requir mandat"),
        "obliged": stems(r"must\b ha(?:s|ve|d)\s+to oblig dut should need ought requir bound\b"),
        "possible": stems(
            r"may\b might could can\b can(?:not|['’]t) possib potential chance perhaps likely able"
            r" capab clear\b would\b"
        ),
        "conditional": stems(
            r"if\b would\b should\b unless could\b were\b when\b provided in\s+case"
        ),
        "denied": stems(
            r"not\b no\b never none nobody noth nor\b neither den(?:y|i) without refus reject fail"
            r" cannot impossib out\s+of little lack against stop end block"
        ),
        "predicted": stems(
            r"will\b ['’]ll\b would\b expect predict likely going set\b may\b might could to\b"
            r" forecast anticipat on\s+(?:its|their)\s+way"
        ),
        "done": stems(
            r"\w+ed\b ha(?:s|ve|d)\b ['’](?:s|ve)\b was\b were\b been\b did\b after\b went ma[dn]e"
            r" sent told said gave took came held met left began wrote got kept brought saw"
        ),
        "ongoing": stems(
            r"\w+ing\b is\b are\b am\b ['’](?:s|re|m)\b ha(?:s|ve)\s+been continu still\b remain"
            r" keep current now\b \w+s\b was\b were\b"
        ),
    }
)
"""Per modality, the stems of words of which one tells so; what is no key needs none."""
_TAKES_UP: Final = re.compile(r"(?i)\b(?:it|this|that|so|such)\b")
_NEGATED: Final = re.compile(r"n['’]t\b", re.IGNORECASE)


def find(reading: Reading) -> Iterator[Slip]:
    """RP178 for a modality of which no word stands in the passage, the cues or the claim's name."""
    for i, report in enumerate(reading.entry.reports):
        words = WORDS.get(report.modality)
        passages = reading.passages[report.id]
        if words is None or not passages or _is_headline(reading, report):
            continue
        told = _told(reading, report)
        asked = report.modality == "possible" and "?" in told
        if words.search(told) or asked or (report.modality == "denied" and _NEGATED.search(told)):
            continue
        if _taken_up(reading, report, words, told):
            continue
        what = f"nothing in '{_short(reading.words(passages[0]))}' tells it as {report.modality}"
        yield Slip("RP178", ("reports", i, "modality"), what, other=("reports", i, "at", "q"))


def _taken_up(reading: Reading, report: Report, words: re.Pattern[str], told: str) -> bool:
    """Whether a pronoun takes up what another report tells of the claim in that way."""
    return _TAKES_UP.search(told) is not None and any(
        words.search(_told(reading, other))
        for other in reading.entry.reports
        if other.id != report.id
        and (other.tells, other.modality) == (report.tells, report.modality)
    )


def _is_headline(reading: Reading, report: Report) -> bool:
    """Whether it is told in a headline, where tenses and small words are left out."""
    places = reading.places.get(f"reports.{report.id}.at", ())
    return any(place.zone == "headline" for place in places)


def _told(reading: Reading, report: Report) -> str:
    keys = (f"reports.{report.id}.chain.{n + 1}.cue" for n in range(len(report.chain)))
    own = f"reports.{report.id}.cue"
    spans = [*reading.passages[report.id], *(s for key in (own, *keys) for s in reading.spans(key))]
    claim = reading.claim(report)
    labels = () if claim is None else claim.label.values()
    return "\n".join((*map(reading.words, spans), *labels))


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:19]} … {words[-19:]}"

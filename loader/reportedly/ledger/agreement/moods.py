"""The form of a claim's verb and the small words of its passage, held against the modality."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.agreement.verbs import Form, told
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.words import stems
from reportedly.model.entry import Report
from reportedly.terms import Modality

_words: Final = partial(stems, before=r"(?<![\w-])")
OWN: Final[Mapping[Modality, re.Pattern[str]]] = MappingProxyType(
    {
        "planned": _words(
            r"plan inten[dt] will\b ['’]ll\b going\s+to\b prepar schedul consider set\s+to\b aim"
            r" propos eye weigh would\b may\b might\b could\b goal purpose objective want hop seek"
        ),
        "offered": _words(
            r"offer propos volunteer pledg prepared\b ready\b willing clear\b exten suggest"
        ),
        "ready": _words(
            r"ready\b readi prepar willing afraid hesitat eager keen dispos poised open\s+to"
        ),
        "promised": _words(
            r"promis pledg vow assur commit swor swear guarant will\b shall\b would\b"
        ),
        "requested": _words(r"request ask beg call appeal urg demand seek sought invit"),
        "ordered": _words(r"order instruct command direct told\b tells decree oblig requir mandat"),
        "obliged": _words(r"must\b ha(?:s|ve|d)\s+to oblig dut should need ought requir bound\b"),
        "possible": _words(
            r"may\b might\b could can\b cannot possib potential chance perhaps likely able capab"
            r" clear\b would\b"
        ),
        "conditional": _words(
            r"if\b would\b should\b unless\b were\b when\b provided\b in\s+case in\s+return"
        ),
        "denied": _words(
            r"not\b no\b never none\b nobody noth nor\b neither den(?:y|i) without refus reject"
            r" fail cannot impossib out\s+of little\b lack \w+n['’]t\b"
        ),
        "predicted": _words(
            r"will\b ['’]ll\b would\b expect predict likely going set\b forecast anticipat"
            r" on\s+(?:its|their|the)\s+way may\b might\b could\b"
        ),
    }
)
"""Per modality, the stems of words that tell so by themselves; narrower than those of RP178."""
_IN_HEADLINES: Final = frozenset(OWN) - {"planned", "predicted"}
"""Modalities that a headline too has words for; what will be done it tells by "to" alone."""
_TRYING: Final = re.compile(r"try|tri(?:ed|es)|attempt|effort|drive|struggl|bid|fail")
_DID: Final = re.compile(r"(?i)\b(?:as|so|what|than)[ \u00a0](?:\w+[ \u00a0])?did\b")
"""A verb that stands for the one before it, in the past."""
_COMES: Final = re.compile(
    r"(?i)\b(?:will|(?:set|expected|going|due|likely|about|bound|sure)[ \u00a0]to)\b"
)
_JUDGES: Final = re.compile(
    r"(?i)\b(?:should|ought|must|need|very|highly|so|too|clearly|like|most|best|worst|better|worse"
    r"|good|bad|great|serious|no|never|shame|mistake)\b"
)
_LASTS: Final = re.compile(
    r"(?i)\b(?:for[ \u00a0](?:\w+[ \u00a0]){0,3}(?:years?|decades?|months?|weeks?|days?)|since"
    r"|long|throughout|always|over[ \u00a0]the[ \u00a0]years|remain\w*|kept|keeps?|stayed"
    r"|continu\w+)\b"
)
"""Words by which what has begun goes on."""
_PRAISING: Final = _words(
    r"hail prais laud applaud commend condemn slam blast deplor denounc critici[sz] mock"
    r" look(?:s|ed)?\b seem appear clearly obvious undoubted"
)
"""Words of a cue by which something is judged, or only seems so."""
_NEVER: Final[Mapping[Modality, frozenset[Form]]] = MappingProxyType(
    {
        "done": frozenset({"present", "coming", "progressive"}),
        "ongoing": frozenset({"past", "perfect", "coming"}),
        "planned": frozenset({"past", "perfect", "present", "progressive"}),
        "predicted": frozenset({"past", "perfect", "present", "progressive"}),
        "fact": frozenset({"coming"}),
    }
)
"""Per modality, forms of the claim's verb of which none tells so."""
_SHOWN: Final[Mapping[Form, str]] = MappingProxyType(
    {
        "past": "something past",
        "perfect": "something done",
        "present": "what is so",
        "progressive": "something going on",
        "coming": "what will be",
    }
)


def find(reading: Reading) -> Iterator[Slip]:
    """RP194 for a modality that neither the verb of the claim nor any word of its own tells.

    The verb is that of the act, or of the claim's name where the act's does not stand there. Forms
    that tell nothing ("sent by") rule nothing out. What will be is no opinion unless a word judges;
    what is praised is no fact. To be asked where nothing else is wrong: it is a guess at most.
    """
    for i, report in enumerate(reading.entry.reports):
        why = _why(reading, report)
        if why:
            yield Slip(
                "RP194", ("reports", i, "modality"), f"{why}, which is not {report.modality}"
            )


def _why(reading: Reading, report: Report) -> str:  # noqa: PLR0911  # one for each reason
    claim, headline = reading.claim(report), _is_headline(reading, report)
    passages = reading.passages[report.id]
    if claim is None or not passages:
        return ""
    words = "\n".join(map(reading.words, passages))
    verbs = told(reading, report, claim)
    forms = {verb.form for verb in verbs if verb.form != "open"}
    if not headline:
        never = _NEVER.get(report.modality, frozenset())
        if forms and forms <= never and not _may_be(report, words):
            return f"the verb of the claim is in a form that tells of {_SHOWN[min(forms)]}"
        if report.modality == "planned" and verbs and all(_is_tried(v.before) for v in verbs):
            return "the verb of the claim tells of something that is tried"
    if report.modality == "opinion":
        comes = "coming" in forms if verbs else _COMES.search(words) is not None
        return "what will be is told" if comes and not _JUDGES.search(words) else ""
    if report.modality == "fact":
        judged = any(_PRAISING.search(cue) for cue in _cues(report))
        return "it is judged, or only seems so" if judged else ""
    if report.modality == "planned" and any(v.form == "infinitive" for v in verbs):
        return ""
    asked = report.modality == "possible" and "?" in words
    if (headline and report.modality not in _IN_HEADLINES) or asked:
        return ""
    if report.modality in OWN and not _has_own(report, words) and not _is_echo(reading, report):
        return "no word of the passage tells it so"
    return ""


def _is_echo(reading: Reading, report: Report) -> bool:
    """Whether what is told so elsewhere is told again here, where a pronoun may stand for it."""
    return any(
        other.modality == report.modality
        for other in reading.entry.reports
        if other.id in report.restates or report.id in other.restates
    )


def _may_be(report: Report, words: str) -> bool:
    """Whether a passage has other words by which its modality may be meant all the same."""
    if report.modality == "ongoing":
        return _LASTS.search(words) is not None
    if report.modality == "done":
        return _DID.search(words) is not None
    return report.modality in OWN and _has_own(report, words)


def _has_own(report: Report, words: str) -> bool:
    own = OWN[report.modality]
    return any(own.search(each) for each in (words, *_cues(report)))


def _is_tried(before: tuple[str, ...]) -> bool:
    """Whether "trying to" or the like stands directly before."""
    return before[-1:] == ("to",) and any(_TRYING.match(each) for each in before[-2:-1])


def _cues(report: Report) -> Iterator[str]:
    if report.cue is not None:
        yield report.cue.q
    for hop in report.chain:
        yield hop.cue.q


def _is_headline(reading: Reading, report: Report) -> bool:
    places = reading.places.get(f"reports.{report.id}.at", ())
    return any(place.zone == "headline" for place in places)

"""Words that cannot be what they are given for: cues without a hedge, places without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger import cues
from reportedly.ledger.agreement.certainties import WORDS
from reportedly.ledger.agreement.forms import PRONOUNS
from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.lexicon import bases, is_mostly_verb
from reportedly.ledger.words import STEM, set_of
from reportedly.model.article import Credit
from reportedly.model.details import Unnamed
from reportedly.model.findings import YamlPath
from reportedly.model.registry import Actor, Outlet
from reportedly.model.slots import Slot

_OWN_CUE: Final = re.compile(r"reports\.[^.]+\.cue")
_HOP_CUE: Final = re.compile(r"reports\.[^.]+\.chain\.\d+\.cue")
_AMOUNT_CUE: Final = re.compile(r"reports\..+\.(?:amounts\.\d+|amount)\.cue")
_PLACE: Final = re.compile(r"reports\.[^.]+\.place\.\d+")
_DENOTES: Final = re.compile(r"namings\.[^.]+|unnamed\.[^.]+")
_PURPOSE: Final = re.compile(r"reports\.[^.]+\.purpose\.\d+")
_SOMEWHERE: Final = re.compile(r"(?i)\b(?:t?here|home|abroad|elsewhere|where)\b")
_HEDGE: Final = re.compile(
    r"(?i)\b(?:\w+ly|can|could|may|might|will|would|shall|should|must|set|due|not|no|if|perhaps"
    r"|maybe|to|as|like|know\w*|sure|certain|doubt\w*|ready|hop\w+|fear\w*)\b"
)
"""Words by which an article says how sure it is, beside those of reporting."""
_BOUNDS: Final = re.compile(
    r"(?i)\b(?:up|as|than|least|most|near\w*|almost|about|around|approximat\w+|rough\w*|over|under"
    r"|some|close|excess|upwards?|estimat\w+|dozens?|scores?|hundreds?|thousands?|millions?|several"
    r"|few|many|only|just|within|between|from|to|or|so|well|below|above|more|less|fewer|at)\b"
)
"""Words that bound a number or blur it."""
_CROSSED: Final = re.compile(r"\w{3,}[,;:!?]\s|\w{3,}\.\s")
_OWNER: Final = re.compile(r"[^\W_]['’]s\Z|s['’]\Z")
_SMALL: Final = set_of("the a an of and for by in on")
_FEW: Final = 6
"""Words of a naming that is no clause."""


def find(reading: Reading) -> Iterator[Slip]:
    """RP198 for words that cannot be meant.

    The cue of a report hedges; no cue lies inside a name, and that of an amount bounds a number. A
    place has a naming in it. A naming or a source does not end with a pronoun or an owner, and no
    comma stands in it. A purpose opens with no verb in "-s". The credit of an outlet or an author
    has a word of the name.
    """
    for slot in reading.slots:
        why = _why(reading, slot)
        if why:
            words = " ".join(slot.anchor.q.split())
            yield Slip("RP198", (*slot.path, "q"), f"'{words}' {why}")
    yield from _credits(reading)


def _why(reading: Reading, slot: Slot) -> str:  # noqa: PLR0911  # one for each sort of words
    words = slot.anchor.q
    if _OWN_CUE.fullmatch(slot.key) and not _hedges(words):
        return "has no word that says how sure it is"
    if _HOP_CUE.fullmatch(slot.key) and _is_name(reading, slot):
        return "is a part of a name, and no cue"
    if _AMOUNT_CUE.fullmatch(slot.key):
        bounds = _BOUNDS.search(words) and not any(ch.isdigit() for ch in words)
        return "" if bounds else "has no word that bounds a number"
    if _PLACE.fullmatch(slot.key):
        spans = reading.spans(slot.key)
        named = any(span.meets(each.span) for span in spans for each in reading.named)
        return "" if named or _SOMEWHERE.search(words) else "names no place"
    if _PURPOSE.fullmatch(slot.key):
        return "opens with a verb that has a subject, and is no purpose" if _is_told(words) else ""
    if _DENOTES.fullmatch(slot.key) and slot.anchor.ends is None:
        return _no_phrase(words)
    return ""


def _hedges(words: str) -> bool:
    return bool(
        cues.detect(words)
        or _HEDGE.search(words)
        or any(each.search(words) for each in WORDS.values())
    )


def _is_name(reading: Reading, slot: Slot) -> bool:
    return any(
        each.span.holds(span)
        for span in reading.spans(slot.key)
        for each in reading.named
        if not isinstance(each.naming.is_, Unnamed) and each.naming.ends is None
    )


def _is_told(words: str) -> bool:
    """Whether some words open with a verb in the third person, as no purpose does."""
    verb = STEM.findall(words)[:1]
    return any(
        word.endswith("s")
        and word.islower()
        and any(map(is_mostly_verb, set(bases(word)) - {word}))
        for word in verb
    )


def _no_phrase(words: str) -> str:
    those = words.split()
    if _OWNER.search(words) and len(those) > 1:
        return "ends with an owner of what is left out"
    if len(those) > 1 and those[-1].lower() in PRONOUNS:
        return "ends with a pronoun, and is two phrases"
    if len(those) <= _FEW and _CROSSED.search(words):
        return "is cut out of two clauses"
    return ""


def _credits(reading: Reading) -> Iterator[Slip]:
    article = reading.entry.article
    for key in ("outlet", "author", "photographer"):
        credit = getattr(article, key)
        if not isinstance(credit, Credit):
            continue
        if credit.q is None:
            if credit.basis in ("stated", "inferred"):
                what = f"the {key} is {credit.basis} by no words of the article"
                yield Slip("RP198", ("article", key), what)
            continue
        record = reading.record(credit.is_ or "")
        names = [credit.name] if credit.name else []
        if isinstance(record, Actor | Outlet):
            names += record.names
        known = {word.lower() for name in names for word in STEM.findall(name)} - _SMALL
        if known and not known & {word.lower() for word in STEM.findall(credit.q)}:
            path: YamlPath = ("article", key, "q")
            yield Slip("RP198", path, f"'{credit.q}' has no word of the name of the {key}")

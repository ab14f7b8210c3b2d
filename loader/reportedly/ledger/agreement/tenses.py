"""The form of the verb that tells a claim's act, held against the modality."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.lexicon import bases, is_mostly_verb, is_verb
from reportedly.ledger.words import STEM, set_of
from reportedly.model.entry import Report
from reportedly.model.places import Span
from reportedly.model.registry import Claim

Form = Literal["past", "present", "progressive", "open"]

_BEFORE: Final = re.compile(r"(?:[\w’']+[ \u00a0]){0,4}\Z")
_BE: Final = set_of("is are am was were be been being ’s ’re 's 're it's they're isn't aren't")
_MODAL: Final = set_of(
    "will would shall should may might must can could to cannot ’ll 'll let lets help helps"
)
_HAVE: Final = ("has", "have", "had", "having", "’ve", "'ve")
_BY: Final = re.compile(r"[ \u00a0]by\b")
_NEAR: Final = 40
"""Letters before a word within which what makes it a noun stands."""
_DETERMINERS: Final = set_of("the a an this that these those its his her their our my your no of")
_SUBJECTS: Final = set_of("who which that he she it they we you i")
_OWNERS: Final = ("'s", "’s", "s'", "s’")
"""After which a word that may be a verb is a noun."""
_OUGHT: Final = ("should", "ought")
_PLAIN: Final = set_of("is are was were has have had did does it's it’s isn't isn’t that's that’s")
"""Verbs by which something is so."""
_GOING_ON: Final = set_of(
    """is are am isn't aren't it's isn’t aren’t it’s there's there’s still remain remained
    continue continued keep kept already now currently while effort efforts attempt attempts bid
    push drive campaign struggle months years decades"""
)
"""Words that tell of something going on, whatever form the other verbs have."""
_SAME: Final = set_of("put set let cut hit shut cost bet split spread quit read beat rid")
"""Verbs whose past is their base form."""
_OUT: Final = {
    "done": {"present", "progressive"},
    "ongoing": {"past"},
    "planned": {"past", "present", "progressive"},
    "predicted": {"past"},
}
"""Per modality, the forms of the act's own verb that rule it out."""


def find(reading: Reading) -> Iterator[Slip]:
    """RP184 where the verb of the claim's act stands in a form that no such modality has.

    It is sought in the passage by the act's name; where it stands once only and its form is plain,
    what is done is in the past, and what is going on is not. Of what somebody says should be, no
    fact is made. Headlines, which tell the past in the present, are not held to it.
    """
    for i, report in enumerate(reading.entry.reports):
        claim = reading.claim(report)
        if claim is None or _is_headline(reading, report):
            continue
        verbs = tuple(_verbs(reading, report, claim))
        forms = {_form(reading, verb) for verb in verbs}
        if len(forms) == 1 and (form := forms.pop()) in _OUT.get(report.modality, ()):
            what = f"the verb of the claim is in the {form} form, which tells nothing as "
            yield Slip("RP184", ("reports", i, "modality"), what + report.modality)
        elif report.modality == "fact" and report.chain and _ought(reading, report):
            what = "its only verb says what should be, which is no fact but an opinion"
            yield Slip("RP184", ("reports", i, "modality"), what)
        elif report.modality == "ongoing" and not (
            any(map(is_verb, map(reading.words, verbs))) or _goes_on(reading, report)
        ):
            what = "no verb outside the cues is in a form that tells of something going on"
            yield Slip("RP184", ("reports", i, "modality"), what)


def _words(reading: Reading, report: Report) -> Iterator[re.Match[str]]:
    """The words of the passage that are in no cue."""
    keys = (f"reports.{report.id}.chain.{n + 1}.cue" for n in range(len(report.chain)))
    cues = [s for key in (f"reports.{report.id}.cue", *keys) for s in reading.spans(key)]
    for passage in reading.passages[report.id]:
        for match in STEM.finditer(reading.text, passage.start, passage.end):
            if not any(cue.meets(Span(*match.span())) for cue in cues):
                yield match


def _ought(reading: Reading, report: Report) -> bool:
    """Whether what is said stands under "should", and nothing in it is plainly so."""
    words = {match.group().lower() for match in _words(reading, report)}
    return any(each.startswith(_OUGHT) for each in words) and not words & _PLAIN


def _goes_on(reading: Reading, report: Report) -> bool:
    """Whether anything in the passage but its cues is in the present, or in an "-ing" form."""
    for match in _words(reading, report):
        word = match.group().lower()
        if word in _GOING_ON or (word.endswith("ing") and _is_verbs(word)):
            return True
        if _tells(reading, match):
            return True
    return False


def _tells(reading: Reading, match: re.Match[str]) -> bool:
    """Whether a word may be a verb in the present.

    In its base form it is one unless "to" or a modal stands near, in its form in "s" unless an
    article or a possessive stands directly before it; what is not mostly a verb is none if any of
    these stands near.
    """
    word = match.group().lower()
    before = reading.text[max(0, match.start() - _NEAR) : match.start()].lower().split()
    if is_mostly_verb(word):
        return not _noun(before[-1:]) and not any(each in _MODAL for each in before[-3:])
    if not word.endswith("s"):
        return False
    forms = tuple(bases(word))
    if any(map(is_mostly_verb, forms)):
        return not _noun(before[-1:])
    return any(map(is_verb, forms)) and not _noun(before)


def _noun(before: list[str]) -> bool:
    if before and before[-1] in _SUBJECTS:
        return False
    return any(each in _DETERMINERS or each.endswith(_OWNERS) for each in before[-4:])


def _is_verbs(word: str) -> bool:
    return any(is_verb(base) for base in bases(word) if base != word)


def _is_headline(reading: Reading, report: Report) -> bool:
    places = reading.places.get(f"reports.{report.id}.at", ())
    return any(place.zone == "headline" for place in places)


def _verbs(reading: Reading, report: Report, claim: Claim) -> Iterator[Span]:
    act = reading.record(claim.act)
    names = (claim.act.replace("-", " "), *(act.label.values() if act is not None else ()))
    own = {word.lower() for name in names for word in STEM.findall(name)[:1] if is_verb(word)}
    for passage in reading.passages[report.id]:
        for match in STEM.finditer(reading.text, passage.start, passage.end):
            if own & set(bases(match.group().lower())):
                yield Span(*match.span())


def _form(reading: Reading, verb: Span) -> Form:
    line = reading.text.rfind("\n", 0, verb.start) + 1
    before = _BEFORE.search(reading.text[line : verb.start])
    words = [] if before is None else before.group().lower().replace("\u00a0", " ").split()
    word = reading.words(verb).lower()
    if any(each in _MODAL for each in words[-3:]):
        return "open"
    if word.endswith("ing"):
        return "progressive" if any(each in _BE for each in words[-2:]) else "open"
    if not any(map(is_mostly_verb, bases(word))) or any(
        each.endswith(_HAVE) for each in words[-3:]
    ):
        return "open"
    if is_verb(word) or word.endswith("s"):
        return "open" if _noun(words) or word in _SAME else "present"
    passive = _BY.match(reading.text, verb.end) or any(each in _BE for each in words[-2:])
    return "open" if passive else "past"

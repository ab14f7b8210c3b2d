"""In which form the verbs of a claim stand in the passage of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.lexicon import bases, is_mostly_verb, is_verb
from reportedly.ledger.words import STEM, set_of
from reportedly.model.entry import Report
from reportedly.model.places import Span
from reportedly.model.registry import Claim, Concept

Form = Literal["past", "perfect", "present", "progressive", "coming", "infinitive", "open"]
"""``coming`` is under "will", "would", "set to" and the like; ``open`` tells nothing."""

_TOKEN: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[.!?;:]")
_ADVERB: Final = set_of("not never also even just only still again soon then now already once")
_BE: Final = set_of("is are am isn't aren't isn’t aren’t it's it’s that's that’s they're they’re")
_WAS: Final = set_of("was were wasn't weren't wasn’t weren’t got")
_HAVE: Final = set_of("has have had having hasn't haven't hadn't they've they’ve we've we’ve")
_COMING: Final = set_of("will would won't won’t wouldn't wouldn’t shall")
_MODAL: Final = _COMING | set_of("should may might must can could cannot let lets help helps ought")
_SURE: Final = set_of("set expected going due likely about bound sure poised slated")
_DETERMINERS: Final = set_of(
    "the a an this that these those its his her their our my your no of any some in for"
)
_OWNERS: Final = ("'s", "’s", "s'", "s’")
"""After which a word that may be a verb is a noun."""
_SUBJECTS: Final = set_of("who which that he she it they we you i")
_SAME: Final = set_of("put set let cut hit shut cost bet split spread quit read beat rid")
"""Verbs whose past is their base form."""
_LIGHT: Final = set_of("be been get place try fail used allude")
_NEAR: Final = 90
"""Letters before a verb in which what governs it stands."""


@dataclass(frozen=True, slots=True)
class Told:
    """A verb of a claim where it stands in a passage.

    Attributes:
        span: where it stands.
        form: in which form.
        before: the words before it in its clause, in small letters, adverbs left out.
    """

    span: Span
    form: Form
    before: tuple[str, ...]


def told(reading: Reading, report: Report, claim: Claim) -> tuple[Told, ...]:
    """Every verb of the act in the passage of a report; if there is none, of the claim's name."""
    for own in (_verbs_of_act(reading, claim), _verbs_of_name(claim)):
        found = tuple(_standing(reading, report, own))
        if found:
            return found
    return ()


def _standing(reading: Reading, report: Report, own: set[str]) -> Iterator[Told]:
    for passage in reading.passages[report.id]:
        for match in STEM.finditer(reading.text, passage.start, passage.end):
            word = match.group().lower()
            if own & {each for base in bases(word) for each in (base, _british(base))}:
                before = _before(reading.text, match.start())
                form = _form(reading.text, match.end(), word, before)
                yield Told(Span(*match.span()), form, before)


def _british(word: str) -> str:
    """The spelling in "-ise" of a verb in "-ize"; any other word as it is."""
    return re.sub(r"iz(?=e?\Z)", "is", word)


def _verbs_of_act(reading: Reading, claim: Claim) -> set[str]:
    """The verbs of an act in their base form; of "be sent", the participle's."""
    act = reading.record(claim.act)
    names = [claim.act.replace("-", " ")]
    if isinstance(act, Concept):
        names += [*act.label.values(), *(each for those in act.aliases.values() for each in those)]
    return {verb for name in names for verb in _first_verb(STEM.findall(name.lower()))} - _LIGHT


def _verbs_of_name(claim: Claim) -> set[str]:
    """The words of a claim's name that are verbs more often than not."""
    words = {word for each in claim.label.values() for word in STEM.findall(each) if word.islower()}
    return {base for word in words for base in bases(word) if is_mostly_verb(base)} - _LIGHT


def _first_verb(words: list[str]) -> Iterator[str]:
    for word in words:
        fitting = {base for base in bases(word) if is_verb(base)} - _LIGHT
        if fitting:
            yield from fitting
            return


def _before(text: str, start: int) -> tuple[str, ...]:
    line = text.rfind("\n", 0, start) + 1
    tokens = _TOKEN.findall(text[max(line, start - _NEAR) : start].lower())
    for n, token in reversed(tuple(enumerate(tokens))):
        if token in ".!?;:":
            tokens = tokens[n + 1 :]
            break
    return tuple(t for t in tokens if t not in _ADVERB and not t.endswith("ly"))


def _form(text: str, end: int, word: str, before: tuple[str, ...]) -> Form:  # noqa: PLR0911
    last = before[-1] if before else ""
    if word.endswith("ing"):
        if last not in _BE | _WAS | {"been", "be"}:
            return "open"
        return "coming" if last == "be" and _is_coming(before[:-1]) else "progressive"
    if _is_past(word):
        return _participle(text, end, before)
    if last == "to":
        return "coming" if _leads_on(before) else "infinitive"
    if _is_coming(before):
        return "coming"
    if _is_noun(before) or any(each in _MODAL for each in before[-3:]) or word in _SAME:
        return "open"
    return "present" if any(map(is_mostly_verb, bases(word))) or word in _HAVE else "open"


def _leads_on(before: tuple[str, ...]) -> bool:
    """Whether words up to "to" tell of what will come: "set to", "will have to"."""
    return (len(before) > 1 and before[-2] in _SURE) or (
        before[-2:-1] == ("have",) and _is_coming(before[-4:])
    )


def _is_noun(before: tuple[str, ...]) -> bool:
    """Whether a determiner or an owner stands before, or an infinitive that "and" goes on with."""
    last = before[-1] if before else ""
    if last in _SUBJECTS:
        return False
    joined = last in ("and", "or") and "to" in before[-4:]
    near = set(before[-4:]) - {"that", "this"} | {last}
    return joined or bool(near & _DETERMINERS) or any(each.endswith(_OWNERS) for each in near)


def _is_past(word: str) -> bool:
    return (word.endswith("ed") and not is_verb(word)) or (
        not is_verb(word) and not word.endswith("s") and any(b != word for b in bases(word))
    )


def _is_coming(before: tuple[str, ...]) -> bool:
    return any(each in _COMING for each in before[-4:])


def _participle(  # noqa: PLR0911  # one for each auxiliary
    text: str, end: int, before: tuple[str, ...]
) -> Form:
    backwards = [*reversed(before), "", "", ""]
    last, rest = backwards[0], backwards[1:]
    if last == "being":
        return "progressive"
    if last in ("be", "been") and _is_coming(before):
        return "coming"
    if last == "be":
        return "coming" if rest[:1] == ["to"] and rest[1] in _SURE else "open"
    if last == "been" or last in _HAVE:
        return "open" if _is_coming(before) else "perfect"
    if last in _WAS:
        return "past"
    if last in _BE:
        return "present"
    return "open" if re.match(r"[ \u00a0]by\b", text[end : end + 4]) else "past"

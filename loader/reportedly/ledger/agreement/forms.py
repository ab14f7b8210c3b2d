"""The form of a naming, held against its words and the names of what it denotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Final

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import BEINGS, Reading
from reportedly.ledger.lexicon import is_person
from reportedly.ledger.words import set_of
from reportedly.model.entry import Naming
from reportedly.model.registry import Actor, Location, Outlet, Record
from reportedly.terms import NamingForm

PRONOUNS: Final = set_of(
    """i me my we us our you your he him his she her hers it its they them their theirs who whom
    whose himself herself itself themselves this that these those"""
)
_SMALL: Final = set_of("the a an of and for on in to at de la le von van al")
"""Words that stand in small letters inside a name."""
_ARTICLES: Final = frozenset({"the", "a", "an"})
_WORD: Final = re.compile(r"(?<![^\W_]['’])[^\W_]+(?:-[^\W_]+)*")
SUFFIX: Final = re.compile(r"(?:[ai]n|ese|ish|ern|ch|ite|i)s?$")
"""How an adjective of a country ends in English."""
_ALIKE: Final = 0.6
"""From which likeness on one spelling is another's (SequenceMatcher's ratio)."""
_ONE_PERSON: Final = set_of("he him his she her hers himself herself i me my")
_SEVERAL: Final = set_of("we us our they them their themselves")
_NO_PERSON: Final = set_of("it its itself")
_INITIALS: Final = 2
"""Capital letters that an abbreviation has at least."""
_PREFIX: Final = 4
"""Letters that an adjective shares with the name it is made from."""


def find(reading: Reading) -> Iterator[Slip]:
    """RP170 for a form that the words of a naming cannot have.

    A name's words are capital, the first at least, and one is a word of a known name; a spelling is
    like a known name; an abbreviation is capital letters, or a part of a known name; an adjective
    ends as such; a metonym is capital, and no pronoun; a description is more than an adjective.
    A naming of several candidates, or of an unnamed source, is held to no known name.
    """
    for i, naming in enumerate(reading.entry.namings):
        record = reading.record(naming.is_) if isinstance(naming.is_, str) else None
        if (naming.ends is None or naming.form == "name") and (
            record is None or isinstance(record, BEINGS)
        ):
            words = words_of(naming.q)
            why = _CHECKS[naming.form](words, known_names(record)) or (
                _in_small(naming.form, words, record)
                or _of_another(reading, naming.form, words, record)
                or other_kind(naming.form, words, record)
                or _shorter(naming, record)
            )
            if why:
                path = ("namings", i, "form" if "form" in naming.model_fields_set else "q")
                what = f"'{naming.q}' is no {naming.form}: {why}"
                yield Slip("RP170", path, what, _meant(naming, record))


def _in_small(form: NamingForm, words: tuple[str, ...], record: Record | None) -> str:
    """Why words that open in small letters are no name, and of several not if any is small."""
    if form != "name" or record is None or _capital(words):
        return ""
    if isinstance(record, Actor) and record.kind == "collective":
        return "it describes several, and a name has capital letters"
    describes = any(word[0].islower() for word in _content(words)[:1])
    return "it describes, and a name opens in capital letters" if describes else ""


def _shorter(naming: Naming, record: Record | None) -> str:
    """Why capital letters alone are no name: the record is called otherwise at length."""
    letters = "".join(ch for ch in naming.q if ch.isalpha())
    if naming.form != "name" or record is None or len(letters) < _INITIALS or not letters.isupper():
        return ""
    called = {each.lower() for each in record.label.values()}
    return "" if naming.q.lower() in called or " " in naming.q else "it is short for a longer one"


def _of_another(
    reading: Reading, form: NamingForm, words: tuple[str, ...], record: Record | None
) -> str:
    """Of an adjective or an abbreviation, whose name it is made from, if that is another's."""
    made = {"adjective": is_adjective_of, "abbreviation": _is_short_for}.get(form)
    if record is None or made is None or any(made(words, name) for name in known_names(record)):
        return ""
    others = [
        other.id
        for kind in (Actor, Outlet, Location)
        for other in reading.registry.of(kind)
        if any(made(words, name) for name in known_names(other))
    ]
    return f"it is made from the name of '{others[0]}'" if others else ""


def is_adjective_of(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether words are made from a name, word for word ("Norlandish"); the name is one, too."""
    return len(words) == len(name) and all(
        word.lower()[:_PREFIX] == other[:_PREFIX] for word, other in zip(words, name, strict=True)
    )


def _is_short_for(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    said = "".join(words)
    return (
        said.isupper()
        and len(name) > 1
        and said.lower()
        in (
            "".join(word[0] for word in name),
            "".join(word[0] for word in name if word not in _SMALL),
        )
    )


def other_kind(form: NamingForm, words: tuple[str, ...], record: Record | None) -> str:
    """Why words that describe cannot denote a record of its kind; empty if they can."""
    if form != "description" or record is None:
        return ""
    person = isinstance(record, Actor) and record.kind == "person"
    one = person or isinstance(record, Outlet) or _is_office(record)
    word = words[0].lower() if _is_pronoun(words) else ""
    unlike = {
        f"'{word}' is one person, and '{record.id}' is none": word in _ONE_PERSON and not one,
        f"'{word}' is several, and '{record.id}' is one person": word in _SEVERAL and person,
        f"'{word}' is no person, and '{record.id}' is one": word in _NO_PERSON and person,
        f"'{record.id}' is a person, and no word of it means one": (
            not word and person and not any(map(is_person, words))
        ),
    }
    return next((why for why, holds in unlike.items() if holds), "")


def _is_office(record: Record) -> bool:
    return isinstance(record, Actor) and record.kind == "office"


def _meant(naming: Naming, record: Record | None) -> str | None:
    fits = [
        form
        for form, check in _CHECKS.items()
        if form != naming.form and not check(words_of(naming.q), known_names(record))
    ]
    return f"Its words could be: {', '.join(fits)}; or 'is' names another." if fits else None


def words_of(q: str) -> tuple[str, ...]:
    """The words of a naming, without what follows an apostrophe."""
    return tuple(_WORD.findall(q))


def known_names(record: Record | None) -> tuple[tuple[str, ...], ...]:
    """The labels and aliases of a record, each as its words in small letters."""
    if record is None:
        return ()
    return tuple(tuple(word.lower() for word in _WORD.findall(name)) for name in record.names)


def _known(words: tuple[str, ...], names: tuple[tuple[str, ...], ...]) -> bool:
    """Whether these are just the words of a known name; "the" and the plural aside."""
    said = [word.lower().rstrip("s") for word in words if word.lower() not in _ARTICLES]
    return any(said == [w.rstrip("s") for w in name if w not in _ARTICLES] for name in names)


def _content(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word.lower() not in _SMALL)


def _capital(words: tuple[str, ...]) -> bool:
    content = _content(words)
    return bool(content) and all(word[0].isupper() or word[0].isdigit() for word in content)


def _is_pronoun(words: tuple[str, ...]) -> bool:
    return len(words) == 1 and words[0].lower() in PRONOUNS


def _no_name(words: tuple[str, ...], names: tuple[tuple[str, ...], ...]) -> str:
    if _is_pronoun(words):
        return "it is a pronoun"
    if _known(words, names):
        return ""
    if not _capital(words):
        return "a name is written with capital letters"
    known = {word for name in names for word in name} - _SMALL
    initials = "".join(word[0] for word in words).lower()
    if names and not {initials, *(word.lower() for word in words)} & known:
        return "none of its words is in a name that the registry knows"
    return ""


def _no_spelling(words: tuple[str, ...], names: tuple[tuple[str, ...], ...]) -> str:
    said = " ".join(words).lower()
    if names and max(SequenceMatcher(None, said, " ".join(n)).ratio() for n in names) < _ALIKE:
        return "it is like no name that the registry knows"
    return (
        "a name is written with capital letters" if _is_pronoun(words) or words[0].islower() else ""
    )


def _no_abbreviation(words: tuple[str, ...], names: tuple[tuple[str, ...], ...]) -> str:
    if any(len(word) > 1 and word.isupper() for word in words) or all(len(w) == 1 for w in words):
        return ""
    content = {word.lower() for word in _content(words)}
    if any(content < set(name) for name in names):
        return ""
    return "it is neither capital letters nor a part of a known name"


def _no_adjective(words: tuple[str, ...], _: tuple[tuple[str, ...], ...]) -> str:
    if not _capital(words):
        return "an adjective of a name is written with a capital letter"
    if not SUFFIX.search(words[-1]):
        return "it ends as no adjective of a name"
    return ""


def _no_metonym(words: tuple[str, ...], _: tuple[tuple[str, ...], ...]) -> str:
    if _is_pronoun(words) or not _capital(words):
        return "a metonym is a name of something else"
    return ""


def _no_description(words: tuple[str, ...], names: tuple[tuple[str, ...], ...]) -> str:
    if _is_pronoun(words) or not _capital(words):
        return ""
    if any(tuple(word.lower() for word in words) == name for name in names):
        return ""
    stems = {word[:_PREFIX] for name in names for word in name}
    made = all(word.lower()[:_PREFIX] in stems for word in words)
    if SUFFIX.search(words[-1]) and (made or len(words) == 1):
        return "it is an adjective, and describes nothing by itself"
    return ""


_CHECKS: Final[
    Mapping[NamingForm, Callable[[tuple[str, ...], tuple[tuple[str, ...], ...]], str]]
] = MappingProxyType(
    {
        "name": _no_name,
        "spelling": _no_spelling,
        "abbreviation": _no_abbreviation,
        "adjective": _no_adjective,
        "metonym": _no_metonym,
        "description": _no_description,
    }
)
"""Per form, why words cannot have it; empty if they can."""

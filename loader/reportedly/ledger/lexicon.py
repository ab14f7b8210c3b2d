"""General English words that the detectors go by, drawn from WordNet 3.0 (`bench/wordnet.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


@cache
def _words(name: str) -> frozenset[str]:
    text = (files(__package__) / "wordnet" / f"{name}.txt").read_text(encoding="ascii")
    return frozenset(text.split())


@cache
def _irregular() -> dict[str, str]:
    pairs = (pair.partition("=") for pair in _words("irregular"))
    return {form: base for form, _, base in pairs}


def is_person(word: str) -> bool:
    """Whether a noun, in either number, means most often a person or a group."""
    return any(form in _words("people") for form in _singulars(word.lower()))


def is_verb(word: str) -> bool:
    """Whether a word is a verb in its base form."""
    return word.lower() in _words("verbs")


def is_verb_form(word: str) -> bool:
    """Whether a word may be a verb in any form."""
    return any(form in _words("verbs") for form in bases(word.lower()))


def is_mostly_verb(word: str) -> bool:
    """Whether a word in its base form is a verb more often than anything else (SemCor)."""
    return word.lower() in _words("mostly_verbs")


def takes_infinitive(word: str) -> bool:
    """Whether a verb in any form, or a noun of the same form, takes "to" with an infinitive."""
    return any(form in _takers() or f"{form}*" in _takers() for form in bases(word.lower()))


def makes_somebody(word: str) -> bool:
    """Whether a verb in any form takes somebody with "to" and an infinitive ("allow him to go")."""
    return any(f"{form}*" in _takers() for form in bases(word.lower()))


def _takers() -> frozenset[str]:
    return _words("complements")


def _singulars(word: str) -> Iterator[str]:
    yield word
    for ending, instead in (("ies", "y"), ("es", ""), ("s", ""), ("men", "man")):
        if word.endswith(ending):
            yield word.removesuffix(ending) + instead


def bases(word: str) -> Iterator[str]:
    """What a form of a verb may be a form of; not all of them are words."""
    yield word
    if word in _irregular():
        yield _irregular()[word]
    for ending in ("s", "es", "ed", "ing"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            yield stem
            yield f"{stem}e"
            if stem.endswith("i"):
                yield f"{stem[:-1]}y"
            if stem[-1:] == stem[-2:-1]:
                yield stem[:-1]

"""What the model says of its keys in docstrings, and the vocabulary of its values."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import BaseModel
from pyoxigraph import Literal, NamedNode, Store

from reportedly.errors import InputError

_ATTRIBUTE: Final = re.compile(r"^(\w+): (.*(?:\n {4,}.*)*)", re.MULTILINE)
_ALIAS: Final = re.compile(r" \(``\w+``\)(?=\.?$)")
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"

Scheme = Mapping[str, str]
"""From each value of a scheme, as an entry writes it, to what it means."""


def meaning(model: type[BaseModel]) -> str:
    """What a model is, in Markdown, without what is said of its keys."""
    return _markdown(inspect.getdoc(model) or "").partition("\n\nAttributes:")[0]


def attributes(model: type[BaseModel]) -> dict[str, str]:
    """What each field of a model means, in Markdown, those that it inherits included."""
    told: dict[str, str] = {}
    for one in reversed(model.__mro__):
        _, _, listed = (inspect.cleandoc(one.__doc__ or "")).partition("\nAttributes:\n")
        for name, words in _ATTRIBUTE.findall(inspect.cleandoc(listed)):
            sentence = _ALIAS.sub("", " ".join(words.split()))
            told[name] = _markdown(sentence[0].upper() + sentence[1:])
    return told


def _markdown(words: str) -> str:
    return words.replace("``", "`")


def schemes(ontology: Path) -> tuple[Scheme, ...]:
    """The concept schemes of the vocabulary, each with its values and their definitions.

    Args:
        ontology: the vocabulary's Turtle file.

    Raises:
        InputError: the file cannot be read as Turtle.
    """
    store = Store()
    try:
        store.load(path=str(ontology))
    except (OSError, SyntaxError) as error:
        raise InputError(f"the vocabulary cannot be read: {error}", where=str(ontology)) from error
    found: dict[str, dict[str, str]] = {}
    for quad in store.quads_for_pattern(None, NamedNode(f"{_SKOS}inScheme"), None, None):
        notation = _value(store, quad.subject, "notation")
        definition = _value(store, quad.subject, "definition")
        if notation and definition:
            found.setdefault(str(quad.object), {})[notation] = definition
    return tuple(found[scheme] for scheme in sorted(found))


def _value(store: Store, subject: object, name: str) -> str | None:
    if not isinstance(subject, NamedNode):
        return None
    quads = store.quads_for_pattern(subject, NamedNode(f"{_SKOS}{name}"), None, None)
    return next((quad.object.value for quad in quads if isinstance(quad.object, Literal)), None)

"""Quads put in order once, by predicate and subject, for those predicates that shapes ask for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from reportedly.validate.memory import term_of, to_rdflib
from reportedly.validate.results import Term
from reportedly.vocabularies import RDF_TYPE

SUB_CLASS: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_STRINGS: Final = frozenset(
    (
        NamedNode("http://www.w3.org/2001/XMLSchema#string"),
        NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
    )
)
_MOST: Final = 20_000
"""Literals kept as they were last seen; more than a batch has, and little memory."""
_NOTHING: Final[Mapping[Term, None]] = {}


class CannotTellError(Exception):
    """The quick way does not know; pySHACL is asked. Never leaves the room."""


class Facts:
    """What some quads say, their graphs disregarded.

    Args:
        quads: what is said.
        wanted: the predicates that are kept.
        literals: literals that were seen before, which this adds to.

    Raises:
        CannotTellError: there is a blank node, a sub-class, or a literal that rdflib would write
            in another way, so that it might take two for one.
    """

    def __init__(
        self, quads: Iterable[Quad], wanted: Iterable[NamedNode], literals: dict[Literal, Literal]
    ) -> None:
        told: dict[NamedNode, dict[Term, dict[Term, None]]]
        told = {each: {} for each in (SUB_CLASS, *wanted)}
        if len(literals) > _MOST:
            literals.clear()
        for subject, predicate, value, _ in quads:
            if type(subject) is not NamedNode:
                raise CannotTellError
            by_subject = told.get(predicate)
            kind = type(value)
            if kind is Literal:
                if by_subject is None:
                    continue
                term = literals.get(value)
                if term is None:
                    term = literals[value] = _as_rdflib_has_it(value)
            elif kind is not NamedNode:
                raise CannotTellError
            elif by_subject is None:
                continue
            else:
                term = value
            values = by_subject.get(subject)
            if values is None:
                by_subject[subject] = {term: None}
            else:
                values[term] = None
        if told[SUB_CLASS]:
            raise CannotTellError
        self._told = told
        self._instances = _by_class(told.get(RDF_TYPE, {}))

    def values(self, subject: Term, predicate: NamedNode) -> Collection[Term]:
        """The values of a predicate at a node, each once."""
        return self._told[predicate].get(subject, _NOTHING)

    def instances(self, kind: NamedNode) -> Collection[Term]:
        """What is said to be of a class."""
        return self._instances.get(kind, ())

    def subjects(self, predicate: NamedNode) -> Collection[Term]:
        """What has a value of a predicate."""
        return self._told[predicate].keys()


def _by_class(types: Mapping[Term, Iterable[Term]]) -> Mapping[Term, Collection[Term]]:
    instances: dict[Term, list[Term]] = {}
    for subject, classes in types.items():
        for each in classes:
            instances.setdefault(each, []).append(subject)
    return instances


def _as_rdflib_has_it(value: Literal) -> Literal:
    """The literal by which rdflib would know it: two that it holds to be one are one here too."""
    if value.language:
        small = value.language.lower()
        return value if small == value.language else Literal(value.value, language=small)
    if value.datatype not in _STRINGS and term_of(to_rdflib(value)) != value:
        raise CannotTellError
    return value

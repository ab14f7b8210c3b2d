"""A small rdflib graph that answers what pySHACL asks straight from two dictionaries."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Any, Self

import rdflib
from rdflib.term import Node

_Triple = tuple[Node, Node, Node]


class SliceGraph(rdflib.Graph):
    """Triples to be read again and again, and never removed.

    rdflib's own memory store keeps a context for each triple and asks for it at every look-up;
    of a validation by pySHACL that was a third. Blank nodes, namespaces and all else are as in
    `rdflib.Graph`; only what changes or queries a graph by other means than `add` is left out.
    """

    def __init__(self, triples: Iterable[_Triple] = ()) -> None:
        super().__init__(bind_namespaces="none")
        self._by_subject: dict[Node, dict[Node, dict[Node, None]]] = {}
        self._by_predicate: dict[Node, dict[Node, dict[Node, None]]] = {}
        self._count = 0
        for triple in triples:
            self.add(triple)

    def add(self, triple: _Triple) -> Self:
        """Add a triple, once."""
        subject, predicate, object_ = triple
        objects = self._by_subject.setdefault(subject, {}).setdefault(predicate, {})
        if object_ not in objects:
            objects[object_] = None
            subjects = self._by_predicate.setdefault(predicate, {}).setdefault(object_, {})
            subjects[subject] = None
            self._count += 1
        return self

    def remove(self, triple: object) -> Self:
        """Refused: a slice is made and thrown away as a whole."""
        raise TypeError(f"a slice only grows: {triple} stays")

    def __len__(self) -> int:
        return self._count

    def __contains__(self, triple: object) -> bool:
        return next(iter(self.triples(triple)), None) is not None

    def triples(self, triple: Any) -> Generator[Any, None, None]:  # noqa: ANN401
        """The triples that fit a pattern, in which None fits all."""
        subject, predicate, object_ = triple
        if subject is not None:
            told = self._by_subject.get(subject, {})
            for each in told if predicate is None else (predicate,):
                objects = told.get(each, {})
                for node in objects if object_ is None else (object_,):
                    if node in objects:
                        yield subject, each, node
            return
        for each in self._by_predicate if predicate is None else (predicate,):
            by_object = self._by_predicate.get(each, {})
            for node in by_object if object_ is None else (object_,):
                for found in by_object.get(node, ()):
                    yield found, each, node

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Any:  # noqa: ANN401
        """The objects of a subject and predicate, without the detour by way of triples."""
        if subject is None or predicate is None or isinstance(predicate, rdflib.paths.Path):
            return super().objects(subject, predicate, unique)
        return iter(self._by_subject.get(subject, {}).get(predicate, ()))

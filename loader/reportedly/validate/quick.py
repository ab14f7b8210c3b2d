"""Whether quads conform to shapes, told quickly; what is wrong, if they do not, pySHACL says.

pySHACL spends much of its time on messages that nobody reads (those of the branches of ``sh:or``),
on building each constraint anew for each node, and on asking a graph for what could stand in a
dictionary. Here each shape of SHACL Core (W3C SHACL, sections 2 to 4) becomes a function once. What
a single value is worth (``sh:datatype``, ``sh:in``, ``sh:pattern``, bounds and lengths) is asked of
pySHACL's own constraint, once for each value, so that there is one opinion of it. A word on a shape
that is not known here makes the quick way give up: then pySHACL is asked of everything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Final

import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import RDF, SH
from rdflib.term import Node

from reportedly.validate.facts import CannotTellError, Facts
from reportedly.validate.judges import BY_VALUE, Judge, Judges
from reportedly.validate.results import Term
from reportedly.vocabularies import RDF_TYPE

Test = Callable[[Facts, Term], bool]
_Values = Callable[[Facts, Term], Collection[Term]]
_Constraint = Callable[[Facts, Term, Collection[Term]], bool]
_SHAPES: Final = frozenset((SH.NodeShape, SH.PropertyShape))
_TARGETS: Final = (SH.targetClass, SH.targetSubjectsOf)
_SHOWN: Final = (SH.message, SH.severity, SH.name, SH.description, SH.order)
_COUNTS: Final = (SH.qualifiedMinCount, SH.qualifiedMaxCount)
_TOLD_ELSEWHERE: Final = frozenset((*_TARGETS, SH.path, *_SHOWN, *_COUNTS))
"""Words on a shape that are no constraint of their own."""


@dataclass(slots=True)
class Quick:
    """Every shape of a graph that has a target, as functions.

    Attributes:
        tests: what each shape is asked of, and what it asks.
        wanted: the predicates that shapes ask for.
    """

    tests: tuple[tuple[Callable[[Facts], Iterable[Term]], Test], ...]
    wanted: frozenset[NamedNode]
    _literals: dict[Literal, Literal] = field(default_factory=dict)

    @classmethod
    def of(cls, shapes: rdflib.Graph) -> Quick | None:
        """Make functions of some shapes; None if they say more than is known here."""
        try:
            maker = _Maker(shapes)
            tests = tuple(maker.targeted())
        except CannotTellError:
            return None
        return cls(tests, frozenset((*maker.wanted, RDF_TYPE)))

    def conform(self, quads: Iterable[Quad]) -> bool:
        """Whether some quads conform for certain; if not, pySHACL may still find that they do."""
        try:
            facts = Facts(quads, self.wanted, self._literals)
            return all(test(facts, node) for foci, test in self.tests for node in foci(facts))
        except CannotTellError:
            return False


class _Maker:
    """Makes functions of shapes, and notes for which predicates they ask."""

    def __init__(self, shapes: rdflib.Graph) -> None:
        self.shapes = shapes
        self.judges = Judges(shapes)
        self.wanted: set[NamedNode] = set()
        self._made: dict[Node, Test | None] = {}

    def targeted(self) -> Iterator[tuple[Callable[[Facts], Iterable[Term]], Test]]:
        for target in _TARGETS:
            for shape, value in self.shapes.subject_objects(target):
                term = self.iri(value)
                test = self.test(shape)
                if target == SH.targetClass:
                    yield partial(Facts.instances, kind=term), test
                else:
                    self.wanted.add(term)
                    yield partial(Facts.subjects, predicate=term), test

    def test(self, shape: Node) -> Test:
        """Whether a node conforms to a shape."""
        if shape in self._made:
            known = self._made[shape]
            if known is None:  # shapes that refer to one another in a circle
                raise CannotTellError
            return known
        self._made[shape] = None
        path = self.shapes.value(shape, SH.path)
        values = None if path is None else self.values(path)
        constraints = tuple(self.constraints(shape))

        def test(facts: Facts, node: Term) -> bool:
            found = (node,) if values is None else values(facts, node)
            for holds in constraints:  # noqa: SIM110 -- ten thousand times a batch
                if not holds(facts, node, found):
                    return False
            return True

        self._made[shape] = test
        return test

    def values(self, path: Node) -> _Values:
        """The values of a path: a predicate, predicates in turn, or one of several."""
        if isinstance(path, rdflib.URIRef):
            predicate = self.iri(path)
            self.wanted.add(predicate)
            return lambda facts, node: facts.values(node, predicate)
        either = self.shapes.value(path, SH.alternativePath)
        if either is not None:
            ways = [self.values(each) for each in self.shapes.items(either)]
            return lambda facts, node: {v: None for way in ways for v in way(facts, node)}
        if (path, RDF.first, None) not in self.shapes:
            raise CannotTellError
        steps = [self.values(each) for each in self.shapes.items(path)]

        def follow(facts: Facts, node: Term) -> Collection[Term]:
            here: Collection[Term] = (node,)
            for step in steps:
                here = {value: None for each in here for value in step(facts, each)}
            return here

        return follow

    def constraints(self, shape: Node) -> Iterator[_Constraint]:
        """What a shape asks of a node and of its values."""
        for predicate, value in self.shapes.predicate_objects(shape):
            if predicate == RDF.type and value not in _SHAPES:
                raise CannotTellError  # a class with instances of its own
            if not str(predicate).startswith(str(SH)) or predicate in _TOLD_ELSEWHERE:
                continue
            if predicate in BY_VALUE:
                yield _each(self.judges.of_value(shape, predicate))
            elif predicate in (SH.lessThan, SH.lessThanOrEquals):
                other = self.iri(value)
                self.wanted.add(other)
                yield self.judges.of_pair(shape, predicate, other)
            elif predicate == SH.uniqueLang:
                yield _unique
            elif predicate in _LOGIC:
                tests = tuple(self.test(each) for each in self.shapes.items(value))
                yield _logic(_LOGIC[predicate], tests)
            elif predicate in _MAKERS:
                yield _MAKERS[predicate](self, shape, value)
            else:
                raise CannotTellError

    def iri(self, node: Node | None) -> NamedNode:
        if not isinstance(node, rdflib.URIRef):
            raise CannotTellError
        return NamedNode(str(node))

    def number(self, shape: Node, predicate: Node) -> int | None:
        found = list(self.shapes.objects(shape, predicate))
        if not found:
            return None
        if len(found) > 1 or not isinstance(found[0], rdflib.Literal):
            raise CannotTellError
        return int(found[0])


def _each(judge: Judge) -> _Constraint:
    return lambda _facts, _node, values: all(map(judge, values))


def _unique(_facts: Facts, _node: Term, values: Collection[Term]) -> bool:
    tags = [v.language.lower() for v in values if isinstance(v, Literal) and v.language]
    return len(tags) == len(set(tags))


def _logic(fits: Callable[[int, int], bool], tests: tuple[Test, ...]) -> _Constraint:
    def holds(facts: Facts, _node: Term, values: Collection[Term]) -> bool:
        return all(fits(sum(t(facts, v) for t in tests), len(tests)) for v in values)

    return holds


_LOGIC: Final[Mapping[Node, Callable[[int, int], bool]]] = MappingProxyType(
    {
        SH["or"]: lambda fitting, _of: fitting > 0,
        SH["and"]: lambda fitting, of: fitting == of,
        SH.xone: lambda fitting, _of: fitting == 1,
    }
)


def _at_least(maker: _Maker, shape: Node, _value: Node) -> _Constraint:
    least = maker.number(shape, SH.minCount) or 0
    return lambda _facts, _node, values: len(values) >= least


def _at_most(maker: _Maker, shape: Node, _value: Node) -> _Constraint:
    most = maker.number(shape, SH.maxCount) or 0
    return lambda _facts, _node, values: len(values) <= most


def _of_class(maker: _Maker, _shape: Node, value: Node) -> _Constraint:
    kind = maker.iri(value)
    return lambda facts, _node, values: all(kind in facts.values(v, RDF_TYPE) for v in values)


def _has(maker: _Maker, _shape: Node, value: Node) -> _Constraint:
    wanted = maker.iri(value)
    return lambda _facts, _node, values: wanted in values


def _not(maker: _Maker, _shape: Node, value: Node) -> _Constraint:
    test = maker.test(value)
    return lambda facts, _node, values: not any(test(facts, v) for v in values)


def _properties(maker: _Maker, _shape: Node, value: Node) -> _Constraint:
    test = maker.test(value)
    return lambda facts, _node, values: all(test(facts, v) for v in values)


def _qualified(maker: _Maker, shape: Node, value: Node) -> _Constraint:
    test = maker.test(value)
    least = maker.number(shape, SH.qualifiedMinCount) or 0
    most = maker.number(shape, SH.qualifiedMaxCount)

    def holds(facts: Facts, _node: Term, values: Collection[Term]) -> bool:
        fitting = sum(test(facts, v) for v in values)
        return least <= fitting and (most is None or fitting <= most)

    return holds


_MAKERS: Final[Mapping[Node, Callable[[_Maker, Node, Node], _Constraint]]] = MappingProxyType(
    {
        SH.minCount: _at_least,
        SH.maxCount: _at_most,
        SH["class"]: _of_class,
        SH.hasValue: _has,
        SH["not"]: _not,
        SH.property: _properties,
        SH.qualifiedValueShape: _qualified,
    }
)

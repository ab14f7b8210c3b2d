"""pySHACL's own opinion of single values and pairs, asked once for each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any, Final

import rdflib
from pyoxigraph import Literal, NamedNode
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shapes_graph import ShapesGraph
from rdflib import SH
from rdflib.term import Node

from reportedly.validate.facts import CannotTellError, Facts
from reportedly.validate.memory import to_rdflib
from reportedly.validate.results import Term
from reportedly.vocabularies import XSD_INTEGER

Judge = Callable[[Term], bool]
_KINDS: Final = (SH.datatype, SH.nodeKind, SH["in"])
_WORDS: Final = (SH.pattern, SH.minLength, SH.maxLength)
_BOUNDS: Final = (SH.minInclusive, SH.maxInclusive, SH.minExclusive, SH.maxExclusive)
BY_VALUE: Final = frozenset((*_KINDS, *_WORDS, *_BOUNDS))
"""Constraints of which each value keeps or breaks its own part."""
_MOST: Final = 20_000
"""Verdicts kept of one constraint."""
_ALL: Final = SHACLExecutor()


class _Pairs:
    """As much of a graph as a comparison asks for: the values of the other property."""

    namespace_manager = rdflib.Graph(bind_namespaces="none").namespace_manager

    def __init__(self, values: Collection[Node]) -> None:
        self._values = values

    def objects(self, _subject: Node, _predicate: Node) -> Iterator[Node]:
        """The values, whatever is asked."""
        return iter(self._values)


def _is_whole(term: Term) -> bool:
    if not isinstance(term, Literal) or term.datatype != XSD_INTEGER:
        return False
    return term.value.isascii() and term.value.isdecimal()


def _whole(term: Term) -> int:
    return int(term.value)


class Judges:
    """The constraints of some shapes, each made once by pySHACL.

    Raises:
        CannotTellError: pySHACL does not take the shapes, or a constraint cannot judge a value.
    """

    def __init__(self, shapes: rdflib.Graph) -> None:
        try:
            self._shapes = ShapesGraph(shapes)  # kept: a shape asks it for its neighbours
            self._made = {shape.node: shape for shape in self._shapes.shapes}
        except ShapeLoadError as error:
            raise CannotTellError from error

    def of_value(self, shape: Node, predicate: Node) -> Judge:
        """What a constraint says of a value; it is asked once for each."""
        judge = self._judge(shape, predicate)
        known: dict[Term, bool] = {}

        def judged(value: Term) -> bool:
            verdict = known.get(value)
            if verdict is None:
                if len(known) > _MOST:
                    known.clear()
                node = to_rdflib(value)
                verdict = known[value] = judge({node: {node}}, ())
            return verdict

        return judged

    def of_pair(
        self, shape: Node, predicate: Node, other: NamedNode
    ) -> Callable[[Facts, Term, Collection[Term]], bool]:
        """What a comparison says of a node's values and those of another property."""
        judge = self._judge(shape, predicate)

        def compared(facts: Facts, node: Term, values: Collection[Term]) -> bool:
            others = facts.values(node, other)
            if not values or not others:
                return True
            if predicate == SH.lessThan and all(map(_is_whole, (*values, *others))):
                return max(map(_whole, values)) < min(map(_whole, others))
            nodes = {to_rdflib(value) for value in values}
            return judge({to_rdflib(node): nodes}, [to_rdflib(each) for each in others])

        return compared

    def _judge(
        self, shape: Node, predicate: Node
    ) -> Callable[[dict[Node, set[Node]], Collection[Node]], bool]:
        try:
            component: Any = CONSTRAINT_PARAMETERS_MAP[predicate](self._made[shape])
        except ConstraintLoadError as error:
            raise CannotTellError from error

        def judge(focus: dict[Node, set[Node]], others: Collection[Node]) -> bool:
            try:
                conforms, _ = component.evaluate(_ALL, _Pairs(others), focus, [])
            except (ReportableRuntimeError, TypeError, ValueError) as error:
                raise CannotTellError from error
            return bool(conforms)

        return judge

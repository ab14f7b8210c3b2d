"""Whether two results are the same: to the letter, or in value, whatever blank nodes are called.

A result with blank nodes is put as RDF and canonicalised, which makes isomorphic graphs equal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    Triple,
)

from bench.w3c.graphs import Term
from bench.w3c.results import Result, Row, Solutions, Triples

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS: Final = re.compile(
    "(?:integer|(?:nonNegative|positive|nonPositive|negative)Integer"
    "|(?:unsigned)?(?:Long|Int|Short|Byte)|long|int|short|byte)"
)
_ZERO_ZONE: Final = re.compile(r"[+-]00:00\Z")
_ZERO_FRACTION: Final = re.compile(r"(\.\d*?)0+(?=\Z|Z|[+-])")


class Sameness(StrEnum):
    """How alike two results are."""

    EXACT = "the same"
    BY_VALUE = "the same in value; lexical forms differ"
    NONE = "another result"


def compare(wanted: Result, got: Result, *, lax: bool = False) -> Sameness:
    """How alike two results are.

    Args:
        wanted: what is expected; says whether order counts.
        got: what came.
        lax: whether a row may come less often than it is expected, but at least once.
    """
    if isinstance(wanted, bool) or isinstance(got, bool):
        return Sameness.EXACT if wanted is got else Sameness.NONE
    if lax and isinstance(wanted, Solutions) and isinstance(got, Solutions):
        wanted, got = _with_counts_allowed(wanted, got)
    if _canonical(wanted) == _canonical(_in_order_of(wanted, got)):
        return Sameness.EXACT
    if _canonical(_valued(wanted)) == _canonical(_valued(_in_order_of(wanted, got))):
        return Sameness.BY_VALUE
    return Sameness.NONE


def _in_order_of(wanted: Result, got: Result) -> Result:
    if isinstance(wanted, Solutions) and isinstance(got, Solutions):
        return replace(got, ordered=wanted.ordered)
    return got


def _with_counts_allowed(wanted: Solutions, got: Solutions) -> tuple[Solutions, Solutions]:
    """The distinct rows of both, if `got` has none more often than `wanted`; else both as are."""
    most, came = (Counter(map(_frozen, one.rows)) for one in (wanted, got))
    if any(count > most[row] for row, count in came.items()):
        return wanted, got
    return replace(wanted, rows=_distinct(most)), replace(got, rows=_distinct(came))


def _distinct(rows: Counter[frozenset[tuple[str, Term]]]) -> tuple[Row, ...]:
    return tuple(map(dict, rows))


def _frozen(row: Row) -> frozenset[tuple[str, Term]]:
    return frozenset(row.items())


def _canonical(result: Result) -> object:
    match result:
        case bool():
            return result
        case Triples(triples):
            quads = [Quad(t.subject, t.predicate, t.object) for t in triples]
            return _canonical_quads(quads)
        case Solutions():
            return result.variables, _canonical_quads(_as_quads(result))


def _as_quads(solutions: Solutions) -> list[Quad]:
    """One node a row, and its place or (rows without blank nodes come together) its number."""
    if solutions.ordered:
        numbered = list(enumerate(solutions.rows))
    else:
        plain = Counter(_frozen(row) for row in solutions.rows if not _has_blank(row))
        numbered = [(count, dict(row)) for row, count in plain.items()]
        numbered += [(0, row) for row in solutions.rows if _has_blank(row)]
    quads = []
    for number, row in numbered:
        node = BlankNode()
        quads.append(Quad(node, NamedNode("urn:row"), Literal(number)))
        quads += [Quad(node, NamedNode(f"urn:var:{name}"), term) for name, term in row.items()]
    return quads


def _has_blank(row: Row) -> bool:
    return any(map(_blank, row.values()))


def _blank(term: Term) -> bool:
    if isinstance(term, Triple):
        return _blank(term.subject) or _blank(term.object)
    return isinstance(term, BlankNode)


def _canonical_quads(quads: list[Quad]) -> frozenset[Quad]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(dataset)


def _valued(result: Result) -> Result:
    """The result with every literal in one form for each value."""
    match result:
        case bool():
            return result
        case Triples(triples):
            return Triples(frozenset(_value_of_triple(triple) for triple in triples))
        case Solutions():
            rows = tuple(
                {name: _value(term, typed=result.typed) for name, term in row.items()}
                for row in result.rows
            )
            return replace(result, rows=rows)


def _value_of_triple(triple: Triple) -> Triple:
    subject = _value(triple.subject)
    if not isinstance(subject, NamedNode | BlankNode):
        raise TypeError(f"{subject} is the subject of a triple")
    return Triple(subject, triple.predicate, _value(triple.object))


def _value(term: Term, *, typed: bool = True) -> Term:
    if isinstance(term, Triple):
        return _value_of_triple(term)
    if not isinstance(term, Literal) or term.language is not None:
        return term
    if not typed:
        return Literal(_number(term.value) or term.value)
    name = term.datatype.value.removeprefix(XSD)
    if _INTEGERS.fullmatch(name):
        name, text = "integer", _number(term.value, whole=True)
    else:
        text = _FORMS[name](term.value) if name in _FORMS else None
    return term if text is None else Literal(text, datatype=NamedNode(XSD + name))


def _number(text: str, *, whole: bool = False) -> str | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or (whole and number != number.to_integral_value()):
        return None
    return f"{number.normalize():f}" if number else "0"


def _float(text: str) -> str | None:
    try:
        return repr(float(text))
    except ValueError:
        return None


def _time(text: str) -> str:
    return _ZERO_FRACTION.sub(lambda m: m[1].rstrip("."), _ZERO_ZONE.sub("Z", text))


_FORMS: Final[Mapping[str, Callable[[str], str | None]]] = {
    "decimal": _number,
    "double": _float,
    "float": _float,
    "boolean": {"1": "true", "true": "true", "0": "false", "false": "false"}.get,
    "dateTime": _time,
    "dateTimeStamp": _time,
    "date": _time,
    "time": _time,
}
"""One lexical form for each value, by the name of the datatype; None if the form is none of it."""

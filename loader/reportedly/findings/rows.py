"""Questions that finders put to a build, and their answers as plain rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions

from reportedly.terms import NAMESPACE

Ask = Callable[[str], object]
"""Answers a query over the union of all graphs of a build, such as a view's ``query``."""

Row = tuple[str, ...]
"""The selected variables in their order: an IRI, the words of a literal, or "" for nothing."""

_PREFIXES: Final = f"""PREFIX rp: <{NAMESPACE}>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


OF_A_QUANTITY: Final = """
  OPTIONAL { ?quantity rp:number ?number }
  OPTIONAL { ?quantity schema:minValue ?min }
  OPTIONAL { ?quantity schema:maxValue ?max }
  OPTIONAL { ?quantity rp:counts ?counts }
  OPTIONAL { ?quantity rp:unit ?unit }
  OPTIONAL { ?quantity rp:per ?per }
"""
"""A part of a pattern: what may be told of a `?quantity`, under the names that finders use."""


def rows(ask: Ask, select: str) -> list[Row]:
    """The rows of a SELECT, each once, in an order that depends on nothing but them.

    Raises:
        TypeError: the query is no SELECT.
    """
    answer = ask(_PREFIXES + select)
    if not isinstance(answer, QuerySolutions):
        raise TypeError("a finder asks for rows")
    names = [variable.value for variable in answer.variables]
    return sorted({tuple(_plain(row[name]) for name in names) for row in answer})


def _plain(term: object) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode | Literal):
        return term.value
    raise TypeError(f"a build holds neither blank nodes nor triple terms: {term}")


def broader(ask: Ask) -> dict[str, frozenset[str]]:
    """For each concept that has broader ones, all of them, near and far."""
    found: dict[str, set[str]] = {}
    for concept, above in rows(
        ask, "SELECT ?concept ?above WHERE { ?concept skos:broader+ ?above }"
    ):
        found.setdefault(concept, set()).add(above)
    return {concept: frozenset(above) for concept, above in found.items()}


def labels(ask: Ask) -> dict[str, str]:
    """A name to show for each node that has one: the preferred label, English before others.

    An article's words stand in quotation marks: for an unnamed source they are all the name.
    """
    found: dict[str, str] = {}
    for node, words in rows(
        ask, "SELECT ?node ?words WHERE { ?node a rp:UnnamedSource ; rdfs:label ?words }"
    ):
        found[node] = f"“{words}”"
    said = rows(
        ask,
        "SELECT ?node ?foreign ?words WHERE { ?node skos:prefLabel ?words "
        'BIND(!langMatches(lang(?words), "en") AS ?foreign) }',
    )
    for node, _, words in said:  # false, for English, is sorted before true
        found.setdefault(node, words)
    return found

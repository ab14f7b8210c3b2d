"""Quads as an rdflib graph in memory, which is what pySHACL is quick on; and terms back again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.term import Node

from reportedly.errors import InputError
from reportedly.validate.results import Term
from reportedly.validate.slice_graph import SliceGraph

_STRING: Final = NamedNode("http://www.w3.org/2001/XMLSchema#string")


def memory_graph(quads: Iterable[Quad]) -> SliceGraph:
    """The triples of some quads, as N-Triples would give them, for pySHACL to read.

    Raises:
        InputError: a quad holds a blank node or a triple term, which our data never do.
    """
    known: dict[object, Node] = {}
    graph = SliceGraph()
    for quad in quads:
        terms = []
        for term in (quad.subject, quad.predicate, quad.object):
            node = known.get(term)
            if node is None:
                node = known[term] = to_rdflib(term, str(quad.graph_name))
            terms.append(node)
        graph.add((terms[0], terms[1], terms[2]))
    return graph


def to_rdflib(term: object, where: str | None = None) -> Node:
    """A term of ours as rdflib's; a message says where it stood.

    Raises:
        InputError: it is a blank node or a triple term, which our data never do hold.
    """
    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case Literal() if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        case Literal() if term.datatype == _STRING:  # rdflib knows it from the plain literal
            return rdflib.Literal(term.value)
        case Literal():
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
    raise InputError(
        f"'{term}' is neither an IRI nor a literal.",
        where=where,
        mend="Every node has an IRI: blank nodes and triple terms are not validated.",
    )


def term_of(node: Node | None) -> Term | None:
    """A term of rdflib as ours; None stays None."""
    if node is None:
        return None
    if not isinstance(node, rdflib.Literal):
        return NamedNode(str(node))
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else None)

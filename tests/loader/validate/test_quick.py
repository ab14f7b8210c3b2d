"""The quick way to tell that all is well, held against pySHACL over invented shapes and graphs."""

from __future__ import annotations

from typing import Final

import pyshacl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from reportedly.resources import data_dir
from reportedly.validate.memory import memory_graph
from reportedly.validate.quick import Quick
from reportedly.validate.shacl import Shapes

EX: Final = "https://example.org/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
PROLOGUE: Final = f"""
PREFIX ex: <{EX}>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX xsd: <{XSD}>
"""
# Each asks of the nodes of class ex:A what a word of SHACL can ask.
KNOWN: Final[dict[str, str]] = {
    "minCount": "sh:path ex:p ; sh:minCount 2",
    "maxCount": "sh:path ex:p ; sh:maxCount 1",
    "class": "sh:path ex:p ; sh:class ex:A , ex:B",
    "datatype": "sh:path ex:p ; sh:datatype xsd:integer",
    "string": "sh:path ex:p ; sh:datatype xsd:string",
    "language string": "sh:path ex:p ; sh:datatype rdf:langString",
    "date": "sh:path ex:p ; sh:datatype xsd:date",
    "node kind": "sh:path ex:p ; sh:nodeKind sh:IRI",
    "in": "sh:path ex:p ; sh:in ( ex:a 1 'word' 'word'@en )",
    "pattern": "sh:path ex:p ; sh:pattern '^wo'",
    "length": "sh:path ex:p ; sh:minLength 1 ; sh:maxLength 4",
    "bounds": "sh:path ex:p ; sh:minInclusive 1 ; sh:maxInclusive 2",
    "open bounds": "sh:path ex:p ; sh:minExclusive 1 ; sh:maxExclusive 10",
    "less": "sh:path ex:p ; sh:lessThan ex:q",
    "less or equal": "sh:path ex:p ; sh:lessThanOrEquals ex:q",
    "one of a language": "sh:path ex:p ; sh:uniqueLang true",
    "value": "sh:path ex:p ; sh:hasValue ex:a",
    "not": "sh:path ex:p ; sh:not [ sh:path ex:q ; sh:minCount 1 ]",
    "or": "sh:or ( [ sh:path ex:p ; sh:minCount 2 ] [ sh:class ex:B ] )",
    "and": "sh:and ( [ sh:path ex:p ; sh:minCount 1 ] [ sh:path ex:q ; sh:maxCount 1 ] )",
    "xone": "sh:xone ( [ sh:path ex:p ; sh:minCount 1 ] [ sh:class ex:B ] )",
    "two of or": "sh:or ( [ sh:class ex:B ] ) , ( [ sh:path ex:p ; sh:maxCount 0 ] )",
    "property": "sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:class ex:B ]",
    "qualified": "sh:path ex:p ; sh:qualifiedValueShape [ sh:class ex:B ] ;"
    " sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1",
    "sequence": "sh:path ( ex:p ex:q rdf:type ) ; sh:hasValue ex:B",
    "alternative": "sh:path [ sh:alternativePath ( ex:p ex:q ) ] ; sh:maxCount 1",
    "warning": "sh:path ex:p ; sh:maxCount 0 ; sh:severity sh:Warning",
}
# Words that are left to pySHACL.
UNKNOWN: Final[dict[str, str]] = {
    "closed": "sh:closed true",
    "equals": "sh:path ex:p ; sh:equals ex:q",
    "node": "sh:node ex:Other . ex:Other sh:class ex:B",
    "inverse": "sh:path [ sh:inversePath ex:p ] ; sh:minCount 1",
    "any number of steps": "sh:path [ sh:zeroOrMorePath ex:p ] ; sh:class ex:A",
    "deactivated": "sh:deactivated true ; sh:class ex:B",
    "implicit class": "a sh:NodeShape , <http://www.w3.org/2000/01/rdf-schema#Class>",
    "objects": "sh:targetObjectsOf ex:p ; sh:class ex:B",
    "nodes": "sh:targetNode ex:a ; sh:class ex:B",
    "circle": "sh:property ex:Ring . ex:Ring sh:path ex:p ; sh:property ex:Ring",
    "value that is a literal": "sh:path ex:p ; sh:hasValue 1",
}
A, B, C = (NamedNode(f"{EX}{name}") for name in "abc")
TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
P, Q = NamedNode(f"{EX}p"), NamedNode(f"{EX}q")
LITERALS: Final = (
    Literal("1", datatype=NamedNode(f"{XSD}integer")),
    Literal("01", datatype=NamedNode(f"{XSD}integer")),  # the same to rdflib
    Literal("2", datatype=NamedNode(f"{XSD}decimal")),
    Literal("x", datatype=NamedNode(f"{XSD}integer")),
    Literal("2024-02-30", datatype=NamedNode(f"{XSD}date")),
    Literal("2024-02-03", datatype=NamedNode(f"{XSD}date")),
    Literal(""),
    Literal("word"),
    Literal("word", language="en"),
    Literal("word", language="en-GB"),
    Literal("wort", language="en-gb"),
)
VALUES: Final = (A, B, C, *LITERALS)


def shapes_of(words: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    return graph.parse(data=f"{PROLOGUE} ex:Shape sh:targetClass ex:A ; {words} .", format="turtle")


def told_by_pyshacl(shapes: rdflib.Graph, quads: list[Quad]) -> bool:
    conforms, report, reason = pyshacl.validate(memory_graph(quads), shacl_graph=shapes)
    assert isinstance(report, rdflib.Graph), reason
    return bool(conforms)


nodes = st.sampled_from((A, B, C))
typed = st.builds(Quad, nodes, st.just(TYPE), st.sampled_from([NamedNode(EX + c) for c in "AB"]))
said = st.builds(Quad, nodes, st.sampled_from((P, Q)), st.sampled_from(VALUES))
graphs = st.lists(typed | said, max_size=9)


@pytest.mark.parametrize("word", KNOWN)
@settings(max_examples=40, deadline=None)
@given(quads=graphs)
def test_what_is_told_quickly_is_what_pyshacl_says(word: str, quads: list[Quad]) -> None:
    shapes = shapes_of(KNOWN[word])
    quick = Quick.of(shapes)
    assert quick is not None
    quads.append(Quad(A, TYPE, NamedNode(f"{EX}A")))
    if quick.conform(quads):
        assert told_by_pyshacl(shapes, quads)
    elif not any(quad.object == LITERALS[1] for quad in quads):  # of that one it is not sure
        assert not told_by_pyshacl(shapes, quads)


@pytest.mark.parametrize("word", UNKNOWN)
def test_a_word_that_is_not_known_is_left_to_pyshacl(word: str) -> None:
    assert Quick.of(shapes_of(UNKNOWN[word])) is None


def test_all_of_our_shapes_are_known() -> None:
    assert Shapes.load(data_dir("shapes")).quick is not None


@pytest.mark.parametrize(
    "odd",
    [
        Quad(NamedNode(f"{EX}A"), NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf"), B),
        Quad(BlankNode("b"), P, B),
        Quad(A, P, BlankNode("b")),
    ],
    ids=str,
)
def test_of_classes_below_others_and_of_blank_nodes_it_is_not_sure(odd: Quad) -> None:
    quick = Quick.of(shapes_of(KNOWN["maxCount"]))
    assert quick is not None
    sound = [Quad(A, TYPE, NamedNode(f"{EX}A"))]
    assert quick.conform(sound)
    assert not quick.conform([*sound, odd])


def test_a_statement_made_in_two_graphs_counts_once() -> None:
    quick = Quick.of(shapes_of(KNOWN["maxCount"]))
    assert quick is not None
    twice = [Quad(A, P, B, NamedNode(EX + graph)) for graph in ("one", "two")]
    assert quick.conform([Quad(A, TYPE, NamedNode(f"{EX}A")), *twice])

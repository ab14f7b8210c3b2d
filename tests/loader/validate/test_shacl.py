"""Shapes are read once from a folder, stay within SHACL Core, and answer for every result."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyshacl
import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib import RDF, SH
from rdflib.collection import Collection

from reportedly.errors import InputError
from reportedly.ids import Ids
from reportedly.resources import data_dir
from reportedly.terms import NAMESPACE, RP, SCHEMES
from reportedly.validate.memory import memory_graph, term_of
from reportedly.validate.results import Term, Violation
from reportedly.validate.shacl import Shapes

After = Callable[[str], tuple[Violation, ...]]

PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rp: <https://w3id.org/reportedly/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/shapes#> .
"""
SHAPE = """
ex:annotator a sh:PropertyShape ;
    dcterms:identifier "RP299" ; rdfs:label "Title" ; rdfs:comment "Why." ;
    skos:scopeNote "Mend." ; skos:example "ex:article a rp:Article ." ;
    sh:message "an article has an annotator" ; sh:severity sh:Warning ;
    sh:targetClass rp:Article ; sh:path rp:annotator ; sh:minCount 1 .
"""
IDS = Ids("https://example.org/id/")
ARTICLE = IDS.article("a")
RDF_TYPE = NamedNode(str(RDF.type))


def folder_of(tmp_path: Path, turtle: str) -> Path:
    (tmp_path / "mine.ttl").write_text(PREFIXES + turtle, encoding="utf-8")
    return tmp_path


def test_dropping_a_shape_in_is_enough(tmp_path: Path) -> None:
    shapes = Shapes.load(folder_of(tmp_path, SHAPE), IDS)
    (found,) = shapes.check([Quad(ARTICLE, RDF_TYPE, RP.Article)])
    assert (found.code, found.severity, found.focus) == ("RP299", "warning", ARTICLE)
    assert (found.path, found.value) == (RP.annotator, None)
    assert found.message == "a: an article has an annotator"


def test_a_shape_may_stand_in_a_group_with_a_common_target(tmp_path: Path) -> None:
    grouped = SHAPE.replace("sh:targetClass rp:Article ; ", "")
    group = "ex:Article a sh:NodeShape ; sh:targetClass rp:Article ; sh:property ex:annotator ."
    shapes = Shapes.load(folder_of(tmp_path, grouped + group), IDS)
    (found,) = shapes.check([Quad(ARTICLE, RDF_TYPE, RP.Article)])
    assert found.code == "RP299"


@pytest.mark.parametrize(
    ("turtle", "what"),
    [
        pytest.param("ex:a a sh:NodeShape", "not Turtle", id="syntax"),
        pytest.param(SHAPE.replace('dcterms:identifier "RP299" ;', ""), "identifier", id="code"),
        pytest.param(SHAPE.replace("RP299", "R1"), "no code of a rule", id="form of the code"),
        pytest.param(SHAPE.replace('"Why."', '""'), "no why", id="why"),
        pytest.param(SHAPE.replace('"Why."', '"Why." , "Or."'), "has 2", id="twice"),
        pytest.param(SHAPE.replace("sh:Warning", "sh:Info"), "severity", id="severity"),
        pytest.param(
            "ex:a sh:targetClass rp:Article ; sh:property [ sh:path rp:tells ; sh:minCount 1 ] .",
            "without a name",
            id="blank",
        ),
        pytest.param(
            SHAPE + 'ex:a sh:targetClass rp:Article ; sh:sparql [ sh:select "SELECT" ] .',
            "beyond SHACL Core",
            id="sparql",
        ),
    ],
)
def test_a_malformed_shape_is_refused_with_its_file(turtle: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=what) as caught:
        Shapes.load(folder_of(tmp_path, turtle))
    assert "mine.ttl" in str(caught.value.where)


def test_a_path_of_several_steps_is_blamed_on_its_first(after: After) -> None:
    found = after(
        "DELETE { ?x rp:zone ?z } INSERT { ?x rp:zone rp:zone-furniture }"
        " WHERE { <lantern-grain/report/r6> rp:passage ?x . ?x rp:zone ?z }"
    )
    assert [(each.path, each.code) for each in found] == [(RP.passage, "RP239")]


def test_what_is_found_does_not_depend_on_the_order_of_the_quads(
    clean: tuple[Quad, ...], shapes: Shapes
) -> None:
    quads = [q for q in clean if q.predicate != RP.certainty]
    found = shapes.check(quads)
    assert len(found) > 5
    assert found == shapes.check(reversed(quads))
    assert [each.sort_key for each in found] == sorted(each.sort_key for each in found)


def test_lists_of_coded_values_are_those_of_the_vocabulary() -> None:
    graph = Shapes.load(data_dir("shapes")).graph
    listed = {
        str(shape): {str(value).removeprefix(NAMESPACE) for value in Collection(graph, values)}
        for shape, values in graph.subject_objects(SH["in"])
    }
    schemes = {name: {f"{name}-{value}" for value in values} for name, values in SCHEMES.items()}
    whole = [values for values in listed.values() if values in list(schemes.values())]
    derived = {"finding", "outcome"}  # said by findings, which come after the shapes
    assert {min(values).partition("-")[0] for values in whole} == schemes.keys() - derived
    for shape, values in listed.items():  # no list has a coded value that is none
        coded = {value for value in values if value.partition("-")[0] in schemes}
        assert coded <= set().union(*schemes.values()), shape


def test_the_shapes_are_shapes() -> None:
    """SHACL's own shapes for shapes (SHACL, appendix C) have nothing to say."""
    graph = Shapes.load(data_dir("shapes")).graph
    conforms, _, said = pyshacl.validate(rdflib.Graph(), shacl_graph=graph, meta_shacl=True)
    assert conforms, said


def test_terms_go_to_rdflib_and_back() -> None:
    terms: list[Term] = [
        NamedNode("https://example.org/x"),
        Literal("words"),
        Literal("words", language="en-GB"),
        Literal("1.5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        Literal("2022-08", datatype=NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")),
    ]
    for term in terms:
        (node,) = memory_graph([Quad(ARTICLE, RP.value, term)]).objects()
        assert term_of(node) == term
    plain = Quad(ARTICLE, RP.value, Literal("words"))
    assert rdflib.Literal("words") in memory_graph([plain]).objects()


def test_a_blank_node_is_refused() -> None:
    with pytest.raises(InputError, match="neither an IRI nor a literal"):
        memory_graph([Quad(BlankNode("b"), RP.value, Literal("x"))])

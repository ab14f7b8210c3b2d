"""The Turtle itself: every term is explained, stands to the standards, and claims nothing false."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import (
    DCTERMS,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SKOS,
    TIME,
    VANN,
    XSD,
    DefinedNamespace,
)
from rdflib.term import BNode, Node

RP = Namespace("https://w3id.org/reportedly/ns#")
DOCUMENT = URIRef("https://w3id.org/reportedly/ns")
EXAMPLE_PREFIXES = """
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix ex: <https://example.org/> .
@prefix rp: <https://w3id.org/reportedly/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

# rdflib has these vocabularies' terms; for the Web Annotation Vocabulary, the terms that its
# recommendation lists and that are used here.
CHECKED: dict[str, type[DefinedNamespace]] = {
    str(space): space for space in (DCTERMS, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME, VANN, XSD)
}
OA = "http://www.w3.org/ns/oa#"
WEB_ANNOTATION = {
    f"{OA}Annotation",
    f"{OA}RangeSelector",
    f"{OA}SpecificResource",
    f"{OA}TextPositionSelector",
    f"{OA}TextQuoteSelector",
    f"{OA}end",
    f"{OA}exact",
    f"{OA}hasBody",
    f"{OA}hasEndSelector",
    f"{OA}hasSelector",
    f"{OA}hasSource",
    f"{OA}hasStartSelector",
    f"{OA}hasTarget",
    f"{OA}start",
}
# Seen in the vocabularies' own data sets; no offline copy can be asked.
UNCHECKED = {
    "http://groundedannotationframework.org/gaf#denotedBy",
    "http://groundedannotationframework.org/gaf#denotes",
    "http://groundedannotationframework.org/grasp#Attribution",
    "http://groundedannotationframework.org/grasp#wasAttributedTo",
    "http://groundedannotationframework.org/grasp/factuality#CertaintyValue",
    "http://id.loc.gov/datatypes/edtf/EDTF",
    "http://semanticweb.cs.vu.nl/2009/11/sem/Event",
    "http://semanticweb.cs.vu.nl/2009/11/sem/eventType",
    "http://semanticweb.cs.vu.nl/2009/11/sem/hasActor",
    "http://semanticweb.cs.vu.nl/2009/11/sem/hasPlace",
    "http://semanticweb.cs.vu.nl/2009/11/sem/hasTime",
}
# What the recommendations give as domain and range of the properties that ours specialise.
STANDARD_ENDS = {
    PROV.wasDerivedFrom: (PROV.Entity, PROV.Entity),
    PROV.wasAttributedTo: (PROV.Entity, PROV.Agent),
    TIME.hasXSDDuration: (TIME.TemporalEntity, XSD.duration),
}


def ours(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    return sorted(
        term
        for kind in kinds
        for term in graph.subjects(RDF.type, kind)
        if isinstance(term, URIRef) and term.startswith(RP)
    )


def classes(graph: Graph) -> list[URIRef]:
    return ours(graph, OWL.Class)


def properties(graph: Graph) -> list[URIRef]:
    return ours(graph, OWL.ObjectProperty, OWL.DatatypeProperty)


def ancestors(graph: Graph, term: Node) -> set[Node]:
    """The class itself, and all that it specialises."""
    return {node for node in graph.transitive_objects(term, RDFS.subClassOf) if node is not None}


def test_both_parsers_read_the_same_triples(turtle: Path, ontology: Graph) -> None:
    quads = list(ox.parse(path=turtle, format=ox.RdfFormat.TURTLE))
    assert len({(str(q.subject), str(q.predicate), str(q.object)) for q in quads}) == len(ontology)
    assert len(quads) == len(ontology), "a triple is written twice"


def test_the_counts_are_what_the_docs_say(ontology: Graph) -> None:
    assert len(classes(ontology)) == 19
    assert len(properties(ontology)) == 103
    assert len(ours(ontology, SKOS.ConceptScheme)) == 14
    assert len(ours(ontology, SKOS.Concept)) == 79


def test_no_blank_node_stands_in_it(ontology: Graph) -> None:
    assert [triple for triple in ontology if any(isinstance(node, BNode) for node in triple)] == []


def test_everything_in_our_namespace_is_declared(ontology: Graph) -> None:
    declared = {
        *classes(ontology),
        *properties(ontology),
        *ours(ontology, SKOS.Concept, SKOS.ConceptScheme),
    }
    named = {n for triple in ontology for n in triple if isinstance(n, URIRef) and n.startswith(RP)}
    assert named == declared


def test_every_class_and_property_is_explained(ontology: Graph) -> None:
    for term in [*classes(ontology), *properties(ontology)]:
        for predicate in (RDFS.label, RDFS.comment):
            texts = list(ontology.objects(term, predicate))
            assert [t.language for t in texts if isinstance(t, Literal)] == ["en"], (
                term,
                predicate,
            )
        assert list(ontology.objects(term, SKOS.example)), term
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [DOCUMENT], term


def test_every_class_and_property_stands_to_a_standard_or_says_why_not(ontology: Graph) -> None:
    links = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.broadMatch)
    for term in [*classes(ontology), *properties(ontology)]:
        related = {target for link in links for target in ontology.objects(term, link)}
        reasons = list(ontology.objects(term, SKOS.scopeNote))
        assert related or reasons, term


def test_every_property_says_where_it_is_used(ontology: Graph) -> None:
    for term in properties(ontology):
        assert list(ontology.objects(term, SDO.domainIncludes)), term
        ranges = list(ontology.objects(term, SDO.rangeIncludes))
        assert ranges, term
        literal = all(
            r in XSD or r in {RDF.langString, URIRef("http://id.loc.gov/datatypes/edtf/EDTF")}
            for r in ranges
            if isinstance(r, URIRef)
        )
        expected = OWL.DatatypeProperty if literal else OWL.ObjectProperty
        assert (term, RDF.type, expected) in ontology, term


def test_nothing_entails_a_domain_or_a_range(ontology: Graph) -> None:
    assert list(ontology.subjects(RDFS.domain, None)) == []
    assert list(ontology.subjects(RDFS.range, None)) == []


def test_every_example_of_a_property_is_turtle_that_uses_it(ontology: Graph) -> None:
    for term in properties(ontology):
        for example in ontology.objects(term, SKOS.example):
            said = Graph().parse(data=EXAMPLE_PREFIXES + str(example), format="turtle")
            assert {predicate for _, predicate, _ in said} == {term}
            ranges = set(ontology.objects(term, SDO.rangeIncludes))
            scheme = set(ontology.objects(term, RDFS.seeAlso))
            for value in said.objects():
                if isinstance(value, Literal):
                    datatype = RDF.langString if value.language else value.datatype or XSD.string
                    assert datatype in ranges, (term, value.n3())
                elif scheme:
                    assert set(ontology.objects(value, SKOS.inScheme)) == scheme, (term, value)
                else:
                    assert (term, RDF.type, OWL.ObjectProperty) in ontology, term


def test_every_scheme_belongs_to_one_property_or_more(ontology: Graph) -> None:
    for scheme in ours(ontology, SKOS.ConceptScheme):
        assert scheme.startswith(RP["scheme-"])
        for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.example, RDFS.isDefinedBy):
            assert list(ontology.objects(scheme, predicate)), (scheme, predicate)
        assert len(list(ontology.subjects(RDFS.seeAlso, scheme))) == 1, scheme
        assert len(list(ontology.subjects(SKOS.inScheme, scheme))) >= 2, scheme


def test_every_value_has_a_notation_that_matches_its_iri(ontology: Graph) -> None:
    for value in ours(ontology, SKOS.Concept):
        (scheme,) = ontology.objects(value, SKOS.inScheme)
        (notation,) = ontology.objects(value, SKOS.notation)
        assert value == URIRef(f"{str(scheme).replace('scheme-', '')}-{notation}")
        assert list(ontology.objects(value, SKOS.topConceptOf)) == [scheme]
        for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.example, RDFS.isDefinedBy):
            assert len(list(ontology.objects(value, predicate))) == 1, (value, predicate)


def test_every_standard_term_exists_in_its_vocabulary(ontology: Graph) -> None:
    named = {node for triple in ontology for node in triple if isinstance(node, URIRef)}
    documents = set(ontology.objects(DOCUMENT)) | {DOCUMENT}
    foreign = {node for node in named if not node.startswith(RP)} - documents
    datatypes = {n.datatype for t in ontology for n in t if isinstance(n, Literal) and n.datatype}
    unknown = set()
    for term in foreign | datatypes:
        space = next((CHECKED[name] for name in CHECKED if term.startswith(name)), None)
        if term not in space if space else str(term) not in WEB_ANNOTATION | UNCHECKED:
            unknown.add(term)
    assert unknown == set()
    assert {str(term) for term in foreign} >= UNCHECKED, "an unchecked term is no longer used"


@pytest.mark.parametrize("standard", STANDARD_ENDS, ids=lambda iri: str(iri).rpartition("#")[2])
def test_a_specialised_property_keeps_the_ends_of_the_standard_one(
    standard: URIRef, ontology: Graph
) -> None:
    domain, range_ = STANDARD_ENDS[standard]
    specialised = list(ontology.subjects(RDFS.subPropertyOf, standard))
    assert specialised, "nothing specialises it"
    for term in specialised:
        for start in ontology.objects(term, SDO.domainIncludes):
            assert domain in ancestors(ontology, start), (term, start)
        for end in ontology.objects(term, SDO.rangeIncludes):
            assert range_ in ancestors(ontology, end), (term, end)


def test_every_specialisation_of_prov_and_time_is_among_those_checked(ontology: Graph) -> None:
    parents = {
        p for p in ontology.objects(None, RDFS.subPropertyOf) if not str(p).startswith(str(SDO))
    }
    assert parents == set(STANDARD_ENDS)


def test_classes_specialise_classes_and_properties_properties(ontology: Graph) -> None:
    """By the spelling that all these vocabularies keep: classes in capitals, properties not."""
    for link, capital in ((RDFS.subClassOf, True), (RDFS.subPropertyOf, False)):
        for _, parent in ontology.subject_objects(link):
            name = str(parent).replace("#", "/").rpartition("/")[2]
            assert name[0].isupper() is capital, parent

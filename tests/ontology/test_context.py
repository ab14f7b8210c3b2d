"""The JSON-LD context: what is written with it is read back unchanged, by two parsers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, SDO, XSD
from rdflib.term import Node

from reportedly.terms import NAMESPACE, RP

ROOT = Path(__file__).parents[2]
CONTEXT: dict[str, Any] = json.loads((ROOT / "ontology" / "context.jsonld").read_text())["@context"]
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
TERMS = sorted(name for name in vars(RP) if not name.startswith("_"))


# rdflib's own JSON-LD parser goes through what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def written(graph: Graph) -> str:
    return graph.serialize(format="json-ld", context=CONTEXT, auto_compact=True)


def read(document: str) -> set[tuple[Node, Node, Node]]:
    return set(Graph().parse(data=document, format="json-ld"))


def keys(document: object) -> set[str]:
    if isinstance(document, dict):
        below = (keys(value) for key, value in document.items() if key != "@context")
        return {key for key in document if key != "@context"}.union(*below)
    if isinstance(document, list):
        return set().union(*map(keys, document))
    return set()


@pytest.fixture(scope="module")
def sample() -> Graph:
    return Graph().parse(Path(__file__).with_name("sayable.ttl"))


def test_every_term_has_its_own_key() -> None:
    assert set(TERMS) <= set(CONTEXT)
    for name in TERMS:
        definition = CONTEXT[name]
        iri = definition if isinstance(definition, str) else definition["@id"]
        assert iri == f"rp:{name}"


def test_the_prefixes_that_the_docs_use_are_there() -> None:
    wanted = {"rp", "schema", "prov", "oa", "skos", "owl", "xsd", "rdfs", "time", "wd"}
    assert {prefix for prefix in wanted if isinstance(CONTEXT.get(prefix), str)} == wanted
    assert CONTEXT["rp"] == NAMESPACE


def test_no_term_is_mistaken_for_a_prefix() -> None:
    """rp:edtf has the name of a prefix, so the datatype's IRI stands in full."""
    assert CONTEXT["edtf"] == {
        "@id": "rp:edtf",
        "@type": "http://id.loc.gov/datatypes/edtf/EDTF",
    }
    for definition in CONTEXT.values():
        for value in definition.values() if isinstance(definition, dict) else [definition]:
            prefix, colon, rest = str(value).partition(":")
            if colon and not rest.startswith("//"):
                assert isinstance(CONTEXT[prefix], str), value


def test_the_sample_comes_back_unchanged(sample: Graph) -> None:
    document = written(sample)
    assert read(document) == set(sample)
    named = keys(json.loads(document))
    assert {key for key in named if ":" in key} == set(), "a term has no key of its own"
    assert "@value" not in named, "a literal needs its type spelt out"


def test_another_parser_reads_the_same(sample: Graph) -> None:
    quads = ox.parse(written(sample), format=ox.RdfFormat.JSON_LD)
    nt = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in quads)
    assert set(Graph().parse(data=nt, format="nt")) == set(sample)


def test_json_written_by_hand_means_what_it_says() -> None:
    document = json.dumps(
        {
            "@context": CONTEXT,
            "@id": "https://example.org/h1",
            "@type": "Hop",
            "saidBy": "https://example.org/ada-lind",
            "certainty": "rp:certainty-alleged",
            "depth": 1,
            "plural": True,
            "saidWhen": {
                "@id": "https://example.org/t1",
                "@type": "TimeReference",
                "expression": {"en": "last week"},
                "edtf": "XXXX",
                "earliest": "2022-08-01",
                "shift": "-P7D",
            },
        }
    )
    hop, time = URIRef("https://example.org/h1"), URIRef("https://example.org/t1")

    def rp(name: str) -> URIRef:
        return URIRef(NAMESPACE + name)

    expected = {
        (hop, RDF.type, rp("Hop")),
        (hop, rp("saidBy"), URIRef("https://example.org/ada-lind")),
        (hop, rp("certainty"), rp("certainty-alleged")),
        (hop, rp("depth"), Literal(1)),
        (hop, rp("plural"), Literal(True)),
        (hop, rp("saidWhen"), time),
        (time, RDF.type, rp("TimeReference")),
        (time, rp("expression"), Literal("last week", lang="en")),
        (time, rp("edtf"), Literal("XXXX", datatype=EDTF)),
        (time, rp("earliest"), Literal("2022-08-01", datatype=XSD.date)),
        (time, rp("shift"), Literal("-P7D", datatype=XSD.duration)),
    }
    assert read(document) == expected
    assert len(list(ox.parse(document, format=ox.RdfFormat.JSON_LD))) == len(expected)


# Per datatype, literals in canonical form: a difference is then the context's, not a spelling's.
LITERALS: dict[URIRef, st.SearchStrategy[Literal]] = {
    RDF.langString: st.builds(Literal, st.text(), lang=st.sampled_from(["en", "ko", "ru"])),
    XSD.string: st.builds(Literal, st.text()),
    XSD.boolean: st.builds(Literal, st.booleans()),
    XSD.integer: st.builds(Literal, st.integers()),
    XSD.decimal: st.builds(Literal, st.decimals(-(10**9), 10**9, places=2)),
    XSD.date: st.builds(Literal, st.dates()),
    XSD.duration: st.integers(1, 400).map(lambda n: Literal(f"P{n}D", datatype=XSD.duration)),
    EDTF: st.integers(1000, 2999).map(lambda year: Literal(str(year), datatype=EDTF)),
}


@cache
def ranges() -> dict[URIRef, URIRef | None]:
    """Every property of ours, with its datatype; None where it links to a node."""
    ontology = Graph().parse(ROOT / "ontology" / "reportedly.ttl")
    found: dict[URIRef, URIRef | None] = {}
    for term in (URIRef(NAMESPACE + name) for name in TERMS):
        if (term, RDF.type, OWL.ObjectProperty) in ontology:
            found[term] = None
        elif (term, RDF.type, OWL.DatatypeProperty) in ontology:
            (datatype,) = ontology.objects(term, SDO.rangeIncludes)
            found[term] = URIRef(str(datatype))
    return found


NODES = st.integers(min_value=1, max_value=4).map(lambda n: URIRef(f"https://example.org/n{n}"))


@st.composite
def statements(draw: st.DrawFn) -> tuple[URIRef, URIRef, URIRef | Literal]:
    predicate = draw(st.sampled_from(sorted(ranges())))
    datatype = ranges()[predicate]
    if datatype is None:
        return draw(NODES), predicate, draw(NODES)
    return draw(NODES), predicate, draw(LITERALS[datatype])


@given(st.sets(statements(), min_size=1, max_size=8))
def test_any_statements_come_back_unchanged(
    said: set[tuple[URIRef, URIRef, URIRef | Literal]],
) -> None:
    graph = Graph()
    for statement in said:
        graph.add(statement)
    assert read(written(graph)) == set(graph)

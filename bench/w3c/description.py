"""Service description tests: what a GET of the endpoint itself says, in RDF."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyoxigraph
import pyshacl
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from bench.w3c.datasets import DataSet
from bench.w3c.manifest import SITE, Case, Suites
from bench.w3c.outcome import PASSED, Outcome, failed
from bench.w3c.results import RDF
from bench.w3c.served import Endpoint

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_SHAPES: Final = Path(__file__).with_name("service-description.ttl")


def check_description(case: Case, suites: Suites, endpoint: Endpoint) -> Outcome:
    """Run one of the three tests, whose names say what they want and whose manifest does not.

    The rules are those of SPARQL 1.1 Service Description, sections 2 and 3.
    """
    named = (suites.part(f"{SITE}sparql11/protocol/data{number}.nt") for number in (1, 2, 3))
    endpoint.show(DataSet((), tuple(named)))  # so that there is something to describe
    url = f"{endpoint.url}/sparql"
    response = endpoint.client.get(url, headers={"Accept": "text/turtle"})
    media_type = response.headers.get("content-type", "").partition(";")[0]
    if response.status_code != 200 or media_type not in RDF:
        return failed(f"{response.status_code} {media_type}: {response.text[:400]}")
    quads = list(pyoxigraph.parse(response.content, RDF[media_type], base_iri=url))
    match case.id.partition("#")[2]:
        case "returns-rdf":
            return PASSED if quads else failed("it says nothing")
        case "has-endpoint-triple":
            endpoints = {quad.object for quad in quads if quad.predicate.value == SD + "endpoint"}
            return PASSED if NamedNode(url) in endpoints else failed(f"it is {endpoints}")
        case "conforms-to-schema":
            return _conforms(quads)
        case other:
            return failed(f"there is a test {other!r} that this runner does not know")


def _conforms(quads: list[Quad]) -> Outcome:
    data, shapes = rdflib.Graph(), rdflib.Graph()
    data.parse(data=serialize(quads, format=RdfFormat.N_TRIPLES), format="nt")
    shapes.parse(_SHAPES, format="turtle")
    known = {str(term) for term in shapes.objects(None, rdflib.URIRef(SD + "term"))}
    used = {str(term) for triple in data for term in triple if str(term).startswith(SD)}
    if strange := sorted(used - known):
        return failed(f"these are no terms of the vocabulary: {strange}")
    conforms, _, told = pyshacl.validate(data, shacl_graph=shapes)
    return PASSED if conforms else failed(str(told))

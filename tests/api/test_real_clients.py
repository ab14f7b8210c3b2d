"""A server in a process of its own, asked by SPARQL clients that nobody here wrote."""

from __future__ import annotations

from typing import Any

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

BASE = "https://w3id.org/reportedly/id/"
RP = rdflib.Namespace("https://w3id.org/reportedly/ns#")
SELECT = f"SELECT ?report WHERE {{ ?report <{RP}tells> <{BASE}claim/c1> }} ORDER BY ?report"
ASK = f"ASK {{ <{BASE}claim/c1> a <{RP}Claim> }}"
CONSTRUCT = f"CONSTRUCT {{ ?s <{RP}tells> ?o }} WHERE {{ ?s <{RP}tells> ?o }}"
DESCRIBE = f"DESCRIBE <{BASE}report/r1>"
REPORTS = [BASE + "report/r1", BASE + "report/r2"]

pytestmark = [  # what these clients do of themselves
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:SPARQLWrapper"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def wrapper(address: str, query: str, form: str, method: str) -> Any:  # noqa: ANN401 - untyped
    asked = SPARQLWrapper(f"{address}/sparql")
    asked.setQuery(query)
    asked.setReturnFormat(form)
    asked.setMethod(POST if method == POSTDIRECTLY else method)
    if method == POSTDIRECTLY:
        asked.setRequestMethod(POSTDIRECTLY)
    return asked.query().convert()


@pytest.mark.parametrize("method", [GET, POST, POSTDIRECTLY])
def test_sparqlwrapper_gets_every_kind_of_answer(address: str, method: str) -> None:
    rows = wrapper(address, SELECT, JSON, method)["results"]["bindings"]
    assert [row["report"]["value"] for row in rows] == REPORTS
    uris = wrapper(address, SELECT, XML, method).getElementsByTagName("uri")
    assert [uri.firstChild.data for uri in uris] == REPORTS
    assert wrapper(address, SELECT, CSV, method).decode().split() == ["report", *REPORTS]
    tsv = wrapper(address, SELECT, TSV, method).decode().split()
    assert tsv == ["?report", *(f"<{report}>" for report in REPORTS)]
    assert wrapper(address, ASK, JSON, method)["boolean"] is True
    for form, parser in ((TURTLE, "turtle"), (N3, "turtle")):
        told = wrapper(address, CONSTRUCT, form, method)
        assert len(rdflib.Graph().parse(data=told, format=parser)) == 2
    for form in (RDFXML, JSONLD, XML):
        assert len(wrapper(address, CONSTRUCT, form, method)) == 2
    assert len(wrapper(address, DESCRIBE, RDFXML, method)) == 4


def test_sparqlwrapper_understands_the_refusal(address: str) -> None:
    with pytest.raises(QueryBadFormed, match='"line": 1'):
        wrapper(address, "SELECT ?x WHERE", JSON, GET)


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_reads_the_endpoint_as_a_graph(address: str, method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql", method=method))
    claim = rdflib.URIRef(BASE + "claim/c1")
    assert sorted(map(str, graph.subjects(RP.tells, claim))) == REPORTS
    assert [str(row[0]) for row in graph.query(SELECT)] == REPORTS  # type: ignore[index]
    assert graph.query(ASK).askAnswer is True
    assert len(list(graph.query(CONSTRUCT))) == 2
    assert len(list(graph.query(DESCRIBE))) == 4


def test_rdflib_follows_an_iri_to_what_is_known_of_it(address: str) -> None:
    graph = rdflib.Graph().parse(f"{address}/id/report/r1")
    assert (rdflib.URIRef(REPORTS[0]), RP.tells, rdflib.URIRef(BASE + "claim/c1")) in graph

"""SPARQL 1.2 as far as the engine has it, in every format that can carry it."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

A, B, C = (f"<https://example.org/{name}>" for name in "abc")
TRIPLE = f"<<( {A} {B} 1 )>>"
QUERY = "application/sparql-query"


def ask(client: TestClient, query: str, form: str = "json") -> bytes:
    answer = client.get("/sparql", params={"query": query, "format": form})
    assert answer.status_code == 200, answer.text
    return answer.content


@pytest.mark.parametrize(
    "query",
    [
        f"VERSION '1.2' ASK {{ BIND({TRIPLE} AS ?t) FILTER(isTRIPLE(?t)) }}",
        f"ASK {{ FILTER(SUBJECT(TRIPLE({A}, {B}, 1)) = {A}) }}",
        "ASK { FILTER(LANGDIR(STRLANGDIR('x', 'ar', 'rtl')) = 'rtl') }",
        "ASK { FILTER(hasLANGDIR('x'@ar--rtl)) }",
    ],
)
def test_the_terms_of_rdf_1_2_are_understood(client: TestClient, query: str) -> None:
    assert json.loads(ask(client, query)) == {"head": {}, "boolean": True}


def test_a_triple_term_is_told_in_rows(client: TestClient) -> None:
    select = f"SELECT ?t {{ VALUES ?t {{ {TRIPLE} }} }}"
    (row,) = json.loads(ask(client, select))["results"]["bindings"]
    assert row["t"]["type"] == "triple"
    assert row["t"]["value"]["subject"] == {"type": "uri", "value": A.strip("<>")}
    assert b"<triple>" in ask(client, select, "xml")
    assert TRIPLE.encode() in ask(client, select, "tsv")


@pytest.mark.parametrize("name", ["turtle", "ntriples", "nquads", "trig", "rdfxml"])
def test_a_reified_triple_is_told_in_a_graph(client: TestClient, name: str) -> None:
    construct = f"CONSTRUCT {{ {A} {B} {TRIPLE} }} WHERE {{}}"
    media_type = client.get("/sparql", params={"query": construct, "format": name}).headers
    form = ox.RdfFormat.from_media_type(media_type["content-type"])
    (quad,) = ox.parse(ask(client, construct, name), form)
    assert isinstance(quad.object, ox.Triple)


def test_a_format_that_cannot_say_it_is_refused_and_another_advised(client: TestClient) -> None:
    construct = f"CONSTRUCT {{ {A} {B} {TRIPLE} }} WHERE {{}}"
    answer = client.get("/sparql", params={"query": construct, "format": "jsonld"})
    assert answer.status_code == 406
    assert "RDF 1.2" in answer.json()["detail"]
    assert "turtle" in answer.json()["mend"]


def test_the_version_of_a_media_type_is_understood(client: TestClient) -> None:
    direct = {"Content-Type": f"{QUERY}; version=1.2; charset=utf-8"}
    assert client.post("/sparql", content="ASK {}", headers=direct).json()["boolean"] is True
    wish = {"Accept": "text/turtle; version=1.2, */*;q=0.1"}
    answer = client.get("/ns", headers=wish)
    assert answer.headers["content-type"] == "text/turtle"
    latin = {"Content-Type": f"{QUERY}; version=1.2; charset=latin-1"}
    assert client.post("/sparql", content="ASK {}", headers=latin).status_code == 415


def test_what_the_engine_lacks_is_a_malformed_query_with_its_place(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "VERSION '1.2' SELECT (NONE() AS ?x) {}"})
    assert answer.status_code == 400
    assert answer.json()["line"] == 1

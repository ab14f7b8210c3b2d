"""The SPARQL 1.1 Graph Store HTTP Protocol, reading half, section by section."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from fastapi.testclient import TestClient

BASE = "https://w3id.org/reportedly/id/"
FIRST = BASE + "graph/a1/00ff"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
TRIPLES = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
QUADS = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}


def triples(data: bytes, form: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(data, form)}


def expected(client: TestClient, graph: str) -> set[ox.Triple]:
    """What a query finds in a graph, which takes another way through the engine."""
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    answer = client.get("/sparql", params={"query": query, "format": "ntriples"})
    return triples(answer.content, ox.RdfFormat.N_TRIPLES)


@pytest.mark.parametrize("name", TRIPLES)
def test_a_graph_is_given_in_every_format(client: TestClient, name: str) -> None:
    answer = client.get("/graph-store", params={"graph": FIRST, "format": name})
    assert answer.status_code == 200
    told = triples(answer.content, TRIPLES[name])
    assert told == expected(client, FIRST)
    assert len(told) == 4


@pytest.mark.parametrize("name", QUADS)
@pytest.mark.parametrize("path", ["/graph-store", "/id/graph/a1/00ff"])
def test_formats_that_name_graphs_name_it(client: TestClient, name: str, path: str) -> None:
    answer = client.get(path, params={"graph": FIRST, "format": name})
    quads = set(ox.parse(answer.content, QUADS[name]))
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(FIRST)}
    assert {quad.triple for quad in quads} == expected(client, FIRST)


def test_direct_and_indirect_identification_give_the_same(client: TestClient) -> None:
    here = str(client.base_url) + "/id/graph/a1/00ff"
    wish = {"Accept": "application/n-triples"}
    answers = [
        client.get("/id/graph/a1/00ff", headers=wish),  # section 4.1
        client.get("/graph-store", params={"graph": FIRST}, headers=wish),  # section 4.2
        client.get("/graph-store", params={"graph": here}, headers=wish),
    ]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert len({frozenset(answer.content.splitlines()) for answer in answers}) == 1
    assert all(f'<{FIRST}>; rel="canonical"' in answer.headers["link"] for answer in answers)


def test_percent_encoding_is_decoded_once(client: TestClient) -> None:
    plain = client.get(f"/graph-store?graph={FIRST}")
    encoded = client.get(f"/graph-store?graph={FIRST.replace('a1', '%61%31')}")
    twice = client.get(f"/graph-store?graph={FIRST.replace('a1', '%2561%2531')}")
    assert (plain.status_code, encoded.status_code, twice.status_code) == (200, 200, 404)


@pytest.mark.parametrize("asked", ["default", "default="])
def test_the_default_graph_is_the_union(client: TestClient, asked: str) -> None:
    answer = client.get(f"/graph-store?{asked}&format=ntriples")
    everything = ("a1/00ff", "a2/11ee", "registry", "ontology")
    told = triples(answer.content, ox.RdfFormat.N_TRIPLES)
    assert told == set().union(*(expected(client, f"{BASE}graph/{g}") for g in everything))


def test_a_graph_that_is_not_there_is_not_found(client: TestClient) -> None:
    for method in ("GET", "HEAD"):
        for graph in (BASE + "graph/none", BASE + "claim/c1", "https://example.org/"):
            answer = client.request(method, "/graph-store", params={"graph": graph})
            assert answer.status_code == 404
            assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "query", ["", "graph=a/b", "graph=", f"graph={FIRST}&default", f"graph={FIRST}&graph={FIRST}"]
)
def test_what_names_no_one_graph_is_a_bad_request(client: TestClient, query: str) -> None:
    answer = client.get(f"/graph-store?{query}")
    assert answer.status_code == 400
    assert "mend" in answer.json()


def test_a_person_gets_a_page_and_a_stranger_a_406(client: TestClient) -> None:
    page = client.get("/graph-store", params={"graph": FIRST}, headers=BROWSER)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "report/r1" in page.text
    refused = client.get("/graph-store", params={"graph": FIRST}, headers={"Accept": "image/png"})
    assert refused.status_code == 406
    names = {str(offer).partition(" ")[0] for offer in refused.json()["available"]}
    assert names == {*TRIPLES, *QUADS, "html"}


@pytest.mark.parametrize("path", ["/id/claim/c1", "/id/graph/registry", "/ns"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_an_iri_links_every_format_of_itself(client: TestClient, path: str) -> None:
    known = client.get(path, headers={"Accept": "text/turtle"})
    links = known.headers["link"].split(", ")
    others = [part for part in links if 'rel="alternate"' in part]
    alternates = {part.split('type="')[1].rstrip('"'): part for part in others}
    assert set(alternates) == {
        "application/n-triples",
        "application/ld+json",
        "application/rdf+xml",
        "application/trig",
        "application/n-quads",
        "text/html; charset=utf-8",
    }
    told = len(rdflib.Graph().parse(data=known.content, format="turtle"))
    for media_type, part in alternates.items():
        answer = client.get(part.partition(">")[0].lstrip("<"))
        assert answer.headers["content-type"] == media_type
        form = ox.RdfFormat.from_media_type(media_type)
        if form is not None:
            assert len(triples(answer.content, form)) == told
    assert '</.well-known/void>; rel="describedby"' in links
    canonical = next(part for part in links if 'rel="canonical"' in part)
    assert canonical.startswith(("<" + BASE, "<https://w3id.org/reportedly/ns>"))

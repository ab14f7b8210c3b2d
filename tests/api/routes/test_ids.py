from __future__ import annotations

import pytest
import rdflib
from fastapi.testclient import TestClient

BASE = "https://w3id.org/reportedly/id/"
RP = rdflib.Namespace("https://w3id.org/reportedly/ns#")
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def graph_at(client: TestClient, path: str) -> rdflib.Graph:
    answer = client.get(path, headers={"Accept": "text/turtle"})
    assert answer.status_code == 200, answer.text
    return rdflib.Graph().parse(data=answer.content, format="turtle")


def iri(path: str) -> rdflib.URIRef:
    return rdflib.URIRef(BASE + path)


def test_an_iri_answers_what_is_said_of_it_and_where_it_is_said(client: TestClient) -> None:
    graph = graph_at(client, "/id/claim/c1")
    assert (iri("claim/c1"), rdflib.RDF.type, RP.Claim) in graph
    assert set(graph.subjects(RP.tells, iri("claim/c1"))) == {iri("report/r1"), iri("report/r2")}
    assert len(graph) == 5  # two of it, two that refer to it, and the label of its class


def test_the_labels_of_its_neighbours_come_along(client: TestClient) -> None:
    graph = graph_at(client, "/id/report/r1")
    assert graph.value(iri("claim/c1"), rdflib.RDFS.label) is not None
    assert graph.value(RP.Report, rdflib.SKOS.prefLabel) is not None
    assert not list(graph.triples((iri("report/r2"), None, None)))


def test_the_path_is_taken_as_it_was_sent(client: TestClient) -> None:
    assert (iri("report/r%20x"), rdflib.RDF.type, RP.Report) in graph_at(client, "/id/report/r%20x")


def test_the_iri_of_a_graph_answers_that_graph(client: TestClient) -> None:
    assert len(graph_at(client, "/id/graph/a1/00ff")) == 4


def test_an_iri_that_nothing_speaks_of_is_not_found(client: TestClient) -> None:
    for path in ("/id/report/none", "/id/", "/id/a b", "/id/<x>"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert "subject or object" in answer.json()["detail"]


def test_a_person_gets_a_page_that_leads_on(client: TestClient) -> None:
    answer = client.get("/id/claim/c1", headers=BROWSER)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>Volunteers were offered</h1>" in answer.text
    assert 'href="/id/report/r1"' in answer.text
    assert "script" not in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its parsers, of itself
def test_the_other_formats_are_linked_and_answer(client: TestClient) -> None:
    formats = {
        "application/n-triples": "nt",
        "application/ld+json": "json-ld",
        "application/rdf+xml": "xml",
    }
    link = client.get("/id/report/r%20x").headers["link"]
    for media_type, form in formats.items():
        target = next(part for part in link.split(", ") if f'type="{media_type}"' in part)
        answer = client.get(target.partition(">")[0].lstrip("<"))
        assert answer.headers["content-type"] == media_type
        assert len(rdflib.Graph().parse(data=answer.content, format=form)) == 2


def test_the_vocabulary_is_the_ontologys_graph(client: TestClient) -> None:
    assert len(graph_at(client, "/ns")) == 2
    page = client.get("/ns", headers=BROWSER).text
    assert 'id="Report"' in page


def test_an_answer_in_no_format_that_is_accepted_is_refused(client: TestClient) -> None:
    assert client.get("/id/claim/c1?format=csv").status_code == 406

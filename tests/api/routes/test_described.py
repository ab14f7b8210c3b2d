"""What the endpoint says of itself is true of what it serves."""

from __future__ import annotations

import pytest
import rdflib
from fastapi import FastAPI
from fastapi.testclient import TestClient
from rdflib import DCTERMS, RDF, URIRef

from reportedly.store.backends import open_view
from reportedly.store.statistics import count
from reportedly_api.app import create_app
from reportedly_api.formats.table import FORMATS
from reportedly_api.settings import Settings

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
HOST = "http://testserver"
BASE = "https://w3id.org/reportedly/id/"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
FORMS = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


def described(client: TestClient, path: str) -> rdflib.Graph:
    answer = client.get(path, headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/turtle")
    return rdflib.Graph().parse(data=answer.content, format="turtle")


def number(graph: rdflib.Graph, subject: rdflib.term.Node, name: URIRef) -> int:
    value = graph.value(subject, name)
    assert isinstance(value, rdflib.Literal)
    return int(value)


def test_the_service_is_described_where_nothing_is_asked(client: TestClient) -> None:
    """SPARQL 1.1 Service Description, sections 2 and 3."""
    graph = described(client, "/sparql")
    (service,) = graph.subjects(RDF.type, SD.Service)
    assert set(graph.objects(service, SD.endpoint)) == {URIRef(f"{HOST}/sparql")}
    assert set(graph.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert set(graph.objects(service, SD.feature)) == {SD.UnionDefaultGraph}
    formats = {URIRef(row.iri) for row in FORMATS if row.iri}
    assert set(graph.objects(service, SD.resultFormat)) == formats
    assert len(formats) == 10
    (dataset,) = graph.objects(service, SD.defaultDataset)
    (union,) = graph.objects(dataset, SD.defaultGraph)
    assert number(graph, union, VOID.triples) == 12
    named = {graph.value(each, SD.name) for each in graph.objects(dataset, SD.namedGraph)}
    names = {"graph/a1/00ff", "graph/a2/11ee", "graph/registry", "graph/ontology"}
    assert named == {URIRef(BASE + name) for name in names}
    assert not [node for triple in graph for node in triple if isinstance(node, rdflib.BNode)]


def test_every_claimed_feature_holds(client: TestClient) -> None:
    count_all = "SELECT (COUNT(DISTINCT *) AS ?n) { ?s ?p ?o }"
    answer = client.get("/sparql", params={"query": count_all}).json()
    assert answer["results"]["bindings"][0]["n"]["value"] == "12"  # UnionDefaultGraph


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
def test_a_description_is_had_in_every_format(client: TestClient, path: str) -> None:
    whole = described(client, path)
    for name, form in FORMS.items():
        answer = client.get(path, params={"format": name})
        assert len(rdflib.Graph().parse(data=answer.content, format=form)) == len(whole)
    page = client.get(path, headers=BROWSER)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert client.get(path, headers={"Accept": "text/csv"}).status_code == 406


def test_a_person_at_the_endpoint_is_given_a_form(client: TestClient) -> None:
    assert "<textarea" in client.get("/sparql", headers=BROWSER).text


def test_the_data_set_is_described_in_true_numbers(client: TestClient, settings: Settings) -> None:
    graph = described(client, "/.well-known/void")
    with open_view(settings.store) as view:
        build, counted = view.build, count(view)
    document = URIRef(f"{HOST}/.well-known/void")
    assert (document, RDF.type, VOID.DatasetDescription) in graph
    (dataset,) = graph.objects(document, rdflib.FOAF.primaryTopic)
    assert number(graph, dataset, VOID.triples) == counted.triples == 12
    assert number(graph, dataset, VOID.distinctSubjects) == counted.subjects
    assert str(graph.value(dataset, VOID.uriSpace)) == BASE
    assert graph.value(dataset, VOID.sparqlEndpoint) == URIRef(f"{HOST}/sparql")
    assert str(graph.value(dataset, DCTERMS.identifier)) == build.sha256
    assert graph.value(dataset, DCTERMS.license) == URIRef(settings.license)
    classes = {
        str(graph.value(part, VOID["class"])): number(graph, part, VOID.entities)
        for part in graph.objects(dataset, VOID.classPartition)
    }
    assert classes == counted.classes
    properties = {
        str(graph.value(part, VOID.property)): number(graph, part, VOID.triples)
        for part in graph.objects(dataset, VOID.propertyPartition)
    }
    assert properties == counted.properties
    subsets = {
        str(subset): number(graph, subset, VOID.triples)
        for subset in graph.objects(dataset, VOID.subset)
    }
    assert subsets == {iri: told.triples for iri, told in counted.graphs.items()}
    ontology = URIRef(BASE + "graph/ontology")
    assert "apache" in str(graph.value(ontology, DCTERMS.license))


def test_the_dumps_that_are_described_are_there(client: TestClient) -> None:
    graph = described(client, "/.well-known/void")
    dumps = set(graph.objects(None, VOID.dataDump))
    assert len(dumps) == 4
    assert dumps == set(graph.objects(None, DCAT.downloadURL))
    for here in graph.subjects(RDF.type, DCAT.Distribution):
        (url,) = graph.objects(here, DCAT.downloadURL)
        content = client.get(str(url)).content
        assert len(content) == number(graph, here, DCAT.byteSize)
        assert graph.value(here, SPDX.checksum) is not None


def test_the_host_that_was_asked_is_the_host_that_is_told(settings: Settings) -> None:
    inner, outer = create_app(settings), FastAPI()
    outer.mount("/below", inner)
    with TestClient(inner), TestClient(outer, base_url="https://example.org") as client:
        graph = described(client, "/below/sparql")
    (endpoint,) = graph.objects(None, SD.endpoint)
    assert str(endpoint) == "https://example.org/below/sparql"


@pytest.mark.parametrize("host", ["a b", "<x>", 'x"'])
def test_a_host_that_is_none_gets_into_no_iri(client: TestClient, host: str) -> None:
    answer = client.get("/sparql", headers={"Host": host, "Accept": "application/n-triples"})
    assert answer.status_code == 200
    assert host not in answer.text


def test_a_client_that_has_it_is_told_so(client: TestClient) -> None:
    for path in ("/.well-known/void", "/sparql", "/dumps/"):
        tag = client.get(path).headers["etag"]
        again = client.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        other = client.get(path, headers={"If-None-Match": tag, "Accept": "text/html"})
        assert other.status_code == 200

"""The protocols over a real socket, where headers, lengths and broken-off bodies are real."""

from __future__ import annotations

import gzip
import hashlib
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

import httpx2
import pytest
import rdflib
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from reportedly.store.compression import zstd

BASE = "https://w3id.org/reportedly/id/"
GRAPH = BASE + "graph/a1/00ff"
UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "zstd": zstd.decompress,
}
NUMBERS = " ".join(map(str, range(300)))
LONG = f"SELECT ?a ?b {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} }}"

pytestmark = [  # what these clients do of themselves
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_head_of_a_long_answer_leaves_the_connection_in_order(address: str) -> None:
    with httpx2.Client(base_url=address) as client:
        for _ in range(3):
            head = client.head("/sparql", params={"query": LONG, "format": "csv"})
            assert (head.status_code, head.content) == (200, b"")
            assert head.headers["content-type"] == "text/csv; charset=utf-8"
            whole = client.get("/sparql", params={"query": LONG, "format": "csv"})
            assert whole.text.count("\r\n") == 300 * 300 + 1


@pytest.mark.parametrize("coding", UNPACK)
def test_a_long_answer_is_compressed_as_it_flows(address: str, coding: str) -> None:
    form = {"query": LONG, "format": "csv"}
    plain = httpx2.post(f"{address}/sparql", data=form, headers={"Accept-Encoding": "identity"})
    wish = {"Accept-Encoding": coding}
    with httpx2.stream("POST", f"{address}/sparql", data=form, headers=wish) as answer:
        body = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == coding
    assert answer.headers["transfer-encoding"] == "chunked"
    assert UNPACK[coding](body) == plain.content
    assert len(body) < len(plain.content) / 4


def test_a_broken_off_download_goes_on_where_it_stopped(address: str) -> None:
    with httpx2.Client(base_url=address, follow_redirects=True) as client:
        first = client.get("/dumps/latest.nq.gz", headers={"Range": "bytes=0-99"})
        assert first.status_code == 206
        wish = {"Range": "bytes=100-", "If-Range": first.headers["etag"]}
        rest = client.get(first.url, headers=wish)
        assert rest.status_code == 206
        build = client.get("/dumps/").json()
    content = gzip.decompress(first.content + rest.content)
    assert hashlib.sha256(content).hexdigest() == build["sha256"]


def test_head_of_a_dump_tells_its_size(address: str) -> None:
    with httpx2.Client(base_url=address, follow_redirects=True) as client:
        for told in client.get("/dumps/").json()["dumps"]:
            head = client.head(told["href"])
            assert (head.status_code, head.content) == (200, b"")
            assert head.headers["content-length"] == str(told["size"])


def test_options_of_the_server_itself(address: str) -> None:
    host = urlsplit(address)
    with socket.create_connection((host.hostname, host.port or 80), timeout=10) as asking:
        asking.sendall(b"OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: asking.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 204")
    assert b"allow: GET, HEAD, OPTIONS, POST" in answer


def test_rdflib_reads_a_graph_from_the_graph_store(address: str) -> None:
    graph = rdflib.Graph().parse(f"{address}/graph-store?graph={GRAPH}")
    assert len(graph) == 4
    dataset = rdflib.Dataset()
    dataset.parse(f"{address}/graph-store?graph={GRAPH}&format=trig", format="trig")
    assert len(dataset.graph(rdflib.URIRef(GRAPH))) == 4


def test_rdflib_finds_the_endpoint_from_the_description_alone(address: str) -> None:
    void = rdflib.Graph().parse(f"{address}/.well-known/void")
    (endpoint,) = void.objects(None, rdflib.VOID.sparqlEndpoint)
    service = rdflib.Graph().parse(str(endpoint))
    wanted = rdflib.URIRef("http://www.w3.org/ns/sparql-service-description#endpoint")
    assert set(service.objects(None, wanted)) == {endpoint}


def test_sparqlwrapper_is_refused_an_update_with_the_reason(address: str) -> None:
    asked = SPARQLWrapper(f"{address}/sparql", updateEndpoint=f"{address}/sparql")
    asked.setMethod(POST)
    asked.setQuery("CLEAR ALL")
    asked.setReturnFormat(JSON)
    with pytest.raises(Exception, match="405") as caught:
        asked.query()
    assert "reportedly load" in caught.value.read().decode()  # type: ignore[attr-defined]

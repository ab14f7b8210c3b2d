"""The short way answers as the usual way does, and leaves to it what is not short."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx2
import pytest
from fastapi.testclient import TestClient
from tests.api.workers.harness import EASY, PATIENCE, Serve, Served

from reportedly_api.app import create_app
from reportedly_api.quick import Quick, QuickProtocol
from reportedly_api.settings import Settings

ROWS = "SELECT ?a ?b WHERE { ?a ?p ?o . ?b ?q ?r . ?c ?s ?t . ?d ?u ?v } LIMIT 4000"
ASKED = [
    {"query": EASY},
    {"query": EASY, "format": "csv"},
    {"query": "ASK {}", "format": "html"},
    {"query": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"},
    {"query": EASY, "default-graph-uri": "https://w3id.org/reportedly/id/graph/registry"},
    {"query": ROWS, "format": "tsv"},
    {"query": "SELECT * WHERE {"},
    {"query": "ASK {}", "format": "csv"},
    {"query": "LOAD <urn:x>"},
    {"format": "json"},
]


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """Which requests the short way took."""
    told: list[bool] = []
    takes = Quick.takes

    def watched(*told_of: object) -> bool:
        told.append(takes(*told_of))  # type: ignore[arg-type]
        return told[-1]

    monkeypatch.setattr(Quick, "takes", watched)
    return iter([told])


def test_both_ways_say_the_same(serve: Serve, settings: Settings) -> None:
    served = serve(cache_bytes=0)
    with TestClient(create_app(settings), base_url=served.address) as usual:
        for asked in ASKED:
            for accept in ("*/*", "text/html,*/*;q=0.1", "text/turtle"):
                headers = {"Accept": accept, "X-Request-ID": "test"}
                url = f"{served.address}/sparql"
                httpx2.get(url, params=asked, headers=headers)
                quick = httpx2.get(url, params=asked, headers=headers)  # need not be read again
                other = usual.get("/sparql", params=asked, headers=headers)
                assert (quick.status_code, quick.content) == (other.status_code, other.content)
                told = {name: value for name, value in quick.headers.items() if name != "date"}
                told.pop("transfer-encoding", None)
                told.pop("server", None)
                assert told == dict(other.headers), asked


def test_the_short_way_is_taken(serve: Serve, taken: Iterator[list[bool]]) -> None:
    served = serve()
    ways = next(taken)
    assert httpx2.get(f"{served.address}/sparql", params={"query": EASY}).status_code == 200
    assert ways == [True]  # uvicorn still asks where this protocol listens
    httpx2.get(f"{served.address}/questions")
    httpx2.head(f"{served.address}/sparql", params={"query": EASY})
    served.ask(EASY)
    assert ways == [True, False, False, False]
    assert QuickProtocol.__mro__[2].__module__.startswith("uvicorn")


def read_answers(connection: socket.socket, count: int) -> list[bytes]:
    """So many answers that have a length, off one connection."""
    answers: list[bytes] = []
    data = b""
    while len(answers) < count:
        head, found, rest = data.partition(b"\r\n\r\n")
        length = next(
            (
                int(line.partition(b":")[2])
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length")
            ),
            0,
        )
        if found and len(rest) >= length:
            answers.append(rest[:length])
            data = rest[length:]
            continue
        more = connection.recv(65536)
        assert more, "the connection was closed"
        data += more
    return answers


def connect(served: Served) -> socket.socket:
    host, _, port = served.address.removeprefix("http://").partition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)


def test_requests_sent_in_one_go_are_answered_in_their_order(serve: Serve) -> None:
    served = serve()
    requests = b"".join(
        b"GET /sparql?format=csv&query=SELECT%20("
        + str(n).encode()
        + b"%20AS%20%3Fn)%20%7B%7D HTTP/1.1\r\nHost: x\r\n\r\n"
        for n in range(20)
    )
    with connect(served) as connection:
        connection.sendall(requests)
        answers = read_answers(connection, 20)
    assert [answer.split() for answer in answers] == [[b"n", str(n).encode()] for n in range(20)]


def test_a_connection_is_closed_when_the_client_says_so(serve: Serve) -> None:
    served = serve()
    with connect(served) as connection:
        connection.sendall(
            b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        )
        told = b"".join(iter(lambda: connection.recv(65536), b"")).lower()
    assert b"connection: close" in told
    assert told.endswith(b"true}")


def test_a_request_in_pieces_is_one_request(serve: Serve) -> None:
    served = serve()
    with connect(served) as connection:
        for byte in b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n\r\n":
            connection.sendall(bytes([byte]))
        assert read_answers(connection, 1)[0].endswith(b"true}")

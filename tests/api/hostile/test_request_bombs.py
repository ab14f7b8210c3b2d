"""Requests made to break a server: each gets a clear answer, and the server lives."""

from __future__ import annotations

import select
import socket
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest

from reportedly_api.settings import Settings

if TYPE_CHECKING:
    from tests.api.hostile.conftest import Endpoint

MEGABYTE = 1_000_000
DEEP = 20_000
LIMIT = Settings().max_request_bytes

# Each is a query within the limit on a request's size, of a shape that parsers recurse into.
DEEPLY_NESTED = {
    "groups": "SELECT * WHERE " + "{" * DEEP + "}" * DEEP,
    "optionals": "SELECT * WHERE {" + "OPTIONAL{" * DEEP + "}" * DEEP + "}",
    "brackets": "SELECT * WHERE { FILTER" + "(" * DEEP + "1" + ")" * DEEP + "}",
    "negations": "SELECT * WHERE { FILTER(" + "!" * DEEP + "true) }",
    "paths": "SELECT * WHERE { ?s " + "(" * DEEP + "<p:>" + ")" * DEEP + " ?o }",
    "blank nodes": "SELECT * WHERE { ?s ?p " + "[<p:> " * DEEP + "1" + "]" * DEEP + "}",
    "lists": "SELECT * WHERE { ?s ?p " + "(" * DEEP + ")" * DEEP + "}",
    "subqueries": "SELECT * WHERE " + "{SELECT*{" * (DEEP // 2) + "}}" * (DEEP // 2),
    "unions": "SELECT * WHERE { {}" + "UNION{}" * DEEP + "}",
    "sums": "SELECT (1" + "+1" * DEEP + " AS ?n) WHERE {}",
    "functions": "SELECT (" + "STR(" * DEEP + "1" + ")" * DEEP + " AS ?n) WHERE {}",
}


def _fits(query: str) -> str:
    assert len(query.encode()) < LIMIT, "it would be refused for its size alone"
    return query


@pytest.mark.parametrize("shape", DEEPLY_NESTED)
def test_a_deeply_nested_query_is_answered_or_refused(shape: str, endpoint: Endpoint) -> None:
    reply = endpoint.ask(_fits(DEEPLY_NESTED[shape]))
    assert reply.status == 200 or (400 <= reply.status < 600 and reply.is_problem())
    assert endpoint.is_well()


def test_giant_values_within_the_limit_are_answered(endpoint: Endpoint) -> None:
    rows = " ".join(map(str, range(30_000)))
    reply = endpoint.ask(_fits(f"SELECT (COUNT(*) AS ?n) WHERE {{ VALUES ?x {{ {rows} }} }}"))
    assert reply.status == 200
    assert b"30000" in reply.body


def test_values_beyond_the_limit_are_refused(endpoint: Endpoint) -> None:
    rows = " ".join(map(str, range(LIMIT)))
    reply = endpoint.ask(f"SELECT ?x WHERE {{ VALUES ?x {{ {rows} }} }}")
    assert reply.status == 413
    assert reply.is_problem()
    assert endpoint.is_well()


def test_an_iri_of_a_megabyte_is_refused(endpoint: Endpoint) -> None:
    reply = endpoint.ask(f"SELECT * WHERE {{ <http://example.org/{'a' * MEGABYTE}> ?p ?o }}")
    assert reply.status == 413
    assert reply.is_problem()
    assert endpoint.is_well()


@pytest.mark.parametrize("target", ["/sparql?query=ASK{<x:$>?p?o}", "/id/$", "/$", "/?$"])
def test_a_request_target_of_a_megabyte_is_refused(target: str, endpoint: Endpoint) -> None:
    reply = endpoint.get(target.replace("$", "a" * MEGABYTE))
    assert reply.status == 414
    assert reply.is_problem()
    assert endpoint.is_well()


def test_a_long_iri_within_the_limit_is_answered(endpoint: Endpoint) -> None:
    reply = endpoint.ask(_fits(f"ASK {{ <http://example.org/{'a' * 100_000}> ?p ?o }}"))
    assert reply.status == 200
    assert b"false" in reply.body


@pytest.mark.parametrize("bytes_", [b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"])
def test_a_query_that_is_not_utf_8_is_refused(bytes_: bytes, endpoint: Endpoint) -> None:
    query = b"ASK { ?s ?p '" + bytes_ + b"' }"
    direct = endpoint.send(
        endpoint.request("POST", "/sparql", query, "Content-Type: application/sparql-query")
    )
    encoded = "".join(f"%{byte:02X}" for byte in query)
    form = f"query={encoded}".encode()
    posted = endpoint.send(
        endpoint.request("POST", "/sparql", form, "Content-Type: application/x-www-form-urlencoded")
    )
    for reply in (direct, posted, endpoint.get(f"/sparql?query={encoded}")):
        assert reply.status == 400
        assert reply.is_problem()
    assert endpoint.get("/id/" + "".join(f"%{byte:02X}" for byte in bytes_)).status in (400, 404)
    assert endpoint.is_well()


@pytest.mark.parametrize("target", [b"/\xff\xfe", b"/sparql?query=\xff", b"/id/\x80"])
def test_a_request_line_that_is_not_ascii_is_refused(target: bytes, endpoint: Endpoint) -> None:
    reply = endpoint.send(b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert 400 <= reply.status < 500
    assert endpoint.is_well()


def test_nul_bytes_are_refused(endpoint: Endpoint) -> None:
    reply = endpoint.ask("ASK { ?s ?p 'a' } \0")
    assert reply.status == 400
    assert reply.is_problem()
    assert endpoint.is_well()


HEADERS = {
    "many": [f"X-{n}: {n}" for n in range(20_000)],
    "long": ["X-Long: " + "a" * MEGABYTE],
    "accept": ["Accept: " + ",".join(f"a{n}/b;q=0.1" for n in range(20_000))],
    "cookies": ["Cookie: " + "; ".join(f"a{n}=b" for n in range(20_000))],
}


@pytest.mark.parametrize("flood", HEADERS)
def test_a_flood_of_headers_is_refused(flood: str, endpoint: Endpoint) -> None:
    reply = endpoint.get("/sparql?query=ASK{}", *HEADERS[flood])
    assert reply.status == 431
    assert reply.is_problem()
    assert endpoint.is_well()


@pytest.mark.parametrize("count", [101, 20_000])
def test_headers_are_counted_however_short(count: int, endpoint: Endpoint) -> None:
    reply = endpoint.get("/", *[f"a{n}: b" for n in range(count)])
    assert reply.status == 431
    assert reply.is_problem()


def test_headers_within_the_bounds_are_taken(endpoint: Endpoint) -> None:
    headers = [f"X-{n}: {'a' * 600}" for n in range(90)]
    assert endpoint.get("/sparql?query=ASK%7B%7D", *headers).status == 200


@pytest.mark.parametrize("piece", [b"X-Long: " + b"a" * 4096, b"X-Many: 1\r\n" * 400])
def test_headers_that_come_piece_by_piece_are_bounded(piece: bytes, endpoint: Endpoint) -> None:
    """Each piece is small, and the head has no end; a long header has none either."""
    with endpoint.dial() as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        told = _sent_until_answered(line, piece)
    assert told.startswith(b"HTTP/1.1 431 ")
    assert endpoint.is_well()


@pytest.mark.parametrize("beginning", [b"0\r\nX-Trailer: ", b"1;extension="])
def test_what_hides_in_chunks_is_bounded(beginning: bytes, endpoint: Endpoint) -> None:
    """Trailers and extensions of chunks, of which no server makes anything here."""
    with endpoint.dial() as line:
        head = endpoint.request(
            "POST",
            "/sparql",
            b"",
            "Transfer-Encoding: chunked",
            "Content-Type: application/sparql-query",
        )
        line.sendall(head.replace(b"Connection: close\r\n", b"") + beginning)
        told = _sent_until_answered(line, b"a" * 4096)
    assert not told  # the answer to the request had its turn, and no other may begin in it
    assert endpoint.is_well()


def _sent_until_answered(line: socket.socket, piece: bytes) -> bytes:
    """Send a piece over and over, until the server answers or hangs up; what it answered."""
    for _ in range(64 * MEGABYTE // len(piece)):
        try:
            line.sendall(piece)
        except (BrokenPipeError, ConnectionResetError):
            break
        if select.select([line], [], [], 0)[0]:
            break
    else:
        pytest.fail("the server reads for ever")
    told = b""
    with suppress(ConnectionResetError):  # it need not read what it has refused
        for more in iter(partial(line.recv, 65536), b""):
            told += more
    return told


MALFORMED = {
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20,
    "negative length": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "two lengths": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
    b"Content-Length: 4\r\n\r\nASK{}",
    "length and chunks": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "bad chunk": b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: application/sparql-query\r\n\r\nzz\r\n",
    "folded header": b"GET /sparql HTTP/1.1\r\nHost: x\r\n folded\r\nConnection: close\r\n\r\n",
    "nameless header": b"GET / HTTP/1.1\r\nHost: x\r\n: empty\r\nConnection: close\r\n\r\n",
    "unknown version": b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
}


@pytest.mark.parametrize("what", MALFORMED)
def test_what_is_no_request_is_refused(what: str, endpoint: Endpoint) -> None:
    reply = endpoint.send(MALFORMED[what])
    assert reply.status == 0 or 400 <= reply.status < 600
    assert endpoint.is_well()


def test_a_body_that_never_ends_is_refused_once_it_is_too_long(endpoint: Endpoint) -> None:
    head = endpoint.request(
        "POST",
        "/sparql",
        b"",
        "Transfer-Encoding: chunked",
        "Content-Type: application/sparql-query",
    )
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    reply = endpoint.send(head + chunk * (LIMIT // 0x10000 + 4))
    assert reply.status == 413
    assert reply.is_problem()
    assert endpoint.is_well()


def test_a_length_beyond_the_limit_is_refused_before_its_body_comes(endpoint: Endpoint) -> None:
    reply = endpoint.send(
        endpoint.request(
            "POST",
            "/sparql",
            b"",
            f"Content-Length: {10**12}",
            "Content-Type: application/sparql-query",
        ),
        patience=5,
    )
    assert reply.status == 413
    assert reply.is_problem()


PIECES = ["'", "\\", "#\n<", "'''\"", "?a.", "a:", "%41", "{<a", "service", "<", "("]


@pytest.mark.parametrize("piece", PIECES)
def test_text_that_can_be_read_in_many_ways_is_read_at_once(piece: str, endpoint: Endpoint) -> None:
    """What makes a careless regular expression try every way to read it."""
    reply = endpoint.ask(_fits("ASK {" + piece * (20_000 // len(piece))))
    assert 400 <= reply.status < 600
    assert reply.is_problem()
    assert endpoint.is_well()

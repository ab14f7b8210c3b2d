"""Content codings: who gets which (RFC 9110, 12.5.3), and that what arrives is what was sent."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import anyio
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

from reportedly.store.compression import zstd
from reportedly_api.compression import CODINGS, CompressionMiddleware, choose_coding

VOID = "/.well-known/void?format=turtle"
BIG = "SELECT ?a ?b { VALUES ?a { %s } VALUES ?b { %s } }" % ((" ".join(map(str, range(200))),) * 2)
UNPACK: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.decompress, "zstd": zstd.decompress}


def raw(client: TestClient, path: str, coding: str, **headers: str) -> tuple[Response, bytes]:
    """An answer and its bytes as they were sent, not unpacked by the client."""
    with client.stream("GET", path, headers={"Accept-Encoding": coding, **headers}) as answer:
        return answer, b"".join(answer.iter_raw())


def test_every_coding_is_tried_here() -> None:
    assert set(CODINGS) == set(UNPACK)


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        (None, None),
        ("", None),
        ("identity", None),
        ("br", None),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, zstd;q=0.5", "gzip"),
        ("gzip;q=0.5, zstd;q=0.8", "zstd"),
        ("gzip;q=0, *", "zstd"),
        ("zstd;q=0, *;q=0.5", "gzip"),
        ("*;q=0", None),
        ("gzip;q=0", None),
        ("gzip;q=0.000", None),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("gzip;q=2, zstd;q=x", None),
        ("gzip ; q=0.5 , nonsense=", "gzip"),
    ],
)
def test_the_client_gets_the_coding_that_it_wants_most(
    accept: str | None, coding: str | None
) -> None:
    assert choose_coding(accept) == coding


@given(st.dictionaries(st.sampled_from([*CODINGS, "identity", "*", "br"]), st.integers(0, 1000)))
def test_what_is_weighed_nothing_is_never_chosen(weights: dict[str, int]) -> None:
    chosen = choose_coding(", ".join(f"{c};q={w / 1000:.3f}" for c, w in weights.items()))
    offered = {c: weights.get(c, weights.get("*", 0)) for c in CODINGS}
    if chosen is None:
        least = weights.get("identity", 0)
        assert all(weight == 0 or weight < least for weight in offered.values())
    else:
        assert offered[chosen] == max(offered.values()) > 0


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", BIG], ids=["one block", "a stream"])
def test_what_arrives_is_what_was_sent(client: TestClient, coding: str, query: str) -> None:
    path = str(client.build_request("GET", "/sparql", params={"query": query}).url)
    plain, content = raw(client, path, "identity")
    packed, body = raw(client, path, coding)
    assert packed.headers["content-encoding"] == coding
    assert len(body) < len(content)
    assert UNPACK[coding](body) == content
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["vary"]
        assert "Accept" in answer.headers["vary"].split(", ")
    if "content-length" in packed.headers:
        assert packed.headers["content-length"] == str(len(body))
    assert ("content-length" in packed.headers) is ("content-length" in plain.headers)


def test_a_small_answer_and_an_error_are_left_alone(client: TestClient) -> None:
    for path in ("/sparql?query=ASK{}", "/nothing"):
        answer, body = raw(client, path, "gzip, zstd")
        assert "content-encoding" not in answer.headers
        assert answer.headers["content-length"] == str(len(body))


@pytest.mark.parametrize("coding", CODINGS)
def test_a_compressed_answer_has_a_tag_of_its_own(client: TestClient, coding: str) -> None:
    plain, _ = raw(client, VOID, "identity")
    packed, _ = raw(client, VOID, coding)
    tag, own = plain.headers["etag"], packed.headers["etag"]
    assert own == f'{tag[:-1]}-{coding}"'
    # Each is known again in its own coding, and in no other.
    for accepted, sent, status in (
        (coding, own, 304),
        ("identity", tag, 304),
        ("identity", own, 200),
        (coding, f'"other", {own}', 304),
    ):
        answer, body = raw(client, VOID, accepted, **{"If-None-Match": sent})
        assert answer.status_code == status
        if status == 304:
            assert body == b""
            assert answer.headers["etag"] == (own if accepted == coding else tag)


def test_head_has_the_headers_of_get(client: TestClient) -> None:
    for coding in (*CODINGS, "identity"):
        got, _ = raw(client, VOID, coding)
        head = client.head(VOID, headers={"Accept-Encoding": coding})
        assert (head.status_code, head.headers) == (200, got.headers)


def unpack_gzip() -> Callable[[bytes], bytes]:
    return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress


def unpack_zstd() -> Callable[[bytes], bytes]:
    return zstd.ZstdDecompressor().decompress


@pytest.mark.parametrize(("coding", "fresh"), [("gzip", unpack_gzip), ("zstd", unpack_zstd)])
def test_each_block_can_be_read_before_the_next_is_made(
    coding: str, fresh: Callable[[], Callable[[bytes], bytes]]
) -> None:
    blocks = [b"first block " * 10, b"second " * 20_000, b"third"]
    sent: list[Message] = []
    unpack, read = fresh(), []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"text/csv")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for block in blocks:
            await send({"type": "http.response.body", "body": block, "more_body": True})
            read.append(unpack(sent[-1]["body"]))  # nothing is held back until the end
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "headers": [(b"accept-encoding", coding.encode())]}
    anyio.run(CompressionMiddleware(app), scope, receive, send)
    assert read == blocks
    assert sent[-1]["more_body"] is False

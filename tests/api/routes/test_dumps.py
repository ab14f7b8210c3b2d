"""The dumps over HTTP: found, verified, and taken in parts."""

from __future__ import annotations

import base64
import gzip
import hashlib

from fastapi.testclient import TestClient

from reportedly.store.compression import zstd

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def listed(client: TestClient) -> dict[str, dict[str, object]]:
    return {each["name"]: each for each in client.get("/dumps/").json()["dumps"]}


def test_every_dump_listed_is_there_with_its_digest(client: TestClient) -> None:
    dumps = listed(client)
    assert sorted(name.split(".", 1)[1] for name in dumps) == [
        "nq.gz",
        "nq.zst",
        "trig.gz",
        "trig.zst",
    ]
    lines = client.get("/dumps/SHA256SUMS").text.splitlines()
    sums = {line.partition("  ")[2]: line.partition("  ")[0] for line in lines}
    for name, told in dumps.items():
        answer = client.get(str(told["href"]))
        digest = hashlib.sha256(answer.content).digest()
        assert answer.headers["content-type"] == told["media_type"]
        assert (
            "content-encoding" not in answer.headers
        )  # the file is what it is, never packed twice
        assert told["sha256"] == sums[name] == digest.hex()
        assert answer.headers["repr-digest"] == f"sha-256=:{base64.b64encode(digest).decode()}:"
        assert answer.headers["content-length"] == str(told["size"]) == str(len(answer.content))


def test_unpacked_n_quads_have_the_builds_digest(client: TestClient) -> None:
    build = client.get("/dumps/").json()
    packed = client.get("/dumps/latest.nq.gz"), client.get("/dumps/latest.nq.zst")
    for content in (gzip.decompress(packed[0].content), zstd.decompress(packed[1].content)):
        assert hashlib.sha256(content).hexdigest() == build["sha256"]
        assert content.count(b"\n") == build["quads"]


def test_the_latest_leads_to_this_builds_own(client: TestClient) -> None:
    answer = client.get("/dumps/latest.trig.zst", follow_redirects=False)
    build = client.get("/dumps/").json()["build"]
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/dumps/reportedly-{build}.trig.zst"
    assert answer.headers["cache-control"] == "no-cache"


def test_a_dump_is_taken_in_parts(client: TestClient) -> None:
    (path, *_) = (str(told["href"]) for told in listed(client).values())
    whole = client.get(path)
    assert whole.headers["accept-ranges"] == "bytes"
    head = client.get(path, headers={"Range": "bytes=0-9"})
    rest = client.get(path, headers={"Range": "bytes=10-", "If-Range": whole.headers["etag"]})
    assert (head.status_code, rest.status_code) == (206, 206)
    assert head.headers["content-range"] == f"bytes 0-9/{len(whole.content)}"
    assert head.content + rest.content == whole.content
    changed = client.get(path, headers={"Range": "bytes=10-", "If-Range": '"another"'})
    assert (changed.status_code, changed.content) == (200, whole.content)
    beyond = client.get(path, headers={"Range": "bytes=99999999-"})
    assert beyond.status_code == 416


def test_a_client_that_has_it_is_told_so(client: TestClient) -> None:
    (path, *_) = (str(told["href"]) for told in listed(client).values())
    tag = client.get(path).headers["etag"]
    again = client.get(path, headers={"If-None-Match": tag, "Accept-Encoding": "gzip"})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert "immutable" in again.headers["cache-control"]


def test_a_dump_that_is_not_there_is_not_found(client: TestClient) -> None:
    for name in ("reportedly-0000000000000000.nq.gz", "latest.nq", "dumps.json", "..%2fbuild.json"):
        answer = client.get(f"/dumps/{name}")
        assert answer.status_code == 404, name
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_person_gets_a_page(client: TestClient) -> None:
    page = client.get("/dumps/", headers=BROWSER)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for name, told in listed(client).items():
        assert f'href="/dumps/{name}"' in page.text
        assert str(told["sha256"]) in page.text
    assert client.get("/dumps/", headers={"Accept": "text/turtle"}).status_code == 406

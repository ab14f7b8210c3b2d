"""Every path says what it takes, and takes what it says; other sites' pages may ask."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

PATHS = {
    "/": 200,
    "/sparql": 200,
    "/graph-store?default": 200,
    "/id/claim/c1": 200,
    "/id/graph/registry": 200,
    "/ns": 200,
    "/ns/0.0": 404,
    "/questions": 200,
    "/questions/tellings": 200,
    "/.well-known/void": 200,
    "/dumps/": 200,
    "/dumps/SHA256SUMS": 200,
    "/dumps/latest.nq.gz": 307,
    "/limits": 200,
    "/build.json": 200,
    "/healthz": 200,
    "/readyz": 200,
    "/metrics": 200,
    "/docs": 200,
    "/static/reportedly.css": 200,
    "/openapi.json": 200,
}
"""Every path there is, by an example, and what a GET of it gives."""
WRITING = ("PUT", "DELETE", "PATCH", "POST")
ORIGIN = {"Origin": "https://example.org"}


def test_every_route_has_an_example(client: TestClient) -> None:
    told = client.get("/openapi.json").json()["paths"]
    left = {path.partition("{")[0].rstrip("/") for path in told}
    shown = {path.partition("?")[0] for path in PATHS}
    assert all(any(path.startswith(root) for path in shown) for root in left)
    assert len(PATHS) == 21


@pytest.mark.parametrize("path", PATHS)
def test_head_is_answered_as_get_without_a_body(client: TestClient, path: str) -> None:
    got = client.get(path, follow_redirects=False)
    head = client.head(path, follow_redirects=False)
    assert got.status_code == head.status_code == PATHS[path]
    assert head.content == b""
    if path == "/metrics":  # the first request is counted before the second is answered
        del head.headers["content-length"], got.headers["content-length"]
    assert head.headers == got.headers


@pytest.mark.parametrize("path", PATHS)
def test_options_tells_the_methods(client: TestClient, path: str) -> None:
    answer = client.options(path)
    assert (answer.status_code, answer.content) == (204, b"")
    posts = path == "/sparql"
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS" + (", POST" if posts else "")
    assert ("accept-post" in answer.headers) is posts


def test_options_of_nothing_is_not_found(client: TestClient) -> None:
    assert client.options("/nothing").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_writing_is_refused_with_the_way_in(client: TestClient, path: str) -> None:
    for method in WRITING:
        if (path, method) == ("/sparql", "POST"):
            continue
        answer = client.request(method, path, content=b"<a> <b> <c> .")
        told = answer.json()
        assert (answer.status_code, told["status"]) == (405, 405), method
        assert answer.headers["allow"] == client.options(path).headers["allow"]
        assert "read-only" in told["mend"]
        assert "`reportedly load`" in told["mend"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_preflight_is_answered(client: TestClient, path: str, method: str) -> None:
    wanted = "content-type, if-none-match, range"
    answer = client.options(
        path,
        headers=ORIGIN
        | {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": wanted},
    )
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert method in answer.headers["access-control-allow-methods"]
    assert answer.headers["access-control-allow-headers"] == wanted
    assert int(answer.headers["access-control-max-age"]) > 3600


def test_a_preflight_of_writing_is_refused(client: TestClient) -> None:
    asked = ORIGIN | {"Access-Control-Request-Method": "DELETE"}
    assert client.options("/graph-store", headers=asked).status_code == 400


@pytest.mark.parametrize("path", [*PATHS, "/nothing", "/sparql?query=x"])
def test_a_script_of_another_site_may_read_what_it_needs(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=ORIGIN, follow_redirects=False)
    assert answer.headers["access-control-allow-origin"] == "*"
    exposed = answer.headers["access-control-expose-headers"].split(", ")
    assert {"ETag", "Link", "Retry-After", "Location", "Content-Range"} <= set(exposed)

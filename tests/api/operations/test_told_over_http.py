"""What /metrics tells over HTTP: how long things took, what the cache saved, for whom."""

from __future__ import annotations

from time import monotonic
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from tests.api.operations.counting import counters
from tests.api.workers.harness import EASY, PATIENCE, Serve, Served

TEXT = "text/plain"
OPEN = "application/openmetrics-text"


def told(served: Served, name: str, **labels: str) -> float:
    """The value of one line of /metrics; 0 if there is none."""
    key = (name, tuple(sorted(labels.items())))
    return counters(served.get("/metrics").text).get(key, 0)


def ask_by_get(served: Served, query: str) -> None:
    answer = served.get(f"/sparql?query={quote(query)}")
    assert answer.status_code == 200, answer.text


def test_how_long_requests_and_queries_took_is_counted_and_added_up(serve: Serve) -> None:
    served = serve(cache_bytes=0, fast_seconds=PATIENCE)
    began = monotonic()
    for n in range(5):
        served.count(f"{EASY} # by POST, {n}")
    for n in range(2):
        ask_by_get(served, f"{EASY} # by GET, {n}")
    assert served.ask("SELECT").status_code == 400
    elapsed = monotonic() - began
    for name, labels in (
        ("reportedly_request_seconds", {"route": "/sparql"}),
        ("reportedly_query_seconds", {"pool": "queries", "lane": "fast"}),
    ):
        assert told(served, f"{name}_count", **labels) == 8, name
        assert told(served, f"{name}_bucket", le="+Inf", **labels) == 8, name
        assert 0 < told(served, f"{name}_sum", **labels) < elapsed, name


def test_what_is_asked_again_is_counted_as_a_hit_of_the_cache(serve: Serve) -> None:
    served = serve()
    hits, misses, size = [], [], []
    for _ in range(3):
        hits.append(told(served, "reportedly_cache_total", result="hit"))
        misses.append(told(served, "reportedly_cache_total", result="miss"))
        size.append(told(served, "reportedly_cache_bytes"))
        ask_by_get(served, EASY)
    hits.append(told(served, "reportedly_cache_total", result="hit"))
    assert hits == [0, 0, 1, 2]
    assert misses == [0, 1, 1]
    assert size[0] == 0 < size[1] == size[2]


@pytest.mark.parametrize(
    ("accept", "given"),
    [(None, TEXT), ("*/*", TEXT), (TEXT, TEXT), (f"{OPEN}; version=1.0.0", OPEN)],
)
@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_caches_are_told_that_the_format_follows_from_accept(
    client: TestClient, method: str, accept: str | None, given: str, coding: str
) -> None:
    wish = {"Accept-Encoding": coding} | ({} if accept is None else {"Accept": accept})
    answer = client.request(method, "/metrics", headers=wish)
    assert answer.headers["content-type"].startswith(given)
    assert {"Accept", "Accept-Encoding"} <= set(answer.headers["vary"].split(", "))
    assert answer.headers["cache-control"] == "no-store"

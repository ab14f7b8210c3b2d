"""Caching, through the whole application: what is kept, and what never is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, cast

import pytest
from tests.api.running import ALL, Running, start

from reportedly_api.cache import AnswerCache
from reportedly_api.settings import Settings
from reportedly_api.workers.outcomes import Outcome

NUMBERS = " ".join(map(str, range(150)))
LONG = f"SELECT ?a ?b {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} }}"
"""22,500 rows: more than one block, as JSON and as CSV."""


@pytest.fixture(scope="module")
def one_that_keeps(settings: Settings) -> Iterator[Running]:
    yield from start(settings)


@pytest.fixture(scope="module")
def one_that_keeps_nothing(settings: Settings) -> Iterator[Running]:
    yield from start(settings, cache_bytes=0)


@pytest.fixture
def running(one_that_keeps: Running) -> Running:
    """An endpoint whose cache is empty."""
    caching = one_that_keeps.app.caching
    assert caching is not None
    caching.cache = AnswerCache(caching.cache.max_bytes, caching.cache.max_entry_bytes)
    one_that_keeps.asked()
    return one_that_keeps


@pytest.fixture
def uncached(one_that_keeps_nothing: Running) -> Running:
    """An endpoint without a cache."""
    one_that_keeps_nothing.asked()
    return one_that_keeps_nothing


PATHS = [
    "/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D",
    "/sparql?query=ASK+%7B%7D&format=xml",
    "/questions/tellings",
    "/id/report/r1",
    "/id/graph/a1/00ff",
    "/ns",
    "/graph-store?default",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", ["*/*", "text/html", "text/csv, text/turtle;q=0.5"])
def test_a_second_time_nobody_is_asked(running: Running, path: str, accept: str) -> None:
    first = running.client.get(path, headers={"Accept": accept})
    if first.status_code == 406:
        assert "etag" not in first.headers
        assert first.headers["cache-control"] == "no-store"
        return
    assert first.status_code == 200
    assert first.headers["etag"].startswith('"')
    assert first.headers["cache-control"] == "no-cache"
    assert running.asked() == 1
    again = running.client.get(path, headers={"Accept": accept})
    assert (again.content, again.headers) == (first.content, first.headers)
    head = running.client.head(path, headers={"Accept": accept})
    assert (head.content, head.headers) == (b"", first.headers)
    held = {"Accept": accept, "If-None-Match": f'"x", {first.headers["etag"]}'}
    known = running.client.get(path, headers=held)
    assert (known.status_code, known.content) == (304, b"")
    for name in ("etag", "cache-control", "vary"):
        assert known.headers[name] == first.headers[name]
    assert running.asked() == 0
    assert (running.cache.hits, running.cache.misses) == (3, 1)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("coding", ["identity", "gzip", "zstd"])
def test_what_the_client_has_is_known_without_a_cache(
    uncached: Running, path: str, coding: str
) -> None:
    wish = {"Accept-Encoding": coding}
    first = uncached.client.get(path, headers=wish)
    assert uncached.asked() == 1
    known = uncached.client.get(path, headers={**wish, "If-None-Match": first.headers["etag"]})
    assert known.status_code == 304
    for name in ("etag", "cache-control"):
        assert known.headers[name] == first.headers[name]
    assert {"Accept", "Accept-Encoding"} <= set(known.headers["vary"].split(", "))
    assert uncached.asked() == 0
    anything = uncached.client.get(path, headers={**wish, "If-None-Match": "*"})
    assert (anything.status_code, uncached.asked()) == (304, 1)
    assert uncached.client.get(path, headers={**wish, "If-None-Match": '"x"'}).status_code == 200


def test_a_post_is_answered_from_the_cache_and_is_never_not_modified(running: Running) -> None:
    for kind in ({"data": {"query": ALL}}, {"content": ALL}):
        headers = {} if "data" in kind else {"Content-Type": "application/sparql-query"}
        ask = partial(running.client.post, "/sparql", headers=headers, **cast(Any, kind))
        first, again = ask(), ask()
        assert first.status_code == 200
        assert running.asked() == 1
        assert (again.content, again.headers) == (first.content, first.headers)
        assert first.headers["etag"] == running.get(ALL).headers["etag"]
        running.asked()
        told = headers | {"If-None-Match": first.headers["etag"]}
        assert running.client.post("/sparql", headers=told, **cast(Any, kind)).status_code == 200
    assert running.asked() == 0


@pytest.mark.parametrize(
    "query",
    ["SELECT (NOW() AS ?x) {}", "SELECT (STRUUID() AS ?x) {}", "CONSTRUCT {[] ?p ?o} {?s ?p ?o}"],
)
def test_what_is_another_each_time_is_neither_tagged_nor_kept(running: Running, query: str) -> None:
    answers = [running.get(query) for _ in range(2)]
    assert running.asked() == 2
    assert answers[0].content != answers[1].content
    for answer in answers:
        assert "etag" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"
    assert (len(running.cache), running.cache.misses) == (0, 0)


def test_errors_are_not_kept(running: Running) -> None:
    asked = ["/sparql?query=SELECT", "/id/nothing", "/sparql?query=ASK%7B%7D&format=turtle"]
    for path in asked:
        statuses = {running.client.get(path).status_code for _ in range(2)}
        assert statuses < {400, 404, 406}
    assert running.asked() == 2 * len(asked)
    assert len(running.cache) == 0


def test_an_answer_that_breaks_off_is_not_kept(settings: Settings) -> None:
    for running in start(settings, max_result_bytes=100_000):
        for _ in range(2):
            running.get(LONG, **{"Accept-Encoding": "identity"})
        assert [end.outcome for end in running.finished] == [Outcome.REFUSED] * 2
        assert len(running.cache) == 0
        assert running.cache.misses == 2


@pytest.mark.parametrize("coding", ["identity", "gzip", "zstd"])
def test_a_long_answer_is_kept_as_it_passed(running: Running, coding: str) -> None:
    first, again = (running.get(LONG, **{"Accept-Encoding": coding}) for _ in range(2))
    assert first.content == again.content
    assert first.headers["etag"] == again.headers["etag"]
    # Uncompressed, it is longer than what is kept.
    assert running.asked() == (2 if coding == "identity" else 1)
    assert (len(running.cache) == 0) is (coding == "identity")


def test_head_of_what_is_not_kept_keeps_nothing(running: Running) -> None:
    assert running.client.head("/sparql", params={"query": ALL}).headers["etag"]
    assert len(running.cache) == 0
    assert running.get(ALL).content


def test_clients_may_be_told_to_ask_less_often(settings: Settings) -> None:
    for running in start(settings, cache_max_age=60):
        assert running.get(ALL).headers["cache-control"] == "max-age=60"
        assert running.get("SELECT (NOW() AS ?x) {}").headers["cache-control"] == "no-store"


def test_another_setting_that_shows_gives_another_tag(settings: Settings) -> None:
    tags = set()
    for rows in (10, 10, 20):
        for running in start(settings, page_rows=rows):
            tags.add(running.get(ALL, Accept="text/html").headers["etag"])
    assert len(tags) == 2


def test_the_bytes_are_bounded_through_the_front_too(settings: Settings) -> None:
    for running in start(settings, cache_bytes=20_000, cache_entry_bytes=8_000):
        for number in range(60):
            running.get(f"SELECT * {{ ?s ?p ?o }} LIMIT {number}")
            assert 0 < running.cache.bytes <= 20_000
        assert running.cache.evictions > 0

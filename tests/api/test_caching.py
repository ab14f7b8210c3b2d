"""Caching, through the whole application: what is kept, what never is, and that nobody can tell."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from reportedly.store.backends import open_writer
from reportedly_api.app import Endpoint, create_app
from reportedly_api.cache import AnswerCache
from reportedly_api.settings import Settings
from reportedly_api.workers.outcomes import Finished, Outcome

GRAPH = "https://w3id.org/reportedly/id/graph/numbers"
ALL = "SELECT * { ?s ?p ?o }"
NUMBERS = " ".join(map(str, range(150)))
LONG = f"SELECT ?a ?b {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} }}"
"""22,500 rows: more than one block, as JSON and as CSV."""


@dataclass
class Running:
    """An endpoint that runs, and how its queries ended; nobody else asks it."""

    app: Endpoint
    client: TestClient
    finished: list[Finished] = field(default_factory=list)

    @property
    def cache(self) -> AnswerCache:
        assert self.app.caching is not None
        return self.app.caching.cache

    @property
    def build(self) -> str:
        return str(self.app.state.desk.engine.build.id)

    def asked(self) -> int:
        """How many queries came to a worker since the last look."""
        count = len(self.finished)
        self.finished.clear()
        return count

    def get(self, query: str, **headers: str) -> Any:  # noqa: ANN401 - httpx2's
        return self.client.get("/sparql", params={"query": query}, headers=headers)

    def wait_for(self, build: str) -> None:
        deadline = time.monotonic() + 60
        while self.build != build:
            assert time.monotonic() < deadline
            time.sleep(0.005)


def start(settings: Settings, **changed: object) -> Iterator[Running]:
    finished: list[Finished] = []
    app = create_app(settings.model_copy(update=changed), finished.append)
    with TestClient(app) as client:
        yield Running(cast(Endpoint, app), client, finished)


@pytest.fixture
def own_store(store: Path, tmp_path: Path) -> Path:
    """A copy of the store, to publish in."""
    shutil.copytree(store, tmp_path / "store", symlinks=True)
    return tmp_path / "store"


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


@pytest.fixture
def following(settings: Settings, own_store: Path) -> Iterator[Running]:
    """One over a store of its own, in which a test may publish."""
    yield from start(settings, store=str(own_store), watch_seconds=0.02)


@pytest.fixture
def following_uncached(settings: Settings, own_store: Path) -> Iterator[Running]:
    """The same, without a cache."""
    yield from start(settings, store=str(own_store), watch_seconds=0.02, cache_bytes=0)


def publish(store: Path, numbers: int) -> str:
    """Publish a build with so many numbers in one graph; its id."""
    graph = NamedNode(GRAPH)
    with open_writer(store) as writer:
        writer.replace(
            graph,
            [
                Quad(NamedNode(f"urn:s{n}"), NamedNode("urn:number"), Literal(n), graph)
                for n in range(numbers)
            ],
        )
        return writer.publish().build.id


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
        first, again = (
            running.client.post("/sparql", headers=headers, **cast(Any, kind)) for _ in range(2)
        )
        assert first.status_code == 200
        assert running.asked() == 1
        assert (again.content, again.headers) == (first.content, first.headers)
        told = headers | {"If-None-Match": first.headers["etag"]}
        assert running.client.post("/sparql", headers=told, **cast(Any, kind)).status_code == 200
    assert running.asked() == 0
    assert first.headers["etag"] == running.get(ALL).headers["etag"]


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


def test_a_new_build_empties_it(following: Running, own_store: Path) -> None:
    old = following.get(ALL)
    following.wait_for(publish(own_store, 3))
    new = following.get(ALL)
    assert len(new.json()["results"]["bindings"]) == 3
    assert old.headers["etag"] != new.headers["etag"]
    assert len(following.cache) == 1
    held = following.get(ALL, **{"If-None-Match": old.headers["etag"]})
    assert (held.status_code, held.content) == (200, new.content)


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


REQUESTS = st.tuples(
    st.sampled_from(["GET", "HEAD", "POST"]),
    st.sampled_from(
        [
            "/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D",
            "/sparql?query=SELECT+(COUNT(*)+AS+%3Fn)+%7B%3Fs+%3Fp+%3Fo%7D&format=csv",
            "/sparql?query=SELECT",
            f"/graph-store?graph={GRAPH}",
            "/id/graph/numbers",
            "/questions/tellings",
        ]
    ),
    st.sampled_from(["*/*", "text/html", "text/turtle"]),
    st.sampled_from(["identity", "zstd", "gzip"]),
    st.booleans(),
)


@examples(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.one_of(REQUESTS, REQUESTS, REQUESTS, st.integers(1, 3)), max_size=25))
def test_nobody_can_tell_whether_there_is_a_cache(
    following: Running, following_uncached: Running, own_store: Path, steps: list[Any]
) -> None:
    tags: dict[object, str] = {}
    for step in steps:
        if isinstance(step, int):
            build = publish(own_store, step * 20)
            following.wait_for(build)
            following_uncached.wait_for(build)
            continue
        method, path, accept, coding, holds = step
        headers = {"Accept": accept, "Accept-Encoding": coding}
        asked = (path, accept, coding)
        if holds and asked in tags:
            headers["If-None-Match"] = tags[asked]
        told = []
        for which in (following, following_uncached):
            body = {"data": {"format": "json"}} if method == "POST" else {}
            with which.client.stream(method, path, headers=headers, **cast(Any, body)) as answer:
                content = b"".join(answer.iter_raw())
                fields = {
                    name: value
                    for name, value in answer.headers.items()
                    if name not in ("content-length", "transfer-encoding")
                }
                told.append((answer.status_code, fields, content))
        assert told[0] == told[1]
        if method != "POST" and "etag" in told[0][1]:
            tags[asked] = told[0][1]["etag"]

"""Caching while builds are switched: nobody can tell from the answers that there is a cache."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from tests.api.running import ALL, GRAPH, Running, publish, start

from reportedly_api.settings import Settings


@pytest.fixture
def own_store(store: Path, tmp_path: Path) -> Path:
    """A copy of the store, to publish in."""
    shutil.copytree(store, tmp_path / "store", symlinks=True)
    return tmp_path / "store"


@pytest.fixture
def following(settings: Settings, own_store: Path) -> Iterator[Running]:
    """One over a store of its own, in which a test may publish."""
    yield from start(settings, store=str(own_store), watch_seconds=0.02)


@pytest.fixture
def following_uncached(settings: Settings, own_store: Path) -> Iterator[Running]:
    """The same, without a cache."""
    yield from start(settings, store=str(own_store), watch_seconds=0.02, cache_bytes=0)


def test_a_new_build_empties_it(following: Running, own_store: Path) -> None:
    old = following.get(ALL)
    following.wait_for(publish(own_store, 3))
    new = following.get(ALL)
    assert len(new.json()["results"]["bindings"]) == 3
    assert old.headers["etag"] != new.headers["etag"]
    assert len(following.cache) == 1
    held = following.get(ALL, **{"If-None-Match": old.headers["etag"]})
    assert (held.status_code, held.content) == (200, new.content)


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

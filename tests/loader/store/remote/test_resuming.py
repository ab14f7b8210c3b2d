"""A load that breaks off leaves whole graphs, and the next one sends what is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from typing import Protocol

import httpx
import pytest
from pyoxigraph import NamedNode, Quad

from reportedly.errors import StoreError
from reportedly.store.backends import open_view, open_writer
from reportedly.store.build import Publication
from reportedly.store.remote.record import RECORD
from reportedly.store.verify import verify

Publish = Callable[..., Publication]
Quads = Callable[[str, Iterable[str]], list[Quad]]
OLD = {"one": "ab", "two": "cd", "three": "ef", "four": "gh"}
NEW = {"one": "abx", "two": "cdx", "three": "efx", "five": "ij"}


class Proxy(Protocol):
    port: int
    requests: list[bytes]
    breaks_at: int | None

    def count(self, word: bytes) -> int: ...
    def mend(self) -> None: ...


@pytest.fixture
def store(proxy: Proxy, new_store: Callable[[str], str]) -> str:
    """An empty store, reached over a line that can be cut."""
    new_store("oxigraph-server")
    return f"http://127.0.0.1:{proxy.port}/query"


@pytest.fixture(autouse=True)
def _in_no_hurry_to_retry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.store.remote.client._FIRST_PAUSE", 0.0)


def held(root: str, name: str) -> set[str]:
    """What the server itself says that a graph holds, asked past the proxy."""
    text = f"SELECT ?o {{ GRAPH <https://example.org/graph/{name}> {{ ?s ?p ?o }} }}"
    found = httpx.post(f"{root}/query", data={"query": text}, headers={"Accept": "text/csv"})
    return set(found.text.split()[1:])


def test_only_what_differs_is_sent(store: str, proxy: Proxy, publish: Publish) -> None:
    publish(store, **OLD)
    assert proxy.count(b"PUT") == 4
    proxy.mend()
    publish(store, **OLD | {"two": "cdx"})
    assert proxy.count(b"PUT") == 1
    proxy.mend()
    assert not publish(store, **OLD | {"two": "cdx"}).changed
    assert proxy.count(b"PUT") == 0


def test_a_load_that_breaks_anywhere_is_resumed(
    store: str,
    proxy: Proxy,
    oxigraph_server: str,
    publish: Publish,
    record_property: Callable[[str, object], None],
) -> None:
    publish(store, **OLD)
    proxy.mend()
    build = publish(store, **NEW).build
    whole = len(proxy.requests)
    assert whole > 15
    puts = []
    for at in range(1, whole):
        proxy.mend()
        publish(store, **OLD)
        proxy.mend()
        proxy.breaks_at = at
        try:
            publish(store, **NEW)
        except StoreError:
            pass
        else:
            assert at >= whole - 2  # only the lock was left to give back
        for name in (*NEW, "four"):  # no graph is ever half a graph
            before, after = set(OLD.get(name, "")), set(NEW.get(name, ""))
            assert held(oxigraph_server, name) in (before, after)
        proxy.mend()
        os.environ["REPORTEDLY_REMOTE_BREAK_LOCK"] = "1"  # this very process took it, and lives
        try:
            assert publish(store, **NEW).build == build
        finally:
            del os.environ["REPORTEDLY_REMOTE_BREAK_LOCK"]
        puts.append(proxy.count(b"PUT"))
        with open_view(store) as view:
            verify(view)
    assert puts == sorted(puts, reverse=True)
    assert (puts[0], puts[-1]) == (4, 0)
    record_property("connections broken", len(puts))
    record_property("loads resumed", len(puts))


def test_half_a_build_cannot_be_opened(store: str, proxy: Proxy, publish: Publish) -> None:
    publish(store, **OLD)
    proxy.mend()
    proxy.breaks_at = 9
    with pytest.raises(StoreError, match="cannot be reached"):
        publish(store, **NEW)
    assert proxy.count(b"PUT") == 2
    proxy.mend()
    with pytest.raises(StoreError, match="only a part of a build here") as caught:
        open_view(store)
    assert "run `reportedly load --to" in str(caught.value)


KILLED = """
import os, sys
from pyoxigraph import NamedNode, Quad
from reportedly.store.backends import open_writer
from reportedly.store.remote.staging import Staging
g, h = NamedNode("https://example.org/graph/one"), NamedNode("https://example.org/graph/two")
staged = Staging.stage
def die(self, graph, lines):
    if graph == h:
        os.kill(os.getpid(), 9)
    return staged(self, graph, lines)
Staging.stage = die
with open_writer(sys.argv[1]) as writer:
    for each in (g, h):
        writer.replace(each, [Quad(each, each, each, each)])
    writer.publish()
"""


def test_the_lock_of_a_killed_writer_is_taken_over(store: str, proxy: Proxy) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, store], env=environment, check=False, capture_output=True
    )
    assert killed.returncode == -9
    one, two = (NamedNode(f"https://example.org/graph/{name}") for name in ("one", "two"))
    proxy.mend()
    with open_writer(store) as writer:
        for each in (one, two):
            writer.replace(each, [Quad(each, each, each, each)])
        writer.publish()
    assert proxy.count(b"PUT") == 1
    with open_view(store) as view:
        verify(view)


def test_what_somebody_else_spoilt_is_sent_again(
    store: str, proxy: Proxy, oxigraph_server: str, publish: Publish
) -> None:
    publish(store, **OLD)
    graph = "https://example.org/graph/two"
    httpx.delete(f"{oxigraph_server}/store", params={"graph": graph}).raise_for_status()
    with open_view(store) as view, pytest.raises(StoreError, match="0 quads of 2"):
        list(view.quads())
    proxy.mend()
    assert publish(store, **OLD).changed
    assert proxy.count(b"PUT") == 1
    with open_view(store) as view:
        verify(view)


def test_what_is_not_ours_is_left_alone_and_not_seen(
    store: str, oxigraph_server: str, publish: Publish
) -> None:
    foreign = {"graph": "https://example.org/foreign"}
    httpx.put(
        f"{oxigraph_server}/store",
        params=foreign,
        content="<urn:a> <urn:b> <urn:c> .",
        headers={"Content-Type": "text/turtle"},
    ).raise_for_status()
    publish(store, **OLD)
    publish(store, **NEW)
    with open_view(store) as view:
        assert not view.query("ASK { <urn:a> ?p ?o }")
        assert not view.query("ASK { GRAPH ?g { <urn:a> ?p ?o } }")
        assert not view.query(f"ASK {{ GRAPH {RECORD} {{ ?s ?p ?o }} }}")
    assert httpx.get(f"{oxigraph_server}/store", params=foreign).text.startswith("<urn:a>")

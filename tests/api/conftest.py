"""A small store, built by the real writer, and an endpoint over it."""

from __future__ import annotations

import gc
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from fastapi.testclient import TestClient
from pyoxigraph import Literal, NamedNode, Quad

from reportedly.store.backends import open_writer
from reportedly_api.app import create_app
from reportedly_api.settings import Settings

BASE = "https://w3id.org/reportedly/id/"
RP = "https://w3id.org/reportedly/ns#"
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
PREF_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")

AWKWARD = 'He said: "yes, <b>no</b>",\nthen & left\tquietly — as ever\\'
"""Words with everything that a format must escape."""

QUESTION = """\
# title: Who tells a claim
# explain: Every report of one claim,
#   and in which language its text is.
# param claim: <https://w3id.org/reportedly/id/claim/c1> — the claim that is told
# param least: 0 — the least number that is told
PREFIX rp: <https://w3id.org/reportedly/ns#>
SELECT ?report ?number WHERE {
  ?report rp:tells ?claim ; rp:number ?number .
  FILTER (?number >= ?least)
}
ORDER BY ?report
"""


def node(path: str) -> NamedNode:
    return NamedNode(BASE + path)


def term(name: str) -> NamedNode:
    return NamedNode(RP + name)


def graphs() -> dict[NamedNode, list[Quad]]:
    """Two articles, a registry and an ontology, in a dozen statements."""
    first, second = node("graph/a1/00ff"), node("graph/a2/11ee")
    registry, ontology = node("graph/registry"), node("graph/ontology")
    return {
        first: [
            Quad(node("report/r1"), TYPE, term("Report"), first),
            Quad(node("report/r1"), term("tells"), node("claim/c1"), first),
            Quad(node("report/r1"), term("number"), Literal("100000", datatype=INTEGER), first),
            Quad(node("report/r1"), term("words"), Literal(AWKWARD, language="en"), first),
        ],
        second: [
            Quad(node("report/r2"), TYPE, term("Report"), second),
            Quad(node("report/r2"), term("tells"), node("claim/c1"), second),
            Quad(node("report/r2"), term("number"), Literal("12", datatype=INTEGER), second),
            Quad(node("report/r%20x"), TYPE, term("Report"), second),
        ],
        registry: [
            Quad(
                node("claim/c1"), LABEL, Literal("Volunteers were offered", language="en"), registry
            ),
            Quad(node("claim/c1"), TYPE, term("Claim"), registry),
        ],
        ontology: [
            Quad(term("Report"), PREF_LABEL, Literal("report", language="en"), ontology),
            Quad(term("Claim"), PREF_LABEL, Literal("claim", language="en"), ontology),
        ],
    }


def build(store: Path, content: dict[NamedNode, list[Quad]]) -> None:
    with open_writer(store) as writer:
        for graph, quads in content.items():
            writer.replace(graph, quads)
        writer.publish()


@pytest.fixture
def awkward() -> str:
    return AWKWARD


_tidied: set[Path] = set()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Collect what other modules left before one begins.

    An application collects when it starts, in a client's thread; answers of pyoxigraph may be let
    go by no thread but their own.
    """
    if item.path not in _tidied:
        _tidied.add(item.path)
        gc.collect()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store, built once: the endpoint only reads it."""
    path = tmp_path_factory.mktemp("store") / "built"
    build(path, graphs())
    return path


@pytest.fixture(scope="session")
def settings(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over that store and a folder with one question."""
    folder = tmp_path_factory.mktemp("questions")
    (folder / "tellings.rq").write_text(QUESTION, encoding="utf-8")
    return Settings(store=str(store), base=BASE, questions=folder, workers=2, slow_workers=2)


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    """An endpoint that has been started over those settings; it only reads, so one serves all."""
    with TestClient(create_app(settings), headers={"X-Request-ID": "test"}) as started:
        yield started


@pytest.fixture(scope="session")
def address(store: Path) -> Iterator[str]:
    """Where a server listens that was started as anybody would start it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    app = "reportedly_api.app:create_app"
    server = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", "--factory", app, "--port", str(port)],
        env=os.environ | {"REPORTEDLY_STORE": str(store)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield wait_for(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        _, log = server.communicate(timeout=20)
        assert "Traceback" not in log, log


def wait_for(address: str, server: subprocess.Popen[str]) -> str:
    for _ in range(200):
        if server.poll() is not None:
            break
        try:
            httpx2.get(f"{address}/sparql")
        except httpx2.TransportError:
            time.sleep(0.1)
        else:
            return address
    raise RuntimeError(f"the server did not start: {server.communicate()[1]}")

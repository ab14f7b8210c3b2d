"""An endpoint that a test of caching has for itself, and a store to publish in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from fastapi.testclient import TestClient
from pyoxigraph import Literal, NamedNode, Quad

from reportedly.store.backends import open_writer
from reportedly_api.app import Endpoint, create_app
from reportedly_api.cache import AnswerCache
from reportedly_api.settings import Settings
from reportedly_api.workers.outcomes import Finished

GRAPH = "https://w3id.org/reportedly/id/graph/numbers"
ALL = "SELECT * { ?s ?p ?o }"


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
    with TestClient(app, headers={"X-Request-ID": "test"}) as client:
        yield Running(cast(Endpoint, app), client, finished)


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

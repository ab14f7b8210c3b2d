"""Small builds to publish, and what a store's directory holds, for every test of the store."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from reportedly.store.backends import BACKENDS, open_writer
from reportedly.store.build import Publication
from reportedly.store.protocol import Backend, View

# Where each back end keeps a fresh, empty store for one test.
LOCATIONS: dict[str, Callable[[Path], str]] = {"oxigraph": lambda path: str(path / "store")}

Quads = Callable[[str, Iterable[str]], list[Quad]]
Publish = Callable[..., Publication]
Snapshot = Callable[[Path], dict[str, object]]


def graph_name(name: str) -> NamedNode:
    return NamedNode(f"https://example.org/graph/{name}")


@pytest.fixture(params=LOCATIONS)
def backend(request: pytest.FixtureRequest) -> Backend:
    """Each row of the table in turn; `test_backends` sees to it that none is missing."""
    return BACKENDS[request.param]


@pytest.fixture
def locations() -> dict[str, Callable[[Path], str]]:
    return LOCATIONS


@pytest.fixture
def location(backend: Backend, tmp_path: Path) -> str:
    return LOCATIONS[backend.name](tmp_path)


@pytest.fixture
def view(backend: Backend, location: str, quads: Quads) -> Iterator[View]:
    """Opens a build of two graphs, `one` (a, b) and `two` (a, c)."""
    with backend.open_writer(location) as writer:
        writer.replace(graph_name("two"), quads("two", ["a", "c"]))
        writer.replace(graph_name("one"), quads("one", ["a", "b"]))
        writer.publish()
    with backend.open_view(location) as view:
        yield view


@pytest.fixture
def graph() -> Callable[[str], NamedNode]:
    return graph_name


@pytest.fixture
def quads() -> Quads:
    """Gives quads of one graph: one for each text, told by a subject of that name."""

    def make(name: str, texts: Iterable[str]) -> list[Quad]:
        says = NamedNode("https://example.org/says")
        return [
            Quad(NamedNode(f"https://example.org/{text}"), says, Literal(text), graph_name(name))
            for text in texts
        ]

    return make


@pytest.fixture
def publish(quads: Quads) -> Publish:
    """Publishes one build: `publish(location, graph=["text", ...], ...)`."""

    def make(location: Path | str, **graphs: Iterable[str]) -> Publication:
        with open_writer(location) as writer:
            for name, texts in graphs.items():
                writer.replace(graph_name(name), quads(name, texts))
            return writer.publish()

    return make


@pytest.fixture
def snapshot() -> Snapshot:
    """Tells everything under a directory: inode, time of change and content; links by target.

    The lock file is left out: it is the writers' doorbell, not part of what they publish.
    """

    def take(root: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        for path in sorted(root.rglob("*")):
            name = str(path.relative_to(root))
            state = path.lstat()
            if path.is_symlink():
                found[name] = (state.st_ino, str(path.readlink()))
            elif path.is_file() and name != ".lock":
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                found[name] = (state.st_ino, state.st_mtime_ns, content)
            elif path.is_dir():
                found[name] = state.st_ino
        return found

    return take

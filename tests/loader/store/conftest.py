"""Small builds to publish, and what a store's directory holds, for every test of the store."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from reportedly.store.backends import BACKENDS, backend_of, open_writer
from reportedly.store.build import Publication
from reportedly.store.protocol import Backend, View

# The kinds of store that `new_store` makes; `test_backends` sees to it that none is missing.
STORES = {
    "embedded": "oxigraph",
    "oxigraph-server": "sparql",
    "oxigraph-server-by-updates": "sparql",
    "virtuoso": "sparql",
}
READ_ONLY = "served-reportedly"
# Each case in Virtuoso takes a second or so: a sample of them is run, or all under `--all`.
KINDS = [pytest.param(k, marks=pytest.mark.slow) if k == "virtuoso" else k for k in STORES]
Quads = Callable[[str, Iterable[str]], list[Quad]]
Publish = Callable[..., Publication]
Snapshot = Callable[[Path], dict[str, object]]


def graph_name(name: str) -> NamedNode:
    return NamedNode(f"https://example.org/graph/{name}")


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of store in turn."""
    return str(request.param)


@pytest.fixture
def stores() -> dict[str, str]:
    """The row of the table that opens each kind of store."""
    return STORES


@pytest.fixture
def backend(kind: str) -> Backend:
    return BACKENDS[STORES[kind]]


@pytest.fixture
def location(kind: str, new_store: Callable[[str], str]) -> str:
    return new_store(kind)


@pytest.fixture
def view(backend: Backend, location: str, quads: Quads) -> Iterator[View]:
    """Opens a build of two graphs, `one` (a, b) and `two` (a, c)."""
    publish_two(backend, location, quads)
    with backend.open_view(location) as view:
        yield view


def publish_two(backend: Backend, location: str, quads: Quads) -> None:
    with backend.open_writer(location) as writer:
        writer.replace(graph_name("two"), quads("two", ["a", "c"]))
        writer.replace(graph_name("one"), quads("one", ["a", "b"]))
        writer.publish()


@pytest.fixture(scope="session")
def served_reportedly(serve: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The endpoint of a Reportedly that serves that build; started once, for it is only read."""
    place = str(tmp_path_factory.mktemp("served") / "store")
    publish_two(backend_of(place), place, make_quads)
    return serve(place)


@pytest.fixture(params=[*KINDS, READ_ONLY])
def readable(request: pytest.FixtureRequest, new_store: Callable[[str], str]) -> str:
    """The location of the same build in every kind of store, and served by Reportedly itself."""
    kind = str(request.param)
    if kind == READ_ONLY:
        return str(request.getfixturevalue("served_reportedly"))
    place = new_store(kind)
    publish_two(backend_of(place), place, make_quads)
    return place


@pytest.fixture
def graph() -> Callable[[str], NamedNode]:
    return graph_name


@pytest.fixture
def quads() -> Quads:
    """Gives quads of one graph: one for each text, told by a subject of that name."""
    return make_quads


def make_quads(name: str, texts: Iterable[str]) -> list[Quad]:
    says = NamedNode("https://example.org/says")
    return [
        Quad(NamedNode(f"https://example.org/{text}"), says, Literal(text), graph_name(name))
        for text in texts
    ]


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

"""What is counted of a build is what is in it, and what is kept is what is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from reportedly.store.backends import backend_of, open_view, open_writer
from reportedly.store.protocol import Backend, View
from reportedly.store.statistics import STATISTICS, GraphStatistics, count, statistics_of

TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def n(name: str) -> NamedNode:
    return NamedNode(f"https://example.org/{name}")


def statements() -> Iterable[tuple[str, NamedNode, NamedNode, NamedNode | Literal]]:
    """Two graphs that share one statement, one of which types a thing twice."""
    yield "one", n("a"), TYPE, n("Cat")
    yield "one", n("a"), n("likes"), n("b")
    yield "one", n("b"), TYPE, n("Cat")
    yield "one", n("b"), TYPE, n("Pet")
    yield "two", n("a"), n("likes"), n("b")  # told in both graphs
    yield "two", n("a"), n("says"), Literal("b")


@pytest.fixture
def built(backend: Backend, location: str) -> str:
    graphs = defaultdict(list)
    for name, s, p, o in statements():
        graphs[n(f"graph/{name}")].append(Quad(s, p, o, n(f"graph/{name}")))
    with backend.open_writer(location) as writer:
        for graph, quads in graphs.items():
            writer.replace(graph, quads)
        writer.publish()
    return location


def test_every_number_is_that_of_the_statements(built: str) -> None:
    with open_view(built) as view:
        told = count(view)
    triples = {tuple(triple) for _, *triple in statements()}
    assert told.triples == len(triples) == 5
    assert told.subjects == len({s for s, _, _ in triples}) == 2
    assert told.objects == len({o for _, _, o in triples}) == 4
    assert told.properties == {
        TYPE.value: 3,
        n("likes").value: 1,
        n("says").value: 1,
    }
    assert told.classes == {n("Cat").value: 2, n("Pet").value: 1}
    assert told.graphs == {
        n("graph/one").value: GraphStatistics(4, 2, 3, 2, 2),
        n("graph/two").value: GraphStatistics(2, 1, 2, 2, 0),
    }


def test_what_is_kept_is_what_is_counted(view: View) -> None:
    assert statistics_of(view) == count(view)


def test_what_is_kept_is_not_counted_again(built: str) -> None:
    class Refusing:
        """A view whose folder is there, and which answers nothing."""

        def __init__(self, directory: Path | None) -> None:
            self.directory = directory

    if backend_of(built).over_network:
        pytest.skip("a server keeps no folder: its numbers are counted each time")
    with open_view(built) as view:
        kept = Refusing(getattr(view, "directory", None))
        assert statistics_of(kept) == count(view)  # type: ignore[arg-type]


def test_a_damaged_file_is_counted_anew_and_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, quads: Callable[..., list[Quad]]
) -> None:
    name = NamedNode("https://example.org/graph/one")
    with open_writer(tmp_path / "store") as writer:
        writer.replace(name, quads("one", ["a"]))
        writer.publish()
    (file,) = (tmp_path / "store").rglob(STATISTICS)
    file.write_text("{}")
    with open_view(tmp_path / "store") as view:
        assert statistics_of(view).triples == 1
    assert STATISTICS in caplog.text

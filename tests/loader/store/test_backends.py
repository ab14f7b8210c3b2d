"""Every row of the table of back ends behaves the same: one suite, run over each."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from reportedly.errors import InputError, StoreError
from reportedly.store import backends
from reportedly.store.backends import BACKENDS
from reportedly.store.protocol import Backend, View, Writer
from reportedly.store.verify import verify

Graph = Callable[[str], NamedNode]
Quads = Callable[[str, Iterable[str]], list[Quad]]


def test_the_suite_runs_over_every_back_end(stores: dict[str, str]) -> None:
    assert set(stores.values()) == set(BACKENDS)
    assert (len(BACKENDS), len(stores)) == (2, 4)
    assert [row.name for row in BACKENDS.values() if row.isolated] == ["oxigraph"]
    assert [row.name for row in BACKENDS.values() if row.over_network] == ["sparql"]
    assert all(name == row.name for name, row in BACKENDS.items())


def test_every_case_is_collected_for_every_kind(
    request: pytest.FixtureRequest, stores: dict[str, str]
) -> None:
    config = request.config
    chosen = config.option.keyword or config.option.markexpr or any("::" in a for a in config.args)
    if chosen:
        pytest.skip("only some cases were asked for: they are not counted")
    cases = [item for item in request.session.items if item.path == request.path]
    of_kind = {kind: sum(item.name.endswith(f"[{kind}]") for item in cases) for kind in stores}
    sampled = 11 if config.option.run_all else min(11, config.option.sample)
    assert of_kind == {kind: sampled if kind == "virtuoso" else 11 for kind in stores}


def test_each_row_keeps_the_protocols(backend: Backend, location: str) -> None:
    with backend.open_writer(location) as writer:
        writer.publish()
    with backend.open_view(location) as view:
        for protocol, thing in ((Writer, writer), (View, view)):
            for name, method in inspect.getmembers(protocol, inspect.isfunction):
                if not name.startswith("_") or name in {"__enter__", "__exit__"}:
                    offered = inspect.signature(getattr(type(thing), name))
                    assert offered == inspect.signature(method), name
        assert view.build == writer_build(backend, location)


def writer_build(backend: Backend, location: str) -> object:
    with backend.open_writer(location) as writer:
        return writer.publish().build


def test_a_location_chooses_its_back_end(backend: Backend, location: str) -> None:
    assert backend.accepts(location)
    with backends.open_writer(location) as writer:
        assert isinstance(writer, type(backend.open_writer(location)))
        writer.publish()
    with backends.open_view(location) as view:
        assert view.graphs() == ()


@pytest.mark.parametrize("location", ["ftp://example.org/store", "file:///store", ""])
def test_a_location_that_no_back_end_takes_is_refused(location: str) -> None:
    for door in (backends.open_view, backends.open_writer):
        with pytest.raises(InputError, match="No store back end takes") as caught:
            door(location)
        assert "path of a directory" in str(caught.value)


def test_before_the_first_build_there_is_nothing_to_open(backend: Backend, location: str) -> None:
    with pytest.raises(StoreError, match=r"no build here.*reportedly load"):
        backend.open_view(location)


def test_a_build_starts_from_nothing(
    backend: Backend, location: str, view: View, quads: Quads, graph: Graph
) -> None:
    with backend.open_writer(location) as writer:
        writer.replace(graph("three"), quads("three", ["d"]))
        publication = writer.publish()
    assert publication.changed
    with backend.open_view(location) as later:
        assert later.build == publication.build
        assert later.graphs() == (graph("three"),)
    if backend.isolated:
        verify(view)  # who read before reads on
    else:
        with pytest.raises(StoreError, match="a build was published meanwhile"):
            verify(view)


def test_replacing_a_graph_again_and_removing_it(
    backend: Backend, location: str, quads: Quads, graph: Graph
) -> None:
    with backend.open_writer(location) as writer:
        writer.replace(graph("one"), quads("one", ["a"]))
        writer.replace(graph("one"), quads("one", ["b"]))
        writer.replace(graph("two"), quads("two", ["c"]))
        writer.remove(graph("two"))
        writer.remove(graph("never-there"))
        writer.replace(graph("empty"), [])
        writer.publish()
    with backend.open_view(location) as view:
        assert set(view.quads()) == set(quads("one", ["b"]))
        assert view.graphs() == (graph("one"),)


def test_a_refused_graph_leaves_the_former_one_in_place(
    backend: Backend, location: str, quads: Quads, graph: Graph
) -> None:
    nameless = Quad(BlankNode(), graph("p"), Literal("x"), graph("one"))
    with backend.open_writer(location) as writer:
        writer.replace(graph("one"), quads("one", ["a"]))
        with pytest.raises(InputError, match="blank node"):
            writer.replace(graph("one"), [*quads("one", ["b"]), nameless])
        with pytest.raises(InputError, match="does not stand in the graph"):
            writer.replace(graph("one"), quads("two", ["b"]))
        writer.publish()
    with backend.open_view(location) as view:
        assert set(view.quads()) == set(quads("one", ["a"]))


def test_an_exception_throws_the_build_away(
    backend: Backend, location: str, view: View, quads: Quads, graph: Graph
) -> None:
    def break_off() -> None:
        with backend.open_writer(location) as writer:
            writer.replace(graph("one"), quads("one", ["d"]))
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        break_off()
    with backend.open_view(location) as after:
        assert after.build == view.build


def test_leaving_without_publishing_changes_nothing(
    backend: Backend, location: str, view: View, quads: Quads, graph: Graph
) -> None:
    with backend.open_writer(location) as writer:
        writer.replace(graph("one"), quads("one", ["d"]))
    with backend.open_view(location) as after:
        assert after.build == view.build


def test_a_writer_works_inside_its_context_and_publishes_once(
    backend: Backend, location: str, quads: Quads, graph: Graph
) -> None:
    writer = backend.open_writer(location)
    uses: list[Callable[[], object]] = [
        lambda: writer.replace(graph("one"), quads("one", ["a"])),
        lambda: writer.remove(graph("one")),
        writer.publish,
    ]
    for use in uses:
        with pytest.raises(StoreError, match="not open"):
            use()
    with writer:
        writer.publish()
        for use in uses:
            with pytest.raises(StoreError, match="has published already"):
                use()


def test_a_second_writer_is_turned_away_at_once(backend: Backend, location: str) -> None:
    with backend.open_writer(location) as first:
        with (
            pytest.raises(StoreError, match=r"Another build.*Wait"),
            backend.open_writer(location) as second,
        ):
            second.publish()
        first.publish()
    with backend.open_writer(location) as third:
        third.publish()


_NAMES = st.sampled_from(["one", "two", "three"])
_CONTENTS = st.dictionaries(_NAMES, st.lists(st.sampled_from("abcdefgh"), max_size=8), max_size=3)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=_CONTENTS, chance=st.randoms(use_true_random=False))
def test_the_same_content_in_any_order_changes_nothing(
    backend: Backend,
    location: str,
    quads: Quads,
    graph: Graph,
    content: dict[str, list[str]],
    chance: object,
) -> None:
    made = []
    for _ in range(2):
        order = list(content)
        chance.shuffle(order)  # type: ignore[attr-defined]
        with backend.open_writer(location) as writer:
            for name in order:
                told = quads(name, content[name] * 2)
                chance.shuffle(told)  # type: ignore[attr-defined]
                writer.replace(graph(name), told)
            made.append(writer.publish())
    assert made[0].build == made[1].build
    assert not made[1].changed
    with backend.open_view(location) as view:
        assert view.build == made[0].build
        verify(view)

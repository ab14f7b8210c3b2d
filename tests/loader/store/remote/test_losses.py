"""A server that keeps literals in other forms is found out before anything is switched."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from reportedly.errors import StoreError
from reportedly.store.backends import open_view, open_writer
from reportedly.store.build import Publication
from reportedly.store.verify import verify

GRAPH, SAYS = NamedNode("https://example.org/graph/one"), NamedNode("https://example.org/says")
XSD = "http://www.w3.org/2001/XMLSchema#"
CASES = [
    ("oxigraph-server", Literal("1.50", datatype=NamedNode(XSD + "decimal")), '"1.5"'),
    ("virtuoso", Literal("P1Y", datatype=NamedNode(XSD + "duration")), '"12"'),
]


@pytest.mark.parametrize(("kind", "literal", "kept"), CASES)
def test_a_literal_that_a_server_changes(
    kind: str,
    literal: Literal,
    kept: str,
    new_store: Callable[[str], str],
    publish: Callable[..., Publication],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = new_store(kind)
    before = publish(store, one="ab").build

    def change() -> Publication:
        with open_writer(store) as writer:
            writer.replace(GRAPH, [Quad(GRAPH, SAYS, literal, GRAPH)])
            return writer.publish()

    with pytest.raises(StoreError, match="REPORTEDLY_REMOTE_ACCEPT_LOSS") as caught:
        change()
    assert f"Came back: {GRAPH} {SAYS} {kept}" in caught.value.what
    with open_view(store) as view:
        assert view.build == before
        verify(view)

    monkeypatch.setenv("REPORTEDLY_REMOTE_ACCEPT_LOSS", "1")
    with caplog.at_level(logging.WARNING):
        published = change()
    assert "keeps 1 literals in other forms" in caplog.text
    assert not change().changed
    with open_view(store) as view:
        assert view.build == published.build
        verify(view)  # the build is what the server holds, and says so
        (quad,) = view.quads()
        assert kept in str(quad.object)


def test_an_answer_longer_than_virtuoso_gives_is_found_out(
    new_store: Callable[[str], str],
) -> None:
    store = new_store("virtuoso")
    nodes = [NamedNode(f"https://example.org/{number}") for number in range(10_500)]
    with open_writer(store) as writer:
        writer.replace(GRAPH, [Quad(node, SAYS, node, GRAPH) for node in nodes])
        with pytest.raises(StoreError, match="ResultSetMaxRows"):
            writer.publish()

"""A draft shows a build before any reader sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, QuerySolutions

from reportedly.errors import StoreError
from reportedly.store.backends import open_view, open_writer
from reportedly.store.protocol import View

BASE, DERIVED = NamedNode("http://example.org/base"), NamedNode("http://example.org/derived")


def quad(graph: NamedNode, number: int) -> Quad:
    node = NamedNode(f"http://example.org/{number}")
    return Quad(node, node, node, graph)


def count(view: View) -> int:
    rows = view.query("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(rows, QuerySolutions)
    return int(next(iter(rows))["n"].value)


def leavings(store: str) -> list[str]:
    """What a draft left behind in an embedded store; elsewhere it never lies in the store."""
    return sorted(path.name for path in (Path(store) / "generations").glob(".*"))


def test_what_is_derived_from_a_draft_is_published_with_it(location: str) -> None:
    with open_writer(location) as writer:
        writer.replace(BASE, [quad(BASE, 1), quad(BASE, 2)])
        with writer.draft() as view:
            writer.replace(DERIVED, [quad(DERIVED, count(view))])
        publication = writer.publish()
    with open_view(location) as view:
        assert list(view.quads(DERIVED)) == [quad(DERIVED, 2)]
        assert view.build == publication.build
        assert count(view) == 3
    assert leavings(location) == []


def test_the_same_draft_twice_changes_nothing(location: str) -> None:
    for changed in (True, False):
        with open_writer(location) as writer:
            writer.replace(BASE, [quad(BASE, 1)])
            with writer.draft() as view:
                writer.replace(DERIVED, [quad(DERIVED, count(view))])
            assert writer.publish().changed is changed
    assert leavings(location) == []


def test_what_is_replaced_after_a_draft_replaces_it(location: str) -> None:
    with open_writer(location) as writer:
        writer.replace(BASE, [quad(BASE, 1)])
        with writer.draft():
            writer.replace(BASE, [quad(BASE, 2)])
        writer.publish()
    with open_view(location) as view:
        assert list(view.quads(BASE)) == [quad(BASE, 2)]


def test_a_draft_that_is_not_published_leaves_nothing(location: str) -> None:
    with open_writer(location) as writer:
        writer.replace(BASE, [quad(BASE, 1)])
        with writer.draft() as view:
            assert count(view) == 1
    assert leavings(location) == []
    with pytest.raises(StoreError):
        open_view(location)


def test_a_closed_writer_shows_no_draft(location: str) -> None:
    writer = open_writer(location)
    with pytest.raises(StoreError), writer.draft():
        pass

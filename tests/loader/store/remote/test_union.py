"""The server's own union may stand for the build's, where it is one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.errors import StoreError
from reportedly.store.backends import open_view
from reportedly.store.build import Publication
from reportedly.store.verify import verify

Publish = Callable[..., Publication]


@pytest.fixture(autouse=True)
def _by_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_REMOTE_UNION", "server")


def test_a_server_without_a_union_is_refused(
    new_store: Callable[[str], str], publish: Publish
) -> None:
    store = new_store("oxigraph-server")
    publish(store, one="ab")
    with pytest.raises(StoreError, match="--union-default-graph"):
        open_view(store)


def test_a_servers_union_is_asked_as_it_is(oxigraph_with_union: str, publish: Publish) -> None:
    publish(oxigraph_with_union, one="ab", two="c")
    with open_view(oxigraph_with_union) as view:
        assert len(list(view.quads())) == 3
        with pytest.raises(StoreError, match="12 quads where"):
            verify(view)  # the record shows
        assert view.query('ASK { ?s <https://example.org/says> "a", "a" . ?t ?p "c" }')
        assert view.query("ASK { <https://w3id.org/reportedly/store#record> ?p ?o }")
        assert not view.query('ASK FROM <https://example.org/graph/one> { ?s ?p "c" }')

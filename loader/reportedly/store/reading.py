"""What oxrdflib's store, parsers and serializers may ask of the engine: to read.

Rdflib's own default graph is empty as far as they see; what the engine's holds is the union.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any, Never, TypeAlias

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
)

from reportedly.errors import StoreError
from reportedly.store.oxigraph_view import OxigraphView
from reportedly.store.sparql import names_graphs
from reportedly.store.union import named_quads

_GraphName: TypeAlias = NamedNode | BlankNode | DefaultGraph
_DEFAULT = DefaultGraph()


class Reading:
    """A view in place of a `pyoxigraph.Store`, for oxrdflib; what would write is refused."""

    __slots__ = ("_view",)

    def __init__(self, view: OxigraphView) -> None:
        self._view = view

    def query(
        self,
        text: str,
        *,
        use_default_graph_as_union: bool = False,
        default_graph: _GraphName | list[_GraphName] | None = None,
        **options: Any,  # noqa: ANN401 (the engine's)
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """See `pyoxigraph.Store.query`."""
        by_union = use_default_graph_as_union
        names_none = default_graph is None and not by_union and not names_graphs(text)
        return self._view.store.query(
            text,
            use_default_graph_as_union=by_union and not self._view.holds_union,
            default_graph=[] if names_none or default_graph == _DEFAULT else default_graph,
            **options,
        )

    def quads_for_pattern(self, *pattern: Any) -> Iterator[Quad]:  # noqa: ANN401 (the engine's)
        """See `pyoxigraph.Store.quads_for_pattern`."""
        found = self._view.store.quads_for_pattern(*pattern)
        return (quad for quad in found if quad.graph_name != _DEFAULT)

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """See `pyoxigraph.Store.named_graphs`."""
        return self._view.store.named_graphs()

    def dump(
        self,
        output: IO[bytes],
        *,
        from_graph: _GraphName | None = None,
        **options: Any,  # noqa: ANN401 (the engine's)
    ) -> None:
        """See `pyoxigraph.Store.dump`."""
        store = self._view.store
        if isinstance(from_graph, NamedNode | BlankNode):
            store.dump(output, from_graph=from_graph, **options)
        else:
            quads = named_quads(store) if from_graph is None else iter(())
            pyoxigraph.serialize(quads, output, **options)

    def __getattr__(self, name: str) -> Never:
        raise read_only()


def read_only() -> StoreError:
    """What is raised where somebody would write."""
    return StoreError(
        "This dataset is read-only.",
        mend="Copy what you want to change into a Graph in memory; to change the store, change "
        "its entries and run `reportedly load`.",
    )

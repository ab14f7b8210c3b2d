"""One generation of the embedded back end, opened to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from reportedly.errors import StoreError
from reportedly.store.build import BuildInfo, read_manifest
from reportedly.store.generations import LOAD_AGAIN, Generations, Hold
from reportedly.store.protocol import QueryResults
from reportedly.store.sparql import names_graphs, query_errors
from reportedly.store.union import count_quads, holds_union, named_quads

DATABASE: Final = "oxigraph"
"""The database's folder in a generation's."""


class OxigraphView:
    """A `protocol.View` over one generation, opened read-only.

    While it is open, and until it is garbage collected, its generation is not deleted, however
    many builds are published meanwhile. It may be shared by threads; it must be opened anew, not
    inherited, in a forked process.

    Attributes:
        build: the build that it reads.
        holds_union: whether its database holds the union of its graphs, as `union` has it. If not,
            the engine takes the union while it answers.
    """

    __slots__ = ("_hold", "_store", "build", "holds_union")

    def __init__(self, store: pyoxigraph.Store, build: BuildInfo, hold: Hold | None) -> None:
        self._store: pyoxigraph.Store | None = store
        self._hold = hold
        self.build = build
        self.holds_union = holds_union(store)

    @property
    def store(self) -> pyoxigraph.Store:
        """The engine beneath, read-only: it refuses every write with a RuntimeError.

        Raises:
            StoreError: the view is closed.
        """
        if self._store is None:
            raise StoreError("This view of the store is closed.", mend="Open another one.")
        return self._store

    @property
    def directory(self) -> Path | None:
        """See `kept.Kept.directory`."""
        return None if self._hold is None else self._hold.path

    def query(
        self,
        text: str,
        *,
        default_graphs: Sequence[NamedNode] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
        base: str | None = None,
    ) -> QueryResults:
        """See `protocol.View.query`."""
        store = self.store
        with query_errors(text) as query:
            if default_graphs or named_graphs:
                return store.query(
                    query,
                    base_iri=base,
                    default_graph=list(default_graphs or ()),
                    named_graphs=list(named_graphs or ()),
                )
            by_union = not self.holds_union and not names_graphs(text)
            return store.query(query, base_iri=base, use_default_graph_as_union=by_union)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """See `protocol.View.quads`."""
        if graph is None:
            return self._guarded(named_quads(self.store))
        return self._guarded(self.store.quads_for_pattern(None, None, None, graph))

    def count(self) -> int:
        """See `verify.Counting.count`."""
        return count_quads(self.store)

    def _guarded(self, quads: Iterator[Quad]) -> Iterator[Quad]:
        try:
            yield from quads
        except (OSError, RuntimeError) as error:
            raise _damaged(error, self._hold.path if self._hold else None) from error

    def graphs(self) -> tuple[NamedNode, ...]:
        """See `protocol.View.graphs`."""
        return tuple(NamedNode(iri) for iri in self.build.graphs)

    def close(self) -> None:
        """See `protocol.View.close`."""
        self._store = None
        if self._hold is not None:
            self._hold.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_view(location: str) -> OxigraphView:
    """Opens the published build under a directory, to read.

    Raises:
        StoreError: nothing is published there, or it is damaged.
    """
    hold = Generations(Path(location)).hold()
    try:
        return opened(hold.path, hold)
    except StoreError:
        hold.release()
        raise


def opened(directory: Path, hold: Hold | None = None) -> OxigraphView:
    """A generation's directory, opened to read.

    Raises:
        StoreError: it is damaged.
    """
    build = read_manifest(directory)
    try:
        store = pyoxigraph.Store.read_only(str(directory / DATABASE))
        return OxigraphView(store, build, hold)
    except (OSError, RuntimeError) as error:
        raise _damaged(error, directory) from error


def _damaged(error: OSError | RuntimeError, directory: Path | None) -> StoreError:
    return StoreError(
        f"The published build is damaged: {' '.join(str(error).split()).rstrip('.')}.",
        where=None if directory is None else str(directory),
        mend=LOAD_AGAIN,
    )

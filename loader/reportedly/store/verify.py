"""Whether a build still holds what it says it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from pyoxigraph import Literal, NamedNode, QuerySolutions

from reportedly.errors import StoreError
from reportedly.store.digest import canonical_lines, digest_of_lines
from reportedly.store.protocol import View
from reportedly.store.sparql import query_errors

_COUNT = "SELECT (COUNT(*) AS ?quads) WHERE { GRAPH ?graph { ?s ?p ?o } }"


@runtime_checkable
class Counting(Protocol):
    """A view that counts its quads itself, and ends where an aggregate would not."""

    def count(self) -> int:
        """The number of quads in named graphs.

        Raises:
            StoreError: they cannot be read.
        """
        ...


def verify(view: View, written: Mapping[str, Sequence[bytes]] | None = None) -> None:
    """Reads every quad of a build back and compares counts and digests with `view.build`.

    Of an engine that keeps a quad in several indexes, one is read. Damage to another is found by
    the engine's own checksums when a query touches it, and raised then; it gives no wrong answer.
    (A query that counts, though, then goes on until it is ended from without.)

    A server asked by its own union (`REPORTEDLY_REMOTE_UNION=server`) shows what else it holds,
    and is in error here for that: verify it with its graphs listed.

    Args:
        view: the build; works on any back end, holds the lines of one graph at a time.
        written: graph IRI -> the canonical lines that went in, where they are at hand: then the
            error shows the first one that did not come back.

    Raises:
        StoreError: a graph or the whole differs, or cannot be read.
    """
    for iri, expected in view.build.graphs.items():
        lines = canonical_lines(view.quads(NamedNode(iri)))
        if digest_of_lines(lines) != expected:
            raise _mismatch(iri, expected.quads, lines, written)
    total = view.count() if isinstance(view, Counting) else _count(view)
    if total != view.build.quads:
        raise StoreError(
            f"The store holds {total} quads where build {view.build.id} has {view.build.quads}.",
            mend="Run `reportedly load` again: it builds the store anew.",
        )


def _count(view: View) -> int:
    rows = view.query(_COUNT)
    with query_errors(_COUNT):
        count = next(rows)["quads"] if isinstance(rows, QuerySolutions) else None
    if not isinstance(count, Literal):
        raise StoreError("The store does not count its quads when it is asked to.")
    return int(count.value)


def _mismatch(
    iri: str,
    expected: int,
    lines: Sequence[bytes],
    written: Mapping[str, Sequence[bytes]] | None,
) -> StoreError:
    what = f"The stored graph is not the one that was built: {len(lines)} quads of {expected}."
    if written is None:
        return StoreError(
            what, where=iri, mend="Run `reportedly load` again: it builds the store anew."
        )
    lost = min(set(written[iri]) - set(lines), default=b"").decode()
    found = min(set(lines) - set(written[iri]), default=b"").decode()
    return StoreError(
        f"{what} Went in: {lost or 'nothing else'} Came back: {found or 'nothing for it'}",
        where=iri,
        mend="Write literals in the form that the store keeps: canonical XSD lexical forms "
        "(1.5, not 1.50; Z, not +00:00), xsd:integer for the types derived from it.",
    )

"""The default graph of a build: each triple once, in whichever named graphs it stands.

Oxigraph can take the union of all named graphs for the default graph while it answers; but then it
finds a triple once for each graph it stands in, and reads longer keys of larger indexes. A build is
written once and read ever after, so it holds the union itself. Nobody else sees that copy: quads,
digests, dumps and ``GRAPH`` know named graphs only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import DefaultGraph, Quad, QuerySolutions, Store

from reportedly.errors import StoreError
from reportedly.store.sparql import query_errors

_DEFAULT: Final = DefaultGraph()
_TRIPLE: Final = "?s ?p ?o"
_NAMED: Final = "GRAPH ?g { ?s ?p ?o }"


def triple_line(line: bytes) -> bytes:
    """A canonical N-Quads line without its graph, as which it says the same of the default graph.

    No IRI holds a space or an opening angle bracket (RDF 1.1 N-Quads, section 4), so that the last
    of both together begin the graph's.
    """
    return line[: line.rindex(b" <")] + b" ."


def holds_union(store: Store) -> bool:
    """Whether a database holds the union of its graphs; one that an older version made does not."""
    in_union = next(store.quads_for_pattern(None, None, None, _DEFAULT), None)
    return in_union is not None or next(named_quads(store), None) is None


def named_quads(store: Store) -> Iterator[Quad]:
    """The quads of all named graphs, and none of their union."""
    for name in store.named_graphs():
        yield from store.quads_for_pattern(None, None, None, name)


def count_quads(store: Store) -> int:
    """The number of quads in named graphs, each looked at.

    Raises:
        StoreError: the database cannot be read.
    """
    return _number(store, _NAMED)


def verify_union(store: Store) -> None:
    """Compares a database's default graph with the union of its named graphs.

    Raises:
        StoreError: a triple is missing there, or too many; or the database cannot be read.
    """
    found = _number(store, _TRIPLE)
    wanted = _number(store, f"{{ SELECT DISTINCT ?s ?p ?o {{ {_NAMED} }} }}")
    both = f"{{ SELECT DISTINCT ?s ?p ?o {{ {{ {_TRIPLE} }} UNION {{ {_NAMED} }} }} }}"
    if found != wanted or _number(store, both) != wanted:
        raise StoreError(
            f"The default graph, of {found} triples, is not the union of all graphs, of {wanted}.",
            mend="Run `reportedly load` again: it builds the store anew.",
        )


def _number(store: Store, pattern: str) -> int:
    """How many solutions a pattern has, counted here: no string of theirs is read.

    Where a block is damaged, the engine ends a query with an error; but not one with an aggregate
    or a MINUS, which it never ends.
    """
    query = f"SELECT (1 AS ?one) {{ {pattern} }}"
    with query_errors(query):
        rows = store.query(query)
        return sum(1 for _ in rows) if isinstance(rows, QuerySolutions) else 0

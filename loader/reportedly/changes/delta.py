"""The triples that only one of two builds holds, graph by graph, canonical and sorted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from reportedly.errors import InputError
from reportedly.store.digest import graph_lines
from reportedly.store.protocol import View

_OF_AN_ARTICLE: Final = re.compile(
    r"(?P<base>.+[/#])graph/(?P<article>[^/]+)/[0-9a-f]{64}(?P<part>/editor)?"
)
_LAST: Final = ("registry", "external", "findings", "ontology")
_SHARED: Final = re.compile(r"(?P<base>.+[/#])graph/(?P<name>[^/]+)")


@dataclass(frozen=True, slots=True)
class GraphDelta:
    """What became of one graph.

    The graph of an article carries the digest of its text in its name: where the text was pinned
    anew, the graph goes by two names, and its triples are compared all the same.

    Attributes:
        before: the graph's IRI on the first side; "" if the graph is not there.
        after: its IRI on the second side; "" if it is not there.
        name: what the graph is called, for a reader: ``registry``, ``tesk-divers``.
        added: triples that only the second side has, as canonical N-Triples lines without their
            newline, sorted by code point (RDFC-1.0, section 5).
        removed: triples that only the first side has, likewise.
        kept: how many triples both have.
    """

    before: str
    after: str
    name: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int

    @property
    def mirrored(self) -> GraphDelta:
        """The same from the second side to the first."""
        return GraphDelta(self.after, self.before, self.name, self.removed, self.added, self.kept)


def base_of(view: View) -> str | None:
    """The base IRI of a build's instances, as the names of its graphs tell it; None if none does.

    Raises:
        InputError: its graphs tell of several.
    """
    found = {
        match["base"]
        for graph in view.build.graphs
        if (match := _OF_AN_ARTICLE.fullmatch(graph) or _SHARED.fullmatch(graph))
    }
    if len(found) > 1:
        raise InputError(
            f"the graphs of the build have several bases: {', '.join(sorted(found))}",
            mend="Compare builds that `reportedly load` made.",
        )
    return next(iter(found), None)


def article_of(graph: str) -> str | None:
    """The id of the article that a graph belongs to, percent-encoded; None for a shared graph."""
    match = _OF_AN_ARTICLE.fullmatch(graph)
    return match["article"] if match else None


def differing(before: View, after: View) -> tuple[GraphDelta, ...]:
    """Every graph that is not the same on both sides, articles first, in the order of the names.

    Graphs whose digests agree are not read.

    Raises:
        StoreError: a build cannot be read.
    """
    ours, theirs = _by_key(before), _by_key(after)
    found = []
    for key in sorted(ours.keys() | theirs.keys()):
        one, other = ours.get(key, ""), theirs.get(key, "")
        if one == other and before.build.graphs[one] == after.build.graphs[other]:
            continue
        was, is_ = _triples(before, one), _triples(after, other)
        added, removed = tuple(sorted(is_ - was)), tuple(sorted(was - is_))
        if added or removed or one != other:
            found.append(GraphDelta(one, other, key, added, removed, len(was & is_)))
    return tuple(sorted(found, key=lambda each: (_shared(each), each.name)))


def _shared(graph: GraphDelta) -> int:
    """What is derived or seldom changes comes last; articles come first."""
    return _LAST.index(graph.name) + 1 if graph.name in _LAST else 0


def _by_key(view: View) -> Mapping[str, str]:
    """Each graph by what it is called; one article that is pinned to two texts keeps the IRIs."""
    found: dict[str, str] = {}
    for graph in view.build.graphs:
        key = _key(graph)
        found[graph if key in found else key] = graph
    return found


def _key(graph: str) -> str:
    if match := _OF_AN_ARTICLE.fullmatch(graph):
        return match["article"] + (match["part"] or "")
    if match := _SHARED.fullmatch(graph):
        return match["name"]
    return graph


def _triples(view: View, graph: str) -> set[str]:
    """The triples of a graph as lines; an N-Quads line ends in the graph's name, which goes."""
    if not graph:
        return set()
    name = NamedNode(graph)
    end = f" {name} ."
    lines = graph_lines(name, view.quads(name))
    return {line.decode().removesuffix(end) + " ." for line in lines}

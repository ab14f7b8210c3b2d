"""One side of a comparison, as far as it is read: its triples by subject, and names to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from reportedly.changes.delta import article_of
from reportedly.findings.finding import steps
from reportedly.findings.rows import rows
from reportedly.findings.tellings import Told, read_told
from reportedly.ids import Ids
from reportedly.store.protocol import View
from reportedly.terms import NAMESPACE, RP
from reportedly.vocabularies import RDFS_LABEL

_QUOTED: Final = "SELECT ?quotation ?words WHERE { ?quotation a rp:Quotation ; rp:words ?words }"

Term = NamedNode | Literal

SHOWN: Final = 64
"""Code points of an article's words that are shown before they are cut."""


@dataclass(frozen=True, slots=True)
class Index:
    """What one side says of the nodes that a comparison looks at.

    Attributes:
        triples: subject -> predicate -> objects, sorted.
        graph_of: for each subject, the graphs in which something is said of it.
        quoted: the words of every quotation of the build.
        told: every telling of the build with its chain, and the names of things.
        ids: how instances are named.
    """

    triples: Mapping[str, Mapping[str, tuple[Term, ...]]]
    graph_of: Mapping[str, frozenset[str]]
    quoted: Mapping[str, str]
    told: Told
    ids: Ids

    def all(self, node: str, predicate: NamedNode) -> tuple[Term, ...]:
        """What is said of a node by a predicate."""
        return self.triples.get(node, {}).get(predicate.value, ())

    def one(self, node: str, predicate: NamedNode) -> str:
        """The value said of a node by a predicate, the first if several; "" for none."""
        return next((term.value for term in self.all(node, predicate)), "")

    def steps(self, node: str) -> tuple[str, ...]:
        """The steps of a node's name below the base."""
        return steps(self.ids, node)

    def id(self, node: str) -> str:
        """Where a node stands, for a reader: ``tesk-divers/report/r7``."""
        path = self.steps(node)
        return "/".join(path[1:] if path[:1] == ("finding",) else path)

    def name(self, node: str) -> str:
        """A name to show for a node; its place where it has none."""
        return self.told.name(node, self.ids)

    def words(self, node: str) -> str:
        """The words that warrant a node, shortened; "" if it has none."""
        passage = self.one(node, RP.passage) or self.one(node, RP.headline)
        said = self.one(passage, RDFS_LABEL) if passage else ""
        return shortened(said or self.quoted.get(node, ""))

    def articles(self) -> Iterator[str]:
        """The articles that are read, in order."""
        yield from sorted(
            node for node in self.triples if self.all(node, RP.textDigest) and self.inside(node)
        )

    def inside(self, node: str) -> tuple[str, ...]:
        """The steps of a node's name from its article on; none for what is in no article."""
        base = self.ids.node("article", "").value
        return self.steps(node) if node.startswith(base) else ()


def read(view: View, graphs: Iterable[str], ids: Ids) -> Index:
    """Reads a view as far as some graphs reach; of an article, always both of its graphs.

    Args:
        view: the build.
        graphs: the graphs to read; those that are not there are left out.
        ids: how its instances are named.
    """
    wanted = set(graphs)
    articles = {article for graph in wanted if (article := article_of(graph))}
    triples: defaultdict[str, defaultdict[str, list[Term]]]
    triples = defaultdict(lambda: defaultdict(list))
    held: defaultdict[str, set[str]] = defaultdict(set)
    for graph in view.build.graphs:
        if graph not in wanted and article_of(graph) not in articles:
            continue
        for quad in view.quads(NamedNode(graph)):
            subject, value = quad.subject, quad.object
            if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                raise TypeError(f"a build holds neither blank nodes nor triple terms: {quad}")
            triples[subject.value][quad.predicate.value].append(value)
            held[subject.value].add(graph)
    return Index(
        {
            subject: {
                predicate: tuple(sorted(set(values), key=str))
                for predicate, values in sorted(said.items())
            }
            for subject, said in triples.items()
        },
        {subject: frozenset(graphs) for subject, graphs in held.items()},
        {row[0]: row[1] for row in rows(view.query, _QUOTED)},
        read_told(view.query),
        ids,
    )


def shortened(words: str) -> str:
    """An article's words for a reader: the first and the last of them where they are many."""
    words = " ".join(words.split())
    if len(words) <= SHOWN:
        return words
    each = words.replace(" … ", " ").split(" ")
    return f"{' '.join(each[:5])} … {' '.join(each[-3:])}" if len(each) > 8 else words


def local(iri: str) -> str:
    """A term of our vocabulary by its short name; any other by what stands after its namespace."""
    if iri.startswith(NAMESPACE):
        return iri.removeprefix(NAMESPACE)
    return iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]

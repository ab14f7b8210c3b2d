"""The W3C's test manifests, read into records: what is tested, with which data, against what.

The vocabulary is that of the test suites' README: ``mf:`` for manifests, ``qt:`` for query tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from bench.w3c.datasets import EMPTY, DataSet, Part
from bench.w3c.exchanges import Exchange, read_exchanges
from bench.w3c.graphs import RDFS, TYPE, Graph, Node

SITE: Final = "https://w3c.github.io/rdf-tests/sparql/"
"""Where the W3C publishes the suites: the base of the IRIs of their files."""

ROOTS: Final = ("sparql10/manifest.ttl", "sparql11/manifest-all.ttl", "sparql12/manifest.ttl")

_MF: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_UT: Final = "http://www.w3.org/2009/sparql/tests/test-update#"


class Kind(StrEnum):
    """What a test does, whichever version of SPARQL names it."""

    EVALUATION = "evaluation"
    POSITIVE_SYNTAX = "positive syntax"
    NEGATIVE_SYNTAX = "negative syntax"
    PROTOCOL = "protocol"
    GRAPH_STORE = "graph store"
    DESCRIPTION = "service description"
    FEDERATION = "federated query"
    UPDATE = "update"
    ENTAILMENT = "entailment"


_KINDS: Final = {
    "QueryEvaluationTest": Kind.EVALUATION,
    "CSVResultFormatTest": Kind.EVALUATION,
    "PositiveSyntaxTest": Kind.POSITIVE_SYNTAX,
    "PositiveSyntaxTest11": Kind.POSITIVE_SYNTAX,
    "NegativeSyntaxTest": Kind.NEGATIVE_SYNTAX,
    "NegativeSyntaxTest11": Kind.NEGATIVE_SYNTAX,
    "ProtocolTest": Kind.PROTOCOL,
    "GraphStoreProtocolTest": Kind.GRAPH_STORE,
    "ServiceDescriptionTest": Kind.DESCRIPTION,
    "UpdateEvaluationTest": Kind.UPDATE,
    "PositiveUpdateSyntaxTest": Kind.UPDATE,
    "PositiveUpdateSyntaxTest11": Kind.UPDATE,
    "NegativeUpdateSyntaxTest": Kind.UPDATE,
    "NegativeUpdateSyntaxTest11": Kind.UPDATE,
}
_FEDERATED: Final = frozenset({"sparql11/service", "sparql11/syntax-fed"})


@dataclass(frozen=True, slots=True)
class Case:
    """One test.

    Attributes:
        id: its folder and the fragment of its IRI, such as ``sparql11/functions#uuid01``.
        iri: its IRI, as the manifest has it.
        folder: the folder of its manifest, below the suites' root.
        kind: what it does.
        query: the file of its query; None where there is none.
        data: what must be published when it is asked.
        result: the file of the result that is expected; None where there is none.
        lax: whether rows may come less often than expected (``mf:LaxCardinality``).
        exchanges: the HTTP that it describes, in order.
        services: the servers that its query may call: the IRI of each, and the data it has.
    """

    id: str
    iri: str
    folder: str
    kind: Kind
    query: Path | None
    data: DataSet
    result: Path | None
    lax: bool
    exchanges: tuple[Exchange, ...]
    services: tuple[tuple[str, Part], ...] = ()

    @property
    def version(self) -> str:
        """The version of SPARQL whose suite it belongs to: ``1.0``, ``1.1`` or ``1.2``."""
        digits = self.folder.removeprefix("sparql")[:2]
        return f"{digits[0]}.{digits[1]}"

    @property
    def text(self) -> str:
        """The text of its query.

        Raises:
            ValueError: it has none.
        """
        if self.query is None:
            raise ValueError(f"{self.id} has no query")
        return self.query.read_text(encoding="utf-8")


class Suites:
    """The folder of the suites, and which IRI is which file in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def cases(self) -> Iterator[Case]:
        """Every test that a manifest lists among its entries, in order.

        Raises:
            ValueError: a manifest says what this reader does not understand.
        """
        for name in ROOTS:
            yield from self._of_manifest(self.root / name)

    def iri(self, path: Path) -> str:
        """The IRI of a file."""
        return SITE + path.relative_to(self.root).as_posix()

    def path(self, iri: str) -> Path:
        """The file of an IRI."""
        return self.root / iri.removeprefix(SITE)

    def part(self, iri: str, name: str | None = None) -> Part:
        """A file of data, as the graph of that name (its own IRI if none is given)."""
        return Part(name or iri, self.path(iri), iri)

    def _of_manifest(self, path: Path) -> Iterator[Case]:
        graph = Graph(path, self.iri(path))
        for manifest in graph.of_type(_MF + "Manifest"):
            for included in graph.items(graph.node(manifest, _MF + "include")):
                yield from self._of_manifest(self.path(included.value))
            for entry in graph.items(graph.node(manifest, _MF + "entries")):
                yield self._case(graph, path, entry)

    def _case(self, graph: Graph, path: Path, entry: Node) -> Case:
        action = graph.node(entry, _MF + "action")
        query = None
        if isinstance(action, NamedNode):
            query = self.path(action.value)
        elif action is not None and (named := graph.text(action, _QT + "query")):
            query = self.path(named)
        result = graph.node(entry, _MF + "result")
        folder = path.parent.relative_to(self.root).as_posix()
        return Case(
            id=f"{folder}#{entry.value.partition('#')[2]}",
            iri=entry.value,
            folder=folder,
            kind=_kind(graph, entry, folder, query),
            query=query,
            data=self._data(graph, entry, action),
            result=self.path(result.value) if isinstance(result, NamedNode) else None,
            lax=graph.text(entry, _MF + "resultCardinality") == _MF + "LaxCardinality",
            exchanges=() if action is None else tuple(read_exchanges(graph, action)),
            services=self._services(graph, action),
        )

    def _data(self, graph: Graph, entry: Node, action: Node | None) -> DataSet:
        labelled = [
            self.part(str(graph.text(node, _UT + "graph")), graph.text(node, RDFS + "label"))
            for node in _nodes(graph, entry, _UT + "graphData")
        ]
        if action is None or isinstance(action, NamedNode):
            return DataSet((), tuple(labelled)) if labelled else EMPTY
        default = [self.part(node.value) for node in _nodes(graph, action, _QT + "data")]
        named = [self.part(node.value) for node in _nodes(graph, action, _QT + "graphData")]
        return DataSet(tuple(sorted(default)), tuple(sorted(named + labelled)))

    def _services(self, graph: Graph, action: Node | None) -> tuple[tuple[str, Part], ...]:
        found = [] if action is None else _nodes(graph, action, _QT + "serviceData")
        return tuple(
            sorted(
                (endpoint, self.part(data))
                for node in found
                if (endpoint := graph.text(node, _QT + "endpoint"))
                and (data := graph.text(node, _QT + "data"))
            )
        )


def _nodes(graph: Graph, subject: Node, predicate: str) -> list[Node]:
    found = [term for term in graph.all(subject, predicate) if isinstance(term, Node)]
    if len(found) != len(graph.all(subject, predicate)):
        raise ValueError(f"{subject} has a value of {predicate} that is no node")
    return found


def _kind(graph: Graph, entry: Node, folder: str, query: Path | None) -> Kind:
    types = [term.value for term in graph.all(entry, TYPE.value) if isinstance(term, NamedNode)]
    kinds = {_KINDS[name] for iri in types if (name := iri.removeprefix(_MF)) in _KINDS}
    if len(kinds) != 1:
        raise ValueError(f"{entry} is of no kind, or of several: {types}")
    (kind,) = kinds
    if folder.endswith("/entailment"):
        return Kind.ENTAILMENT
    if folder in _FEDERATED and kind is not Kind.NEGATIVE_SYNTAX:  # which calls nobody
        return Kind.FEDERATION
    if query is not None and query.suffix == ".ru":  # called a query's by some manifests
        return Kind.UPDATE
    return kind

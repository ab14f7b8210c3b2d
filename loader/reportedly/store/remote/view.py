"""A build on a server, opened to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, Quad

from reportedly.errors import QueryError, StoreError
from reportedly.store.build import BuildInfo, manifest_from
from reportedly.store.dataset_clause import asked
from reportedly.store.protocol import QueryResults
from reportedly.store.remote.client import RESULTS, TRIPLES, Client, Graphs, open_client
from reportedly.store.remote.record import NOTHING, RECORD, is_own, read_record
from reportedly.store.remote.refusals import malformed
from reportedly.store.remote.results import boolean_of, quads_of, rows_of, triples_of
from reportedly.store.sparql import bare_words

MANIFEST: Final = "/build.json"
"""Where a served Reportedly tells its build."""
_PROLOGUE: Final = frozenset({"PREFIX", "BASE", "VERSION"})
_ROWS: Final = frozenset({"SELECT"})
_BOOLEAN: Final = frozenset({"ASK"})
_TRIPLES: Final = frozenset({"CONSTRUCT", "DESCRIBE"})


class RemoteView:
    """A `protocol.View` over a server.

    It may be shared by threads, an answer may not; it must be opened anew, not inherited, in a
    forked process. Opening takes one request. The server changes beneath it: a later publication
    shows, and `build` remains what was published when the view was opened.
    """

    __slots__ = ("_client", "_union", "build")

    def __init__(self, client: Client, build: BuildInfo, *, server_union: bool) -> None:
        self._client: Client | None = client
        self._union = server_union
        self.build = build

    @property
    def client(self) -> Client:
        """The connection beneath.

        Raises:
            StoreError: the view is closed.
        """
        if self._client is None:
            raise StoreError("This view of the store is closed.", mend="Open another one.")
        return self._client

    def query(
        self,
        text: str,
        *,
        default_graphs: Sequence[NamedNode] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
        base: str | None = None,
    ) -> QueryResults:
        """See `protocol.View.query`."""
        client = self.client
        form = _form(text)
        wanted = asked(text, default_graphs, named_graphs)
        told = wanted.text if base is None else f"BASE {NamedNode(base)} {wanted.text}"
        if wanted.chosen:
            graphs = Graphs(_names(wanted.default), _names(wanted.named))
        elif self._union:
            graphs = Graphs()
        else:
            everything = tuple(self.build.graphs) or (NOTHING,)
            graphs = Graphs(everything, everything)
        accept = TRIPLES if form in _TRIPLES else RESULTS
        response = client.query(told, graphs, accept)
        if form in _TRIPLES:
            return triples_of(response)
        return boolean_of(response) if form in _BOOLEAN else rows_of(response)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """See `protocol.View.quads`.

        A graph of the build that comes back shorter or longer than the build says raises
        StoreError at its end: servers cut long answers off, and some do not say so.
        """
        client = self.client
        graphs = (graph,) if graph is not None else self.graphs()
        return (quad for each in graphs for quad in self._one_graph(client, each))

    def _one_graph(self, client: Client, graph: NamedNode) -> Iterator[Quad]:
        if is_own(graph.value):
            return
        found = 0
        for quad in read_graph(client, graph, graph):
            found += 1
            yield quad
        expected = self.build.graphs.get(graph.value)
        if expected is not None and found != expected.quads:
            raise StoreError(
                f"The server gives {found} quads of {expected.quads}.",
                where=graph.value,
                mend="If a build was published meanwhile, open the store again; else raise the "
                "limit on answers (Virtuoso: ResultSetMaxRows), or run `reportedly load` again.",
            )

    def graphs(self) -> tuple[NamedNode, ...]:
        """See `protocol.View.graphs`."""
        return tuple(NamedNode(iri) for iri in self.build.graphs)

    def close(self) -> None:
        """See `protocol.View.close`."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def read_graph(client: Client, graph: NamedNode, name: NamedNode) -> Iterator[Quad]:
    """The triples that a server holds in a graph, as quads of a graph of that name.

    Raises:
        StoreError: the server does not answer, or its answer breaks off or cannot be read.
    """
    text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
    response = client.query(text, Graphs((NOTHING,), (graph.value,)), TRIPLES)
    try:
        for found in quads_of(response):
            yield Quad(found.subject, found.predicate, found.object, name)
    except (SyntaxError, ValueError) as error:
        raise StoreError(
            f"The server's answer cannot be read on: {error}.", where=graph.value, mend="Try again."
        ) from error


def open_view(location: str) -> RemoteView:
    """Opens the build that a server holds, or the one that a served Reportedly serves.

    Raises:
        InputError: the location or a setting cannot be used.
        StoreError: the server does not answer, or holds no whole build.
    """
    client, options = open_client(location)
    try:
        return _opened(client, server_union=options.server_union)
    except BaseException:
        client.close()
        raise


def _opened(client: Client, *, server_union: bool) -> RemoteView:
    record = read_record(client)
    where = client.services.query
    if record.build is not None:
        if server_union:
            _must_be_union(client)
        return RemoteView(client, record.build, server_union=server_union)
    if record.exists:
        raise StoreError(
            "There is only a part of a build here: a load is at work, or broke off.",
            where=where,
            mend=f"Wait for it, or run `reportedly load --to {where}` again: it sends the rest.",
        )
    served = _served(client)
    if served is not None:
        return RemoteView(client, served, server_union=True)
    raise StoreError(
        "There is no build here.",
        where=where,
        mend=f"Run `reportedly load --to {where}` to put one there.",
    )


def _served(client: Client) -> BuildInfo | None:
    parts = urlsplit(client.services.query)
    if not parts.path.endswith("/sparql"):
        return None
    path = parts.path.removesuffix("/sparql") + MANIFEST
    url = parts._replace(path=path, query="", fragment="").geturl()
    text = client.get(url)
    return None if text is None else manifest_from(text, url)


def _must_be_union(client: Client) -> None:
    text = f"ASK {{ {RECORD} ?p ?o }}"
    if not boolean_of(client.query(text, Graphs(), RESULTS)):
        raise StoreError(
            "The default graph of this server is not the union of its graphs.",
            where=client.services.query,
            mend="Set the server so (oxigraph serve --union-default-graph; Fuseki: "
            "tdb2:unionDefaultGraph), or unset REPORTEDLY_REMOTE_UNION.",
        )


def _form(text: str) -> str:
    """The form of a query, in capitals: what comes before it can only be its prologue.

    Refused here, because some servers take an update, or a pragma that fetches from the Web, for
    a query.
    """
    for word in bare_words(text):
        form = word.text.upper()
        if form in _ROWS | _BOOLEAN | _TRIPLES:
            return form
        if form not in _PROLOGUE:
            break
    raise malformed(text) or QueryError(
        "This is no query.", mend="Ask with SELECT, ASK, CONSTRUCT or DESCRIBE."
    )


def _names(graphs: Sequence[NamedNode]) -> tuple[str, ...]:
    return tuple(graph.value for graph in graphs if not is_own(graph.value)) or (NOTHING,)

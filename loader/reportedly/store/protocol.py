"""What every store back end offers: a `View` to read one build, a `Writer` to publish the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

from reportedly.store.build import BuildInfo, Publication
from reportedly.store.triples import StreamedTriples

QueryResults = QuerySolutions | QueryBoolean | QueryTriples | StreamedTriples
"""Rows of a SELECT, the answer of an ASK, or the triples of a CONSTRUCT or DESCRIBE.

Triples that a server sends are `StreamedTriples`: iterated and serialised alike.
"""


class View(Protocol):
    """Reads one published build.

    A later publication neither changes nor disturbs it, where the back end is `isolated`.
    """

    @property
    def build(self) -> BuildInfo:
        """The build that this view reads."""
        ...

    def query(
        self,
        text: str,
        *,
        default_graphs: Sequence[NamedNode] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
        base: str | None = None,
    ) -> QueryResults:
        """Answers a SPARQL 1.1 query.

        The default graph is the union of all graphs, unless the text (`FROM`, `FROM NAMED`) or
        the arguments name others. Arguments win over the text, and where either is given the
        other means *none*: SPARQL 1.1 Protocol, section 2.1.4. Empty and None mean the same.

        A triple that stands in two graphs is found once in the union where the embedded back end
        answers; a server may find it twice, and so may either among graphs that were named: say
        `DISTINCT`.

        Relative IRIs are resolved against the query's own `BASE`, else against `base`; with
        neither they are malformed (SPARQL 1.1 Query, section 4.1.1.2).

        Results come lazily: read them while the view is open; what fails in mid-stream is raised
        by the iteration, as the engine's own error or, from a server, as a StoreError or the
        SyntaxError of an answer that is cut short.

        **A query can reach the network.** `SERVICE <url>` makes this process send HTTP, loopback
        included, and wait for the answer without limit. Nothing here forbids it, and nothing here
        stops a query that takes too long: whoever passes on other people's queries must do both.
        A back end `over_network` leaves both to its server.

        Raises:
            QueryError: the text is malformed (with line and column from 1), or asks for what the
                engine cannot do.
            StoreError: the view is closed, or the build cannot be read.
        """
        ...

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph, or of all graphs, in no particular order.

        An unknown graph has no quads.

        Raises:
            StoreError: the view is closed, or the build cannot be read (in mid-stream, too).
        """
        ...

    def graphs(self) -> tuple[NamedNode, ...]:
        """The graphs that hold quads, in the order of their IRIs."""
        ...

    def close(self) -> None:
        """Lets the build go; closing twice does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Writer(Protocol):
    """Makes one build from scratch and publishes it, as a context manager.

    Nothing is carried over from the published build: what is not replaced here is not in the next
    build. Leaving the context without `publish`, by an exception or otherwise, throws everything
    away and leaves the published build as it was. One writer at a time; one `publish` a writer.
    """

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Gives a graph its quads, in place of those it was given before in this build.

        Raises:
            InputError: a quad stands in another graph, or holds a blank node or triple term;
                the graph is then as it was.
            StoreError: outside the context, or after `publish`.
        """
        ...

    def remove(self, graph: NamedNode) -> None:
        """Takes a graph out of this build; one that is not in it is no error.

        Raises:
            StoreError: outside the context, or after `publish`.
        """
        ...

    def draft(self) -> AbstractContextManager[View]:
        """Shows what was replaced so far as a build that no reader sees.

        It is there to look before publishing: to run checks over it, and to derive from it what
        is then replaced as graphs of its own. What is replaced meanwhile does not show.

        Raises:
            StoreError: on entering: outside the writer's context, or after `publish`, or the draft
                cannot be made.
        """
        ...

    def publish(self) -> Publication:
        """Builds, verifies, and switches readers to the new build.

        At one instant, where the back end is `isolated`; else graph by graph, each at one instant
        if the server carries an update out whole or not at all, and a view cannot be opened until
        all are in place.

        Raises:
            StoreError: the build could not be made, or what came back from the store is not what
                went in. Nothing is published then; what the server was given already is not sent
                again the next time.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Backend:
    """One row of the table of back ends.

    Attributes:
        name: what the back end is called.
        accepts: whether a location (a path or URL, as text) is one of this back end's.
        open_view: opens the published build at a location. Raises StoreError if there is none.
        open_writer: a writer for a location; it locks and touches nothing until it is entered.
        stamp: a text that is another one when another build is published at a location, and that
            costs next to nothing to read. Raises StoreError if it cannot be read.
        isolated: whether a view stays on the build that it opened while the next is published.
        over_network: whether a process that reads must be allowed to open connections.
    """

    name: str
    accepts: Callable[[str], bool]
    open_view: Callable[[str], View]
    open_writer: Callable[[str], Writer]
    stamp: Callable[[str], str]
    isolated: bool
    over_network: bool

"""A build, sent to a server graph by graph: what differs, what is gone, and nothing else."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import NamedNode, Quad

from reportedly.errors import InputError, StoreError
from reportedly.store.build import BuildInfo, Publication, describe
from reportedly.store.digest import Digest, canonical_lines, graph_lines
from reportedly.store.filling import fill
from reportedly.store.generations import disk_errors
from reportedly.store.oxigraph_view import opened
from reportedly.store.protocol import View
from reportedly.store.remote import record as said
from reportedly.store.remote.client import Client, RemoteOptions, no_updates, open_client
from reportedly.store.remote.lock import Lock
from reportedly.store.remote.record import Held, Record, count_quads, is_own, read_record
from reportedly.store.remote.staging import Staging
from reportedly.store.remote.view import read_graph

_log = logging.getLogger(__name__)


class RemoteWriter:
    """A `protocol.Writer` that keeps the lines of a build and sends them on `publish`.

    Takes about 250 bytes of memory a quad. Each graph that differs is put together in a graph of
    its own, read back and compared, and takes its place by one update, which also notes its
    digest. A load that breaks off thus leaves whole graphs, old or new, and the next one sends
    the rest. Graphs that no build of ours put there are left alone.
    """

    __slots__ = ("_client", "_graphs", "_location", "_open", "_options")

    def __init__(self, location: str) -> None:
        self._location = location
        self._graphs: dict[str, list[bytes]] = {}
        self._open: ExitStack | None = None
        self._client: Client | None = None
        self._options = RemoteOptions()

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """See `protocol.Writer.replace`."""
        self._must_be_open()
        if is_own(graph.value):
            raise InputError(f"The graph {graph} is kept for the server's record of the build.")
        self._graphs[graph.value] = graph_lines(graph, quads)

    def remove(self, graph: NamedNode) -> None:
        """See `protocol.Writer.remove`."""
        self._must_be_open()
        self._graphs.pop(graph.value, None)

    def draft(self) -> AbstractContextManager[View]:
        """See `protocol.Writer.draft`; the draft is an embedded store in a temporary directory."""
        return self._drafting()

    @contextmanager
    def _drafting(self) -> Iterator[View]:
        self._must_be_open()
        build, lines = describe(self._graphs)
        with tempfile.TemporaryDirectory(prefix="reportedly-draft-") as folder:
            with disk_errors(Path(folder)):
                fill(Path(folder), build, lines)
            with opened(Path(folder)) as view:
                yield view

    def publish(self) -> Publication:
        """See `protocol.Writer.publish`.

        Graphs whose digest the server has noted, and whose number of quads it still holds, are
        not sent; of those that are, every quad is read back.
        """
        client = self._must_be_open()
        record = read_record(client)
        wanted, _ = describe(self._graphs)
        kept = _still_held(client, record, wanted)
        gone = [iri for iri in record.graphs if iri not in wanted.graphs]
        if record.build is not None and kept.keys() == wanted.graphs.keys() and not gone:
            self._close()
            return Publication(record.build, changed=False)
        held = {iri: each.digest for iri, each in kept.items()}
        staging = Staging(client, accept_loss=self._options.accept_loss)
        for iri in sorted(wanted.graphs.keys() - kept.keys()):
            staged = staging.stage(NamedNode(iri), self._graphs[iri])
            # Not sent twice: a second MOVE would find nothing to move. The next load resumes.
            client.update(said.switched(NamedNode(iri), staged), again=False)
            held[iri] = staged.digest
        for iri in gone:
            self._update(said.dropped(NamedNode(iri)))
        _must_all_be_there(client, held)
        build = self._described(wanted, held)
        self._update(said.finished(build))
        self._close()
        return Publication(build, changed=True)

    def _described(self, wanted: BuildInfo, held: Mapping[str, Digest]) -> BuildInfo:
        """The build that the server holds: the wanted one, unless losses were accepted."""
        lossy = [iri for iri, digest in held.items() if digest != wanted.graphs[iri]]
        if not lossy:
            return wanted
        client = self._must_be_open()
        _log.warning("The server keeps literals of %d graphs in other forms.", len(lossy))
        back = {
            iri: canonical_lines(read_graph(client, NamedNode(iri), NamedNode(iri)))
            for iri in lossy
        }
        return describe(self._graphs | back)[0]

    def _update(self, text: str) -> None:
        self._must_be_open().update(text, again=True)

    def _must_be_open(self) -> Client:
        if self._client is None:
            raise StoreError(
                "This writer is not open: it was not entered, or has published already.",
                mend="Write `with open_writer(location) as writer:`, one publication each.",
            )
        return self._client

    def _close(self) -> None:
        self._client = None
        if self._open is not None:
            self._open.close()
            self._open = None

    def __enter__(self) -> Self:
        client, self._options = open_client(self._location)
        with ExitStack() as stack:
            stack.callback(client.close)
            if client.services.update is None:
                raise no_updates(client.services.query)
            lock = Lock(client)
            lock.take(break_others=self._options.break_lock)
            stack.callback(lock.release)
            self._client = client
            self._open = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()


def open_writer(location: str) -> RemoteWriter:
    """A writer for a server; nothing is sent until it is entered."""
    return RemoteWriter(location)


def _still_held(client: Client, record: Record, wanted: BuildInfo) -> dict[str, Held]:
    """The graphs that the server holds already, as far as its record and its counts agree."""
    noted = {
        iri: held
        for iri, held in record.graphs.items()
        if iri in wanted.graphs and held.sent == wanted.graphs[iri].sha256
    }
    counts = count_quads(client, noted)
    return {iri: held for iri, held in noted.items() if counts.get(iri) == held.digest.quads}


def _must_all_be_there(client: Client, held: Mapping[str, Digest]) -> None:
    counts = count_quads(client, held)
    for iri, digest in held.items():
        if counts.get(iri) != digest.quads:
            raise StoreError(
                f"The server holds {counts.get(iri, 0)} quads of {digest.quads} in the end.",
                where=iri,
                mend="Run `reportedly load` again: it sends what is missing.",
            )

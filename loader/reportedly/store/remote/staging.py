"""A graph is put together beside the others, read back and compared, before it takes its place."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, parse

from reportedly.errors import StoreError
from reportedly.store.digest import canonical_lines, digest_of_lines
from reportedly.store.remote.client import Client
from reportedly.store.remote.record import STAGING, Held
from reportedly.store.remote.view import read_graph

_PUT_BYTES: Final = 8 * 1024 * 1024
_INSERT_BYTES: Final = 128 * 1024
_INSERT_LINES: Final = 500  # Virtuoso compiles an update into code, and has a limit on its length
_log = logging.getLogger(__name__)


class Staging:
    """The graph in which graphs are put together, one after the other."""

    __slots__ = ("_accept_loss", "_client")

    def __init__(self, client: Client, *, accept_loss: bool) -> None:
        self._client = client
        self._accept_loss = accept_loss

    def stage(self, graph: NamedNode, lines: Sequence[bytes]) -> Held:
        """Sends the lines of a graph, in bounded requests, and reads them back.

        Args:
            graph: the graph that they are meant for.
            lines: its canonical lines.

        Raises:
            StoreError: what comes back is not what was sent. The graph itself was not touched.
        """
        triples = [_triple(line, graph) for line in lines]
        if self._client.services.graphs is not None:
            for number, some in enumerate(_batches(triples, _PUT_BYTES, len(triples))):
                self._client.put(STAGING, b"\n".join(some) + b"\n", first=number == 0)
        else:
            self._client.update(f"DROP SILENT GRAPH {STAGING}", again=True)
            for some in _batches(triples, _INSERT_BYTES, _INSERT_LINES):
                text = b"\n".join(some).decode()
                self._client.update(f"INSERT DATA {{ GRAPH {STAGING} {{\n{text}\n}} }}", again=True)
        back = canonical_lines(read_graph(self._client, STAGING, graph))
        sent, kept = digest_of_lines(lines), digest_of_lines(back)
        if sent != kept:
            self._judge(graph, lines, back)
        return Held(kept, sent.sha256)

    def _judge(self, graph: NamedNode, lines: Sequence[bytes], back: Sequence[bytes]) -> None:
        if self._accept_loss and _without_forms(lines) == _without_forms(back):
            changed = len(set(lines) - set(back))
            _log.warning("Of %s the server keeps %d literals in other forms.", graph, changed)
            return
        lost = min(set(lines) - set(back), default=b"").decode()
        found = min(set(back) - set(lines), default=b"").decode()
        raise StoreError(
            f"The server does not keep this graph as it is: {len(back)} quads of {len(lines)} come "
            f"back. Went in: {lost or 'nothing else'} Came back: {found or 'nothing for it'}",
            where=graph.value,
            mend="Where only the forms of literals differ (Virtuoso 7 and xsd:duration), "
            "REPORTEDLY_REMOTE_ACCEPT_LOSS=1 publishes them as the server keeps them; where "
            "quads are missing, raise its limit on answers (Virtuoso: ResultSetMaxRows).",
        )


def _triple(line: bytes, graph: NamedNode) -> bytes:
    return line.removesuffix(f" {graph} .".encode()) + b" ."


def _batches(lines: Sequence[bytes], size: int, count: int) -> Iterator[list[bytes]]:
    some: list[bytes] = []
    length = 0
    for line in lines:
        if some and (length + len(line) > size or len(some) >= count):
            yield some
            some, length = [], 0
        some.append(line)
        length += len(line) + 1
    if some:
        yield some


def _without_forms(lines: Sequence[bytes]) -> list[tuple[str, str]]:
    """Subjects and predicates, and objects that are IRIs, each as often as it occurs."""
    quads = parse(b"\n".join(lines), RdfFormat.N_QUADS)
    return sorted(
        (
            str(quad.subject),
            f"{quad.predicate} {quad.object if isinstance(quad.object, NamedNode) else ''}",
        )
        for quad in quads
    )

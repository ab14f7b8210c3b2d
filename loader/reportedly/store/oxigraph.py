"""The embedded back end: one Oxigraph database a build, on disk, in generations."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import NamedNode, Quad

from reportedly.errors import StoreError
from reportedly.store.build import BuildInfo, Publication, describe
from reportedly.store.digest import graph_lines
from reportedly.store.dumps import are_written, verify_dumps, write_dumps
from reportedly.store.filling import fill
from reportedly.store.generations import CURRENT, Generations, disk_errors
from reportedly.store.oxigraph_view import OxigraphView, open_view, opened
from reportedly.store.protocol import Backend, View
from reportedly.store.statistics import count, write_statistics
from reportedly.store.union import verify_union
from reportedly.store.verify import verify

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")  # RFC 3986, section 3
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A database that holds what a writer had been given at some moment.

    Attributes:
        directory: where it is.
        graphs: the very lists of lines that it holds, by graph.
    """

    directory: Path
    graphs: Mapping[str, list[bytes]]

    def still_holds(self, graphs: Mapping[str, list[bytes]]) -> bool:
        """Whether nothing that it holds was replaced or removed since."""
        return all(graphs.get(iri) is lines for iri, lines in self.graphs.items())

    def lacks(self, graphs: Mapping[str, list[bytes]]) -> list[bytes]:
        """The lines of the graphs that came since."""
        return [line for iri in graphs.keys() - self.graphs.keys() for line in graphs[iri]]


class OxigraphWriter:
    """A `protocol.Writer` that keeps the lines of a build and loads them in one go on `publish`.

    Takes about 250 bytes of memory a quad. The half-built generation is thrown away if anything
    fails, never repaired: Oxigraph killed in a bulk load reopens, but keeps orphan files.
    """

    __slots__ = ("_drafted", "_generations", "_graphs", "_open")

    def __init__(self, root: Path) -> None:
        self._generations = Generations(root)
        self._graphs: dict[str, list[bytes]] = {}
        self._drafted: _Draft | None = None
        self._open: ExitStack | None = None

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """See `protocol.Writer.replace`."""
        self._must_be_open()
        self._graphs[graph.value] = graph_lines(graph, quads)

    def remove(self, graph: NamedNode) -> None:
        """See `protocol.Writer.remove`."""
        self._must_be_open()
        self._graphs.pop(graph.value, None)

    def draft(self) -> AbstractContextManager[View]:
        """See `protocol.Writer.draft`.

        What was drafted is kept until the writer closes: `publish` loads only what came after.
        """
        return self._drafting()

    @contextmanager
    def _drafting(self) -> Iterator[View]:
        stack = self._must_be_open()
        build, lines = describe(self._graphs)
        with disk_errors(self._generations.root):
            directory = stack.enter_context(self._generations.building())
            fill(directory, build, lines)
        self._drafted = _Draft(directory, dict(self._graphs))
        with opened(directory) as view:
            yield view

    def publish(self) -> Publication:
        """See `protocol.Writer.publish`.

        A build that is at hand already, whole, is not made again: if it is the current one,
        nothing is touched; if it is the previous one, readers are switched back to it.
        """
        self._must_be_open()
        build, lines = describe(self._graphs)
        outgoing = self._generations.pointed(CURRENT)
        at_hand = self._at_hand(build)
        changed = at_hand is None or at_hand != outgoing
        if changed:
            self._switch(outgoing, at_hand or self._made(build, lines), build)
        self._close()
        return Publication(build, changed)

    def _switch(self, outgoing: Path | None, generation: Path, build: BuildInfo) -> None:
        # An outgoing generation of the same build was just found damaged: that is why it goes.
        same = outgoing in self._generations.of(build.id)
        sound = outgoing is not None and not same and _is_sound(outgoing)
        with disk_errors(self._generations.root):
            self._generations.switch(generation, keep_outgoing=sound)
            self._generations.sweep()

    def _at_hand(self, build: BuildInfo) -> Path | None:
        for path in self._generations.of(build.id):
            if are_written(path) and _is_sound(path, build):
                return path
        return None

    def _made(self, build: BuildInfo, lines: Sequence[bytes]) -> Path:
        with disk_errors(self._generations.root), ExitStack() as stack:
            if self._drafted is not None and self._drafted.still_holds(self._graphs):
                directory = self._drafted.directory
                lines = self._drafted.lacks(self._graphs)
            else:
                directory = stack.enter_context(self._generations.building())
            fill(directory, build, lines)
            with opened(directory) as view:
                _verify_whole(view, self._graphs)
                write_statistics(directory, count(view))
            write_dumps(directory, build, self._graphs)
            return self._generations.admit(directory, build.id)

    def _must_be_open(self) -> ExitStack:
        if self._open is None:
            raise StoreError(
                "This writer is not open: it was not entered, or has published already.",
                mend="Write `with open_writer(location) as writer:`, one publication each.",
            )
        return self._open

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.enter_context(self._generations.lock())
            with disk_errors(self._generations.root):
                self._generations.sweep()
            self._open = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()


def open_writer(location: str) -> OxigraphWriter:
    """A writer for a directory; nothing is touched until it is entered."""
    return OxigraphWriter(Path(location))


def _accepts(location: str) -> bool:
    return bool(location) and not _URL.match(location)


def _stamp(location: str) -> str:
    return str(Generations(Path(location)).pointed(CURRENT))


BACKEND = Backend(
    "oxigraph", _accepts, open_view, open_writer, _stamp, isolated=True, over_network=False
)


def _verify_whole(view: OxigraphView, written: Mapping[str, list[bytes]] | None = None) -> None:
    verify(view, written)
    verify_union(view.store)


def _is_sound(directory: Path, build: BuildInfo | None = None) -> bool:
    """Whether a generation opens and, where a build is given, is that build to the last quad."""
    try:
        with opened(directory) as view:
            if build is None:
                return True
            if not view.holds_union:
                return False  # of an older version: sound, but slower than what is made now
            verify_dumps(directory, build)  # first, as it is sooner done
            _verify_whole(view)
            return view.build == build
    except StoreError as error:
        _log.warning("A damaged build is left out: %s", error)
        return False

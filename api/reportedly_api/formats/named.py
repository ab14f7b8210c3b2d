"""A named graph's triples, with the graph's name: N-Triples become N-Quads, Turtle becomes TriG.

The engine serialises the triples of one graph without the graph. Its N-Triples are canonical, one
statement a line, and its Turtle has no prefixes, so that the name can be put in on the way out:
no statement becomes a Python object.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Final, Self

from pyoxigraph import NamedNode

from reportedly_api.formats.page import ByteSink

_END: Final = b" .\n"


class _Named(ABC):
    """Takes the triples of one graph as the engine writes them; a context that frames them."""

    def __init__(self, out: ByteSink, graph: NamedNode) -> None:
        self._out = out
        self._graph = graph

    @abstractmethod
    def write(self, data: bytes, /) -> int:
        """Take bytes, and pass on what can be."""

    @abstractmethod
    def begin(self) -> None:
        """Write what comes first."""

    @abstractmethod
    def end(self) -> None:
        """Write what comes last."""

    def flush(self) -> None:
        """Pass on the wish."""
        self._out.flush()

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        if kind is None:
            self.end()


class InQuads(_Named):
    """Takes canonical N-Triples (RDF 1.2 N-Triples, section 4), writes N-Quads of one graph."""

    def __init__(self, out: ByteSink, graph: NamedNode) -> None:
        super().__init__(out, graph)
        self._end = f" {graph} .\n".encode()
        self._rest = b""

    def begin(self) -> None:
        """Write nothing: a quad names its graph itself."""

    def write(self, data: bytes, /) -> int:
        """Take bytes, and pass on the lines that are whole."""
        whole, newline, self._rest = (self._rest + data).rpartition(b"\n")
        # A line feed in a literal is escaped: this ends statements and nothing else.
        self._out.write((whole + newline).replace(_END, self._end))
        return len(data)

    def end(self) -> None:
        """Write the rest, which is no line."""
        self._out.write(self._rest)


class InTriG(_Named):
    """Takes Turtle without directives, writes it as one graph's block (TriG, section 2.2)."""

    def begin(self) -> None:
        """Open the block."""
        self._out.write(f"{self._graph} {{\n".encode())

    def write(self, data: bytes, /) -> int:
        """Pass bytes on."""
        return self._out.write(data)

    def end(self) -> None:
        """Close the block."""
        self._out.write(b"}\n")

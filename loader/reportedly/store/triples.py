"""Triples as they arrive from elsewhere, with the face of pyoxigraph's own `QueryTriples`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import IO, Self

from pyoxigraph import Quad, RdfFormat, Triple, serialize


class StreamedTriples:
    """The answer of a CONSTRUCT or DESCRIBE that a server sent, read as it comes, once.

    pyoxigraph's `QueryTriples` cannot be made from Python; this is what stands in for it.
    """

    __slots__ = ("_quads",)

    def __init__(self, quads: Iterator[Quad]) -> None:
        self._quads = quads

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Triple:
        return next(self._quads).triple

    def serialize(
        self,
        output: IO[bytes] | str | os.PathLike[str] | None = None,
        format: RdfFormat | None = None,  # noqa: A002 (as pyoxigraph calls it)
    ) -> bytes | None:
        """Writes what is left of the triples, as `pyoxigraph.QueryTriples.serialize` does.

        Raises:
            ValueError: no format is given, and the output's name does not tell one.
            OSError: the output cannot be written.
            StoreError: the server's answer broke off.
        """
        return serialize(self, output, format)

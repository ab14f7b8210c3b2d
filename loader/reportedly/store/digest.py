"""What a set of quads is, in 64 hexadecimal digits: SHA-256 over its canonical N-Quads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from reportedly.errors import InputError

_SHA256 = re.compile(r"[0-9a-f]{64}")
_BATCH = 10_000
"""Quads or lines handled at a time: bounds the memory that a stream takes beside its lines."""


@dataclass(frozen=True, slots=True)
class Digest:
    """The size and the fingerprint of a set of quads.

    Attributes:
        quads: number of distinct quads.
        sha256: SHA-256 of the sorted canonical N-Quads, 64 lower-case hexadecimal digits.
    """

    quads: int
    sha256: str

    def __post_init__(self) -> None:
        if self.quads < 0:
            raise ValueError(f"a set cannot hold {self.quads} quads")
        if not _SHA256.fullmatch(self.sha256):
            raise ValueError(f"{self.sha256!r} is not a SHA-256 in lower-case hexadecimal")


def canonical_lines(quads: Iterable[Quad]) -> list[bytes]:
    r"""The canonical N-Quads lines of a set of quads, sorted, each once, without their newline.

    The form and the order are those of RDFC-1.0, section 5 (Serialization): canonical N-Quads in
    code point order, which is the order of their UTF-8 bytes, as `LC_ALL=C sort` gives it. Takes
    a stream of any length; the lines are all that is kept, about 200 bytes a quad.

    Raises:
        InputError: a quad holds a blank node or a triple term. A blank node has no name that two
            builds would agree on.
    """
    stream = iter(quads)
    lines: set[bytes] = set()
    while batch := list(islice(stream, _BATCH)):
        for quad in batch:
            _refuse_unnamed(quad)
        serialized = serialize(batch, format=RdfFormat.N_QUADS) or b""
        lines.update(serialized.splitlines())
    return sorted(lines)


def graph_lines(graph: NamedNode, quads: Iterable[Quad]) -> list[bytes]:
    """The `canonical_lines` of what one graph holds.

    Raises:
        InputError: as `canonical_lines`, or a quad stands in another graph.
    """
    return canonical_lines(_within(graph, quads))


def digest_of_lines(lines: Sequence[bytes]) -> Digest:
    r"""The digest of lines as `canonical_lines` gives them; each is hashed with its ``\n``."""
    sha256 = hashlib.sha256()
    for start in range(0, len(lines), _BATCH):
        sha256.update(b"\n".join(lines[start : start + _BATCH]) + b"\n")
    return Digest(quads=len(lines), sha256=sha256.hexdigest())


def digest(quads: Iterable[Quad]) -> Digest:
    """The digest of a set of quads: the same for every order and for repeated quads.

    Raises:
        InputError: as `canonical_lines`.
    """
    return digest_of_lines(canonical_lines(quads))


def _within(graph: NamedNode, quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if quad.graph_name != graph:
            raise InputError(
                f"The quad {quad} does not stand in the graph {graph} that it was given for.",
                mend="Give each graph its own quads.",
            )
        yield quad


def _refuse_unnamed(quad: Quad) -> None:
    if (
        isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode | Literal)
        and isinstance(quad.graph_name, NamedNode)
    ):
        return
    raise InputError(
        f"The quad {quad} holds a blank node or a triple term, or stands in no named graph.",
        mend="Give every node and graph an IRI: a build must come out the same each time.",
    )

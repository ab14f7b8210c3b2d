"""A build that was exported to a file, read back into memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from reportedly.errors import InputError
from reportedly.store.build import describe
from reportedly.store.compression import COMPRESSIONS, zstd
from reportedly.store.digest import canonical_lines
from reportedly.store.oxigraph_view import OxigraphView

FORMATS: Final = (RdfFormat.N_QUADS, RdfFormat.TRIG)
"""Syntaxes that keep the graphs apart."""


def is_export(path: Path) -> bool:
    """Whether a path is that of a file whose name ends as an export's or a dump's does."""
    return path.is_file() and _format(path) is not None


def open_file(path: Path) -> OxigraphView:
    """Reads an exported build: N-Quads or TriG, compressed as a dump is or not at all.

    Raises:
        InputError: the file cannot be read, is malformed, or holds blank nodes.
    """
    syntax = _format(path)
    try:
        data = path.read_bytes()
        for compression in COMPRESSIONS:
            if path.name.endswith(f".{compression.extension}"):
                data = compression.decompress(data)
        quads = list(pyoxigraph.parse(data, syntax or RdfFormat.N_QUADS))
    except (OSError, EOFError, SyntaxError, ValueError, zstd.ZstdError) as error:
        raise InputError(f"this is no exported build: {error}", where=str(path)) from error
    return in_memory(quads)


def in_memory(quads: Iterable[Quad]) -> OxigraphView:
    """A build of some quads, in memory.

    Raises:
        InputError: a quad holds a blank node or a triple term, or stands in no named graph.
    """
    graphs: defaultdict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        name = quad.graph_name
        graphs[name.value if isinstance(name, NamedNode) else ""].append(quad)
    build, lines = describe({graph: canonical_lines(held) for graph, held in graphs.items()})
    store = pyoxigraph.Store()
    store.bulk_load(b"\n".join(lines), RdfFormat.N_QUADS)
    return OxigraphView(store, build, None)


def _format(path: Path) -> RdfFormat | None:
    endings = [""] + [f".{each.extension}" for each in COMPRESSIONS]
    for syntax in FORMATS:
        if path.name.endswith(tuple(f".{syntax.file_extension}{end}" for end in endings)):
            return syntax
    return None

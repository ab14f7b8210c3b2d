"""A generation's directory, filled with the lines of a build: published later, or a draft."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat

from reportedly.store.build import BuildInfo, write_manifest
from reportedly.store.oxigraph_view import DATABASE
from reportedly.store.union import triple_line

_BATCH: Final = 1_000_000
"""Lines handed to one bulk load: Oxigraph's own batch; each batch writes about nine files."""


def fill(directory: Path, build: BuildInfo, lines: Sequence[bytes]) -> None:
    """Adds canonical N-Quads lines to the database in a directory, and says which build it is.

    Their triples are added to the default graph, too: see `union`.

    Args:
        directory: one that exists; its database is made if there is none.
        build: the build that the database holds afterwards.
        lines: those that it lacks so far, as `digest.canonical_lines` gives them.

    Raises:
        OSError: the disk refuses.
    """
    store = pyoxigraph.Store(directory / DATABASE)
    for start in range(0, len(lines), _BATCH):
        # Lenient skips a second check of IRIs that were checked when the quads were made.
        batch = lines[start : start + _BATCH]
        for part in (batch, map(triple_line, batch)):
            store.bulk_load(b"\n".join(part), RdfFormat.N_QUADS, lenient=True)
    # Many files of a bulk load, compressed, become few that are not: a build is written once and
    # read ever after, and reads take less time.
    store.optimize()
    store.flush()
    write_manifest(directory, build)

"""What a test is asked over, and how it becomes a published build.

A build of ours has neither a default graph nor blank nodes, and its Writer refuses both. The
suites need them: so this publishes a generation as the Writer does, by the same steps and in the
same layout, but takes any N-Quads. A test's default data stand in a graph of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from reportedly.store.build import BuildInfo, describe, write_manifest
from reportedly.store.generations import Generations
from reportedly.store.oxigraph_view import DATABASE


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A file of data in a graph.

    Attributes:
        name: the graph's IRI.
        path: the file.
        base: the file's own IRI, against which it is read.
    """

    name: str
    path: Path
    base: str

    def quads(self) -> list[Quad]:
        """The statements of the file, with blank nodes that no other file has.

        In the graph of this part, unless the file says itself in which graphs they stand (TriG).
        """
        form = RdfFormat.from_extension(self.path.suffix.removeprefix("."))
        found = pyoxigraph.parse(
            path=str(self.path), format=form, base_iri=self.base, rename_blank_nodes=True
        )
        graph = NamedNode(self.name)
        return [
            quad
            if isinstance(quad.graph_name, NamedNode)
            else Quad(quad.subject, quad.predicate, quad.object, graph)
            for quad in found
        ]


@dataclass(frozen=True, slots=True)
class DataSet:
    """The files of a data set; two tests that have equal ones share a build.

    Attributes:
        default: files that make up the default graph.
        named: files that make up the named graphs.
    """

    default: tuple[Part, ...]
    named: tuple[Part, ...]

    def graphs(self) -> dict[str, list[Quad]]:
        """All statements, by the IRI of their graph."""
        found: dict[str, list[Quad]] = {}
        for part in sorted({*self.default, *self.named}):
            for quad in part.quads():
                found.setdefault(graph_of(quad), []).append(quad)
        return found


def graph_of(quad: Quad) -> str:
    """The IRI of the graph in which a statement of a part stands.

    Raises:
        TypeError: it stands in none, or in one that has no IRI.
    """
    if not isinstance(quad.graph_name, NamedNode):
        raise TypeError(f"{quad} stands in no named graph")
    return quad.graph_name.value


EMPTY: Final = DataSet((), ())


def publish(store: Path, graphs: dict[str, list[Quad]]) -> BuildInfo:
    """Publish a build that holds exactly these statements, and discard the one before.

    Args:
        store: the store's directory; made if there is none.
        graphs: the IRI of each graph -> its statements.
    """
    build, lines = describe({iri: _lines(quads) for iri, quads in graphs.items()})
    generations = Generations(store)
    with generations.lock(), generations.building() as directory:
        database = pyoxigraph.Store(str(directory / DATABASE))
        database.bulk_load(b"\n".join(lines), RdfFormat.N_QUADS, lenient=True)
        database.flush()
        del database  # lets go of the lock on its files
        write_manifest(directory, build)
        generations.switch(generations.admit(directory, build.id), keep_outgoing=False)
        generations.sweep()
    return build


def _lines(quads: list[Quad]) -> list[bytes]:
    return sorted(set((serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines()))

"""Builds to compare, made in memory from the two invented articles and from edits of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad
from tests.loader.conftest import IDS, Islands

from reportedly.changes.compare import compare
from reportedly.changes.record import Change, Changes
from reportedly.findings.table import derive
from reportedly.graph.build import ONTOLOGY, ontology_graph, registry_graphs
from reportedly.ids import Ids
from reportedly.pipeline.entries import check_entry
from reportedly.pipeline.files import TextShelf, find_seeds
from reportedly.pipeline.pin import pin
from reportedly.pipeline.shared import read_shared
from reportedly.resources import data_dir
from reportedly.store.files import in_memory
from reportedly.store.oxigraph_view import OxigraphView

Triples = dict[str, set[str]]


def quads_of(seeds: Path, ids: Ids = IDS) -> dict[str, tuple[Quad, ...]]:
    """All graphs of a folder of seeds but the findings, by their IRI."""
    files = find_seeds(seeds)
    registry = read_shared(files).registry
    graphs = dict(registry_graphs(registry, ids))
    graphs |= ontology_graph((data_dir(ONTOLOGY) / "reportedly.ttl").read_bytes(), ids)
    for file in files.entries:
        checked = check_entry(file, registry, None, ids)
        assert checked.graphs is not None, [str(finding) for finding in checked.findings]
        graphs |= checked.graphs
    return {name.value: quads for name, quads in graphs.items()}


def build_of(graphs: Iterable[Iterable[Quad]], ids: Ids = IDS) -> OxigraphView:
    """A build in memory, with the findings that follow."""
    quads = [quad for graph in graphs for quad in graph]
    return in_memory([*quads, *derive(in_memory(quads).query, ids)])


def triples_of(view: OxigraphView) -> Triples:
    """The triples of each graph, as lines."""
    found: Triples = {}
    for graph in view.build.graphs:
        for quad in view.quads(NamedNode(graph)):
            found.setdefault(graph, set()).add(f"{quad.triple} .")
    return found


def applied(before: Triples, changes: Changes) -> Triples:
    """The triples of a build after a comparison is carried out on it."""
    after = dict(before)
    for graph in changes.graphs:
        held = after.pop(graph.before, set())
        assert held >= set(graph.removed)
        assert held.isdisjoint(graph.added)
        if graph.after:
            after[graph.after] = held - set(graph.removed) | set(graph.added)
    return {name: held for name, held in after.items() if held}


@pytest.fixture(scope="session")
def graphs(islands: Islands) -> dict[str, tuple[Quad, ...]]:
    """Gives the graphs of the two articles, without findings."""
    return quads_of(islands.seeds)


@pytest.fixture(scope="session")
def whole(graphs: dict[str, tuple[Quad, ...]]) -> OxigraphView:
    """Gives a build of both articles."""
    return build_of(graphs.values())


@pytest.fixture
def after_edit(whole: OxigraphView, my_islands: Islands) -> Callable[..., tuple[Change, ...]]:
    """Compares the build of both articles with that of edited seeds, pinned anew.

    Each edit is a file below the seeds (or a text), what stands in it, and what shall.
    """

    def changes(*edits: tuple[str, str, str]) -> tuple[Change, ...]:
        for name, old, new in edits:
            my_islands.rewrite(my_islands.root / name, old, new)
        shelf = TextShelf.of(my_islands.texts)
        for entry in find_seeds(my_islands.seeds).entries:
            assert not pin(entry, shelf, forget=True).findings
        return compare(whole, build_of(quads_of(my_islands.seeds).values())).changes

    return changes

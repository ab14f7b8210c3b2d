"""An invented quarrel of two island states: seeds, texts, and the graph that they become."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from reportedly.graph.build import ONTOLOGY, Graphs, entry_graphs, ontology_graph, registry_graphs
from reportedly.ids import Ids
from reportedly.model.entry import Entry
from reportedly.model.findings import Finding
from reportedly.model.places import Lock
from reportedly.pipeline.build import Sources, check
from reportedly.pipeline.entries import check_entry
from reportedly.pipeline.files import SeedFiles, TextShelf, find_seeds
from reportedly.pipeline.shared import Shared, read_shared
from reportedly.resources import data_dir
from reportedly.terms import NAMESPACE

ISLANDS = Path(__file__).parents[1] / "data" / "islands"
IDS = Ids("https://example.org/id/")
PREFIXES = f"""
PREFIX rp: <{NAMESPACE}>
PREFIX id: <{IDS.base}>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

Rows = list[tuple[str, ...]]
Ask = Callable[[str], Rows]


@dataclass(frozen=True, slots=True)
class Islands:
    """A folder with the seeds and the texts of the two invented articles."""

    root: Path

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    @property
    def texts(self) -> Path:
        return self.root / "texts"

    @property
    def store(self) -> Path:
        return self.root / "store"

    def entry(self, name: str = "tesk-divers") -> Path:
        return self.seeds / "entries" / f"{name}.yaml"

    def lock(self, name: str = "tesk-divers") -> Path:
        return self.entry(name).with_suffix(".lock")

    def text(self, name: str = "tesk-divers") -> str:
        return (self.texts / f"{name}.txt").read_bytes().decode("utf-8")

    def findings(self) -> tuple[Finding, ...]:
        """What a check says of them, with their texts."""
        ontology, shapes = data_dir("ontology") / "reportedly.ttl", data_dir("shapes")
        texts = TextShelf.of(self.texts)
        return check(Sources(find_seeds(self.seeds), ontology, shapes, texts)).findings

    def rewrite(self, file: Path, old: str, new: str) -> tuple[int, int]:
        """Replace what stands exactly once in a file; gives its line and column, from 1."""
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
        at = text.index(old)
        file.write_text(text.replace(old, new), encoding="utf-8")
        return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


@dataclass(frozen=True, slots=True)
class Said:
    """One entry and the named graphs it became."""

    entry: Entry
    lock: Lock
    graphs: Graphs


@pytest.fixture(scope="session")
def islands() -> Islands:
    """Gives the folder itself: to read, never to write."""
    return Islands(ISLANDS)


@pytest.fixture
def my_islands(tmp_path: Path) -> Islands:
    """Gives a copy that a test may spoil."""
    shutil.copytree(ISLANDS, tmp_path / "islands")
    return Islands(tmp_path / "islands")


@pytest.fixture(scope="session")
def ids() -> Ids:
    return IDS


@pytest.fixture(scope="session")
def seed_files(islands: Islands) -> SeedFiles:
    return find_seeds(islands.seeds)


@pytest.fixture(scope="session")
def shared(seed_files: SeedFiles) -> Shared:
    found = read_shared(seed_files)
    assert found.findings == ()
    return found


@pytest.fixture(scope="session")
def said(islands: Islands, shared: Shared) -> dict[str, Said]:
    """Gives each article's entry in quads, by the article's id, its text at hand."""
    shelf = TextShelf.of(islands.texts)
    found: dict[str, Said] = {}
    for name in ("tesk-divers", "tesk-short"):
        checked = check_entry(islands.entry(name), shared.registry, shelf, IDS)
        assert checked.findings == ()
        assert checked.parsed.document is not None
        assert checked.lock is not None
        graphs = entry_graphs(checked.parsed.document, checked.lock, IDS)
        found[name] = Said(checked.parsed.document, checked.lock, graphs)
    return found


@pytest.fixture(scope="session")
def islands_store(said: dict[str, Said], shared: Shared) -> Store:
    """Gives everything that a build of the two articles holds, in memory."""
    store = Store()
    ontology = ontology_graph((data_dir(ONTOLOGY) / "reportedly.ttl").read_bytes(), IDS)
    for graphs in (
        *(each.graphs for each in said.values()),
        registry_graphs(shared.registry, IDS),
        ontology,
    ):
        for quads in graphs.values():
            store.extend(quads)
    return store


def short(term: object) -> str:
    """A term as these tests write it: ``tesk``, ``report/r7``, ``rp:certainty-stated``, words."""
    if isinstance(term, Literal):
        return term.value
    if not isinstance(term, NamedNode):
        return ""
    for start, name in (
        (IDS.node("registry", "").value, ""),
        (IDS.part("tesk-divers", "").value, ""),
        (IDS.base, ""),
        (NAMESPACE, "rp:"),
    ):
        if term.value.startswith(start):
            return name + term.value.removeprefix(start)
    return term.value


@pytest.fixture(scope="session")
def ask(islands_store: Store) -> Ask:
    """Asks a SELECT over the union of all graphs; each row in the order of its variables."""

    def rows(query: str) -> Rows:
        found = islands_store.query(PREFIXES + query, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        return [tuple(short(row[name]) for name in found.variables) for row in found]

    return rows

"""One mistake, one finding: of the rule meant for it, on the line where it was made.

`mutants.yaml` is the table; each row is made in a copy of the invented entries and checked by the
whole pipeline, as `reportedly check` would.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from pyoxigraph import NamedNode, Store

from reportedly.graph.build import registry_graphs
from reportedly.ids import WIKIDATA, Ids
from reportedly.model.findings import Finding
from reportedly.pipeline.blame import Blame
from reportedly.pipeline.build import Sources, check
from reportedly.pipeline.entries import check_entry
from reportedly.pipeline.files import TextShelf, find_seeds
from reportedly.pipeline.pin import pin
from reportedly.pipeline.shared import read_shared
from reportedly.resources import data_dir
from reportedly.terms import NAMESPACE
from reportedly.validate.catalogue import catalogue
from reportedly.validate.rules import Rules, union_of
from reportedly.validate.shacl import Shapes

HERE: Final = Path(__file__).parent
ISLANDS: Final = HERE.parent / "data" / "islands"
FILES: Final = {
    "divers": "seeds/entries/tesk-divers.yaml",
    "short": "seeds/entries/tesk-short.yaml",
    "lock": "seeds/entries/tesk-divers.lock",
    "links": "seeds/external/wikidata.yaml",
}
IDS: Final = Ids()
PROLOGUE: Final = f"""
BASE <{IDS.base}article/>
PREFIX rp: <{NAMESPACE}>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX schema: <https://schema.org/>
PREFIX wd: <{WIKIDATA}>
PREFIX reg: <{IDS.base}registry/>
"""
DEMANDED: Final = {
    "altered letter",
    "straight for curly quotation mark",
    "wrong digest",
    "forged lock",
    "anchor in furniture",
    "anchor crossing a word",
    "ambiguous anchor",
    "dangling id",
    "report without claim",
    "report without chain",
    "report without certainty",
    "hop without cue",
    "self-citing outlet",
    "chain cycle",
    "restates cycle",
    "lower > upper",
    "cue that contradicts the bound",
    "number that contradicts its words",
    "unnamed source shared by two articles",
    "sameAs on an unnamed source",
    "malformed or unknown Wikidata id",
    "two actors with one id",
    "alias collision",
    "relative time with no referent",
    "duplicate id",
    "editor metadata posing as stated",
    "an entry that shows too much of its article",
    "YAML 1.1 boolean",
    "duplicate key",
    "unknown key",
}
"""The kinds of mistake that every release must find."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One row of the table."""

    item: str
    name: str
    finds: str
    edits: tuple[dict[str, Any], ...] = ()
    update: str | None = None
    pin: bool = False
    texts: bool = True
    file: str | None = None
    at: str | None = None


def table() -> list[Mutant]:
    rows = yaml.safe_load((HERE / "mutants.yaml").read_text(encoding="utf-8"))
    return [Mutant(**row | {"edits": tuple(row.get("edits", ()))}) for row in rows]


MUTANTS: Final = table()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Gives a copy of the islands that a mutant may spoil."""
    return Path(shutil.copytree(ISLANDS, tmp_path / "islands"))


def apply(root: Path, edit: dict[str, Any]) -> int:
    """Make one edit; gives the line, from 1, of the first letter that it changed."""
    file: Path = root / FILES.get(edit["in"], edit["in"])
    if edit.get("drop"):
        file.unlink()
        return 0
    if "copy" in edit:
        shutil.copyfile(root / FILES[edit["copy"]], file)
    if "find" not in edit:
        assert not file.exists()
        file.write_text(edit["put"], encoding="utf-8")
        return 1
    find: str = edit["find"]
    put: str = edit["put"]
    text = file.read_text(encoding="utf-8")
    assert text.count(find) == 1, f"{find!r} stands {text.count(find)} times in {file.name}"
    assert find != put
    file.write_text(text.replace(find, put), encoding="utf-8")
    shorter = min(len(find), len(put))
    same = next((i for i in range(shorter) if find[i] != put[i]), shorter)
    return text.count("\n", 0, text.index(find) + same) + 1


def expected(root: Path, mutant: Mutant, changed: int) -> tuple[str, str, int]:
    """Rule, file and line of the finding; line 0 where the whole file is meant."""
    name = mutant.file or mutant.edits[0]["in"]
    file = root / FILES.get(name, name)
    if mutant.at == "none":
        return mutant.finds, file.name, 0
    if mutant.at is None:
        return mutant.finds, file.name, changed
    text = file.read_text(encoding="utf-8")
    assert mutant.at in text, f"{mutant.at!r} does not stand in {file.name}"
    return mutant.finds, file.name, text.count("\n", 0, text.index(mutant.at)) + 1


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, int]]:
    return [(f.code, f.file.name, f.position.line if f.position else 0) for f in findings]


def checked(root: Path, *, texts: bool = True) -> tuple[Finding, ...]:
    """All that `reportedly check` finds."""
    shelf = TextShelf.of(root / "texts") if texts else None
    ontology = data_dir("ontology") / "reportedly.ttl"
    sources = Sources(find_seeds(root / "seeds"), ontology, data_dir("shapes"), shelf)
    return check(sources).findings


def test_the_clean_entries_yield_nothing(root: Path) -> None:
    assert checked(root) == ()
    assert checked(root, texts=False) == ()


@pytest.mark.parametrize(
    "mutant", [m for m in MUTANTS if m.edits], ids=lambda m: f"{m.item}: {m.name}"
)
def test_a_mistake_in_a_file_yields_one_finding(mutant: Mutant, root: Path) -> None:
    lines = [apply(root, edit) for edit in mutant.edits]
    if mutant.pin:
        shelf = TextShelf.of(root / "texts")
        for entry in sorted((root / "seeds" / "entries").glob("*.yaml")):
            pin(entry, shelf, forget=True)
    found = checked(root, texts=mutant.texts)
    assert told(found) == [expected(root, mutant, lines[0])], [f.message for f in found]


def mutated(root: Path, update: str) -> Iterator[Finding]:
    """All that shapes and rules find in the graph of the clean entries, once it was changed."""
    seeds = find_seeds(root / "seeds")
    shared, shelf = read_shared(seeds), TextShelf.of(root / "texts")
    entries = [check_entry(file, shared.registry, shelf, IDS) for file in seeds.entries]
    store = Store()
    for graphs in (registry_graphs(shared.registry, IDS), *(each.graphs or {} for each in entries)):
        for quads in graphs.values():
            store.extend(quads)
    before = set(store)
    stated = next(iter(entries[0].graphs or {}))
    assert isinstance(stated, NamedNode)
    store.update(PROLOGUE + update.replace("?stated", str(stated)))
    assert set(store) != before
    blame = Blame(entries, shared, IDS, seeds.root, {})
    shapes, rules = Shapes.load(data_dir("shapes"), IDS), Rules.load(data_dir("shapes"), IDS)
    yield from blame.findings((*shapes.check(store), *rules.check(union_of(store))))


@pytest.mark.parametrize(
    "mutant", [m for m in MUTANTS if m.update], ids=lambda m: f"{m.item}: {m.name}"
)
def test_a_mistake_in_the_graph_yields_one_finding(mutant: Mutant, root: Path) -> None:
    assert mutant.update is not None
    found = tuple(mutated(root, mutant.update))
    assert told(found) == [expected(root, mutant, 0)], [f.message for f in found]


def test_every_kind_of_mistake_has_its_mutant() -> None:
    assert {mutant.item for mutant in MUTANTS} >= DEMANDED
    assert len(MUTANTS) == 154
    assert len({(mutant.item, mutant.name) for mutant in MUTANTS}) == len(MUTANTS)
    codes = {rule.code for rule in catalogue(data_dir("shapes"))}
    assert {mutant.finds for mutant in MUTANTS} <= codes


def test_the_page_says_how_many_mutants_there_are() -> None:
    page = (HERE.parents[1] / "docs" / "entries.md").read_text(encoding="utf-8")
    rules = {mutant.finds for mutant in MUTANTS}
    assert f"| {len(MUTANTS)} | {len(MUTANTS)} | {len(rules)} | 2 | 0 |" in page

"""A mistake is told once, where it was made, however much depends on it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from reportedly.pipeline.build import Sources, check
from reportedly.pipeline.files import TextShelf, find_seeds
from reportedly.resources import data_dir

ISLANDS = Path(__file__).parents[1] / "data" / "islands"
RECORDS = sorted(
    str(file.relative_to(ISLANDS)) for file in (ISLANDS / "seeds" / "registry").glob("*/*.yaml")
)

WHOLE_FILES = {
    "RP110": "the lock is not there, or is no JSON: there is no line to go to",
    "RP111": "a lock is written by `reportedly pin` and never mended by hand",
}
"""Rules whose finding may be about a file as a whole, and why."""


def told(root: Path) -> list[tuple[str, str]]:
    sources = Sources(
        find_seeds(root / "seeds"),
        data_dir("ontology") / "reportedly.ttl",
        data_dir("shapes"),
        TextShelf.of(root / "texts"),
    )
    return [(finding.code, finding.file.name) for finding in check(sources).findings]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Gives a copy of the islands that a test may spoil."""
    return Path(shutil.copytree(ISLANDS, tmp_path / "islands"))


def test_every_rule_with_a_mutant_points_into_a_file_but_for_those_named() -> None:
    mutants = yaml.safe_load((Path(__file__).parent / "mutants.yaml").read_text(encoding="utf-8"))
    whole = {mutant["finds"] for mutant in mutants if mutant.get("at") == "none"}
    assert whole == set(WHOLE_FILES)  # `test_mutants` holds each of the others to its line


def test_there_are_records_to_spoil() -> None:
    assert len(RECORDS) == len(list((ISLANDS / "seeds" / "registry").rglob("*.yaml"))) > 30


@pytest.mark.slow
@pytest.mark.parametrize("record", RECORDS)
def test_a_record_that_cannot_be_read_is_told_of_its_file_alone(record: str, root: Path) -> None:
    file = root / record
    file.write_text(file.read_text(encoding="utf-8") + "id: again\n", encoding="utf-8")
    assert told(root) == [("RP002", file.name)]


@pytest.mark.slow
@pytest.mark.parametrize("record", RECORDS)
def test_a_record_with_another_id_is_told_of_its_file_alone(record: str, root: Path) -> None:
    file = root / record
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"id: {file.stem}", f"id: {file.stem}-x", 1), encoding="utf-8")
    assert told(root) == [("RP121", file.name)]


def test_a_record_that_is_not_there_is_told_at_each_place_that_names_it(root: Path) -> None:
    (root / "seeds" / "registry" / "actors" / "ines-vale.yaml").unlink()
    codes = {code for code, _ in told(root)}
    assert codes == {"RP130"}


def test_an_anchor_that_misses_leaves_its_shapes_and_its_ledger_unsaid(root: Path) -> None:
    file = root / "seeds" / "entries" / "tesk-divers.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("cue: {q: called}", "cue: {q: Called}"), encoding="utf-8")
    assert told(root) == [("RP101", file.name)]

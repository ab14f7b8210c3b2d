"""``new`` begins an entry and writes nothing over; ``schema`` prints what editors want."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportedly.schemas.table import SCHEMAS

if TYPE_CHECKING:
    from tests.loader.cli.conftest import Command
    from tests.loader.conftest import Islands

ROOT = Path(__file__).parents[3]


@pytest.fixture
def harbour(my_islands: Islands) -> Islands:
    """Gives the islands with a third article that nobody has read yet."""
    text = "Tesk leaves the Strait Council\n\nPerrin Vale said on Monday that Tesk leaves.\n"
    (my_islands.texts / "tesk-leaves.txt").write_text(text, encoding="utf-8")
    return my_islands


def _new(command: Command, islands: Islands, article: str, text: str) -> tuple[int, str, str]:
    file = islands.texts / f"{text}.txt"
    ran = command("new", article, "--text", file, "--seeds", islands.seeds)
    return ran.code, ran.out, ran.err


def test_new_writes_an_entry_and_shows_what_is_open(command: Command, harbour: Islands) -> None:
    code, out, err = _new(command, harbour, "tesk-leaves", "tesk-leaves")
    assert (code, err) == (0, "")
    assert "sentence" in out
    assert "reportedly check --texts" in out
    written = harbour.entry("tesk-leaves").read_text(encoding="utf-8")
    assert "#   name         Perrin Vale  = perrin-vale" in written


def test_the_check_leads_on_from_the_claim_to_the_ledger(
    command: Command, harbour: Islands
) -> None:
    _new(command, harbour, "tesk-leaves", "tesk-leaves")
    check = ("check", "--seeds", harbour.seeds, "--texts", harbour.texts)
    first = command(*check)
    assert first.code == 1
    assert "error[RP130]: the registry has no claim 'to-do'" in first.err
    assert first.err.count("error[") == 1
    harbour.rewrite(harbour.entry("tesk-leaves"), "tells: to-do", "tells: tesk-sends-divers")
    then = command(*check)
    assert "error[RP144]: 'said' in line 3 of the text" in then.err
    assert "error[RP110]" in then.err


def test_new_writes_over_nothing(command: Command, harbour: Islands) -> None:
    before = harbour.entry().read_bytes()
    code, _, err = _new(command, harbour, "tesk-divers", "tesk-leaves")
    assert code == 2
    assert "there is an entry 'tesk-divers' already" in " ".join(err.split())
    assert harbour.entry().read_bytes() == before


def test_a_text_has_one_entry(command: Command, harbour: Islands) -> None:
    code, _, err = _new(command, harbour, "divers-again", "tesk-divers")
    assert code == 2
    assert "this text has an entry already" in " ".join(err.split())
    assert not harbour.entry("divers-again").exists()


@pytest.mark.parametrize(("article", "text"), [("Divers", "tesk-leaves"), ("divers", "missing")])
def test_what_can_be_no_entry_leaves_no_file(
    command: Command, harbour: Islands, article: str, text: str
) -> None:
    before = sorted(harbour.seeds.rglob("*"))
    assert _new(command, harbour, article, text)[0] == 2
    assert sorted(harbour.seeds.rglob("*")) == before


def test_the_first_entry_of_a_folder_names_the_schema_that_lies_beside(
    command: Command, harbour: Islands, tmp_path: Path
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "docs" / "schema").mkdir(parents=True)
    (tmp_path / "docs" / "schema" / "entry.schema.json").write_text("{}", encoding="utf-8")
    text = harbour.texts / "tesk-leaves.txt"
    assert command("new", "leaves", "--text", text, "--seeds", tmp_path / "seeds").code == 0
    written = (tmp_path / "seeds" / "entries" / "leaves.yaml").read_text(encoding="utf-8")
    first = "# yaml-language-server: $schema=../../docs/schema/entry.schema.json\n"
    assert written.startswith(first)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_prints_the_file_that_the_docs_hold(command: Command, name: str) -> None:
    ran = command("schema", name)
    file = ROOT / "docs" / "schema" / f"{name}.schema.json"
    assert ran.out == file.read_text(encoding="utf-8")
    assert json.loads(ran.out)["title"]


def test_an_unknown_schema_is_refused_with_those_that_there_are(command: Command) -> None:
    ran = command("schema", "novel")
    assert ran.code == 2
    assert "registry.claims" in ran.err

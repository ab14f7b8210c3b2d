"""The files of a build are found, or the command says what is missing where."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportedly.errors import InputError
from reportedly.pipeline.files import TextShelf, find_seeds

if TYPE_CHECKING:
    from tests.loader.conftest import Islands


def test_entries_records_and_links_are_found_in_order(islands: Islands) -> None:
    found = find_seeds(islands.seeds)
    assert [file.name for file in found.entries] == ["tesk-divers.yaml", "tesk-short.yaml"]
    assert [(folder, file.parent.name) for folder, file in found.records] == [
        (folder, folder)
        for folder in ("actors", "claims", "concepts", "events", "locations", "outlets")
        for _ in sorted((islands.seeds / "registry" / folder).iterdir())
    ]
    assert found.external == islands.seeds / "external" / "wikidata.yaml"


def test_seeds_without_links_have_none(my_islands: Islands) -> None:
    (my_islands.seeds / "external" / "wikidata.yaml").unlink()
    assert find_seeds(my_islands.seeds).external is None


def test_a_seeds_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such seeds folder") as refused:
        find_seeds(tmp_path / "sedes")
    assert refused.value.where == str(tmp_path / "sedes")


def test_a_seeds_folder_without_an_entry_says_where_one_belongs(tmp_path: Path) -> None:
    (tmp_path / "entries").mkdir()
    with pytest.raises(InputError, match="holds no entry") as refused:
        find_seeds(tmp_path)
    assert refused.value.where == str(tmp_path / "entries")


def test_a_registry_folder_of_an_unknown_kind_is_not_passed_over(my_islands: Islands) -> None:
    (my_islands.seeds / "registry" / "people").mkdir()
    with pytest.raises(InputError, match="'people' is no kind of record") as refused:
        find_seeds(my_islands.seeds)
    assert "actors" in (refused.value.mend or "")


def test_a_text_is_found_by_its_digest_wherever_it_lies(my_islands: Islands) -> None:
    deep = my_islands.texts / "2031" / "march.txt"
    deep.parent.mkdir()
    (my_islands.texts / "tesk-divers.txt").rename(deep)
    sha256 = hashlib.sha256(deep.read_bytes()).hexdigest()
    text = TextShelf.of(my_islands.texts).text(sha256)
    assert text is not None
    assert text.startswith("Tesk sends 400 “reef wardens”")


def test_a_text_that_is_not_on_the_shelf_is_none(islands: Islands) -> None:
    assert TextShelf.of(islands.texts).text("0" * 64) is None


def test_a_text_of_other_line_ends_is_another_text(my_islands: Islands) -> None:
    file = my_islands.texts / "tesk-short.txt"
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert TextShelf.of(my_islands.texts).text(sha256) is None


def test_a_shelf_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder of texts"):
        TextShelf.of(tmp_path / "texts")


def test_a_text_that_is_no_utf8_says_at_which_byte(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("Märn".encode("latin-1"))
    sha256 = hashlib.sha256("Märn".encode("latin-1")).hexdigest()
    with pytest.raises(InputError, match="not UTF-8 at byte 1"):
        TextShelf.of(tmp_path).text(sha256)

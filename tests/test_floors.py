"""Imports go down the stairs only, and the contracts that say so do bite."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "pyproject.toml"
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads(CONFIG.read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}
# What the contracts call by name; every other room of the table is read from the table itself.
EXTRA_ROOMS = ("reportedly.store.protocol", "reportedly_api.routes.sparql")


def rooms() -> list[str]:
    """Read the names of all rooms, those yet to be built too, off the two tables of floors."""
    return [
        f"{contract['containers'][0]}.{room.strip(' ()')}"
        for contract in (CONTRACTS["loader-floors"], CONTRACTS["api-floors"])
        for floor in contract["layers"]
        for room in floor.split("|")
    ]


def lint(*towers: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter with the project's own contracts on the packages below `towers`."""
    code = (
        "import sys; from importlinter.cli import lint_imports;"
        "sys.exit(lint_imports(config_filename=sys.argv[1], no_cache=True, no_logo=True))"
    )
    return subprocess.run(
        [sys.executable, "-c", code, str(CONFIG)],
        cwd=towers[0],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, towers)), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def broken(result: subprocess.CompletedProcess[str]) -> set[str]:
    """Name the contracts (by id) that a run reported as broken."""
    names = {contract["name"]: id_ for id_, contract in CONTRACTS.items()}
    return {names[name] for name in re.findall(r"^(.+?) BROKEN", result.stdout, flags=re.M)}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house with every room of the tables, all empty."""
    for name in (*rooms(), *EXTRA_ROOMS):
        folder = tmp_path.joinpath(*name.split("."))
        folder.mkdir(parents=True, exist_ok=True)
        for place in (folder, *folder.parents):
            if place == tmp_path:
                break
            (place / "__init__.py").touch()
    return tmp_path


def test_the_house_keeps_its_floors() -> None:
    result = lint(ROOT / "loader", ROOT / "api")
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in result.stdout


def test_an_empty_house_keeps_its_floors(house: Path) -> None:
    result = lint(house)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("importer", "imported", "contract"),
    [
        pytest.param("reportedly.errors", "reportedly.model", "loader-floors", id="up one floor"),
        pytest.param("reportedly.parse", "reportedly.cli", "loader-floors", id="up to the door"),
        pytest.param("reportedly.graph", "reportedly.store", "loader-floors", id="room to room"),
        pytest.param(
            "reportedly.anchor", "reportedly.store.protocol", "loader-floors", id="into a room"
        ),
        pytest.param("reportedly_api.settings", "reportedly_api.app", "api-floors", id="api: up"),
        pytest.param(
            "reportedly_api.formats", "reportedly_api.negotiate", "api-floors", id="api: sideways"
        ),
        pytest.param("reportedly.store", "reportedly_api.app", "loader-alone", id="loader to api"),
        pytest.param("reportedly_api.app", "reportedly.parse", "api-on-store", id="api to a room"),
    ],
)
def test_a_broken_floor_is_found(house: Path, importer: str, imported: str, contract: str) -> None:
    module = house.joinpath(*importer.split("."), "__init__.py")
    module.write_text(f"import {imported}\n", encoding="utf-8")
    result = lint(house)
    assert result.returncode == 1, result.stdout + result.stderr
    assert contract in broken(result)


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("reportedly.cli", "reportedly.parse"),
        ("reportedly.pipeline", "reportedly.store.protocol"),
        ("reportedly.graph", "reportedly.model"),
        ("reportedly_api.routes.sparql", "reportedly_api.formats"),
        ("reportedly_api.app", "reportedly.store.protocol"),
        ("reportedly_api.answers", "reportedly.errors"),
    ],
)
def test_the_way_down_is_open(house: Path, importer: str, imported: str) -> None:
    module = house.joinpath(*importer.split("."), "__init__.py")
    module.write_text(f"import {imported}\n", encoding="utf-8")
    result = lint(house)
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_room_without_a_floor_is_found(house: Path) -> None:
    (house / "reportedly" / "util.py").touch()
    result = lint(house)
    assert broken(result) == {"loader-floors"}
    assert "reportedly.util" in result.stdout

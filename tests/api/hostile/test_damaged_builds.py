"""A build damaged on the disk: said at the start, said in answers, never answered wrongly."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.api.hostile.conftest import Endpoint


@pytest.fixture
def own_store(store: Path, tmp_path: Path) -> Path:
    """A copy of the store, to damage."""
    return Path(shutil.copytree(store, tmp_path / "store", symlinks=True))


def flip_bytes(store: Path) -> None:
    """Turn over every byte of every table, in place, so that open files show it, too."""
    tables = list((store / "current").resolve().rglob("*.sst"))
    assert tables
    for table in tables:
        with table.open("r+b") as file:
            data = file.read()
            file.seek(0)
            file.write(bytes(byte ^ 0xFF for byte in data))


def lose_manifest(store: Path) -> None:
    (store / "current" / "build.json").unlink()


def lose_database(store: Path) -> None:
    shutil.rmtree((store / "current").resolve() / "oxigraph")


@pytest.mark.parametrize("damage", [flip_bytes, lose_manifest, lose_database])
def test_a_damaged_build_is_not_served_and_said(
    damage: Callable[[Path], None], own_store: Path
) -> None:
    damage(own_store)
    told = subprocess.run(
        [sys.executable, "-m", "reportedly", "serve", "--port", "0", "--store", str(own_store)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert told.returncode != 0
    assert "The published build is damaged" in told.stderr
    assert "reportedly load" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("damage", [flip_bytes, lose_manifest, lose_database])
def test_damage_under_a_server_gives_right_answers_or_problems(
    damage: Callable[[Path], None], own_store: Path, launch: Callable[..., Endpoint]
) -> None:
    endpoint = launch(own_store)
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    before = endpoint.ask(query)
    assert before.status == 200
    damage(own_store)
    for _ in range(10):
        reply = endpoint.ask(query)
        if reply.status == 200:
            assert reply.body == before.body
        else:
            assert reply.status == 503
            assert reply.is_problem()
    assert endpoint.process is not None
    assert endpoint.process.poll() is None

"""A build damaged on the disk: said at the start, said in answers, never answered wrongly."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.api.running import publish

if TYPE_CHECKING:
    from tests.api.hostile.conftest import Endpoint

NUMBERS = 20_000
"""Statements of a build that is damaged, so many that its tables have many blocks."""


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
    damage: Callable[[Path], None],
    own_store: Path,
    launch: Callable[..., Endpoint],
    record_property: Callable[[str, object], None],
) -> None:
    publish(own_store, NUMBERS)
    # Without a cache and each time of another place in the tables, so that they must be read.
    endpoint = launch(own_store, REPORTEDLY_CACHE_BYTES="0", REPORTEDLY_MAX_SECONDS="3")
    damage(own_store)
    right = wrong = told = 0
    for n in range(0, NUMBERS, NUMBERS // 50):
        reply = endpoint.ask(f"SELECT ?n {{ <urn:s{n}> <urn:number> ?n }}")
        if reply.status == 200:
            (row,) = json.loads(reply.body)["results"]["bindings"] or [{}]
            right += row.get("n", {}).get("value") == str(n)
            wrong += row.get("n", {}).get("value") != str(n)
        else:
            assert reply.status == 503
            assert reply.is_problem()
            assert b"reportedly load" in reply.body
            told += 1
    record_property("answers right", right)
    record_property("answers wrong", wrong)
    record_property("errors told", told)
    assert wrong == 0
    assert endpoint.process is not None
    assert endpoint.process.poll() is None


def test_a_dump_with_a_wrong_byte_is_sent_to_nobody_until_a_load_mends_it(
    own_store: Path,
    launch: Callable[..., Endpoint],
    record_property: Callable[[str, object], None],
) -> None:
    build = publish(own_store, 1_000)
    endpoint = launch(own_store, REPORTEDLY_WATCH_SECONDS="0.05")
    file = (own_store / "current").resolve() / "dumps" / f"reportedly-{build}.nq.gz"
    whole = file.read_bytes()
    file.write_bytes(whole[:500] + bytes([whole[500] ^ 1]) + whole[501:])
    target = f"/dumps/{file.name}"
    with ThreadPoolExecutor(20) as clients:
        asked = [clients.submit(endpoint.get, target) for _ in range(60)]
        assert all(endpoint.is_well() for _ in range(10))
        replies = [each.result() for each in asked]
    assert {reply.status for reply in replies} == {500}
    assert all(reply.is_problem() and file.name.encode() in reply.body for reply in replies)
    record_property("requests for a damaged file", len(replies))
    record_property("refused", sum(reply.status == 500 for reply in replies))
    assert {reply.headers["cache-control"] for reply in replies} == {"no-store"}
    assert publish(own_store, 1_000) == build
    end = time.monotonic() + 60
    while (reply := endpoint.get(target)).status != 200:
        assert reply.is_problem()
        assert time.monotonic() < end
        time.sleep(0.05)
    assert reply.body == whole
    assert endpoint.is_well()

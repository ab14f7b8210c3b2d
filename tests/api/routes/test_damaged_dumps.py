"""A dump that is damaged on the disk is not sent: said, logged, and mended by the next load."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.api.running import ALL, Running, publish, start

from reportedly_api.settings import Settings

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
NUMBERS = 50


def flip(file: Path) -> None:
    """Turn over one bit in the middle of a file, and leave its times as they were."""
    stat = file.stat()
    with file.open("r+b") as data:
        data.seek(stat.st_size // 2)
        byte = data.read(1)[0]
        data.seek(-1, os.SEEK_CUR)
        data.write(bytes([byte ^ 1]))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def cut_short(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 1)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "flipped": flip,
    "cut short": cut_short,
    "lost": Path.unlink,
}


@pytest.fixture
def own_store(store: Path, tmp_path: Path) -> Path:
    """A copy of the store, to publish in and to damage."""
    copy = tmp_path / "store"
    shutil.copytree(store, copy, symlinks=True)
    publish(copy, NUMBERS)
    return copy


@pytest.fixture
def running(settings: Settings, own_store: Path) -> Iterator[Running]:
    yield from start(settings, store=str(own_store), watch_seconds=0.02)


def file_of(store: Path, syntax: str = "nq.gz") -> Path:
    (file,) = (store / "current").resolve().glob(f"dumps/*.{syntax}")
    return file


def must_be_refused(answer: Any) -> None:  # noqa: ANN401 - httpx2's
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert not {"etag", "repr-digest", "accept-ranges"} & set(answer.headers)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_dump_is_not_sent_and_said(
    damage: str, running: Running, own_store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = file_of(own_store)
    DAMAGES[damage](file)
    path = f"/dumps/{file.name}"
    for headers in ({}, {"Range": "bytes=0-9"}, {"If-None-Match": '"other"'}):
        answer = running.client.get(path, headers=headers)
        must_be_refused(answer)
        problem = answer.json()
        assert problem["type"].endswith("/dump-damaged")
        assert file.name in problem["detail"]
        assert "reportedly load" in problem["mend"]
    must_be_refused(running.client.head(path))
    must_be_refused(running.client.get("/dumps/latest.nq.gz"))
    told = [record for record in caplog.records if file.name in record.message]
    assert {record.levelname for record in told} == {"ERROR"}
    assert all("reportedly load" in record.message for record in told)
    page = running.client.get(path, headers=BROWSER)
    assert (page.status_code, file.name in page.text) == (500, True)
    other = file_of(own_store, "trig.zst")
    assert running.client.get(f"/dumps/{other.name}").content == other.read_bytes()
    assert len(running.get(ALL).json()["results"]["bindings"]) == NUMBERS


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_next_load_mends_it_under_the_server(
    damage: str, running: Running, own_store: Path
) -> None:
    file = file_of(own_store)
    whole = file.read_bytes()
    DAMAGES[damage](file)
    assert running.client.get(f"/dumps/{file.name}").status_code == 500
    assert publish(own_store, NUMBERS) == running.build  # the same build, made anew elsewhere
    assert file_of(own_store) != file
    deadline = time.monotonic() + 60
    while (answer := running.client.get(f"/dumps/{file.name}")).status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert answer.content == whole
    assert answer.headers["etag"] == f'"{hashlib.sha256(whole).hexdigest()}"'
    assert "immutable" in answer.headers["cache-control"]


def test_a_dump_that_changes_after_it_was_sent_is_read_again(
    running: Running, own_store: Path
) -> None:
    file = file_of(own_store)
    whole = file.read_bytes()
    path = f"/dumps/{file.name}"
    assert running.client.get(path).content == whole
    flip(file)
    file.touch()
    assert running.client.get(path).status_code == 500
    file.write_bytes(whole)
    assert running.client.get(path).content == whole


def test_who_has_the_right_bytes_is_told_so_although_the_file_is_damaged(
    running: Running, own_store: Path
) -> None:
    file = file_of(own_store)
    tag = running.client.get(f"/dumps/{file.name}").headers["etag"]
    flip(file)
    file.touch()
    answer = running.client.get(f"/dumps/{file.name}", headers={"If-None-Match": tag})
    assert answer.status_code == 304

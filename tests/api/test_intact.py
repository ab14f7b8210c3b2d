"""Files are read once, beside everything else that the server does, for all who wait for them."""

from __future__ import annotations

import asyncio
import hashlib
import os
from pathlib import Path

import pytest

from reportedly.store.dumps import Dump
from reportedly_api.intact import Intact

CONTENT = b"<urn:s> <urn:p> <urn:o> <urn:g> .\n" * 1000
WAITING = 20


def dump_of(content: bytes) -> Dump:
    sha256 = hashlib.sha256(content).hexdigest()
    return Dump("a.nq", "application/n-quads", "application/gzip", len(content), sha256, 0, sha256)


@pytest.mark.parametrize("content", [CONTENT, CONTENT + b"x"])
def test_all_who_ask_meanwhile_wait_for_one_reading_and_nobody_else_does(
    content: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A pipe is read once somebody writes: till then they wait; a second reader gets nothing."""
    pipe = tmp_path / "a.nq"
    os.mkfifo(pipe)

    async def ask() -> list[str | None]:
        intact, dump = Intact(), dump_of(CONTENT)
        asked = [asyncio.create_task(intact.damage(pipe, dump)) for _ in range(WAITING)]
        for _ in range(5):
            await asyncio.sleep(0.02)  # the loop goes on
        assert not any(task.done() for task in asked)
        asked.pop(0).cancel()  # who came first goes away
        await asyncio.to_thread(pipe.write_bytes, content)
        return await asyncio.gather(*asked)

    told = asyncio.run(ask())
    assert len(told) == WAITING - 1
    assert len(set(told)) == 1
    assert (told[0] is None) == (content == CONTENT)
    assert len(caplog.records) == (content != CONTENT)


def test_a_file_that_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    place = tmp_path / "a.nq"
    place.mkdir()

    async def ask() -> tuple[str | None, str | None]:
        intact, dump = Intact(), dump_of(CONTENT)
        first = await intact.damage(place, dump)
        place.rmdir()
        place.write_bytes(CONTENT)
        return first, await intact.damage(place, dump)

    first, second = asyncio.run(ask())
    assert first is not None
    assert "cannot be read" in first
    assert second is None

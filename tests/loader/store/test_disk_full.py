"""A build that finds no room leaves the published one whole, says so, and the next one mends.

The kernel lets the building process write files of so many bytes only (RLIMIT_FSIZE): a write
beyond fails in the middle, as on a full disk, wherever it comes from.
"""

from __future__ import annotations

import os
import resource
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.store.backends import open_view
from reportedly.store.verify import verify

BUILDER = Path(__file__).with_name("killed_build.py")
SIZE = 2_000  # quads in each of three graphs
WITHOUT_ROOM = f"""
import resource, runpy, sys
from reportedly.errors import StoreError
location, room = sys.argv[1], int(sys.argv[2])
build = runpy.run_path({str(BUILDER)!r})["build"]
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
try:
    build(location, "new", {SIZE})
except StoreError as error:
    sys.stderr.write(f"{{error.what}} | {{error.mend}}")
    raise SystemExit(3)
"""


def build_with_room(store: Path, room: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_ROOM, str(store), str(room)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("room", [64, 1_000, 10_000, 60_000])
def test_a_build_without_room_leaves_the_published_one_whole(
    room: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    build = runpy.run_path(str(BUILDER))["build"]
    store = tmp_path / "store"
    build(str(store), "old", SIZE)
    with open_view(store) as view:
        before = view.build
    ended = build_with_room(store, room)
    assert ended.returncode == 3, ended.stderr
    what, _, mend = ended.stderr.partition(" | ")
    assert what
    assert mend
    with open_view(store) as view:
        verify(view)
        assert view.build == before
    assert [path.name for path in (store / "generations").iterdir()] == [before.id]
    record_property("builds without room", 1)
    record_property("published builds left whole", 1)
    assert build_with_room(store, resource.RLIM_INFINITY).returncode == 0
    with open_view(store) as view:
        verify(view)
        assert view.build != before


def test_a_first_build_without_room_publishes_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert build_with_room(store, 1_000).returncode == 3
    assert not (store / "current").exists()
    assert list((store / "generations").iterdir()) == []

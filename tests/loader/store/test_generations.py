"""The directory of a store: what is kept, what goes, what is repaired, who may write."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import Quad

from reportedly.errors import StoreError
from reportedly.store.backends import open_view, open_writer
from reportedly.store.build import Publication
from reportedly.store.verify import verify

Publish = Callable[..., Publication]
Snapshot = Callable[[Path], dict[str, object]]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def names(store: Path) -> set[str]:
    return {path.name for path in (store / "generations").iterdir()}


def pointed(store: Path, link: str) -> str:
    return (store / link).readlink().name


def test_a_build_lies_where_the_links_point(store: Path, publish: Publish) -> None:
    first = publish(store, one="a").build
    assert pointed(store, "current") == first.id
    assert not (store / "previous").is_symlink()
    second = publish(store, one="b").build
    assert pointed(store, "current") == second.id
    assert pointed(store, "previous") == first.id
    assert (store / "current").readlink() == Path("generations") / second.id
    assert (store / "current" / "build.json").is_file()
    assert (store / "current" / "oxigraph").is_dir()


def test_a_store_can_be_moved(store: Path, tmp_path: Path, publish: Publish) -> None:
    build = publish(store, one="a").build
    store.rename(tmp_path / "elsewhere")
    with open_view(tmp_path / "elsewhere") as view:
        assert view.build == build
        verify(view)


def test_current_and_previous_are_kept_and_older_ones_go(store: Path, publish: Publish) -> None:
    builds = [publish(store, one=text).build.id for text in "abcd"]
    assert names(store) == set(builds[2:])


def test_the_same_content_again_leaves_no_trace(
    store: Path, publish: Publish, snapshot: Snapshot
) -> None:
    publish(store, one="z")
    first = publish(store, one="ab", two="c")
    before = snapshot(store)
    second = publish(store, two="c", one="ba")
    assert second.build == first.build
    assert (first.changed, second.changed) == (True, False)
    assert snapshot(store) == before


def test_going_back_to_the_previous_content_makes_no_second_copy(
    store: Path, publish: Publish
) -> None:
    first, second = publish(store, one="a").build, publish(store, one="b").build
    inode = (store / "generations" / first.id).stat().st_ino
    again = publish(store, one="a")
    assert again.changed
    assert (pointed(store, "current"), pointed(store, "previous")) == (first.id, second.id)
    assert (store / "current").stat().st_ino == inode
    assert names(store) == {first.id, second.id}


@pytest.mark.parametrize("graphs", [1, 12])
def test_a_held_view_answers_after_any_number_of_publications(
    store: Path, publish: Publish, quads: Callable[..., list[Quad]], graphs: int
) -> None:
    publish(store, **{f"g{n}": [f"{n}-{m}" for m in range(20)] for n in range(graphs)})
    with open_view(store) as view:
        held = (store / "current").resolve()
        for text in "abcd":
            publish(store, one=text)
        assert held.is_dir()
        verify(view)
        assert len(list(view.quads())) == 20 * graphs
    publish(store, one="e")
    assert not held.exists()


def test_a_view_that_is_forgotten_holds_nothing(store: Path, publish: Publish) -> None:
    build = publish(store, one="a").build
    view = open_view(store)
    assert view.build == build
    del view
    for text in "bcd":
        publish(store, one=text)
    assert build.id not in names(store)


READER = """
import sys, pathlib
from reportedly.store.backends import open_view
from reportedly.store.verify import verify
store, done = map(pathlib.Path, sys.argv[1:])
seen = set()
while not done.exists():
    with open_view(store) as view:
        verify(view)
        seen.add(view.build.id)
        print(len(seen), flush=True)
"""


def test_a_view_opens_at_every_moment_of_many_publications(
    store: Path, publish: Publish, tmp_path: Path
) -> None:
    publish(store, one="a")
    done = tmp_path / "done"
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(store), str(done)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "1\n"  # it is at work
        for n in range(12):
            publish(store, one=["a", "b", str(n)][n % 3])
        done.touch()
        seen = reader.stdout.read().split()
    assert reader.returncode == 0
    assert int(seen[-1]) > 1


def test_a_reader_whose_build_is_deleted_under_its_hands_opens_the_next(
    store: Path, publish: Publish
) -> None:
    publish(store, one="a")
    doomed = (store / "current").resolve()
    deleter = os.open(doomed, os.O_RDONLY)
    fcntl.flock(deleter, fcntl.LOCK_EX)
    with ThreadPoolExecutor(1) as readers:
        opening = readers.submit(open_view, store)
        with pytest.raises(TimeoutError):
            opening.result(0.3)  # it has read the link, and waits for the deleter's lock
        publish(store, one="b")
        latest = publish(store, one="c").build
        shutil.rmtree(doomed)
        os.close(deleter)
        with opening.result(30) as view:
            assert view.build == latest
            verify(view)


def test_orphans_of_a_dead_writer_go_and_foreign_things_stay(store: Path, publish: Publish) -> None:
    publish(store, one="a")
    for orphan in (".building-0123", ".trash-4567", "0123456789abcdef", "0123456789abcdef-2"):
        (store / "generations" / orphan / "oxigraph").mkdir(parents=True)
    (store / ".link-89ab").symlink_to("generations/nowhere")
    (store / "generations" / "my notes").mkdir()
    (store / "README").touch()
    build = publish(store, one="b").build
    assert {"my notes", build.id} < names(store)
    assert len(names(store)) == 3
    assert {path.name for path in store.iterdir()} == {
        *("generations", "current", "previous", ".lock", "README"),
    }


def test_a_second_writer_learns_who_is_at_work(store: Path) -> None:
    with (
        open_writer(store),
        pytest.raises(StoreError, match=f"process {os.getpid()}.*Wait until it is done"),
        open_writer(store),
    ):
        pass


def test_a_file_in_the_store_s_place_is_no_store(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.touch()
    with pytest.raises(StoreError, match="cannot be written"), open_writer(place):
        pass
    with pytest.raises(StoreError):
        open_view(place)


def test_a_directory_in_a_link_s_place_is_no_store(store: Path) -> None:
    (store / "current").mkdir(parents=True)
    with pytest.raises(StoreError, match="no store of Reportedly"):
        open_view(store)
    with pytest.raises(StoreError, match="no store of Reportedly"), open_writer(store):
        pass

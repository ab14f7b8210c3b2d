"""The embedded back end: damage is found and repaired, and nothing is stored that it changes."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from reportedly.errors import StoreError
from reportedly.store.backends import open_view, open_writer
from reportedly.store.build import Publication
from reportedly.store.oxigraph_view import opened
from reportedly.store.verify import verify

Publish = Callable[..., Publication]
Snapshot = Callable[[Path], dict[str, object]]
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def names(store: Path) -> set[str]:
    return {path.name for path in (store / "generations").iterdir()}


def pointed(store: Path, link: str) -> str:
    return (store / link).readlink().name


def damage_manifest(generation: Path) -> None:
    (generation / "build.json").write_text("{", encoding="utf-8")


def damage_lose_manifest(generation: Path) -> None:
    (generation / "build.json").unlink()


def damage_lose_database(generation: Path) -> None:
    shutil.rmtree(generation / "oxigraph")


def damage_lose_head(generation: Path) -> None:
    (generation / "oxigraph" / "CURRENT").unlink()


def damage_lose_all(generation: Path) -> None:
    shutil.rmtree(generation)


def damage_lose_tables(generation: Path) -> None:
    for table in (generation / "oxigraph").glob("*.sst"):
        table.unlink()


def damage_flip_bytes(generation: Path) -> None:
    """Spoils the first block of data in every table that opening does not read."""
    for table in (generation / "oxigraph").glob("*.sst"):
        data = table.read_bytes()
        table.write_bytes(bytes(255 - byte for byte in data[:20]) + data[20:])
        try:
            opened(generation)
        except StoreError:
            table.write_bytes(data)


FOUND_ON_OPENING = [
    damage_manifest,
    damage_lose_manifest,
    damage_lose_database,
    damage_lose_head,
    damage_lose_all,
    damage_lose_tables,
]


@pytest.mark.parametrize("damage", FOUND_ON_OPENING)
def test_a_damaged_build_says_what_to_do(
    store: Path, publish: Publish, damage: Callable[[Path], None]
) -> None:
    publish(store, one="a")
    damage((store / "current").resolve())
    with pytest.raises(StoreError, match="The published build is damaged") as caught:
        open_view(store)
    assert "Run `reportedly load` again" in str(caught.value)


def test_damage_that_opening_does_not_see_is_told_on_reading(store: Path, publish: Publish) -> None:
    publish(store, one="a")
    damage_flip_bytes((store / "current").resolve())
    with open_view(store) as view:
        with pytest.raises(StoreError, match="damaged: Corruption"):
            list(view.quads())
        with pytest.raises(StoreError, match="damaged: Corruption"):
            verify(view)


@pytest.mark.parametrize("damage", FOUND_ON_OPENING)
def test_the_next_build_never_keeps_a_damaged_one(
    store: Path, publish: Publish, damage: Callable[[Path], None]
) -> None:
    sound = publish(store, one="z").build
    publish(store, one="ab")
    damage((store / "current").resolve())
    later = publish(store, one="c").build
    assert (pointed(store, "current"), pointed(store, "previous")) == (later.id, sound.id)
    assert names(store) == {later.id, sound.id}


@pytest.mark.parametrize("damage", [*FOUND_ON_OPENING, damage_flip_bytes])
def test_the_same_content_again_repairs_a_damaged_build(
    store: Path,
    publish: Publish,
    caplog: pytest.LogCaptureFixture,
    damage: Callable[[Path], None],
) -> None:
    sound = publish(store, one="z").build
    broken = publish(store, one="ab").build
    damage((store / "current").resolve())
    with caplog.at_level(logging.WARNING):
        repaired = publish(store, one="ab")
    assert repaired == Publication(broken, changed=True)
    assert ("A damaged build is left out" in caplog.text) is (damage is not damage_lose_all)
    with open_view(store) as view:
        assert view.build == broken
        verify(view)
    assert pointed(store, "previous") == sound.id
    assert len(names(store)) == 2
    assert not publish(store, one="ab").changed


def test_a_damaged_build_is_repaired_beside_those_who_still_read_it(
    store: Path, publish: Publish
) -> None:
    build = publish(store, one="ab").build
    with open_view(store) as view:
        (store / "current" / "build.json").unlink()
        assert publish(store, one="ab").build == build
        assert pointed(store, "current") == f"{build.id}-2"
        verify(view)
    publish(store, one="c")
    assert build.id not in names(store)
    with open_view(store) as view:
        assert view.build != build


FULL_DISK = """
import resource, signal, sys
from pyoxigraph import Literal, NamedNode, Quad
from reportedly.errors import StoreError
from reportedly.store.backends import open_writer
store, limit = sys.argv[1], int(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
g = NamedNode("https://example.org/g")
try:
    with open_writer(store) as writer:
        writer.replace(g, (Quad(g, g, Literal(str(n) * 20), g) for n in range(20_000)))
        writer.publish()
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize("limit", [500, 50_000, 500_000])
def test_a_full_disk_leaves_the_published_build_whole(
    store: Path, publish: Publish, limit: int
) -> None:
    build = publish(store, one="a").build
    said = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(store), str(limit)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    assert "The store cannot be written" in said
    assert "File too large" in said
    assert names(store) == {build.id}
    with open_view(store) as view:
        verify(view)


@pytest.mark.parametrize(
    ("written", "datatype", "kept"),
    [
        ("1.50", "decimal", '"1.5"'),
        ("01", "integer", '"1"'),
        ("2024-10-01T00:00:00+00:00", "dateTime", '"2024-10-01T00:00:00Z"'),
        ("1", "boolean", '"true"'),
        ("5", "nonNegativeInteger", f'"5"^^<{XSD}integer>'),
    ],
)
def test_a_literal_that_the_engine_would_change_is_not_published(
    store: Path, publish: Publish, snapshot: Snapshot, written: str, datatype: str, kept: str
) -> None:
    publish(store, one="a")
    before = snapshot(store)
    one, two = NamedNode("https://example.org/1"), NamedNode("https://example.org/2")
    literal = Literal(written, datatype=NamedNode(XSD + datatype))
    with open_writer(store) as writer:
        writer.replace(one, [Quad(one, two, literal, one), Quad(two, one, literal, one)])
        with pytest.raises(StoreError) as caught:
            writer.publish()
    assert f'Went in: {one} {two} "{written}"' in caught.value.what
    assert f"Came back: {one} {two} {kept}" in caught.value.what
    assert caught.value.where == one.value
    assert "canonical XSD lexical forms" in str(caught.value.mend)
    assert snapshot(store) == before

"""A build's dumps hold the build, each in every compression, with digests that are true."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib

from reportedly.errors import StoreError
from reportedly.store.backends import open_view
from reportedly.store.build import Publication
from reportedly.store.compression import COMPRESSIONS, zstd
from reportedly.store.dumps import SYNTAXES, Dump, dump_file, dumps_of
from reportedly.store.oxigraph_view import OxigraphView

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

Publish = Callable[..., Publication]
UNPACK = {"application/gzip": gzip.decompress, "application/zstd": zstd.decompress}
RDFLIB = {"application/n-quads": "nquads", "application/trig": "trig"}


@pytest.fixture
def store(tmp_path: Path, publish: Publish) -> Path:
    publish(tmp_path / "store", one=["a", "b"], two=["a", "ç—“x”"])
    return tmp_path / "store"


def files(store: Path) -> dict[Dump, bytes]:
    with open_view(store) as view:
        found = {dump: dump_file(view, dump) for dump in dumps_of(view)}
        return {dump: path.read_bytes() for dump, path in found.items()}


def test_every_syntax_comes_in_every_compression() -> None:
    assert len(SYNTAXES) == len(RDFLIB) == 2
    assert [row.media_type for row in COMPRESSIONS] == list(UNPACK)


def test_every_dump_holds_the_build_and_its_digests_are_true(store: Path) -> None:
    dumps = files(store)
    assert {(dump.syntax, dump.media_type) for dump in dumps} == {
        (syntax, packed) for syntax in RDFLIB for packed in UNPACK
    }
    with open_view(store) as view:
        build, expected = view.build, {str(quad) for quad in view.quads()}
    for dump, packed in dumps.items():
        content = UNPACK[dump.media_type](packed)
        assert (len(packed), hashlib.sha256(packed).hexdigest()) == (dump.size, dump.sha256)
        assert (len(content), hashlib.sha256(content).hexdigest()) == (
            dump.content_size,
            dump.content_sha256,
        )
        assert build.id in dump.name
        read = rdflib.Dataset()
        read.parse(data=content, format=RDFLIB[dump.syntax])
        told = {
            f"{s.n3()} {p.n3()} {o.n3()} {g.n3()}"
            for s, p, o, g in read.quads()
            if isinstance(g, rdflib.URIRef)
        }
        assert len(told) == len(expected) == 4


def test_the_n_quads_have_the_builds_own_digest(store: Path) -> None:
    for dump in files(store):
        if dump.syntax == "application/n-quads":
            with open_view(store) as view:
                assert dump.content_sha256 == view.build.sha256


def test_the_same_build_gives_the_same_files(tmp_path: Path, publish: Publish) -> None:
    for name in ("first", "second"):
        publish(tmp_path / name, one=["b", "a"], two=["c"])
    assert files(tmp_path / "first") == files(tmp_path / "second")


def test_a_build_of_an_older_version_gets_its_dumps_when_it_is_built_again(
    store: Path, publish: Publish
) -> None:
    with open_view(store) as view:
        assert isinstance(view, OxigraphView)
        index = next(iter((view.directory or store).glob("dumps/dumps.json")))
        index.unlink()
        assert dumps_of(view) == ()
    assert publish(store, one=["a", "b"], two=["a", "ç—“x”"]).changed
    assert len(files(store)) == 4


def test_a_damaged_list_is_an_error_that_says_what_to_do(store: Path) -> None:
    with open_view(store) as view:
        assert isinstance(view, OxigraphView)
        next(iter((view.directory or store).glob("dumps/dumps.json"))).write_text("{")
        with pytest.raises(StoreError, match="reportedly load"):
            dumps_of(view)


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("damage", [flip, Path.unlink], ids=["flipped", "lost"])
@pytest.mark.parametrize("name", ["*.nq.gz", "*.nq.zst", "*.trig.gz", "*.trig.zst"])
def test_a_damaged_dump_is_found_by_the_next_load_and_made_anew(
    name: str,
    damage: Callable[[Path], None],
    store: Path,
    publish: Publish,
    caplog: pytest.LogCaptureFixture,
) -> None:
    whole = files(store)
    damaged = (store / "current").resolve()
    (file,) = (damaged / "dumps").glob(name)
    damage(file)
    assert publish(store, one=["a", "b"], two=["a", "ç—“x”"]).changed
    assert file.name in caplog.text
    assert files(store) == whole
    assert not damaged.exists()
    assert not publish(store, one=["a", "b"], two=["a", "ç—“x”"]).changed


def test_a_damaged_list_is_made_anew_by_the_next_load(store: Path, publish: Publish) -> None:
    whole = files(store)
    index = store / "current" / "dumps" / "dumps.json"
    text = index.read_text(encoding="utf-8")
    for damaged in (
        "{",
        text.replace('"sha256": "', '"sha256": "0', 1),
        text.replace('": "', '": "0'),
    ):
        index.write_text(damaged, encoding="utf-8")
        assert publish(store, one=["a", "b"], two=["a", "ç—“x”"]).changed
        assert files(store) == whole

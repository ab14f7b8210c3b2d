"""A build's description is a value made of its content alone, and survives its file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Quad

from reportedly.errors import StoreError
from reportedly.store.build import (
    MANIFEST,
    BuildInfo,
    describe,
    read_manifest,
    write_manifest,
)
from reportedly.store.digest import Digest, canonical_lines, digest


@pytest.fixture
def parts(quads: Callable[[str, list[str]], list[Quad]]) -> dict[str, list[bytes]]:
    made = {
        name: canonical_lines(quads(name, texts))
        for name, texts in (("b", ["x", "y"]), ("a", ["z"]))
    }
    return {f"https://example.org/graph/{name}": lines for name, lines in made.items()}


def test_a_build_is_described_whole_and_by_graph(
    parts: dict[str, list[bytes]], quads: Callable[[str, list[str]], list[Quad]]
) -> None:
    build, lines = describe(parts)
    everything = quads("b", ["x", "y"]) + quads("a", ["z"])
    assert Digest(build.quads, build.sha256) == digest(everything)
    assert build.id == build.sha256[:16]
    assert lines == canonical_lines(everything)
    assert list(build.graphs) == ["https://example.org/graph/a", "https://example.org/graph/b"]
    assert build.graphs["https://example.org/graph/b"] == digest(quads("b", ["x", "y"]))


def test_a_graph_without_quads_is_not_listed(parts: dict[str, list[bytes]]) -> None:
    assert describe({**parts, "https://example.org/graph/empty": []}) == describe(parts)


def test_a_build_survives_its_file(parts: dict[str, list[bytes]], tmp_path: Path) -> None:
    build, _ = describe(parts)
    write_manifest(tmp_path, build)
    assert read_manifest(tmp_path) == build
    first = (tmp_path / MANIFEST).read_bytes()
    write_manifest(tmp_path, read_manifest(tmp_path))
    assert (tmp_path / MANIFEST).read_bytes() == first


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda _: b"", "EOF"),
        (lambda text: text[:-10], "EOF"),
        (lambda text: text.replace(b'"format": 1', b'"format": 2'), "format"),
        (lambda text: text.replace(b'"quads": 3', b'"quads": 4'), "add up"),
        (lambda text: text.replace(b'"quads": 3', b'"quads": "3"'), "quads"),
        (lambda text: text.replace(b'"id": "', b'"id": "0'), "is not the start of"),
        (lambda text: text.replace(b'"id"', b'"name"'), "id"),
    ],
)
def test_a_spoilt_file_is_told_apart(
    parts: dict[str, list[bytes]],
    tmp_path: Path,
    spoil: Callable[[bytes], bytes],
    said: str,
) -> None:
    write_manifest(tmp_path, describe(parts)[0])
    path = tmp_path / MANIFEST
    spoilt = spoil(path.read_bytes())
    assert spoilt != path.read_bytes()
    path.write_bytes(spoilt)
    with pytest.raises(StoreError, match=said) as caught:
        read_manifest(tmp_path)
    assert caught.value.where == str(path)
    assert "reportedly load" in str(caught.value.mend)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No such file"):
        read_manifest(tmp_path)


def test_no_clock_and_no_version_is_in_the_file(
    parts: dict[str, list[bytes]], tmp_path: Path
) -> None:
    write_manifest(tmp_path, describe(parts)[0])
    said = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    assert set(said) == {"format", "build"}
    assert set(said["build"]) == {"id", "sha256", "quads", "graphs"}


def test_a_build_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="not the start"):
        BuildInfo("f" * 16, "0" * 64, 0, {})

"""An exported build, read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from reportedly.errors import InputError
from reportedly.store.compression import COMPRESSIONS
from reportedly.store.digest import digest
from reportedly.store.files import in_memory, is_export, open_file

GRAPH = NamedNode("https://example.org/id/graph/registry")
QUADS = [
    Quad(
        NamedNode(f"https://example.org/{n}"), NamedNode("https://example.org/p"), Literal(n), GRAPH
    )
    for n in "abc"
]


@pytest.mark.parametrize("syntax", [RdfFormat.N_QUADS, RdfFormat.TRIG])
@pytest.mark.parametrize("ending", ["", *(f".{each.extension}" for each in COMPRESSIONS)])
def test_a_file_gives_the_build_that_was_exported(
    syntax: RdfFormat, ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"all.{syntax.file_extension}{ending}"
    with path.open("wb") as file:
        data = serialize(QUADS, format=syntax) or b""
        codec = next((each for each in COMPRESSIONS if ending == f".{each.extension}"), None)
        if codec is None:
            file.write(data)
        else:
            with codec.opened(file) as packed:
                packed.write(data)
    assert is_export(path)
    with open_file(path) as view:
        assert view.build == in_memory(QUADS).build
        assert view.build.sha256 == digest(QUADS).sha256
        assert set(view.quads(GRAPH)) == set(QUADS)


@pytest.mark.parametrize("name", ["all.nq", "all.nq.gz", "all.nq.zst"])
def test_a_file_that_is_damaged_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\x1f\x8b no build")
    with pytest.raises(InputError, match="this is no exported build"):
        open_file(tmp_path / name)


def test_a_file_of_another_kind_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    assert not is_export(tmp_path / "notes.txt")
    assert not is_export(tmp_path / "missing.nq")

"""A process that dies is an error that says so; others' errors come through."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.loader.pipeline.edits import repository

from reportedly.errors import InputError
from reportedly.pipeline.build import Sources, check
from reportedly.pipeline.files import find_seeds
from reportedly.resources import data_dir


class _Deadly(Path):
    """A file of shapes whose reader dies, as for want of memory."""

    _flavour = type(Path())._flavour  # type: ignore[attr-defined]

    def glob(self, pattern: str) -> object:  # type: ignore[override]  # noqa: ARG002
        os._exit(9)


def test_a_process_that_dies_is_an_error_that_says_so(tmp_path: Path) -> None:
    repository(tmp_path, 33)
    mine = Sources(
        find_seeds(tmp_path / "seeds"),
        data_dir("ontology") / "reportedly.ttl",
        _Deadly(data_dir("shapes")),
    )
    with pytest.raises(InputError, match="a process that checked entries died") as caught:
        check(mine, jobs=2)
    assert "--jobs" in (caught.value.mend or "")


def test_what_is_wrong_with_a_shape_is_told_from_another_process(tmp_path: Path) -> None:
    repository(tmp_path, 33)
    (tmp_path / "shapes").mkdir()
    (tmp_path / "shapes" / "mine.ttl").write_text("no turtle")
    ontology = data_dir("ontology") / "reportedly.ttl"
    with pytest.raises(InputError, match="not Turtle") as caught:
        check(Sources(find_seeds(tmp_path / "seeds"), ontology, tmp_path / "shapes"), jobs=2)
    assert caught.value.where == f"{tmp_path}/shapes/mine.ttl:1"

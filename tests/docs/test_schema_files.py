"""The schemas are written from the model, and a stale or stray one is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "docs" / "generate_schemas.py", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Gives a folder with the vocabulary and fresh schemas."""
    (tmp_path / "ontology").mkdir()
    vocabulary = (ROOT / "ontology" / "reportedly.ttl").read_bytes()
    (tmp_path / "ontology" / "reportedly.ttl").write_bytes(vocabulary)
    assert _run("--root", tmp_path).returncode == 0
    return tmp_path


def test_the_schemas_of_the_project_are_in_step() -> None:
    ran = _run("--check")
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_stale_and_a_stray_schema_are_named_and_mended(project: Path) -> None:
    (project / "docs" / "schema" / "entry.schema.json").write_text("{}", encoding="utf-8")
    (project / "docs" / "schema" / "novel.schema.json").write_text("{}", encoding="utf-8")
    ran = _run("--check", "--root", project)
    assert ran.returncode == 1
    assert [line.partition(":")[0] for line in ran.stderr.splitlines()] == [
        "docs/schema/entry.schema.json",
        "docs/schema/novel.schema.json",
    ]
    assert _run("--root", project).returncode == 0
    assert _run("--check", "--root", project).returncode == 0

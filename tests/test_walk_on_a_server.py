"""The command sends a build to a server, and asks, writes out and serves it from there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ISLANDS = ROOT / "tests" / "data" / "islands"
CLAIMS = "SELECT ?s ?o { ?s a <https://w3id.org/reportedly/ns#Claim> ; ?p ?o }"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Gives a working directory with seeds and texts of its own."""
    shutil.copytree(ISLANDS, tmp_path, dirs_exist_ok=True)
    return tmp_path


def reportedly(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does, in a process of its own."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("REPORTEDLY_")}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "loader"), str(ROOT / "api")))
    return subprocess.run(
        [sys.executable, "-m", "reportedly", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_works_on_a_server(
    folder: Path, new_store: Callable[[str], str], serve: Callable[[str], str]
) -> None:
    place = new_store("oxigraph-server").replace("//", "//me:secret@")
    loads = [reportedly(folder, "load", "--seeds", "seeds", "--to", place) for _ in range(2)]
    assert [sent.returncode for sent in loads] == [0, 0], loads[0].stderr
    embedded = reportedly(folder, "load", "--seeds", "seeds")
    shown = place.replace("me:secret@", "")
    for sent, what in zip(loads, ("published", "unchanged"), strict=True):
        expected = embedded.stdout.replace(" in .reportedly:", f" in {shown}:")
        assert sent.stdout == expected.replace("published", what)
        assert "secret" not in sent.stdout + sent.stderr

    sides = [(), ("--store", place), ("--store", serve(place))]
    for arguments in (
        ("query", CLAIMS, "--format", "tsv"),
        ("query", "CONSTRUCT WHERE { ?s a <https://w3id.org/reportedly/ns#Claim> }", "-f", "nt"),
        ("export", "--graph", "registry", "-f", "nt"),
    ):
        ran = [reportedly(folder, *arguments, *side) for side in sides]
        assert [each.returncode for each in ran] == [0, 0, 0], ran
        answers = {tuple(sorted(each.stdout.splitlines())) for each in ran}
        assert len(answers) == 1
        assert answers.pop()

"""The sides of a comparison as a command names them, and revisions read out of git."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path, PurePosixPath

import pytest

from reportedly.errors import InputError
from reportedly.pipeline.revisions import Repository
from reportedly.pipeline.sides import Wanted, wanted

TREE = Wanted("working tree")


@pytest.mark.parametrize(
    ("arguments", "sides"),
    [
        ([], (Wanted("revision", "HEAD"), TREE)),
        (["main.."], (Wanted("revision", "main"), TREE)),
        (["..topic"], (Wanted("revision", "HEAD"), Wanted("revision", "topic"))),
        (["v1..v2"], (Wanted("revision", "v1"), Wanted("revision", "v2"))),
        (["main..."], (Wanted("fork", "main...HEAD"), TREE)),
        (["main...topic"], (Wanted("fork", "main...topic"), Wanted("revision", "topic"))),
        (["main"], (Wanted("revision", "main"), TREE)),
        (["main", "topic"], (Wanted("revision", "main"), Wanted("revision", "topic"))),
        (["all.nq.zst", "seeds"], (Wanted("build", "all.nq.zst"), Wanted("seeds", "seeds"))),
        (["https://example.org/sparql"], (Wanted("build", "https://example.org/sparql"), TREE)),
        (["store"], (Wanted("build", "store"), TREE)),
    ],
)
def test_arguments_are_read_as_git_reads_them(
    arguments: list[str],
    sides: tuple[Wanted, Wanted],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds" / "entries").mkdir(parents=True)
    (tmp_path / "all.nq.zst").touch()
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "current").symlink_to("generations")
    assert wanted(arguments) == sides


def test_three_sides_are_too_many() -> None:
    with pytest.raises(InputError, match="a comparison has two sides, and 3 were given"):
        wanted(["a", "b", "c"])


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_revision_is_read_as_it_is_stored(tmp_path: Path) -> None:
    seeds = tmp_path / "repository" / "my seeds"
    (seeds / "entries").mkdir(parents=True)
    stored = {"entries/ü b.yaml": b"a: 1\r\n", "entries/c.lock": b"\0\n\n", ".gitattributes": b""}
    stored[".gitattributes"] = b"* export-ignore text=auto eol=crlf\n*.yaml -text\n"
    for name, data in stored.items():
        (seeds / name).write_bytes(data)
    (seeds / "entries" / "link.yaml").symlink_to("c.lock")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "one"]):
        subprocess.run(
            ["git", "-C", str(seeds.parent), *who, *arguments], check=True, capture_output=True
        )
    repository = Repository.around(seeds)
    assert repository.seeds == PurePosixPath("my seeds")
    repository.write(repository.commit("HEAD"), tmp_path / "out")
    written = {
        str(file.relative_to(tmp_path / "out")): file.read_bytes()
        for file in (tmp_path / "out").rglob("*")
        if file.is_file()
    }
    assert written == stored
    with pytest.raises(InputError, match="neither a build nor a revision"):
        repository.commit("--all")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_seeds_outside_a_repository_have_no_revisions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(InputError, match="git rev-parse failed"):
        Repository.around(tmp_path)

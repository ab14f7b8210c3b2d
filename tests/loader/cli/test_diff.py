"""``reportedly diff``: revisions, working trees and builds, as a reviewer and a script see them."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from reportedly.changes.formats.markdown import LIMIT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loader.cli.conftest import Command
    from tests.loader.conftest import Islands

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(root: Path, *arguments: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", "-C", str(root), *who, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def repository(my_islands: Islands, monkeypatch: pytest.MonkeyPatch) -> Islands:
    """Gives the two articles under git, committed one after the other; the work stands there."""
    monkeypatch.chdir(my_islands.root)
    git(my_islands.root, "init", "-q", "-b", "main")
    git(my_islands.root, "add", "seeds/registry", "seeds/external", "seeds/entries/tesk-divers.*")
    git(my_islands.root, "commit", "-q", "-m", "one")
    git(my_islands.root, "add", "seeds")
    git(my_islands.root, "commit", "-q", "-m", "two")
    return my_islands


def test_two_revisions_are_compared_and_nothing_is_checked_out(
    command: Command, repository: Islands
) -> None:
    repository.entry().unlink()
    ran = command("diff", "--seeds", "seeds", "HEAD~1..HEAD", "--exit-code")
    assert ran.code == 1
    first = git(repository.root, "rev-parse", "HEAD~1")[:12]
    assert ran.out.startswith(f"HEAD~1 ({first}) → HEAD (")
    assert "1 article added;" in ran.out
    assert "origins 1…2+ → 2…3+, because a trail now ends with Lio Marsh" in ran.out
    assert "seeds/entries/tesk-short.yaml:22" in ran.out
    assert "\x1b[" not in ran.out
    assert not repository.entry().exists()


def test_the_working_tree_is_compared_with_the_last_commit(
    command: Command, repository: Islands
) -> None:
    same = command("diff", "--seeds", "seeds", "--exit-code")
    assert same.code == 0
    assert "Nothing changes: both sides hold the same quads." in same.out
    repository.rewrite(repository.entry("tesk-short"), "modality: opinion", "modality: fact")
    changed = command("diff", "--seeds", "seeds", "--triples", "triples.diff")
    assert changed.code == 0
    assert "modality: opinion → fact" in changed.out
    lines = (repository.root / "triples.diff").read_text(encoding="utf-8").splitlines()
    modality = "/r2> <https://w3id.org/reportedly/ns#modality>"
    assert [line[0] for line in lines if modality in line] == ["-", "+"]


def test_json_and_markdown_go_to_standard_output_alone(
    command: Command, repository: Islands
) -> None:
    told = command("diff", "--seeds", "seeds", "HEAD~1..", "--output-format", "json")
    document = json.loads(told.out)
    assert (told.err, document["format"], document["differ"]) == ("", 1, True)
    assert {"article", "report", "origins"} <= {each["kind"] for each in document["changes"]}
    comment = command("diff", "--seeds", "seeds", "HEAD~1..", "--output-format", "markdown").out
    assert comment.startswith("### What this changes in the graph\n\n**1 article added;")
    assert len(comment.encode()) <= LIMIT


def test_a_side_that_does_not_pass_its_checks_is_not_compared(
    command: Command, repository: Islands
) -> None:
    broken = repository.entry("tesk-short")
    repository.rewrite(broken, "tells: divers-are-gift", "tells: nothing-known")
    git(repository.root, "commit", "-q", "-a", "-m", "broken")
    ran = command("diff", "--seeds", "seeds", "HEAD~1..HEAD")
    assert (ran.code, ran.out) == (2, "")
    assert "error[RP130]" in ran.err
    commit = git(repository.root, "rev-parse", "HEAD")[:12]
    assert f"--> {commit}:seeds/entries/tesk-short.yaml:" in ran.err
    assert "does not pass its checks (1 error): nothing was compared." in " ".join(ran.err.split())


def test_what_is_no_revision_is_said_to_be_none(command: Command, repository: Islands) -> None:
    ran = command("diff", "--seeds", "seeds", "nowhere..")
    assert ran.code == 2
    assert "'nowhere' is neither a build nor a revision of the repository" in ran.err


def test_a_branch_is_compared_with_where_it_left(command: Command, repository: Islands) -> None:
    root = repository.root
    git(root, "switch", "-q", "-c", "topic", "HEAD~1")
    repository.rewrite(repository.entry(), "review: reviewed", "review: draft")
    git(root, "commit", "-q", "-a", "-m", "topic")
    told = json.loads(
        command("diff", "--seeds", "seeds", "main...topic", "--output-format", "json").out
    )
    assert [(each["kind"], each["did"]) for each in told["changes"]] == [("article", "changed")]


def test_a_store_an_export_and_seeds_that_say_the_same_do_not_differ(
    command: Command, repository: Islands, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    assert command("load", "--seeds", "seeds", "--store", store).code == 0
    assert command("export", "--store", store, "-o", tmp_path / "all.nq").code == 0
    for other in ("seeds", str(tmp_path / "all.nq")):
        ran = command("diff", "--seeds", "seeds", "--exit-code", str(store), other)
        assert (ran.code, "Nothing changes" in ran.out) == (0, True)


def test_before_the_first_entry_there_is_nothing(command: Command, repository: Islands) -> None:
    git(repository.root, "checkout", "-q", "--orphan", "empty")
    git(repository.root, "rm", "-q", "-r", "--cached", ".")
    git(repository.root, "commit", "-q", "--allow-empty", "-m", "nothing yet")
    ran = command("diff", "--seeds", "seeds")
    assert ran.code == 0
    assert "2 articles added" in ran.out

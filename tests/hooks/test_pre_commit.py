"""The hooks, run by pre-commit itself, in a repository of their own with a faulty commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "example"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
COMMITTER = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")


def _hooks() -> list[dict[str, Any]]:
    hooks: list[dict[str, Any]] = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    return hooks


class Desk:
    """A git repository with the example's seeds and texts, and the hooks installed in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "desk"
        shutil.copytree(EXAMPLE / "seeds", self.folder / "seeds")
        shutil.copytree(EXAMPLE / "texts", folder / "texts")
        scripts = folder / "bin"
        scripts.mkdir()
        command = scripts / "reportedly"
        command.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m reportedly \"$@\"\n")
        command.chmod(0o755)
        inherited = {
            k: v for k, v in os.environ.items() if not k.startswith(("REPORTEDLY_", "GIT_"))
        }
        self.environment = inherited | {
            "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join(str(ROOT / tower) for tower in ("loader", "api")),
            "PRE_COMMIT_HOME": str(folder / "cache"),
            "REPORTEDLY_TEXTS": str(folder / "texts"),
            "COLUMNS": "100",
        }
        # The hooks as they are, but run by the command that is here: nothing is downloaded.
        local = [{**hook, "language": "system"} for hook in _hooks()]
        config = {"repos": [{"repo": "local", "hooks": local}]}
        (self.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
        self.run("git", "init", "-q")
        self.run("git", "add", "-A")
        self.run("git", *COMMITTER, "commit", "-q", "-m", "seeds")

    @property
    def entry(self) -> Path:
        return self.folder / "seeds" / "entries" / "port-sennet-dockers.yaml"

    def hook(self, name: str) -> subprocess.CompletedProcess[str]:
        self.run("git", "add", "-A")
        return self.run(sys.executable, "-m", "pre_commit", "run", name, check=False)

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            check=check,
            capture_output=True,
            text=True,
        )

    def spoil(self, old: str, new: str) -> None:
        text = self.entry.read_text(encoding="utf-8")
        assert text.count(old) >= 1
        self.entry.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    return Desk(tmp_path)


def test_there_are_two_hooks_and_pre_commit_takes_their_description() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", HOOKS],
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout
    assert [hook["id"] for hook in _hooks()] == ["reportedly-check", "reportedly-fix"]
    assert {hook["language"] for hook in _hooks()} == {"python"}


def test_a_clean_commit_passes_both(desk: Desk) -> None:
    desk.spoil("format: 1\n", "format: 1  # again\n")
    for name in ("reportedly-check", "reportedly-fix"):
        ran = desk.hook(name)
        assert ran.returncode == 0, ran.stdout
        assert "Passed" in ran.stdout


def test_a_commit_of_something_else_is_not_checked(desk: Desk) -> None:
    (desk.folder / "notes.md").write_text("Nothing.\n")
    assert "Skipped" in desk.hook("reportedly-check").stdout


def test_a_faulty_commit_is_refused_with_the_line(desk: Desk) -> None:
    desk.spoil("tells: dockers-sail\n", "tells: docker-sails\n")
    ran = desk.hook("reportedly-check")
    assert ran.returncode == 1
    assert "error[RP130]: the registry has no claim 'docker-sails'" in ran.stdout
    assert "seeds/entries/port-sennet-dockers.yaml:" in ran.stdout


def test_what_has_one_right_answer_is_mended_and_shown_to_be_staged(desk: Desk) -> None:
    before = desk.entry.read_bytes()
    desk.spoil("’", "'")
    ran = desk.hook("reportedly-fix")
    assert ran.returncode == 1  # pre-commit fails a hook that changed a file
    assert "files were modified by this hook" in ran.stdout
    assert "1 marks" in ran.stdout
    assert desk.entry.read_bytes() == before
    assert desk.hook("reportedly-fix").returncode == 0


@pytest.mark.slow
def test_pre_commit_installs_the_hooks_from_the_repository_itself(
    desk: Desk, tmp_path: Path
) -> None:
    """As a user of the hooks does, from a clone; it downloads what Reportedly needs to run."""
    clone = tmp_path / "clone"
    ours = (".git", ".venv", ".reportedly", ".hypothesis", "build", "tests", "bench")
    ignored = shutil.ignore_patterns(*ours, "*_cache", "__pycache__")
    shutil.copytree(ROOT, clone, ignore=ignored)
    for command in (
        ["git", "init", "-q"],
        ["git", "add", "-A"],
        ["git", *COMMITTER, "commit", "-q", "-m", "clone"],
    ):
        subprocess.run(command, cwd=clone, check=True, env=desk.environment)
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=clone, check=True, capture_output=True, text=True
    )
    hooks = [{"id": "reportedly-check"}]
    config = {"repos": [{"repo": str(clone), "rev": head.stdout.strip(), "hooks": hooks}]}
    (desk.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    del desk.environment["PYTHONPATH"]
    desk.spoil("tells: dockers-sail\n", "tells: docker-sails\n")
    ran = desk.hook("reportedly-check")
    if "CalledProcessError" in ran.stdout + ran.stderr:
        pytest.skip("pre-commit could not install the hook's environment: no network")
    assert ran.returncode == 1
    assert "error[RP130]: the registry has no claim 'docker-sails'" in ran.stdout

"""A data repository with a pull request, as a CI finds it: invented islands, real git."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ISLANDS: Final = Path(__file__).parents[1] / "data" / "islands"
SHORT: Final = "seeds/entries/tesk-short.yaml"
LONG: Final = "seeds/entries/tesk-divers.yaml"
ACTOR: Final = "seeds/registry/actors/oda-fenwick.yaml"
ELSEWHERE: Final = "seeds/registry/actors/ines-vale.yaml"
_WHO: Final = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Somebody"), ("EMAIL", "somebody@example.org"))
}


def git(folder: Path, *arguments: str) -> str:
    """What git prints, whatever the person who runs the tests has configured."""
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    bare = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    ran = subprocess.run(
        ["git", "-c", "protocol.file.allow=always", "-C", str(folder), *arguments],
        env=bare | alone | _WHO,
        check=True,
        capture_output=True,
        text=True,
    )
    return ran.stdout.strip()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pull request.

    Attributes:
        origin: the repository that it is made to; its branch ``main`` has moved on meanwhile.
        began: where it left ``main``.
        base: the last commit of ``main``.
        head: its own last commit.
        merge: its merge into ``main``, which GitHub checks out.
    """

    origin: Path
    began: str
    base: str
    head: str
    merge: str

    def checkout(self, folder: Path, *options: str, commit: str = "") -> Path:
        """A clone with the merge checked out, or another commit."""
        folder.mkdir()
        git(folder, "init", "-q")
        git(folder, "remote", "add", "origin", self.origin.as_uri())
        git(folder, "fetch", "-q", *options, "origin", commit or self.merge)
        git(folder, "checkout", "-q", "FETCH_HEAD")
        return folder

    def event(self, *, fork: bool = False) -> dict[str, Any]:
        """The event, with what GitHub's webhooks say of a pull request that we read, and more."""
        home = {"full_name": "somebody/islands" if fork else "islands/data", "fork": fork}
        return {
            "action": "synchronize",
            "number": 7,
            "pull_request": {
                "number": 7,
                "title": "Divers, once more",
                "head": {"ref": "topic", "sha": self.head, "repo": home},
                "base": {"ref": "main", "sha": self.base, "repo": {"full_name": "islands/data"}},
            },
            "repository": {"full_name": "islands/data"},
        }


def propose(folder: Path, change: Callable[[Path], None]) -> Proposal:
    """A repository whose ``main`` has the islands, and a pull request that changes them."""
    origin = folder / "origin"
    shutil.copytree(ISLANDS, origin)
    git(origin, "init", "-q", "-b", "main")
    git(origin, "config", "uploadpack.allowAnySHA1InWant", "true")  # as GitHub's servers
    began = _commit(origin, "Begin")
    git(origin, "checkout", "-q", "-b", "topic")
    change(origin)
    head = _commit(origin, "Propose")
    git(origin, "checkout", "-q", "main")
    swap(origin / ELSEWHERE, "kind: person\n", "kind: person\naliases:\n  en: [Dame Ines]\n")
    base = _commit(origin, "Something else, by somebody else")
    git(origin, "merge", "-q", "--no-ff", "-m", "Merge", "topic")
    merge = git(origin, "rev-parse", "HEAD")
    git(origin, "update-ref", "refs/pull/7/merge", merge)
    git(origin, "reset", "-q", "--hard", base)
    return Proposal(origin, began, base, head, merge)


def _commit(folder: Path, message: str) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def sound(folder: Path) -> None:
    """What r3 tells is offered, no more planned."""
    text = (folder / LONG).read_text(encoding="utf-8")
    before, mark, after = text.partition("  - id: r3\n")
    (folder / LONG).write_text(
        before + mark + after.replace("modality: planned", "modality: offered", 1), encoding="utf-8"
    )


def faulty(folder: Path) -> None:
    """The same, with a bad anchor, an id that names nothing and an unknown key elsewhere."""
    sound(folder)
    swap(folder / SHORT, "cue: {q: called}", "cue: {q: calls}")
    swap(folder / SHORT, "tells: divers-are-gift\n", "tells: divers-are-gifts\n")
    swap(folder / ACTOR, "kind: person\n", "kind: person\nhomepage: oda.example\n")


def swap(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text.count(old))
    file.write_text(text.replace(old, new), encoding="utf-8")


def write_event(folder: Path, event: dict[str, Any]) -> Path:
    file = folder / "event.json"
    file.write_text(json.dumps(event), encoding="utf-8")
    return file

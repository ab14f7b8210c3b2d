"""What a run of GitHub Actions is about: its event, and the commits that are compared."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

PULL_REQUESTS: Final = frozenset({"pull_request", "pull_request_target"})
_NOBODY: Final = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (
        ("NAME", "reportedly"),
        ("EMAIL", "reportedly@invalid"),
        ("DATE", "1970-01-01T00:00:00Z"),
    )
}


class GitError(Exception):
    """Git refused; the message is its own."""


@dataclass(frozen=True, slots=True)
class Event:
    """What set the run off.

    https://docs.github.com/actions/reference/events-that-trigger-workflows

    Attributes:
        name: of the event, as ``GITHUB_EVENT_NAME`` has it.
        pull_request: its number; None if there is none.
        base: the commit before, as the event has it; "" if it has none, as for a new branch.
        head: the last commit of the pull request; "" if there is none.
        from_fork: whether the pull request comes from another repository.
    """

    name: str
    pull_request: int | None = None
    base: str = ""
    head: str = ""
    from_fork: bool = False

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Event:
        """The event of this run, from the file at ``GITHUB_EVENT_PATH``."""
        name, path = environ.get("GITHUB_EVENT_NAME", ""), environ.get("GITHUB_EVENT_PATH")
        told: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8")) if path else {}
        if name in PULL_REQUESTS:
            pull = told["pull_request"]
            # The repository of a pull request is null once the fork is deleted.
            home = (pull["head"]["repo"] or {}).get("full_name")
            return cls(
                name,
                pull["number"],
                pull["base"]["sha"],
                pull["head"]["sha"],
                home != pull["base"]["repo"]["full_name"],
            )
        if name == "merge_group":
            return cls(name, base=told["merge_group"]["base_sha"])
        before = told.get("before", "") if name == "push" else ""
        return cls(name, base="" if set(before) == {"0"} else before)

    @property
    def is_a_proposal(self) -> bool:
        """Whether it asks to be merged into a branch that was checked when it became what it is."""
        return self.name in PULL_REQUESTS or self.name == "merge_group"


@dataclass(frozen=True, slots=True)
class Git:
    """Git in one folder.

    Args:
        folder: a folder of the repository.
    """

    folder: Path

    def __call__(self, *arguments: str, **more: str) -> str:
        """What a command of git prints.

        Args:
            arguments: of git.
            more: variables of its environment.

        Raises:
            GitError: it failed.
        """
        ran = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=trusting(self.folder) | more,
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise GitError(ran.stderr.strip() or f"git {arguments[0]} failed")
        return ran.stdout

    def commit(self, revision: str, *, alone: bool = True) -> str:
        """The digest of a commit, fetched if the checkout does not have it.

        Args:
            revision: what git takes for a commit.
            alone: whether it is fetched without those before it.

        Raises:
            GitError: there is no such commit here, and none to be had.
        """
        wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options")
        try:
            return self(*wanted, f"{revision}^{{commit}}").strip()
        except GitError:
            depth = ("--depth=1",) if alone else ()
            self("fetch", "--quiet", "--no-tags", *depth, "origin", "--", revision)
            return self(*wanted, "FETCH_HEAD^{commit}").strip()

    def parents(self) -> Sequence[str]:
        """The parents of the commit that is checked out, also where a shallow clone lacks them."""
        head = self("cat-file", "commit", "HEAD").partition("\n\n")[0]
        return [line[7:] for line in head.splitlines() if line.startswith("parent ")]


def trusting(folder: Path) -> dict[str, str]:
    """The environment of a command that may call git, in a folder that another user checked out.

    As in a job in a container: https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory
    """
    number = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    return os.environ | {
        "GIT_CONFIG_COUNT": str(number + 1),
        f"GIT_CONFIG_KEY_{number}": "safe.directory",
        f"GIT_CONFIG_VALUE_{number}": str(folder),
    }


def base_of(event: Event, git: Git) -> str:
    """The commit that a run is compared with; "" if its event has none.

    Of a pull request, GitHub checks out its merge into the target: then it is the merge's first
    parent, so that what others merged meanwhile is no part of the change. Where the branch itself
    is checked out, it is the commit at which it left the target.

    Raises:
        GitError: the commit is not to be had.
    """
    if not event.base:
        return ""
    parents = git.parents()
    if len(parents) > 1 and event.head in parents[1:]:
        return git.commit(parents[0])
    if not event.is_a_proposal:
        return git.commit(event.base)
    base = git.commit(event.base, alone=False)
    return git("merge-base", "--end-of-options", base, "HEAD").strip()


def leaving_out(files: Iterable[str], base: str, git: Git) -> str:
    """A commit like the one checked out, but with some files as they were at another.

    Neither the working tree, nor the index, nor any branch is touched.

    Args:
        files: their paths from the top of the repository; an entry's lock goes with it.
        base: the other commit.
        git: at the top of the repository.
    """
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        git("read-tree", "HEAD", **index)
        for file in sorted({each for name in files for each in _together(name)}):
            was = git("--literal-pathspecs", "ls-tree", "-z", base, "--", file)
            if was:
                mode, _, rest = was.partition(" ")
                blob = rest.split(" ", 1)[1].partition("\t")[0]
                git("update-index", "--add", "--cacheinfo", f"{mode},{blob},{file}", **index)
            else:
                git("update-index", "--force-remove", "--", file, **index)
        tree = git("write-tree", **index).strip()
    return git(
        "commit-tree", tree, "-p", "HEAD", "-m", "Without what is in error", **_NOBODY
    ).strip()


def _together(name: str) -> tuple[str, ...]:
    path = Path(name)
    if path.parent.name != "entries":
        return (name,)
    return tuple(str(path.with_suffix(ending)) for ending in (".yaml", ".lock"))

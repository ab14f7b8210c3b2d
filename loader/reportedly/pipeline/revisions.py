"""The seeds as they stood at a revision, out of git: read as stored, nothing is checked out."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reportedly.errors import InputError

_FILE = "100"
"""How the mode of a plain file begins in a tree; links and submodules begin otherwise."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository that holds a folder of seeds.

    Attributes:
        root: the top of its working tree.
        seeds: the folder of the seeds, from there.
    """

    root: Path
    seeds: PurePosixPath

    @classmethod
    def around(cls, seeds: Path) -> Repository:
        """The repository that a folder of seeds lies in.

        Raises:
            InputError: it lies in none, or git is not installed.
        """
        folder = seeds.resolve()
        top = _git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n")
        root = Path(top).resolve()
        return cls(root, PurePosixPath(folder.relative_to(root).as_posix()))

    def commit(self, revision: str) -> str:
        """The commit that a revision names, as its full hash.

        Raises:
            InputError: it names none.
        """
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        try:
            return _git(self.root, *asked).decode().strip()
        except InputError as error:
            raise InputError(
                f"'{revision}' is neither a build nor a revision of the repository",
                where=str(self.root),
                mend="Name a commit, a branch or a tag; a store's directory, or an exported file. "
                "In a shallow clone, fetch the revision first.",
            ) from error

    def merge_base(self, one: str, other: str) -> str:
        """The commit that two revisions branched off from, as its full hash.

        Raises:
            InputError: there is none, or none was fetched.
        """
        try:
            return (
                _git(self.root, "merge-base", self.commit(one), self.commit(other)).decode().strip()
            )
        except InputError as error:
            raise InputError(
                f"'{one}' and '{other}' have no commit in common here",
                where=str(self.root),
                mend="Fetch the history (in a GitHub workflow: fetch-depth: 0).",
            ) from error

    def write(self, commit: str, folder: Path) -> None:
        """Writes the seeds of a commit into a folder, byte for byte as they are stored.

        A commit without seeds leaves the folder empty. Symbolic links are not followed.
        """
        listed = _git(
            self.root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{self.seeds}/"
        )
        files = [line for line in listed.decode().split("\0") if line.startswith(_FILE)]
        names = [PurePosixPath(line.partition("\t")[2]) for line in files]
        blobs = [line.split()[2] for line in files]
        for name, data in zip(names, _blobs(self.root, blobs), strict=True):
            file = folder / name.relative_to(self.seeds)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


def _blobs(root: Path, names: Sequence[str]) -> Iterator[bytes]:
    """What blobs hold, in their order (git-cat-file, "Batch output")."""
    if not names:
        return
    answer = _git(root, "cat-file", "--batch", given="\n".join(names).encode() + b"\n")
    at = 0
    for _ in names:
        line = answer.index(b"\n", at)
        size = int(answer[at:line].split()[2])
        yield answer[line + 1 : line + 1 + size]
        at = line + 1 + size + 1


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], input=given, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise InputError("git is not installed, and revisions are read by it") from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise InputError(
            f"git {arguments[0]} failed: {said[-1] if said else 'it said nothing'}",
            where=str(folder),
            mend="Revisions are those of the git repository that holds the seeds (--seeds).",
        )
    return done.stdout

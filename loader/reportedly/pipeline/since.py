"""What has changed since a revision of git, and which entries that can touch."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import InputError
from reportedly.lock.lockfile import lock_path
from reportedly.pipeline.files import SeedFiles
from reportedly.pipeline.slices import Slices
from reportedly.pipeline.sources import Sources
from reportedly.pipeline.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since a revision at which everything was sound.

    Attributes:
        revision: as it was given.
        paths: the files that differ from it, are new or are gone, absolute; of all of the
            repository.
    """

    revision: str
    paths: frozenset[Path]

    def changes_rules(self, sources: Sources) -> bool:
        """Whether a shape, a rule or the vocabulary has changed, so that every entry is checked."""
        shapes, ontology = sources.shapes.resolve(), sources.ontology.resolve()
        return ontology in self.paths or any(path.parent == shapes for path in self.paths)

    def changes(self, entry: Path) -> bool:
        """Whether an entry or its lock has changed."""
        return not self.paths.isdisjoint((entry.resolve(), lock_path(entry).resolve()))

    def records(self, seeds: SeedFiles) -> frozenset[str]:
        """The ids of the registry records that have changed, are new or are gone."""
        registry = (seeds.root / "registry").resolve()
        return frozenset(path.stem for path in self.paths if path.is_relative_to(registry))

    def touches(self, verdict: Verdict, records: frozenset[str], slices: Slices) -> bool:
        """Whether a verdict can follow from one of some records, by whatever hangs between."""
        if verdict.leans_on_all:
            return bool(records)
        return not records.isdisjoint(slices.closure(verdict.leans_on))


def changed_since(revision: str, folder: Path) -> Since:
    """Ask git what differs between a revision and the files as they lie there.

    Args:
        revision: what git takes for a commit: a branch, a tag, ``HEAD~1``, a digest.
        folder: a folder of the repository.

    Raises:
        InputError: git is not installed, the folder is in no repository, or there is no such
            commit.
    """
    top = Path(_git(folder, "rev-parse", "--show-toplevel").rstrip("\n"))
    commit = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    ).strip()
    # With renames told apart: what is gone under the old name can be missed there.
    named = _git(top, "diff", "--name-only", "--no-renames", "-z", commit, "--")
    new = _git(top, "ls-files", "--others", "-z")  # what is ignored is checked all the same
    paths = (top / name for name in (named + new).split("\0") if name)
    return Since(revision, frozenset(path.resolve() for path in paths))


def _git(folder: Path, *arguments: str) -> str:
    try:
        ran = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise InputError(
            "git is not installed, so that nobody knows what has changed",
            mend="Install git, or check everything: leave --changed-since out.",
        ) from error
    if ran.returncode != 0:
        said = ran.stderr.strip() or f"there is no commit '{arguments[-1].partition('^')[0]}'"
        raise InputError(
            f"git does not know what has changed: {said}",
            where=str(folder),
            mend="Name a commit of the repository that holds the seeds; in a shallow clone, fetch "
            "it first.",
        )
    return ran.stdout

"""The two sides of a comparison, opened: a revision, the working tree, a folder, or a build."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from reportedly.errors import InputError
from reportedly.graph.context import record_iri
from reportedly.graph.origins import origins
from reportedly.ids import Ids
from reportedly.lock.lockfile import lock_path, read_lock
from reportedly.model.entry import Entry
from reportedly.model.findings import Finding
from reportedly.parse.documents import parse_document
from reportedly.pipeline.build import Progress, Sources, drafted
from reportedly.pipeline.files import SeedFiles, find_seeds
from reportedly.pipeline.revisions import Repository
from reportedly.store.backends import open_view
from reportedly.store.files import is_export, open_file
from reportedly.store.protocol import View

Sort = Literal["revision", "fork", "working tree", "seeds", "build"]

HEAD: Final = "HEAD"
_URL: Final = re.compile(r"https?://")
_LINKED: Final = "current"
"""What a store's directory has in it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A side as it was asked for.

    Attributes:
        sort: what it is; a ``fork`` is where the revisions ``A...B`` branched off from each other.
        name: the revision (of a fork both), or the location.
    """

    sort: Sort
    name: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """A side that can be compared.

    Attributes:
        name: what a reader is told that it is.
        view: its build.
        where: gives the file and the line (from 1) that say a node, as ``file:line``; "" if none.
        from_seeds: whether it was built here.
    """

    name: str
    view: View
    where: Callable[[str], str]
    from_seeds: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A side that does not pass its checks, and so has no build.

    Attributes:
        name: what a reader is told that it is.
        findings: all that the checks have to say.
    """

    name: str
    findings: tuple[Finding, ...]


def wanted(arguments: Sequence[str]) -> tuple[Wanted, Wanted]:
    """The two sides that a command's arguments name, as git's diff reads them.

    Nothing: the last commit and the working tree. ``A..B``: two revisions; ``A..``: a revision and
    the working tree; ``A...B``: where they branched off, and the second. ``A``: that and the
    working tree. ``A B``: the two. A name is a build or a folder of seeds if such a thing is there.

    Raises:
        InputError: there are more than two.
    """
    tree = Wanted("working tree")
    match list(arguments):
        case []:
            return Wanted("revision", HEAD), tree
        case [both] if "..." in both and not Path(both).exists():
            one, _, other = both.partition("...")
            fork = f"{one or HEAD}...{other or HEAD}"
            return Wanted("fork", fork), Wanted("revision", other) if other else tree
        case [both] if ".." in both and not Path(both).exists():
            one, _, other = both.partition("..")
            first = Wanted("revision", one or HEAD)
            return first, Wanted("revision", other) if other else tree
        case [one]:
            return _side(one), tree
        case [one, other]:
            return _side(one), _side(other)
    raise InputError(
        f"a comparison has two sides, and {len(arguments)} were given",
        mend="Say REV..REV, REV.. for the working tree, or two builds.",
    )


def _side(name: str) -> Wanted:
    path = Path(name)
    if _URL.match(name) or is_export(path) or (path / _LINKED).is_symlink():
        return Wanted("build", name)
    return Wanted("seeds", name) if (path / "entries").is_dir() else Wanted("revision", name)


@contextmanager
def opened(
    side: Wanted, sources: Sources, progress: Progress | None = None
) -> Iterator[Side | Refused]:
    """Opens one side; seeds are checked and built as `load` would, and thrown away afterwards.

    Args:
        side: which.
        sources: the working tree's seeds, and ontology, shapes and names for any seeds.
        progress: told of the work as it goes on.

    Raises:
        InputError: there is no such revision, folder or file.
        StoreError: a build cannot be read.
    """
    if side.sort == "build":
        path = Path(side.name)
        with open_file(path) if is_export(path) else open_view(side.name) as view:
            yield Side(f"build {side.name}", view, lambda _: "", from_seeds=False)
    elif side.sort in {"working tree", "seeds"}:
        folder = Path(side.name) if side.sort == "seeds" else sources.seeds.root
        seeds = find_seeds(folder, none_is_fine=True)
        name = "working tree" if side.sort == "working tree" else f"seeds {side.name}"
        with _built(name, replace(sources, seeds=seeds), _shown(folder), progress) as built:
            yield built
    else:
        repository = Repository.around(sources.seeds.root)
        one, _, other = side.name.partition("...")
        fork = side.sort == "fork"
        commit = repository.merge_base(one, other) if fork else repository.commit(side.name)
        name = f"{side.name} ({commit[:12]})" if not commit.startswith(side.name) else commit[:12]
        name = f"fork of {name}" if fork else name
        with tempfile.TemporaryDirectory(prefix="reportedly-revision-") as folder_name:
            root = Path(folder_name)
            repository.write(commit, root)
            seeds = find_seeds(root, none_is_fine=True)
            shown = str(repository.seeds)
            there = replace(sources, seeds=seeds)
            with _built(name, there, shown, progress, commit) as built:
                yield built


@contextmanager
def _built(
    name: str, sources: Sources, shown: str, progress: Progress | None, commit: str = ""
) -> Iterator[Side | Refused]:
    with drafted(sources, progress) as (outcome, view):
        if view is None:
            findings = _named(outcome.findings, sources.seeds.root, commit, shown)
            yield Refused(name, tuple(findings))
        else:
            yield Side(name, view, Places(sources.seeds, sources.ids, shown).of, from_seeds=True)


def _named(findings: Sequence[Finding], root: Path, commit: str, shown: str) -> Iterator[Finding]:
    """Findings in files as git names them at a commit; those of other seeds as they are."""
    for finding in findings:
        if commit and finding.file.is_relative_to(root):
            file = Path(f"{commit[:12]}:{shown}") / finding.file.relative_to(root)
            yield replace(finding, file=file)
        else:
            yield finding


def _shown(folder: Path) -> str:
    """A folder as people name it: from the top of its repository, or from where they stand."""
    try:
        return str(Repository.around(folder).seeds)
    except InputError:  # the seeds need not be in a repository
        here = Path.cwd()
        return str(folder.relative_to(here) if folder.is_relative_to(here) else folder)


class Places:
    """Where the nodes of one side are said; an entry is read when one of its nodes is asked for.

    Args:
        seeds: the files.
        ids: how instances are named.
        shown: the seeds' folder, as readers know it.
    """

    def __init__(self, seeds: SeedFiles, ids: Ids, shown: str) -> None:
        self._seeds = seeds
        self._ids = ids
        self._shown = shown
        self._lines: dict[Path, Mapping[str, int]] = {}
        self._files = {ids.article(file.stem).value: file for file in seeds.entries}
        self._records = {record_iri(ids, f.stem).value: f for _, f in seeds.records}

    def of(self, node: str) -> str:
        """The file and the line that say a node, as ``file:line``; "" if no file does."""
        if record := self._records.get(node):
            return self._at(record, 1)
        base = self._ids.node("article", "").value
        article = base + node.removeprefix(base).split("/")[0]
        file = self._files.get(article) if node.startswith(base) else None
        if file is None:
            return ""
        if file not in self._lines:
            self._lines[file] = self._read(file)
        return self._at(file, self._lines[file].get(node, 1))

    def _read(self, file: Path) -> Mapping[str, int]:
        parsed = parse_document(file.read_bytes(), file, Entry)
        lock = read_lock(lock_path(file).read_bytes(), lock_path(file))
        if parsed.document is None or isinstance(lock, Finding):
            return {}
        said = origins(parsed.document, lock, self._ids)
        return {node.value: parsed.source.at(path).line for node, path in said.items()}

    def _at(self, file: Path, line: int) -> str:
        return f"{Path(self._shown) / file.relative_to(self._seeds.root)}:{line}"

"""The files that a build is made from, found and read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import InputError
from reportedly.model.registry import KINDS


@dataclass(frozen=True, slots=True)
class SeedFiles:
    """A seeds folder: ``entries/``, ``registry/<kind>/`` and ``external/wikidata.yaml``.

    Attributes:
        root: the folder.
        entries: the entry files, sorted.
        records: the registry files, sorted, each with the folder that says its kind.
        external: the links file, if there is one.
    """

    root: Path
    entries: tuple[Path, ...]
    records: tuple[tuple[str, Path], ...]
    external: Path | None


def find_seeds(root: Path, *, none_is_fine: bool = False) -> SeedFiles:
    """Find the files below a seeds folder.

    Args:
        root: the folder.
        none_is_fine: whether a folder without any entry is one, as before the first was added.

    Raises:
        InputError: there is no such folder, or it holds no entry, or a registry folder is of a
            kind that is not known.
    """
    if not root.is_dir():
        raise InputError("there is no such seeds folder", where=str(root))
    entries = tuple(sorted((root / "entries").glob("*.yaml")))
    if not entries and not none_is_fine:
        raise InputError(
            "the seeds folder holds no entry",
            where=str(root / "entries"),
            mend="An entry is a file entries/<id>.yaml; see CONTRIBUTING.md.",
        )
    external = root / "external" / "wikidata.yaml"
    return SeedFiles(root, entries, find_records(root), external if external.is_file() else None)


def find_records(root: Path) -> tuple[tuple[str, Path], ...]:
    """The registry files below a seeds folder, sorted, each with the folder that says its kind.

    Raises:
        InputError: a registry folder is of a kind that is not known.
    """
    records: list[tuple[str, Path]] = []
    registry = root / "registry"
    for folder in sorted(p for p in registry.glob("*") if p.is_dir()):
        if folder.name not in KINDS:
            raise InputError(
                f"'{folder.name}' is no kind of record",
                where=str(folder),
                mend=f"The registry's folders are {', '.join(KINDS)}.",
            )
        records += [(folder.name, file) for file in sorted(folder.glob("*.yaml"))]
    return tuple(records)


@dataclass(frozen=True, slots=True)
class TextShelf:
    """The articles' texts that are at hand, by the digest of their bytes.

    Attributes:
        root: the folder that was searched.
        files: from SHA-256 (hex) to the file.
    """

    root: Path
    files: dict[str, Path]

    @classmethod
    def of(cls, root: Path) -> TextShelf:
        """Digest every ``.txt`` file below a folder.

        Raises:
            InputError: there is no such folder.
        """
        if not root.is_dir():
            raise InputError("there is no such folder of texts", where=str(root))
        files = {
            hashlib.sha256(file.read_bytes()).hexdigest(): file
            for file in sorted(root.rglob("*.txt"))
        }
        return cls(root, files)

    def text(self, sha256: str) -> str | None:
        """The text with this digest, decoded from UTF-8; None if it is not at hand.

        Raises:
            InputError: the file is not UTF-8.
        """
        file = self.files.get(sha256)
        if file is None:
            return None
        try:
            return file.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(
                f"the text is not UTF-8 at byte {error.start}", where=str(file)
            ) from error

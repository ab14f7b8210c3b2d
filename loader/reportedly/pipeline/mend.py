"""The fixes over a folder of seeds: what each file would be, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from reportedly.fixes.mend import mend
from reportedly.fixes.relock import relock
from reportedly.fixes.sheet import Sheet
from reportedly.lock.lockfile import lock_path
from reportedly.model.anchors import Document
from reportedly.model.entry import Entry
from reportedly.model.registry import KINDS, External
from reportedly.pipeline.files import SeedFiles, TextShelf


@dataclass(frozen=True, slots=True)
class Mending:
    """What the fixes make of one file.

    Attributes:
        file: the file.
        before: its bytes; None if it is not there yet.
        after: its bytes, mended.
        done: how many edits each fix made, by its name.
    """

    file: Path
    before: bytes | None
    after: bytes
    done: Mapping[str, int]

    def diff(self, name: str) -> Iterator[str]:
        """The change as a unified diff, line by line, as `git apply` and `patch` read it.

        Args:
            name: what the file is called in it, with ``/`` between folders.
        """
        before = [] if self.before is None else self.before.decode().splitlines(keepends=True)
        old = "/dev/null" if self.before is None else f"a/{name}"
        after = self.after.decode().splitlines(keepends=True)
        for line in unified_diff(before, after, old, f"b/{name}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"

    def write(self) -> None:
        """Write the file, whole or not at all."""
        fresh = self.file.with_name(f"{self.file.name}.new")
        fresh.write_bytes(self.after)
        fresh.replace(self.file)


def mendings(seeds: SeedFiles, texts: TextShelf | None) -> Iterator[Mending]:
    """What the fixes change, file by file; what is no YAML in UTF-8 is left to its finding.

    Args:
        seeds: the files to mend.
        texts: the texts at hand; without them, no anchor is mended and no lock made.
    """
    kinds: list[tuple[Path, type[Document]]] = [(file, Entry) for file in seeds.entries]
    kinds += [(file, KINDS[folder]) for folder, file in seeds.records]
    if seeds.external is not None:
        kinds.append((seeds.external, External))
    for file, kind in kinds:
        before = file.read_bytes()
        try:
            text = before.decode("utf-8")
        except UnicodeDecodeError:  # RP001 says so, with the byte
            continue
        sheet = Sheet(file, kind, text, _none if texts is None else texts.text)
        mended = mend(sheet)
        if mended.text != text:
            yield Mending(file, before, mended.text.encode(), mended.done)
        if kind is Entry:
            yield from _lock(sheet.with_text(mended.text))


def _lock(sheet: Sheet) -> Iterator[Mending]:
    file = lock_path(sheet.file)
    stored = file.read_bytes() if file.exists() else None
    fresh = relock(sheet, stored)
    if fresh is not None and fresh != stored:
        yield Mending(file, stored, fresh, {"lock": 1})


def _none(_: str) -> str | None:
    return None

"""The verdicts of former checks of one seeds folder, under the settings of now."""

from __future__ import annotations

import logging
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from reportedly.lock.lockfile import lock_path
from reportedly.pipeline.cache import database, verdicts
from reportedly.pipeline.cache.database import Content, DamagedError, Row
from reportedly.pipeline.cache.settings import settings_digest
from reportedly.pipeline.slices import Slices, digest_of
from reportedly.pipeline.sources import Sources
from reportedly.pipeline.verdict import Verdict, content_digest

KEPT: Final = 4
"""Databases in a folder at most, one for each settings; the one used longest ago goes first."""
_YOUNG: Final = 2_000_000_000
"""Nanoseconds: a file changed so shortly ago could change again without showing it."""
_log = logging.getLogger(__name__)


class Remembered:
    """What former checks found of entries that have not changed since.

    An entry is as it was if its bytes, its lock's, whether its text is at hand, and every record
    that its verdict can follow from are as they were. A damaged database is thrown away.

    Args:
        folder: where databases are kept; made if it is not there.
        sources: what is checked.
        slices: the registry as it is now.
    """

    def __init__(self, folder: Path, sources: Sources, slices: Slices) -> None:
        self._sources = sources
        self._slices = slices
        self._file = folder / f"{settings_digest(sources)}.sqlite"
        self._now: dict[str, tuple[str, str]] = {}
        self._new: dict[str, Row] = {}
        self._unsure: set[str] = set()
        if not folder.is_dir():
            folder.mkdir(parents=True)
            (folder / ".gitignore").write_text("*\n")  # nobody wants it in a repository
        _prune(folder, self._file)
        self._content = self._read()
        self._numbers = {said: number for number, said in self._content.uses.items()}
        self._new_uses: dict[int, str] = {}

    def _read(self) -> Content:
        try:
            return database.read(self._file)
        except DamagedError as error:
            _log.warning("%s is damaged, so all is checked anew: %s", self._file, error)
            self._file.unlink(missing_ok=True)
            return Content({}, {}, {})

    def row(self, file: Path) -> Row | None:
        """What is known of an entry as it is now; None if it has changed, or was never seen."""
        path = str(file)
        row = self._new.get(path) or self._content.rows.get(path)
        stamp = _stamp(file)
        if row is not None and stamp and stamp == row.stamp:
            content = row.content
        else:
            content = content_digest(file)
        self._now[path] = (stamp, content)
        if row is None or row.key != self._key(content, row.text, row.leans_on):
            return None
        if stamp and stamp != row.stamp:
            self._new[path] = replace(row, stamp=stamp)
        return row

    def verdict(self, file: Path, row: Row) -> Verdict | None:
        """The verdict of a row; None if the entry was only summed up."""
        if not row.standing:
            return None
        try:
            findings, afterwards, ledger = verdicts.understand(row.verdict)
        except ValueError as error:
            _log.warning("a verdict of %s cannot be read: %s", file, error)
            return None
        return Verdict(
            file, row.content, row.standing, tuple(findings), tuple(afterwards),  # type: ignore[arg-type]
            ledger, None, row.text, (), leans_on_all=False,
        )  # fmt: skip

    def keep(self, verdict: Verdict, *, summed_up: bool = False) -> None:
        """Remember a verdict, if it may be; what was known of the entry before is forgotten.

        Args:
            verdict: what a check found.
            summed_up: whether only its summary is to be used, since it was not checked in full.
        """
        path = str(verdict.file)
        stamp, content = self._now[path]
        told = "" if summed_up else verdicts.say(verdict)
        summary = verdict.summary
        if told is None or summary is None or not summary.closed or verdict.content != content:
            self._new.pop(path, None)
            self._unsure.add(path)
            return
        leans_on = "*" if verdict.leans_on_all else " ".join(verdict.leans_on)
        self._unsure.discard(path)
        self._new[path] = Row(
            path,
            stamp,
            content,
            self._key(content, summary.text, leans_on),
            summary.text,
            leans_on,
            "" if summed_up else verdict.standing,
            told,
            summary.article,
            summary.supersedes or "",
            array("I", [self._number(use) for use in summary.uses]).tobytes(),
        )

    def told(self, name: str) -> str | None:
        """Something else that was remembered, by name."""
        return self._content.told.get(name)

    def uses(self, rows: Iterable[Row]) -> Iterator[str]:
        """Predicate and record id of every use that some rows hold, each once."""
        found: set[int] = set()
        for row in rows:
            found.update(database.numbers(row.uses))
        known = {**self._content.uses, **self._new_uses}
        return (known[number] for number in sorted(found))

    def save(self, files: Iterable[Path], **told: str) -> None:
        """Write what is new, and forget entries that are not among some files."""
        there = {str(file) for file in files}
        gone = [path for path in self._content.rows if path not in there or path in self._unsure]
        if told.items() <= self._content.told.items() and not (gone or self._new):
            return
        if self._written(gone, told):
            self._content.told.update(told)
            for path in gone:
                del self._content.rows[path]

    def save_so_far(self) -> None:
        """Write what is new, so that a check that is broken off has not been for nothing."""
        if self._new:
            self._written((), {})

    def _written(self, gone: Iterable[str], told: Mapping[str, str]) -> bool:
        content = self._content
        try:
            written = database.write(
                self._file,
                rows=self._new.values(),
                gone=gone,
                uses=self._new_uses,
                told=told,
                generation=content.generation,
            )
        except DamagedError as error:
            _log.warning("verdicts cannot be remembered: %s", error)
            return False
        if not written:
            _log.info("another check has written %s meanwhile", self._file)
            return False
        content.rows.update(self._new)
        content.uses.update(self._new_uses)
        content.told[database.GENERATION] = str(content.generation + 1)
        self._new.clear()
        self._new_uses.clear()
        return True

    def _number(self, use: str) -> int:
        number = self._numbers.get(use)
        if number is None:
            number = self._numbers[use] = len(self._numbers) + 1
            self._new_uses[number] = use
        return number

    def _key(self, content: str, text: str, leans_on: str) -> str:
        texts = self._sources.texts
        at_hand = texts is not None and text in texts.files
        if leans_on == "*":
            told = self._slices.whole.encode()
        else:
            told = b"\n".join(map(self._slices.named, leans_on.split()))
        return digest_of(content.encode(), str(at_hand).encode(), told)


def _stamp(file: Path) -> str:
    """Size, times and inode of an entry and its lock; empty if one is too young to trust."""
    told: list[str] = []
    for path in (file, lock_path(file)):
        try:
            at = path.stat()
        except FileNotFoundError:
            told.append("-")
            continue
        if max(at.st_mtime_ns, at.st_ctime_ns) > time.time_ns() - _YOUNG:
            return ""
        told.append(f"{at.st_size} {at.st_mtime_ns} {at.st_ctime_ns} {at.st_ino}")
    return ", ".join(told)


def _prune(folder: Path, used: Path) -> None:
    others = [file for file in folder.glob("*.sqlite") if file != used]
    others.sort(key=lambda file: file.stat().st_mtime, reverse=True)
    for file in others[KEPT - 1 :]:
        file.unlink(missing_ok=True)

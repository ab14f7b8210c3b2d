"""One SQLite file: a row an entry, and each use of a record by a number of its own."""

from __future__ import annotations

import hashlib
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any, Final

_PATIENCE: Final = 10.0
"""Seconds to wait for another process that writes."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of an entry.

    Attributes:
        path: the entry's file.
        stamp: sizes, times and inodes of entry and lock; empty if they were too young to trust.
        content: digest of their bytes.
        key: digest of all of the seeds and texts that the verdict follows from.
        text: digest of the text that the entry pins.
        leans_on: ids of records, a space between; ``*`` for all.
        standing: how far the entry was verified; empty if it was only summed up.
        verdict: see `verdicts`.
        article: its IRI.
        supersedes: the digest of an older text; empty if there is none.
        uses: the numbers of its uses, as 32 bits each.
    """

    path: str
    stamp: str
    content: str
    key: str
    text: str
    leans_on: str
    standing: str
    verdict: str
    article: str
    supersedes: str
    uses: bytes


GENERATION: Final = "generation"
_COLUMNS: Final = tuple(field.name for field in fields(Row))
_SCHEMA: Final = f"""
CREATE TABLE IF NOT EXISTS entry (path PRIMARY KEY, {", ".join(_COLUMNS[1:])}, seal) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS use (number INTEGER PRIMARY KEY, said UNIQUE, seal);
CREATE TABLE IF NOT EXISTS told (name PRIMARY KEY, value, seal) WITHOUT ROWID;
"""


@dataclass(slots=True)
class Content:
    """All that the file holds.

    Attributes:
        rows: by the entry's file.
        uses: what each number says.
        told: other things, by name.
    """

    rows: dict[str, Row]
    uses: dict[int, str]
    told: dict[str, str]

    @property
    def generation(self) -> int:
        """How often the file has been written."""
        return _generation(self.told)


class DamagedError(Exception):
    """The file is no database of ours, or not as it was written."""


def read(file: Path) -> Content:
    """Read everything.

    Raises:
        DamagedError: it cannot be read, or a row is not as it was written.
    """
    try:
        with _open(file) as database:
            rows = [
                Row(*each)
                for each in _sealed(
                    database.execute(f"SELECT {', '.join(_COLUMNS)}, seal FROM entry")
                )
            ]
            uses: dict[int, str] = dict(
                _sealed(database.execute("SELECT number, said, seal FROM use"))
            )
            told: dict[str, str] = dict(
                _sealed(database.execute("SELECT name, value, seal FROM told"))
            )
    except sqlite3.Error as error:
        raise DamagedError(str(error)) from error
    return Content({row.path: row for row in rows}, uses, told)


def write(
    file: Path,
    *,
    rows: Iterable[Row],
    gone: Iterable[str],
    uses: Mapping[int, str],
    told: Mapping[str, str],
    generation: int,
) -> bool:
    """Put rows in, take those of some paths out, in one transaction.

    Args:
        file: the database.
        rows: those that are new or have changed.
        gone: paths of entries that are no longer there.
        uses: the numbers that are new.
        told: other things, by name.
        generation: how often the file had been written when it was read.

    Returns:
        Whether it was written; it is not if another process has written it since it was read,
        for then numbers may mean other uses.

    Raises:
        DamagedError: the file cannot be written.
    """
    marks = ", ".join("?" * (len(_COLUMNS) + 1))
    try:
        with _open(file) as database, database:
            database.execute("BEGIN IMMEDIATE")
            if _generation(dict(database.execute("SELECT name, value FROM told"))) != generation:
                return False
            database.executemany("DELETE FROM entry WHERE path = ?", ((path,) for path in gone))
            database.executemany(
                f"INSERT OR REPLACE INTO entry VALUES ({marks})",
                (_seal(astuple(row)) for row in rows),
            )
            counted = {**told, GENERATION: str(generation + 1)}
            for table, items in (("use", uses), ("told", counted)):
                pairs = (_seal((key, value)) for key, value in items.items())
                database.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", pairs)
    except sqlite3.Error as error:
        raise DamagedError(str(error)) from error
    return True


def numbers(uses: bytes) -> array[int]:
    """The numbers that a row holds."""
    found = array("I")
    found.frombytes(uses)
    return found


def _generation(told: Mapping[str, str]) -> int:
    try:
        return int(told.get(GENERATION, "0"))
    except ValueError as error:
        raise DamagedError(f"no count: {error}") from error


@contextmanager
def _open(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = OFF")  # what is lost is only checked again
        database.executescript(_SCHEMA)
        yield database


def _seal(row: tuple[object, ...]) -> tuple[object, ...]:
    return (*row, _sealing(row))


def _sealing(row: tuple[object, ...]) -> str:
    return hashlib.blake2b(repr(row).encode(), digest_size=8).hexdigest()


def _sealed(rows: Iterable[tuple[object, ...]]) -> Iterator[Any]:
    for *row, seal in rows:
        if _sealing(tuple(row)) != seal:
            raise DamagedError(f"a row is not as it was written: {row[0]!r}")
        yield tuple(row)

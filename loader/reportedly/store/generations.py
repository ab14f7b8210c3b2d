"""The directory of a store kept in generations, and the switch from one to the next.

```
<store>/current      -> generations/<name>     what readers open; replaced by one rename
<store>/previous     -> generations/<name>     what `current` named before
<store>/.lock                                  flock of the one writer, with its process id
<store>/generations/<build id>[-<n>]/          whole and final; -<n> if a damaged one has the name
<store>/generations/.building-<random>/        being built; an orphan once its writer is gone
<store>/generations/.trash-<random>/           being deleted
```

A generation is never changed or renamed while it can be read. Readers hold a shared flock on its
directory, because RocksDB opens most of its files only when it needs them: a generation that is
neither current nor previous is deleted once nobody holds it, at the next build. The kernel drops
a lock with the process that held it, so a killed writer or reader leaves none behind.

Needs a local POSIX file system with symbolic links, atomic rename and flock.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from reportedly.errors import StoreError

CURRENT: Final = "current"
PREVIOUS: Final = "previous"
LOAD_AGAIN: Final = "Run `reportedly load` again: it builds the store anew."
_GENERATIONS = "generations"
_LOCK = ".lock"
_BUILDING = ".building-"
_TRASH = ".trash-"
_LINK = ".link-"
# Only what this module named itself is ever deleted.
_OURS = re.compile(rf"[0-9a-f]{{16}}(-\d+)?|{re.escape(_BUILDING)}\w+|{re.escape(_TRASH)}\w+")
_ATTEMPTS = 10


class Hold:
    """A generation that cannot be deleted until it is released, or garbage collected.

    A forked process holds it too, until it ends.
    """

    __slots__ = ("__weakref__", "_release", "path")

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._release = weakref.finalize(self, os.close, descriptor)

    def release(self) -> None:
        """Lets the generation go; releasing twice does nothing."""
        self._release()


class Generations:
    """The generations under one directory; constructing it touches nothing."""

    __slots__ = ("root",)

    def __init__(self, root: Path) -> None:
        self.root = root

    def pointed(self, link: str) -> Path | None:
        """The generation that `CURRENT` or `PREVIOUS` names; None if there is no such link.

        Raises:
            StoreError: there is something else in the link's place.
        """
        try:
            return self.root / (self.root / link).readlink()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(
                f"This is no store of Reportedly: `{link}` is no symbolic link.",
                where=str(self.root),
                mend="Choose another directory, or move what lies there out of the way.",
            ) from error

    def hold(self) -> Hold:
        """Holds the current generation for reading.

        Raises:
            StoreError: nothing is published here, or what is published has gone missing.
        """
        for _ in range(_ATTEMPTS):
            path = self.pointed(CURRENT)
            if path is None:
                raise StoreError(
                    "There is no build here.",
                    where=str(self.root),
                    mend="Run `reportedly load` to build one, or name the store's directory.",
                )
            try:
                descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
            except (FileNotFoundError, NotADirectoryError) as error:
                if self.pointed(CURRENT) == path:
                    raise StoreError(
                        "The published build is damaged: its directory is missing.",
                        where=str(path),
                        mend=LOAD_AGAIN,
                    ) from error
                continue
            except OSError as error:
                raise StoreError(
                    f"The published build cannot be opened: {error.strerror}.",
                    where=str(path),
                    mend="See to it that you may read the store's directory.",
                ) from error
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            # A writer may have discarded it between the reading of the link and the lock.
            if _is_at(descriptor, path):
                return Hold(path, descriptor)
            os.close(descriptor)
        raise StoreError(
            "The store is published anew faster than it can be opened.",
            where=str(self.root),
            mend="Try again when fewer builds are running.",
        )

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keeps every other writer out; makes the store's directory if there is none.

        Raises:
            StoreError: another writer has the lock, or the directory cannot be made.
        """
        with disk_errors(self.root):
            (self.root / _GENERATIONS).mkdir(parents=True, exist_ok=True)
            file = (self.root / _LOCK).open("a+", encoding="ascii")
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                file.seek(0)
                raise StoreError(
                    f"Another build is running here, in process {file.read().strip() or '?'}.",
                    where=str(self.root),
                    mend="Wait until it is done, or end that process; it leaves nothing behind.",
                ) from error
            file.truncate(0)
            file.write(f"{os.getpid()}\n")
            file.flush()
            yield

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A fresh directory to build in; what is still there at the end is thrown away."""
        path = self.root / _GENERATIONS / f"{_BUILDING}{secrets.token_hex(8)}"
        path.mkdir()
        try:
            yield path
        finally:
            if path.exists():
                shutil.rmtree(path)

    def of(self, build_id: str) -> list[Path]:
        """The generations that bear a build's name, whole or damaged, in order of name."""
        named = (self.root / _GENERATIONS).glob(f"{build_id}*")
        return sorted(path for path in named if _OURS.fullmatch(path.name))

    def admit(self, built: Path, build_id: str) -> Path:
        """Makes what was built durable (fsync of every file and directory) and names it."""
        for directory, _, files in os.walk(built):
            for name in files:
                _fsync(Path(directory, name))
            _fsync(Path(directory))
        taken = {path.name for path in self.of(build_id)}
        names = (build_id, *(f"{build_id}-{n}" for n in range(2, len(taken) + 3)))
        path = built.with_name(next(name for name in names if name not in taken))
        built.rename(path)
        _fsync(path.parent)
        return path

    def switch(self, generation: Path, *, keep_outgoing: bool) -> None:
        """Makes a generation the current one, and the one it follows the previous one.

        `previous` is set first: a kill between the two leaves `current` as it was.

        Args:
            generation: one that `admit` has named.
            keep_outgoing: False if the outgoing one is damaged: then `previous` stays.
        """
        outgoing = self.pointed(CURRENT)
        if outgoing is not None and keep_outgoing:
            self._point(PREVIOUS, outgoing)
        self._point(CURRENT, generation)

    def sweep(self) -> None:
        """Deletes what is neither current, previous nor held: old generations and orphans.

        Only under the writer's lock.
        """
        kept = {self.pointed(CURRENT), self.pointed(PREVIOUS)}
        for path in sorted((self.root / _GENERATIONS).iterdir()):
            if path not in kept and _OURS.fullmatch(path.name):
                _discard(path)
        for link in self.root.glob(f"{_LINK}*"):
            link.unlink()

    def _point(self, link: str, generation: Path) -> None:
        temporary = self.root / f"{_LINK}{secrets.token_hex(8)}"
        temporary.symlink_to(generation.relative_to(self.root))
        temporary.replace(self.root / link)
        _fsync(self.root)


@contextmanager
def disk_errors(where: Path) -> Iterator[None]:
    """Turns what the file system refuses into a StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"The store cannot be written: {error}.",
            where=str(where),
            mend="See to the disk and to your rights on it, then run `reportedly load` again.",
        ) from error


def _discard(path: Path) -> None:
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return  # a reader holds it: the next build tries again
    else:
        trash = path.with_name(f"{_TRASH}{secrets.token_hex(8)}")
        path.rename(trash)
        shutil.rmtree(trash)
    finally:
        os.close(descriptor)


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _fsync(path: Path) -> None:
    descriptor = _open(path)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDONLY)

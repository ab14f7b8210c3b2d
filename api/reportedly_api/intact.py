"""Whether a file of the build is still what the build says: looked at before it is first sent."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cachetools import LRUCache

from reportedly.store.dumps import Dump, damage_of
from reportedly.store.generations import LOAD_AGAIN

_REMEMBERED: Final = 64
"""Files whose state is remembered: those of the builds that are still being taken away."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Look:
    """One reading of a file.

    Attributes:
        seen: inode, size in bytes and time of change in ns, as they were before it was read.
        sha256: the digest that it was held against.
        found: what was wrong with it; None if nothing was.
    """

    seen: tuple[int, int, int]
    sha256: str
    found: asyncio.Task[str | None]


class Intact:
    """Reads each dump to its end once, and again when its size or time of change is another.

    What rots on the disk after it was read is not noticed until then. A file that cannot be read
    is tried again by the next who asks for it.
    """

    def __init__(self) -> None:
        """Read nothing yet."""
        self._looks: LRUCache[Path, _Look] = LRUCache(_REMEMBERED)

    async def damage(self, path: Path, dump: Dump) -> str | None:
        """What is wrong with the file of a dump, in one sentence; None if it may be sent.

        It is read in a thread; all who ask meanwhile wait for the same reading, which goes on
        when one of them goes away. What is found is logged once.
        """
        try:
            stat = await asyncio.to_thread(path.stat)
            seen = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
            look = self._looks.get(path)
            if look is None or (look.seen, look.sha256) != (seen, dump.sha256):
                look = _Look(seen, dump.sha256, asyncio.create_task(_read(path, dump)))
                self._looks[path] = look
            return await asyncio.shield(look.found)
        except OSError as error:
            self._looks.pop(path, None)
            wrong = f"The dump {dump.name} cannot be read: {error.strerror}."
            _log.error("%s: %s %s", path, wrong, LOAD_AGAIN)
            return wrong


async def _read(path: Path, dump: Dump) -> str | None:
    wrong = await asyncio.to_thread(damage_of, path, dump)
    if wrong is not None:
        _log.error("%s: %s %s", path, wrong, LOAD_AGAIN)
    return wrong

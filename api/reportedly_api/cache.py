"""Finished answers, kept in memory as long as their build is served and there is room.

Beneath it lies `cachetools.LRUCache`, which counts bytes and lets go what was not asked for the
longest. Here stands what is ours: an answer is of one build, and is never given for another.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from cachetools import LRUCache

CAPTURE: Final = "reportedly.capture"
"""The key of an ASGI scope under which a `Capture` may stand."""

OVERHEAD: Final = 1024
"""Bytes that an entry is reckoned to take beside its body, its header fields and its key."""

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole answer as it left, compressed if it was.

    Attributes:
        headers: its header fields, ``Content-Length`` among them.
        body: its bytes.
        tag: its entity tag.
        plain_tag: the tag of the same answer without compression; often the same one.
        size: bytes that it is reckoned to take.
        route: the template of the path that was asked for, for whoever counts.
    """

    headers: Headers
    body: bytes
    tag: str
    plain_tag: str
    size: int
    route: str = ""


class Capture:
    """What an answer says on its way out, so that whoever watches may keep it.

    Attributes:
        build: the id of the build that answered, if the answer is a function of it; else None.
        tag: its entity tag, before compression.
    """

    __slots__ = ("build", "tag")

    def __init__(self) -> None:
        self.build: str | None = None
        self.tag = ""

    def answered(self, build: str, tag: str) -> None:
        """Tell that a build gave an answer which it will give again."""
        self.build, self.tag = build, tag


class AnswerCache:
    """The answers of one build, by what was asked.

    Attributes:
        hits: answers given from here, those that were not modified included.
        misses: answers that might have been here, and had to be made.
        evictions: answers let go for want of room; a new build is no eviction.
    """

    def __init__(self, max_bytes: int, max_entry_bytes: int) -> None:
        """Keep nothing yet.

        Args:
            max_bytes: bytes of all entries, at most; 0 keeps nothing.
            max_entry_bytes: bytes of one entry, at most.
        """
        self.max_bytes = max_bytes
        self.max_entry_bytes = min(max_bytes, max_entry_bytes)
        self.hits = self.misses = self.evictions = 0
        self._build = ""
        self._kept = _Shelf(max_bytes, self)

    @property
    def bytes(self) -> int:
        """Bytes that the entries are reckoned to take."""
        return int(self._kept.currsize)

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._kept)

    def get(self, build: str, key: Hashable) -> Kept | None:
        """The answer that a build gives; None if it is not here.

        Args:
            build: the id of the build that is served now. All answers of another are let go.
            key: what was asked.
        """
        if build != self._build:
            self._turn_to(build)
        try:
            kept = self._kept[key]
        except KeyError:
            return None
        self.hits += 1
        return kept

    def peek(self, key: Hashable) -> Kept | None:
        """What is kept under a key, of whatever build; to look at, and counted nowhere."""
        return self._kept.get(key)

    def put(self, build: str, key: Hashable, kept: Kept) -> None:
        """Keep an answer, if its build is the one that was asked about last and it is not too big.

        It is no error if it is not kept.
        """
        if build == self._build and kept.size <= self.max_entry_bytes:
            self._kept[key] = kept

    def _turn_to(self, build: str) -> None:
        self._build = build
        self._kept.clear()


class _Shelf(LRUCache[Hashable, Kept]):
    """The library's cache, which tells what it lets go."""

    def __init__(self, max_bytes: int, owner: AnswerCache) -> None:
        super().__init__(max_bytes, getsizeof=lambda kept: kept.size)
        self._owner = owner

    def popitem(self) -> tuple[Hashable, Kept]:
        self._owner.evictions += 1
        return super().popitem()

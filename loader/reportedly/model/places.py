"""Where words stand in a pinned text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.errors import InputError
from reportedly.terms import Zone


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text in Unicode code points, from 0, end exclusive; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InputError(f"a span cannot run from {self.start} to {self.end}")

    def holds(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def distance(self, other: Span) -> int:
        """Code points between the two; 0 if they touch or meet."""
        return max(0, self.start - other.end, other.start - self.end)


def zone_of(span: Span, zones: Iterable[tuple[Span, Zone]]) -> Zone | None:
    """The zone that holds the whole span; body if no zone touches it; None if it crosses one."""
    touched = [(stretch, zone) for stretch, zone in zones if stretch.meets(span)]
    holding = next((zone for stretch, zone in touched if stretch.holds(span)), None)
    return holding if touched else "body"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one anchor resolved to.

    Attributes:
        span: the words' stretch of the text.
        zone: the zone that holds the whole span.
        sha256: SHA-256 (hex) of the passage's UTF-8 bytes, white space folded to one space.
        head: where the passage's first words stand, if the anchor elides its middle.
        tail: where its last words stand, likewise.
    """

    span: Span
    zone: Zone
    sha256: str
    head: Span | None = None
    tail: Span | None = None


@dataclass(frozen=True, slots=True)
class PinnedText:
    """The digest and length that an entry's lock pins a text by.

    Attributes:
        sha256: SHA-256 (hex) of the text file's bytes.
        length: Unicode code points of the decoded text.
    """

    sha256: str
    length: int


@dataclass(frozen=True, slots=True)
class Lock:
    """What `reportedly pin` writes beside an entry: where each anchor stands.

    Attributes:
        entry: the id of the article whose entry this is.
        text: the text that the places refer to.
        places: per slot key, the places of its anchor in the order of the text; more than one
            only for an anchor that names every occurrence.
        specs: per slot key, a digest of what was asked for, which shows a stale lock.
    """

    entry: str
    text: PinnedText
    places: dict[str, tuple[Place, ...]]
    specs: dict[str, str]

"""What a comparison is made of: things, what was done to them, and the same seen from behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, Literal

from reportedly.changes.delta import GraphDelta

Did = Literal["added", "removed", "changed", "renamed", "re-pinned", "gained", "lost"]

MIRROR: Final[Mapping[Did, Did]] = MappingProxyType(
    {
        "added": "removed",
        "removed": "added",
        "changed": "changed",
        "renamed": "renamed",
        "re-pinned": "re-pinned",
        "gained": "lost",
        "lost": "gained",
    }
)
"""What was done, seen from the other side."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a build speaks of.

    Attributes:
        iri: its node.
        id: where it stands, as the findings write it: ``tesk-divers/report/r7``.
        name: what it says or is called, for a reader.
        words: the words that warrant it, shortened to the first and the last; "" if it has none.
        about: the node of the seeds that it is about, if it is none itself, as a finding is not.
        where: the file and the line (from 1) of the seeds that say it; "" where there are none.
    """

    iri: str
    id: str
    name: str
    words: str = ""
    about: str = ""
    where: str = ""

    def placed(self, where: Callable[[str], str]) -> Thing:
        """The same, with the line of the seeds that says it."""
        return replace(self, where=where(self.about or self.iri))


@dataclass(frozen=True, slots=True)
class Part:
    """One respect in which a thing is not the same.

    Attributes:
        name: the respect, in a word or two.
        before: what only the first side says.
        after: what only the second side says.
    """

    name: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not the same on both sides.

    Attributes:
        kind: a row of the table of kinds.
        did: what was done to it, from the first side to the second.
        before: the thing on the first side; None if it is not there.
        after: the thing on the second side; None if it is not there.
        parts: in what it differs; for what was added or removed, what it says.
        note: what else a reader should know, true of either direction.
    """

    kind: str
    did: Did
    before: Thing | None
    after: Thing | None
    parts: tuple[Part, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a change is of something that is there on one side at least")

    @property
    def thing(self) -> Thing:
        """The thing as it is now, or as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change is of something")
        return found

    @property
    def mirrored(self) -> Change:
        """The same change from the second side to the first."""
        return replace(
            self,
            did=MIRROR[self.did],
            before=self.after,
            after=self.before,
            parts=tuple(Part(part.name, part.after, part.before) for part in self.parts),
        )

    def part(self, name: str) -> Part:
        """A part by its name; an empty one if nothing differs there."""
        return next((part for part in self.parts if part.name == name), Part(name))

    def placed(self, before: Callable[[str], str], after: Callable[[str], str]) -> Change:
        """The same, with the line of the seeds that says each thing.

        Args:
            before: gives file and line for a node of the first side, or "".
            after: the same for the second side.
        """
        return replace(
            self,
            before=self.before and self.before.placed(before),
            after=self.after and self.after.placed(after),
        )


@dataclass(frozen=True, slots=True)
class SideInfo:
    """One side of a comparison.

    Attributes:
        name: what a reader is told that it is: ``main (1a2b3c4d5e6f)``, ``working tree``.
        build: the id of its build.
        quads: how many quads its build holds.
        sha256: SHA-256 of its sorted canonical N-Quads.
    """

    name: str
    build: str
    quads: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All that two builds do not say alike.

    Attributes:
        before: the first side.
        after: the second side.
        changes: by kind in the order of the table, and within a kind by thing.
        graphs: the triples that only one of the two holds, graph by graph.
        caveats: what a reader must know to judge the comparison, as sentences.
    """

    before: SideInfo
    after: SideInfo
    changes: tuple[Change, ...]
    graphs: tuple[GraphDelta, ...]
    caveats: tuple[str, ...] = ()

    @property
    def differ(self) -> bool:
        """Whether the two builds are not the same set of quads."""
        return bool(self.graphs)

    @property
    def mirrored(self) -> Changes:
        """The comparison of the second side with the first."""
        return Changes(
            self.after,
            self.before,
            tuple(change.mirrored for change in self.changes),
            tuple(graph.mirrored for graph in self.graphs),
            self.caveats,
        )

    def placed(
        self, before: Callable[[str], str], after: Callable[[str], str], *caveats: str
    ) -> Changes:
        """The same, with the lines of the seeds that say each thing, and with caveats.

        Args:
            before: gives file and line for a node of the first side, or "".
            after: the same for the second side.
            caveats: sentences to add.
        """
        placed = tuple(change.placed(before, after) for change in self.changes)
        return replace(self, changes=placed, caveats=(*self.caveats, *caveats))

    def of(self, kind: str) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)

"""What a check has to say, and where in a file it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]
YamlPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A stretch of a file.

    Attributes:
        line: from 1.
        column: from 1, in code points.
        end_line: line of the last code point, from 1.
        end_column: column after the last code point, from 1.
    """

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class SourceMap:
    """From a path in a YAML document to where its key and its value stand.

    Attributes:
        file: the document's file.
        values: position of the value at each path.
        keys: position of the key at each path that ends in a mapping's key.
    """

    file: Path
    values: Mapping[YamlPath, Position]
    keys: Mapping[YamlPath, Position]

    def at(self, path: YamlPath, *, key: bool = False) -> Position:
        """Where a path stands, or where the nearest enclosing path that exists stands."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Position(1, 1, 1, 1))


Related = tuple[str, Path, Position | None]
"""Another place of a finding: a word on why it belongs there, its file, and where in that."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found, at the place where a person can mend it.

    Why its rule exists, and how to mend whatever breaks it, stand in the rule (`Rule`), which is
    found by the code.

    Attributes:
        code: the rule's stable code, such as ``RP101``; its page is ``docs/checks/RP101.md``.
        message: what is wrong, in plain words, with the values at fault.
        file: the file to look into.
        position: where in the file; None if the whole file is meant.
        severity: an error keeps the entry out of the store, a warning does not.
        mend: what to do about it, if more is known than the rule's page says.
        related: other places that belong to the finding, each with a word on why.
        suggestion: what is likely meant: the words that would stand at the position instead.
    """

    code: str
    message: str
    file: Path
    position: Position | None = None
    severity: Severity = "error"
    mend: str | None = None
    related: tuple[Related, ...] = field(default=())
    suggestion: str | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Files in order, then lines, then rules."""
        at = self.position
        return (
            str(self.file),
            at.line if at else 0,
            at.column if at else 0,
            self.code,
            self.message,
        )

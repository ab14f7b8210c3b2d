"""The line of a file that a finding is about, with the words at fault underlined."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from rich.cells import cell_len

from reportedly.model.findings import Position
from reportedly.report.plain import plain

WIDEST: Final = 140
"""Code points of a line that are shown at most; what is cut off shows as an ellipsis."""
_BEFORE: Final = 40
"""Code points that are shown before the words at fault where a line is cut."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of a file and what of it is meant.

    Attributes:
        line: the number of the line, from 1.
        source: the line, or a window of it; harmless to print.
        before: columns of a terminal that stand before the underlined words.
        width: columns of a terminal that are underlined, at least 1.
        goes_on: whether what is meant goes on in the lines that follow.
    """

    line: int
    source: str
    before: int
    width: int
    goes_on: bool

    @property
    def underline(self) -> str:
        """Carets to be printed below the source."""
        return " " * self.before + "^" * self.width

    @property
    def dedented(self) -> Excerpt:
        """The same without its indent, for where room is narrow."""
        indent = min(self.before, len(self.source) - len(self.source.lstrip(" ")))
        return replace(self, source=self.source[indent:], before=self.before - indent)


def excerpt(lines: tuple[str, ...], position: Position | None) -> Excerpt | None:
    """The excerpt at a position; None where the file has no such line."""
    if position is None or not 0 < position.line <= len(lines):
        return None
    source = lines[position.line - 1]
    start = min(position.column - 1, len(source))
    goes_on = position.end_line > position.line and position.end_column > 1
    end = len(source.rstrip()) if position.end_line > position.line else position.end_column - 1
    end = max(start, min(end, len(source)))
    first = 0 if len(source) <= WIDEST else max(0, min(start - _BEFORE, len(source) - WIDEST))
    last = min(len(source), first + WIDEST)
    head = ("…" if first else "") + plain(source[first:start])
    meant = plain(source[start : min(end, last)])
    tail = plain(source[min(end, last) : last]) + ("…" if last < len(source) else "")
    return Excerpt(
        position.line,
        f"{head}{meant}{tail}",
        cell_len(head),
        max(1, cell_len(meant)),
        goes_on,
    )

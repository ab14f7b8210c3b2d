"""Edits of a file's text by place, and what they must leave as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import yaml

from reportedly.model.findings import Position, YamlPath

_COMMENT: Final = re.compile(r"#.*")
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a file's text that is to be other words.

    Attributes:
        start: where it begins, in code points of the text, from 0.
        end: where it ends, exclusive; the same as ``start`` if words are only put in.
        words: what is to stand there.
        code: the rule whose finding it mends; empty if it mends the layout alone.
        path: the value that the finding is about, and the only one that may come out otherwise.
    """

    start: int
    end: int
    words: str
    code: str = ""
    path: YamlPath = ()


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made.

    Raises:
        ValueError: two edits meet.
    """
    done, at = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start < at:
            raise ValueError(f"two edits meet at {edit.start}")
        done += [text[at : edit.start], edit.words]
        at = edit.end
    return "".join([*done, text[at:]])


class Lines:
    """From the lines and columns of findings to offsets of the text.

    Args:
        text: the file's text.
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]

    def span(self, position: Position) -> tuple[int, int]:
        """Where a position starts and ends in the text, in code points from 0, end exclusive."""
        return (
            self._starts[position.line - 1] + position.column - 1,
            self._starts[position.end_line - 1] + position.end_column - 1,
        )


def comments(text: str) -> list[str]:
    """Every comment of a YAML text, sorted, so that none is lost where lines change places."""
    found: list[str] = []
    at = 0
    for start, end in scalars(text):
        found += _COMMENT.findall(text, at, start)
        at = end
    return sorted(comment.rstrip() for comment in (*found, *_COMMENT.findall(text, at)))


def scalars(text: str) -> Iterator[tuple[int, int]]:
    """The stretch of each scalar of a YAML text, in order.

    Raises:
        yaml.YAMLError: the text is not YAML.
    """
    for token in yaml.scan(text, Loader=_LOADER):
        if isinstance(token, yaml.ScalarToken):
            yield token.start_mark.index, token.end_mark.index


def changed_paths(before: object, after: object, path: YamlPath = ()) -> Iterator[YamlPath]:
    """The paths at which two YAML values differ; the order of keys makes no difference."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            yield from changed_paths(before.get(key), after.get(key), (*path, key))
    elif isinstance(before, tuple) and isinstance(after, tuple) and len(before) == len(after):
        for i, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from changed_paths(one, other, (*path, i))
    elif type(before) is not type(after) or before != after:
        yield path

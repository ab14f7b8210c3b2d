"""Every key and every scalar of a YAML document, with the letters at which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import yaml

from reportedly.model.findings import YamlPath

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value that is one word, number or sentence.

    Attributes:
        path: its path in the document.
        start: where it begins, in code points from 0.
        end: where it ends, exclusive.
        value: what it says, unquoted.
        quoted: whether it is in quotation marks.
        line: its line, from 1.
    """

    path: YamlPath
    start: int
    end: int
    value: str
    quoted: bool
    line: int


@dataclass(frozen=True, slots=True)
class Key:
    """A key with its value, and how to take both out.

    Attributes:
        path: the path of its value.
        start: where the key begins, in code points from 0.
        end: where the key ends, exclusive.
        without: the letters to replace, and by what, so that the mapping lacks the key.
        line: the key's line, from 1.
        holder: first and last line of the mapping that holds it, from 1.
    """

    path: YamlPath
    start: int
    end: int
    without: tuple[int, int, str]
    line: int
    holder: tuple[int, int]

    @property
    def name(self) -> str:
        return str(self.path[-1])


def sites(text: str) -> tuple[tuple[Key, ...], tuple[Scalar, ...]]:
    """The keys and the scalars of a document, in the order of the file.

    Raises:
        ValueError: it has neither.
    """
    root = yaml.compose(text, Loader=LOADER)
    if root is None:
        raise ValueError("the document is empty")
    found = tuple(_walk(text, root, ()))
    keys = tuple(each for each in found if isinstance(each, Key))
    return keys, tuple(each for each in found if isinstance(each, Scalar))


def _walk(text: str, node: yaml.Node, path: YamlPath) -> Iterator[Key | Scalar]:
    if isinstance(node, yaml.MappingNode):
        for i, (key, value) in enumerate(node.value):
            own = (*path, str(key.value))
            yield Key(
                own,
                key.start_mark.index,
                key.end_mark.index,
                _without(text, node, i),
                key.start_mark.line + 1,
                (node.start_mark.line + 1, _last_line(text, node)),
            )
            yield from _walk(text, value, own)
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            yield from _walk(text, item, (*path, i))
    elif isinstance(node, yaml.ScalarNode):
        start, end = node.start_mark, node.end_mark
        quoted = node.style in ("'", '"', "|", ">")
        yield Scalar(path, start.index, end.index, str(node.value), quoted, start.line + 1)


def _last_line(text: str, node: yaml.Node) -> int:
    return text.count("\n", 0, _end(text, node)) + 1


def _end(text: str, node: yaml.Node) -> int:
    """Where a node's own letters end: a block reaches to the next token, comments included."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return _end(text, node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return _end(text, node.value[-1])
    return int(node.end_mark.index)


def _without(text: str, mapping: yaml.MappingNode, i: int) -> tuple[int, int, str]:
    """What to replace by what to take out the i-th key (from 0) and its value."""
    pairs = mapping.value
    start = pairs[i][0].start_mark.index
    end = _end(text, pairs[i][1])
    if len(pairs) == 1:
        return (
            (mapping.start_mark.index, mapping.end_mark.index, "{}")
            if mapping.flow_style
            else (
                start,
                end,
                "{}",
            )
        )
    if i + 1 < len(pairs):
        return start, pairs[i + 1][0].start_mark.index, ""
    before = _end(text, pairs[i - 1][1])
    if mapping.flow_style:
        return before, end, ""
    line = text.rfind("\n", 0, start)
    after = text.find("\n", end)
    return line, len(text) if after < 0 else after, ""

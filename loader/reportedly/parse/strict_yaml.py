"""YAML read strictly: YAML 1.2's core schema, one document, and a position for every node.

PyYAML composes the nodes with their marks; the values are made here, so that nothing of YAML 1.1
that people do not expect (``no`` as false, ``1:30`` as 90, ``010`` as 8, dates, merge keys) gets
in. What YAML 1.1 and 1.2 read differently is refused rather than read by either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final, Protocol, TypeAlias

import yaml

from reportedly.model.findings import Finding, Position, SourceMap, YamlPath

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
YamlValue: TypeAlias = "dict[str, YamlValue] | tuple[YamlValue, ...] | str | int | Decimal"
"""What a document holds; ``bool`` is an ``int`` to Python."""

_DEEPEST: Final = 50
"""Levels of nesting that are read: an entry has nine, and Python's stack is not endless."""
_INTEGER: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,99})")
_DECIMAL: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,99})\.[0-9]{1,99}")
_BOOLEAN_LIKE: Final = frozenset(
    form
    for word in ("yes", "no", "on", "off", "y", "n", "true", "false")
    for form in (word, word.title(), word.upper())
)
_NUMBER_LIKE: Final = re.compile(
    r"[-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?0(?:x[0-9a-fA-F_]+|o[0-7_]+|b[01_]+)"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
"""What some reader of some YAML takes for a number."""
_IN_PLAIN_WORDS: Final = {
    "but found another document": (
        "a second document begins",
        "Keep one document to a file.",
    ),
    "found character that cannot start any token": (
        "a value cannot begin with this character",
        "Put the words in quotation marks; if it is a tab, indent with spaces.",
    ),
    "mapping values are not allowed in this context": (
        "a colon or an indent does not fit here",
        "Put words that hold ': ' in quotation marks, and indent with two spaces.",
    ),
    "found unexpected end of stream": (
        "the file ends within quotation marks",
        "Close the quotation marks.",
    ),
    "did not find expected ',' or ']'": ("a list is not closed", "Close it with ]."),
    "did not find expected ',' or '}'": ("a mapping is not closed", "Close it with }."),
}
"""What libyaml says most often, and what helps."""
_ODD_BREAK: Final = re.compile("[\N{NEXT LINE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
"""Line breaks to YAML 1.1, characters like any other to YAML 1.2 and to most editors."""


@dataclass(slots=True)
class _Reader:
    """Turns composed nodes into values, noting positions and findings on the way."""

    file: Path
    values: dict[YamlPath, Position] = field(default_factory=dict)
    keys: dict[YamlPath, Position] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def complain(self, code: str, message: str, node: yaml.Node, mend: str | None = None) -> None:
        self.findings.append(Finding(code, message, self.file, _position(node), mend=mend))

    def repeated(self, key: str, path: YamlPath, node: yaml.Node) -> None:
        first = (("first here", self.file, self.keys[(*path, key)]),)
        message = f"the key '{key}' stands twice in one mapping"
        mend = "Keep one of the two."
        at = _position(node)
        self.findings.append(Finding("RP002", message, self.file, at, mend=mend, related=first))

    def read(self, node: yaml.Node, path: YamlPath) -> YamlValue:
        self.values[path] = _position(node)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.read(item, (*path, i)) for i, item in enumerate(node.value))
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        raise TypeError(f"YAML has no node of type {type(node).__name__}")

    def mapping(self, node: yaml.MappingNode, path: YamlPath) -> YamlValue:
        found: dict[str, YamlValue] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag.endswith(":merge"):
                self.complain("RP004", "a key is a plain word", key_node)
                continue
            key = str(key_node.value)
            if key in found:
                self.repeated(key, path, key_node)
                continue
            self.keys[(*path, key)] = _position(key_node)
            found[key] = self.read(value_node, (*path, key))
        return found

    def scalar(self, node: yaml.ScalarNode) -> str | int | Decimal | bool:
        text = str(node.value)
        if node.style in ("'", '"', "|", ">"):
            return text
        if text in ("true", "false"):
            return text == "true"
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
        if text in _BOOLEAN_LIKE:
            self.complain(
                "RP003",
                f"'{text}' is a truth value in some YAML versions and a word in others",
                node,
                mend=f'Write true or false, or "{text}" in quotation marks if the word is meant.',
            )
        elif text in ("", "~", "null", "Null", "NULL"):
            self.complain(
                "RP005", "a key without a value", node, mend="Give the value, or leave the key out."
            )
        elif _NUMBER_LIKE.fullmatch(text):
            self.complain(
                "RP003",
                f"'{_shortened(text)}' is a number in some YAML versions and a word in others",
                node,
                mend="Write plain digits, such as 1000 or 0.5, or put the word in quotation marks.",
            )
        return text


class _Mark(Protocol):
    """A mark of PyYAML's, of its C or of its Python reader."""

    line: int
    column: int


def _position(node: yaml.Node) -> Position:
    start, end = node.start_mark, _last(node).end_mark
    return Position(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _last(node: yaml.Node) -> yaml.Node:
    """The node with which a node ends; PyYAML ends a block only where the next thing begins."""
    while isinstance(node, yaml.CollectionNode) and node.value and node.flow_style is False:
        end = node.value[-1]
        node = end[1] if isinstance(end, tuple) else end
    return node


def _shortened(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"


def _point(mark: _Mark | None) -> Position | None:
    """The position of one of PyYAML's marks, which count from 0."""
    if mark is None:
        return None
    return Position(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)


def _after(text: str) -> Position:
    """The position of what follows the text."""
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    line, column = len(lines), len(lines[-1]) + 1
    return Position(line, column, line, column + 1)


def _refused_syntax(text: str, file: Path) -> Finding | None:
    """A finding for an alias, anchor or tag: they hide from a reviewer what an entry says."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        tag = getattr(event, "tag", None)
        code, mend = "RP004", "Write the value out where it stands."
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            what = "YAML anchors and aliases (& and *) are not read"
        elif tag is not None:
            what = f"YAML tags ({tag}) are not read"
        elif depth > _DEEPEST:
            code, what = "RP001", f"the file is nested more than {_DEEPEST} levels deep"
            mend = "Close the brackets that are open, or indent less."
        else:
            continue
        return Finding(code, what, file, _point(event.start_mark), mend=mend)
    return None


def _undecodable(data: bytes, error: UnicodeDecodeError, file: Path) -> Finding:
    at = _after(data[: error.start].decode())
    what = f"byte {error.start} is not UTF-8"
    return Finding("RP001", what, file, at, mend="Save the file as UTF-8.")


def _unreadable(text: str, file: Path) -> Iterator[Finding]:
    """Characters that no YAML file may hold, or that YAML versions break lines at or not."""
    bad = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if bad is not None:
        what = f"the character U+{ord(bad.group()):04X} cannot stand in a YAML file"
        yield Finding("RP001", what, file, _after(text[: bad.start()]), mend="Delete it.")
        return
    odd = _ODD_BREAK.search(text)
    if odd is not None:
        escape = f"\\u{ord(odd.group()):04x}"
        yield Finding(
            "RP003",
            f"U+{ord(odd.group()):04X} breaks the line in some YAML versions and not in others",
            file,
            _after(text[: odd.start()]),
            mend=f'Write a space, or "{escape}" in double quotation marks.',
        )


def _compose(text: str, file: Path) -> yaml.Node | Finding:
    try:
        refused = _refused_syntax(text, file)
        if refused is not None:
            return refused
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        problem = error.problem or error.context or ""
        what, mend = _IN_PLAIN_WORDS.get(problem, (problem, None))
        at = _point(error.problem_mark or error.context_mark)
        return Finding("RP001", f"not YAML: {what}", file, at, mend=mend)
    except yaml.YAMLError as error:
        return Finding("RP001", f"not YAML: {error}", file)
    return node or Finding("RP001", "the file is empty", file)


def read_yaml(data: bytes, file: Path) -> tuple[YamlValue | None, SourceMap, list[Finding]]:
    """Read one YAML document strictly.

    Args:
        data: the file's bytes, UTF-8.
        file: the file's path, as findings are to name it.

    Returns:
        The value (mappings as dict, sequences as tuple, numbers as int or Decimal), the map from
        its paths to positions, and the findings; with one among them the value is not to be used.
    """
    nowhere = SourceMap(file, {}, {})
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, nowhere, [_undecodable(data, error, file)]
    unreadable = list(_unreadable(text, file))
    if unreadable:
        return None, nowhere, unreadable
    node = _compose(text, file)
    if isinstance(node, Finding):
        return None, nowhere, [node]
    reader = _Reader(file)
    value = reader.read(node, ())
    return value, SourceMap(file, reader.values, reader.keys), reader.findings

"""YAML read strictly: YAML 1.2's core schema, one document, and a position for every node.

PyYAML composes the nodes with their marks; the values are made here, so that nothing of YAML 1.1
that people do not expect (``no`` as false, ``1:30`` as 90, ``010`` as 8, dates, merge keys) gets in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import yaml

from reportedly.model.findings import Finding, Position, SourceMap, YamlPath

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_YAML_11_BOOLEAN: Final = frozenset(
    form for word in ("yes", "no", "on", "off", "y", "n") for form in (word, word.title(), word.upper())
)
_NUMBER_LIKE: Final = re.compile(r"[-+]?[0-9][0-9_,]*")


@dataclass(slots=True)
class _Reader:
    """Turns composed nodes into values, noting positions and findings on the way."""

    file: Path
    values: dict[YamlPath, Position] = field(default_factory=dict)
    keys: dict[YamlPath, Position] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def complain(self, code: str, message: str, node: yaml.Node, mend: str | None = None) -> None:
        self.findings.append(Finding(code, message, self.file, _position(node), mend=mend))

    def read(self, node: yaml.Node, path: YamlPath) -> Any:
        self.values[path] = _position(node)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.read(item, (*path, i)) for i, item in enumerate(node.value))
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        raise TypeError(f"YAML has no node of type {type(node).__name__}")

    def mapping(self, node: yaml.MappingNode, path: YamlPath) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag.endswith(":merge"):
                self.complain("RP004", "a key is a plain word", key_node)
                continue
            key = str(key_node.value)
            if key in found:
                first = self.keys[(*path, key)]
                self.complain(
                    "RP002",
                    f"the key '{key}' stands twice in one mapping (first in line {first.line})",
                    key_node,
                    mend="Keep one of the two.",
                )
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
        if text in _YAML_11_BOOLEAN:
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
                f"'{text}' is no number as YAML 1.2 writes them",
                node,
                mend="Write digits only, without separators or leading zeros; or quote it.",
            )
        return text


def _position(node: yaml.Node) -> Position:
    start, end = node.start_mark, node.end_mark
    return Position(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _point(mark: Any) -> Position | None:
    """The position of one of PyYAML's marks, which count from 0."""
    if mark is None:
        return None
    return Position(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)


def _refused_syntax(text: str, file: Path) -> Finding | None:
    """A finding for an alias, anchor or tag: they hide from a reviewer what an entry says."""
    for event in yaml.parse(text, Loader=_LOADER):
        tag = getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            what = "YAML anchors and aliases (& and *) are not read"
        elif tag not in (None, "!"):
            what = f"YAML tags ({tag}) are not read"
        elif isinstance(event, yaml.DocumentStartEvent) and event.explicit:
            continue
        else:
            continue
        return Finding(
            "RP004",
            what,
            file,
            _point(event.start_mark),
            mend="Write the value out where it stands.",
        )
    return None


def read_yaml(data: bytes, file: Path) -> tuple[Any, SourceMap, list[Finding]]:
    """Read one YAML document strictly.

    Args:
        data: the file's bytes, UTF-8.
        file: the file's path, as findings are to name it.

    Returns:
        The value (mappings as dict, sequences as tuple, numbers as int or Decimal), the map from
        its paths to positions, and the findings; with an error among them the value is not to
        be used.
    """
    nowhere = SourceMap(file, {}, {})
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        finding = Finding(
            "RP001",
            f"byte {error.start} is not UTF-8",
            file,
            Position(line, 1, line, 1),
            mend="Save the file as UTF-8.",
        )
        return None, nowhere, [finding]
    try:
        refused = _refused_syntax(text, file)
        if refused is not None:
            return None, nowhere, [refused]
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        what = f"not YAML: {error.problem or error.context}"
        at = _point(error.problem_mark or error.context_mark)
        return None, nowhere, [Finding("RP001", what, file, at)]
    except yaml.YAMLError as error:
        return None, nowhere, [Finding("RP001", f"not YAML: {error}", file)]
    if node is None:
        return None, nowhere, [Finding("RP001", "the file is empty", file)]
    reader = _Reader(file)
    value = reader.read(node, ())
    return value, SourceMap(file, reader.values, reader.keys), reader.findings

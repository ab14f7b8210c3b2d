"""YAML values become pydantic documents; each refusal becomes a finding on its line."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reportedly.model.anchors import Document
from reportedly.model.findings import Finding, SourceMap, YamlPath
from reportedly.parse.strict_yaml import read_yaml

D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True)
class Parsed(Generic[D]):
    """What became of one file.

    Attributes:
        file: the file.
        document: the document, or None if the findings hold an error.
        source: where each path of the document stands.
        findings: what the reading has to say.
    """

    file: Path
    document: D | None
    source: SourceMap
    findings: tuple[Finding, ...]


def parse_document(data: bytes, file: Path, kind: type[D]) -> Parsed[D]:
    """Read one file as a document of the given kind.

    Args:
        data: the file's bytes.
        file: the file's path, as findings are to name it.
        kind: `Entry`, or a registry record.
    """
    value, source, findings = read_yaml(data, file)
    if findings:
        return Parsed(file, None, source, tuple(findings))
    if not isinstance(value, Mapping):
        wrong = Finding("RP012", "the file is not a mapping of keys to values", file, source.at(()))
        return Parsed(file, None, source, (wrong,))
    try:
        return Parsed(file, kind.model_validate(value), source, ())
    except ValidationError as error:
        found = [_finding(details, value, kind, source) for details in error.errors()]
        return Parsed(file, None, source, tuple(_without_echoes(found)))


def _finding(
    details: ErrorDetails, value: Any, kind: type[BaseModel], source: SourceMap
) -> Finding:
    path = _yaml_path(details["loc"], value)
    mend: str | None
    name = ".".join(str(step) for step in path) or "the file"
    match details["type"]:
        case "extra_forbidden":
            key = str(path[-1])
            near = difflib.get_close_matches(key, sorted(_keys_known_at(kind, path[:-1])), n=1)
            return Finding(
                "RP010",
                f"the key '{key}' is not known here",
                source.file,
                source.at(path, key=True),
                mend=f"Did you mean '{near[0]}'?" if near else None,
            )
        case "missing":
            return Finding(
                "RP011", f"the key '{path[-1]}' is missing", source.file, source.at(path[:-1])
            )
        case "literal_error":
            given = str(details["input"])
            allowed = [part.strip("' ") for part in details["ctx"]["expected"].replace(" or ", ", ").split(",")]
            near = difflib.get_close_matches(given, allowed, n=1)
            mend = f"Did you mean '{near[0]}'?" if near else f"One of: {', '.join(allowed)}."
            message = f"'{given}' is no value of {name}"
        case "value_error":
            message, mend = details["msg"].removeprefix("Value error, "), None
            return Finding("RP013", message, source.file, source.at(path), mend=mend)
        case _:
            given = details["input"]
            shown = f", not {given!r}" if isinstance(given, str | int | bool) else ""
            message, mend = f"{name}: {details['msg'].lower()}{shown}", None
    return Finding("RP012", message, source.file, source.at(path), mend=mend)


def _yaml_path(loc: tuple[str | int, ...], value: Any) -> YamlPath:
    """The part of a pydantic location that is a path of the YAML value.

    Pydantic adds steps of its own for the branches of a union; they are passed over. The last
    step may be a key that is missing.
    """
    path: list[str | int] = []
    at = value
    for i, step in enumerate(loc):
        if isinstance(at, Mapping) and step in at:
            at = at[step]
        elif isinstance(at, tuple) and isinstance(step, int) and step < len(at):
            at = at[step]
        elif isinstance(at, Mapping) and i == len(loc) - 1:
            pass
        else:
            continue
        path.append(step)
    return tuple(path)


def _keys_known_at(kind: type[BaseModel], path: YamlPath) -> set[str]:
    """The keys that the model knows at a path; empty where it cannot tell."""
    models: list[type[BaseModel]] = [kind]
    for step in path:
        if isinstance(step, int):
            continue
        models = [
            inner
            for model in models
            for name, info in model.model_fields.items()
            if step == (info.alias or name)
            for inner in _models_in(info.annotation)
        ]
    return {info.alias or name for model in models for name, info in model.model_fields.items()}


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in getattr(annotation, "__args__", ()) for model in _models_in(inner)]


def _without_echoes(findings: list[Finding]) -> list[Finding]:
    """One finding a place: a union's branches each complain of the same value."""
    kept: dict[object, Finding] = {}
    for finding in findings:
        kept.setdefault((finding.position, finding.code), finding)
    return list(kept.values())

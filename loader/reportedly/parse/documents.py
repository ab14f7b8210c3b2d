"""YAML values become pydantic documents; each refusal becomes a finding on its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reportedly.model.anchors import Document
from reportedly.model.findings import Finding, SourceMap, YamlPath
from reportedly.parse.refusals import yaml_path
from reportedly.parse.strict_yaml import YamlValue, read_yaml
from reportedly.parse.wording import SHAPES, misshapen, refused, unlisted

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
    return as_document(value, source, kind)


def as_document(value: YamlValue | None, source: SourceMap, kind: type[D]) -> Parsed[D]:
    """Read a YAML value as a document of the given kind.

    Args:
        value: the value, as `read_yaml` gives it.
        source: where its paths stand.
        kind: `Entry`, or a registry record.
    """
    file = source.file
    if not isinstance(value, Mapping):
        wrong = Finding("RP012", "the file is not a mapping of keys to values", file, source.at(()))
        return Parsed(file, None, source, (wrong,))
    try:
        return Parsed(file, kind.model_validate(value), source, ())
    except ValidationError as error:
        refusals = [_Refusal(yaml_path(one, value), one) for one in error.errors()]
        return Parsed(file, None, source, tuple(_findings(refusals, kind, source)))


@dataclass(frozen=True, slots=True)
class _Refusal:
    """One of pydantic's refusals, and which path of the YAML value it is about."""

    path: YamlPath
    details: ErrorDetails

    @property
    def of_shape(self) -> bool:
        return self.details["type"] in SHAPES


def _findings(
    refusals: Sequence[_Refusal], kind: type[BaseModel], source: SourceMap
) -> Iterator[Finding]:
    """One finding a mistake.

    Pydantic tries every branch of a union and lets each complain. A branch that wants another
    shape is passed over if one of the right shape has more to say; if none has, all shapes are
    named in one finding. A misspelt key is not also called missing, nor a list too short whose
    items are refused.
    """
    shapes: dict[YamlPath, list[str]] = {}
    inside: set[YamlPath] = {one.path[:i] for one in refusals for i in range(len(one.path))}
    of_its_shape = {one.path for one in refusals if not one.of_shape}
    for one in refusals:
        if one.of_shape and one.path not in inside | of_its_shape:
            shapes.setdefault(one.path, []).append(one.details["type"])
    meant = {
        one.path: _key_meant(kind, one.path)
        for one in refusals
        if one.details["type"] == "extra_forbidden"
    }
    misspelt: set[YamlPath] = {(*path[:-1], key) for path, key in meant.items() if key}
    for one in refusals:
        if one.of_shape:
            named = shapes.pop(one.path, None)
            if named is not None:
                message, mend = misshapen(one.path, named, one.details["input"])
                at = source.at(one.path)
                yield Finding("RP012", message, source.file, at, mend=mend)
            continue
        echoes = {"missing": misspelt, "too_short": inside}
        if one.path not in echoes.get(one.details["type"], set()):
            yield _finding(one, meant.get(one.path), kind, source)


def _finding(one: _Refusal, meant: str | None, kind: type[BaseModel], source: SourceMap) -> Finding:
    path, details = one.path, one.details
    code, mend, at, near = "RP012", None, source.at(path), None
    match details["type"]:
        case "extra_forbidden":
            code, message = "RP010", f"the key '{path[-1]}' is not known here"
            at, near = source.at(path, key=True), meant
            known = ", ".join(sorted(_keys_known_at(kind, path[:-1])))
            mend = f"Known here: {known}." if known else None
            mend = f"Did you mean '{near}'?" if near else mend
        case "missing":
            code, message = "RP011", f"the key '{path[-1]}' is missing"
        case "literal_error":
            message, mend, near = unlisted(path, details)
        case _:
            message = refused(path, details)
            at = source.at(path, key=details["loc"][-1] == "[key]")
            if isinstance(details["input"], Mapping):  # of several keys, not of one value
                code = "RP013"
                at = source.at((*path, *_key_named(message, details["input"])))
    return Finding(code, message, source.file, at, mend=mend, suggestion=near)


def _key_named(message: str, keys: Mapping[str, object]) -> tuple[str, ...]:
    """The key that a message begins with and that is there: `certainty: alleged needs …`."""
    named = message.partition(":")[0]
    return (named,) if named in keys else ()


def _key_meant(kind: type[BaseModel], path: YamlPath) -> str | None:
    """The known key that an unknown one, the last of the path, looks like."""
    near = get_close_matches(str(path[-1]), sorted(_keys_known_at(kind, path[:-1])), n=1)
    return near[0] if near else None


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


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models_in(inner)]

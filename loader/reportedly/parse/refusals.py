"""What pydantic refuses in a YAML value, by the path that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from reportedly.model.anchors import Document
from reportedly.model.findings import YamlPath


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the value at one path is refused; a union refuses once for each of its branches.

    Attributes:
        types: pydantic's types of refusal, such as ``string_type``.
        pattern: the pattern that a string does not match, if that is why.
        allowed: the values of its scheme, as pydantic lists them, if it is none of them.
    """

    types: frozenset[str]
    pattern: str | None = None
    allowed: str | None = None


def refusals(value: object, kind: type[Document]) -> Mapping[YamlPath, Refused]:
    """Every path of a YAML value that a document of the given kind refuses, and why."""
    try:
        kind.model_validate(value)
    except ValidationError as error:
        found: dict[YamlPath, list[ErrorDetails]] = defaultdict(list)
        for one in error.errors():
            found[yaml_path(one, value)].append(one)
        return {path: _refused(those) for path, those in found.items()}
    return {}


def _refused(those: list[ErrorDetails]) -> Refused:
    facts: dict[str, Any] = {}
    for one in those:
        facts |= one.get("ctx", {})
    return Refused(
        frozenset(one["type"] for one in those), facts.get("pattern"), facts.get("expected")
    )


def yaml_path(details: ErrorDetails, value: object) -> YamlPath:
    """The part of a pydantic location that is a path of the YAML value.

    Pydantic adds steps of its own for the branches of a union; they are passed over. The last
    step is a key that is not there, if the refusal is that it is missing.
    """
    path: list[str | int] = []
    at: Any = value
    for step in details["loc"]:
        if isinstance(at, Mapping):
            known = step in at
        else:
            known = isinstance(at, tuple) and isinstance(step, int) and step < len(at)
        if known:
            path.append(step)
            at = at[step]
    if details["type"] == "missing":
        path.append(details["loc"][-1])
    return tuple(path)

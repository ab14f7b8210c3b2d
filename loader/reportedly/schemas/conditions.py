"""What the model demands of several keys together, as far as JSON Schema can say it.

What it cannot say stays with `reportedly check`: whether words stand in the text, whether an id
names something, whether a date exists, whether ``min`` is less than ``max``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel

from reportedly.model.anchors import EveryAnchor
from reportedly.model.article import Credit, Grounded, Published
from reportedly.model.details import Amount, Suspicion, Time
from reportedly.model.entry import Naming, Report
from reportedly.model.registry import Concept

Condition = dict[str, Any]


def _has(*keys: str) -> Condition:
    return {"required": list(keys)}


def _is(key: str, *values: object) -> Condition:
    return {"properties": {key: {"enum": list(values)}}, "required": [key]}


def _if(condition: Condition, then: Condition) -> Condition:
    return {"if": condition, "then": then}


_NOTHING: Final[Condition] = {"not": {}}

CONDITIONS: Final[Mapping[type[BaseModel], tuple[Condition, ...]]] = MappingProxyType(
    {
        EveryAnchor: (_if(_is("every", True), {"properties": {"nth": _NOTHING}}),),
        Grounded: (
            {"anyOf": [_has("q"), _has("basis")]},
            _if(_is("basis", "unknown", "editor", "external"), {"properties": {"q": _NOTHING}}),
            _if(_is("basis", "stated"), _has("q")),
            {"dependentRequired": {"nth": ["q"]}},
        ),
        Credit: (
            {
                **_if(_is("basis", "unknown"), {"properties": {"is": _NOTHING, "name": _NOTHING}}),
                "else": {"anyOf": [_has("is"), _has("name")]},
            },
        ),
        Published: (
            _if(_is("edtf", "XXXX"), _is("basis", "unknown")),
            _if(_is("basis", "unknown"), _is("edtf", "XXXX")),
        ),
        Suspicion: (_is("basis", "editor"),),
        Time: (
            {"anyOf": [_has(key) for key in ("edtf", "duration", "repeats", "relative_to")]},
            {"dependentRequired": {"shift": ["relative_to"]}},
            _if(_is("basis", "inferred"), _has("relative_to")),
        ),
        Amount: (
            {"oneOf": [_has("value"), _has("min", "max"), _has("rank")]},
            {"dependentRequired": {"min": ["max"], "max": ["min"]}},
            _if(_is("bound", "between"), _has("min", "max")),
            _if(_has("min", "max", "bound"), _is("bound", "between")),
            _if(
                _is("bound", "about", "at-most", "at-least", "below", "above"),
                _has("cue"),
            ),
        ),
        Report: (
            _if(
                {"properties": {"chain": {"maxItems": 0}}, "required": ["chain"]}, _has("certainty")
            ),
            _if(
                {
                    "properties": {"certainty": {"not": {"const": "stated"}}},
                    "required": ["certainty"],
                },
                _has("cue"),
            ),
        ),
        Naming: (
            {"oneOf": [_has("is"), _has("could_be")]},
            {"properties": {"could_be": {"minItems": 2}}},
        ),
        Concept: ({"properties": {"factors": {"not": {"minItems": 1, "maxItems": 1}}}},),
    }
)
"""Per model, what holds of its keys together; a model has those of its parents too."""


def conditions_of(model: type[BaseModel]) -> list[Condition]:
    """The conditions of a model and of those that it inherits from."""
    return [condition for one in reversed(model.__mro__) for condition in CONDITIONS.get(one, ())]

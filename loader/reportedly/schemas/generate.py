"""JSON Schema (2020-12) from the model: every key with its meaning, every value that is listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from reportedly.model.anchors import WORDS, Document
from reportedly.schemas.conditions import conditions_of
from reportedly.schemas.examples import EXAMPLES
from reportedly.schemas.told import Scheme, attributes, meaning

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_FORMS: Final = {WORDS: r"^\S(?:[\s\S]*\S)?$"}
"""Patterns that ECMA-262, by which JSON Schema goes, writes in another way than Python."""
_EDTF: Final = r"^[-0-9XYSETZ:+./,?~%{}\[\]]+$"


class _Plain(GenerateJsonSchema):
    """The schema of what stands in a YAML file: a key is there with a value, or is not there."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default", ...) in (None, [], {}):
            made.pop("default")
        return made

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:  # noqa: ARG002
        return {"type": "number"}


def json_schema(kind: type[Document], schemes: Sequence[Scheme]) -> dict[str, Any]:
    """The JSON Schema of one kind of file.

    Args:
        kind: the document that the file holds.
        schemes: the vocabulary's schemes, for what their values mean.
    """
    made = kind.model_json_schema(by_alias=True, schema_generator=_Plain)
    models = {model.__name__: model for model in _models(kind)}
    definitions: dict[str, Any] = made.pop("$defs", {})
    described = {name: _described(models[name], definitions[name]) for name in sorted(definitions)}
    whole = {"$schema": DIALECT, **_described(kind, made)}
    if described:
        whole["$defs"] = described
    _finish(whole, schemes)
    return whole


def _described(model: type[BaseModel], made: dict[str, Any]) -> dict[str, Any]:
    """A model's schema with what its docstring says, its examples and its conditions."""
    told = attributes(model)
    names = {info.alias or name: name for name, info in model.model_fields.items()}
    for key, schema in made["properties"].items():
        schema.pop("title", None)
        schema["description"] = told[names[key]]
        if key in EXAMPLES and "enum" not in schema and "const" not in schema:
            schema["examples"] = list(EXAMPLES[key])
        if key == "edtf":
            schema["pattern"] = _EDTF
    conditions = conditions_of(model)
    return {
        **made,
        "title": model.__name__,
        "description": meaning(model),
        **({"allOf": conditions} if conditions else {}),
    }


def _finish(at: object, schemes: Sequence[Scheme]) -> None:
    """Patterns as ECMA-262 writes them, and beside each listed value what it means."""
    if isinstance(at, list):
        for one in at:
            _finish(one, schemes)
    if not isinstance(at, dict):
        return
    if at.get("pattern") in _FORMS:
        at["pattern"] = _FORMS[at["pattern"]]
    values = at.get("enum")
    if isinstance(values, list) and at.get("type") == "string":
        fitting = sorted((s for s in schemes if set(values) <= set(s)), key=len)
        if fitting:
            at["markdownEnumDescriptions"] = [fitting[0][value] for value in values]
    for key, one in at.items():
        if key not in ("examples", "allOf"):
            _finish(one, schemes)


def _models(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and all that its fields hold."""
    yield kind
    for info in kind.model_fields.values():
        for model in _models_in([info.annotation]):
            yield from _models(model)


def _models_in(annotations: Iterable[object]) -> Iterator[type[BaseModel]]:
    for one in annotations:
        if isinstance(one, type) and issubclass(one, BaseModel):
            yield one
        else:
            yield from _models_in(get_args(one))

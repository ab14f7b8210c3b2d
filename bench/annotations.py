"""What of an entry may be left out, each with its place; and an entry without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from reportedly.model.entry import Entry
from reportedly.model.findings import YamlPath
from reportedly.model.slots import slots_of
from reportedly.model.waivers import LedgerKind
from reportedly.parse.strict_yaml import YamlValue

KINDS: Final = {
    "reports": "report",
    "chain": "hop",
    "amounts": "amount",
    "amount": "amount",
    "purpose": "purpose",
    "place": "place",
    "in_return_for": "return",
    "event_when": "time",
    "when": "time",
    "times": "time",
    "quotations": "quotation",
    "translated_from": "translation",
    "events": "event",
    "namings": "naming",
    "unnamed": "unnamed source",
    "waivers": "waiver",
}
"""What an annotation is called, by the key it stands at, where the key's own name will not do."""
MECHANICS: Final = frozenset({"id", "nth", "outside", "zone", "every", "note", "basis"})
"""Keys that name or find something and say nothing of the article."""


LEDGER: Final[dict[str, LedgerKind]] = {
    "report": "sentence",
    "hop": "cue",
    "cue": "cue",
    "amount": "number",
    "quotation": "quotation",
    "naming": "name",
    "role": "role",
    "time": "time",
    "purpose": "purpose",
    "place": "place",
    "return": "pair",
    "initiative": "request",
}
"""As what the ledger would miss an annotation, if it found anything in its words."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place in an entry that can be deleted.

    Attributes:
        kind: what it is: report, hop, amount …
        path: where it stands.
        words: its anchor's words; empty for a key that has none.
        key: its anchor's key in the lock, likewise.
    """

    kind: str
    path: YamlPath
    words: str
    key: str


def targets(entry: Entry) -> Iterator[Target]:
    """Everything in an entry that may be left out, anchored annotations first."""
    seen: set[YamlPath] = set()
    for slot in slots_of(entry):
        for path in (slot.path, slot.path[:-1]):  # a report by its `at`, a hop by its `cue`
            if path and path not in seen and _may_go(entry, path):
                seen.add(path)
                yield Target(_kind(path), path, slot.anchor.q, slot.key)
                break
    yield from (target for target in _keys(entry, ()) if target.path not in seen)


def _keys(model: BaseModel, path: YamlPath) -> Iterator[Target]:
    """The optional keys without words, of a document and of those inside it."""
    for name, field in type(model).model_fields.items():
        key, value = field.alias or name, getattr(model, name)
        own = (*path, key)
        if isinstance(value, BaseModel):
            if "q" not in type(value).model_fields and not field.is_required():
                yield Target(key, own, "", "")
            yield from _keys(value, own)
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            for i, item in enumerate(value):
                yield from _keys(item, (*own, i))
        elif (
            name in model.model_fields_set
            and not field.is_required()
            and key not in MECHANICS
            and key != "q"
        ):
            yield Target(key, own, "", "")


def _may_go(entry: Entry, path: YamlPath) -> bool:
    """Whether the format lets one leave out what stands at a path: an item, or an optional key."""
    if isinstance(path[-1], int):
        return True
    document: object = entry
    for step in path[:-1]:
        if isinstance(document, tuple) and isinstance(step, int):
            document = document[step]
        else:
            document = getattr(document, _fields(document)[step][0])
    return isinstance(document, BaseModel) and not _fields(document)[path[-1]][1].is_required()


def _fields(document: object) -> dict[str | int, tuple[str, FieldInfo]]:
    """Per key of the format, the attribute's name and what is known of it."""
    if not isinstance(document, BaseModel):
        raise TypeError(f"{document!r} has no keys")
    known = type(document).model_fields
    return {info.alias or name: (name, info) for name, info in known.items()}


def _kind(path: YamlPath) -> str:
    key = str(next(step for step in reversed(path) if isinstance(step, str)))
    return KINDS.get(key, key.replace("_", " "))


def without(value: YamlValue, path: YamlPath) -> YamlValue:
    """A copy of a YAML value in which what stands at a path is not there."""
    step, rest = path[0], path[1:]
    if isinstance(value, tuple) and isinstance(step, int):
        inner = () if not rest else (without(value[step], rest),)
        return (*value[:step], *inner, *value[step + 1 :])
    if not isinstance(value, dict) or not isinstance(step, str):
        raise TypeError(f"there is no {step!r} in {value!r}")
    if rest:
        return value | {step: without(value[step], rest)}
    return {key: kept for key, kept in value.items() if key != step}

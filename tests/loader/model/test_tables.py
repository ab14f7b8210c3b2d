"""The tables of slots and references are whole: the models themselves are walked to see it.

A field that is added to a model and not to its table, or not to the entry that uses every key of
the format, fails here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from reportedly.model.anchors import LOCAL_ID, SLUG, Document
from reportedly.model.entry import Entry
from reportedly.model.findings import SourceMap, YamlPath
from reportedly.model.references import PUBLISHED, Reference, references_of, references_of_record
from reportedly.model.registry import (
    KINDS,
    Actor,
    Claim,
    Concept,
    Kept,
    Location,
    Outlet,
    Record,
    SharedEvent,
)
from reportedly.model.slots import slots_of
from reportedly.registry.own_ids import own_ids

ANY = "*"
"""Stands for the index of any item of a list."""


@dataclass(frozen=True, slots=True)
class Held:
    """One value in a document: its path, and the field that it is the value, or an item, of."""

    path: YamlPath
    value: object
    model: type[BaseModel]
    name: str
    field: FieldInfo


def held_in(document: BaseModel, path: YamlPath = ()) -> Iterator[Held]:
    """Every value of a document and of the documents inside it, but for what is None."""
    kind = type(document)
    for name, field in kind.model_fields.items():
        own = (*path, field.alias or name)
        value = getattr(document, name)
        items = (
            [((*own, i), item) for i, item in enumerate(value)]
            if isinstance(value, tuple)
            else [(own, value)]
        )
        for place, item in items:
            if item is not None:
                yield Held(place, item, kind, name, field)
            if isinstance(item, BaseModel):
                yield from held_in(item, place)


def fields_of(
    kind: type[BaseModel], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], type[BaseModel], str, FieldInfo]]:
    """Every field that a document of the kind can have, at its path, without any document."""
    for name, field in kind.model_fields.items():
        own = (*path, field.alias or name)
        yield own, kind, name, field
        for inner, many in models_in(field.annotation):
            yield from fields_of(inner, (*own, ANY) if many else own)


def models_in(annotation: Any, many: bool = False) -> Iterator[tuple[type[BaseModel], bool]]:  # noqa: ANN401
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation, many
    listed = many or getattr(annotation, "__origin__", None) is tuple
    for inner in get_args(annotation):
        yield from models_in(inner, listed)


def shape(path: YamlPath) -> tuple[str, ...]:
    """A path with its indexes as stars."""
    return tuple(ANY if isinstance(step, int) else step for step in path)


def patterns(annotation: Any, metadata: list[Any]) -> set[str]:  # noqa: ANN401
    found = {str(one.pattern) for one in metadata if getattr(one, "pattern", None)}
    for inner in get_args(annotation):
        found |= patterns(inner, list(getattr(inner, "__metadata__", ())))
    return found


def is_id(field: FieldInfo) -> bool:
    """Whether the field, or each item of it, is an id of the registry or of the entry."""
    return bool(patterns(field.annotation, list(field.metadata)) & {SLUG, LOCAL_ID})


def is_own(kind: type[BaseModel], name: str) -> bool:
    """Whether the id is the thing's own; `Kept` has another's."""
    return name == "id" and kind is not Kept


def plain(path: tuple[str, ...]) -> tuple[str, ...]:
    """A path without the star of the list that it ends in."""
    return path[:-1] if path[-1] == ANY else path


def test_the_entry_that_uses_every_key_does() -> None:
    """See the next tests; this one says that the walk sees the models at all."""
    shapes = {path for path, *_ in fields_of(Entry)}
    assert ("reports", ANY, "chain", ANY, "when", "relative_to") in shapes
    assert ("reports", ANY, "in_return_for", ANY, "amount", "cue", "q") in shapes
    assert ("namings", ANY, "is", "unnamed") in shapes
    assert len(shapes) > 150


def test_every_anchor_of_an_entry_is_one_slot(every_key: Entry) -> None:
    anchored = Counter(held.path[:-1] for held in held_in(every_key) if held.name == "q")
    slotted = Counter(slot.path for slot in slots_of(every_key))
    assert slotted == anchored
    assert set(slotted.values()) == {1}


def test_every_field_that_can_be_anchored_is_a_slot(every_key: Entry) -> None:
    can = {path[:-1] for path, _, name, _ in fields_of(Entry) if name == "q"}
    assert {shape(slot.path) for slot in slots_of(every_key)} == can


def test_every_slot_has_a_key_of_its_own_and_a_scope_that_comes_before_it(
    every_key: Entry,
) -> None:
    before: list[str] = []
    for slot in slots_of(every_key):
        assert slot.key not in before
        assert slot.scope is None or slot.scope in before
        before.append(slot.key)


def test_every_slot_is_the_anchor_at_its_path(every_key: Entry, source: SourceMap) -> None:
    at = {held.path: held.value for held in held_in(every_key)}
    for slot in slots_of(every_key):
        assert slot.anchor.q == at[(*slot.path, "q")]
        assert (*slot.path, "q") in source.values


def test_every_id_that_an_entry_uses_is_one_reference(every_key: Entry) -> None:
    used = {
        held.path: held.value
        for held in held_in(every_key)
        if is_id(held.field) and isinstance(held.value, str) and not is_own(held.model, held.name)
    }
    references = list(references_of(every_key))
    assert {reference.path: reference.target for reference in references} == used
    assert len(references) == len(used)


def test_every_field_that_can_hold_an_id_is_a_reference(every_key: Entry) -> None:
    can = {path for path, kind, name, f in fields_of(Entry) if is_id(f) and not is_own(kind, name)}
    assert {plain(shape(reference.path)) for reference in references_of(every_key)} == can


def test_every_reference_wants_something(every_key: Entry) -> None:
    for reference in references_of(every_key):
        assert bool(reference.wanted) != bool(reference.local), reference


def test_the_day_of_publication_is_no_reference(every_key: Entry) -> None:
    (time, *others) = every_key.times
    published = time.model_copy(update={"relative_to": PUBLISHED})
    entry = every_key.model_copy(update={"times": (published, *others)})
    lost = set(references_of(every_key)) - set(references_of(entry))
    assert lost == {Reference(("times", 0, "relative_to"), "talk", local=("time", "event"))}


def test_every_id_that_an_entry_gives_is_its_own_once(every_key: Entry) -> None:
    given = {
        held.path: held.value
        for held in held_in(every_key)
        if is_own(held.model, held.name) and held.path != ("article", "id")
    }
    own = list(own_ids(every_key))
    assert {one.path: one.id for one in own} == given
    assert len(own) == len(given)
    can = {path for path, kind, name, _ in fields_of(Entry) if is_own(kind, name)}
    assert {shape(one.path) for one in own} == can - {("article", "id")}


KEPT = ({"id": "other", "because": "they are two"},)
COMMON: dict[str, object] = {"id": "own", "label": {"en": "Own"}}
RECORDS: tuple[Record, ...] = (
    Actor.model_validate(
        COMMON
        | {"kind": "collective", "affiliation": "a", "consists_of": "b", "distinct_from": KEPT}
    ),
    Outlet.model_validate(COMMON | {"language": "en", "distinct_from": KEPT}),
    Location.model_validate(COMMON | {"kind": "city", "distinct_from": KEPT}),
    SharedEvent.model_validate(COMMON | {"kind": "war"}),
    Concept.model_validate(
        COMMON
        | {"scheme": "thing", "broader": "wide", "factors": ("a", "b"), "disjoint_with": KEPT}
    ),
    Claim.model_validate(
        COMMON | {"agent": "a", "act": "b", "thing": "c", "beneficiary": "d", "not_same_as": KEPT}
    ),
)


def test_there_is_one_full_record_of_each_kind() -> None:
    assert {type(record) for record in RECORDS} == set(KINDS.values())
    for record in RECORDS:
        left_out = {name for name in type(record).model_fields if getattr(record, name) is None}
        assert left_out <= {"note"}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_every_id_that_a_record_uses_is_one_reference(record: Document) -> None:
    assert isinstance(record, Record)
    used = {
        held.path: held.value
        for held in held_in(record)
        if is_id(held.field) and isinstance(held.value, str) and not is_own(held.model, held.name)
    }
    references = list(references_of_record(record))
    assert {reference.path: reference.target for reference in references} == used
    assert len(references) == len(used)
    can = {
        path
        for path, kind, name, field in fields_of(type(record))
        if is_id(field) and not is_own(kind, name)
    }
    assert {plain(shape(reference.path)) for reference in references} == can
    assert all(reference.wanted and not reference.local for reference in references)

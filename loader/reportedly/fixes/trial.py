"""An entry with one value changed, tried on its text before anything is written."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from reportedly.anchor.place_entry import place_entry
from reportedly.fixes.sheet import Sheet
from reportedly.model.entry import Entry
from reportedly.model.findings import YamlPath
from reportedly.model.slots import Slot, slots_of


def places_with(sheet: Sheet, path: YamlPath, value: object, slot: Slot) -> bool:
    """Whether an anchor has a place if a value is changed, and no other loses or lacks its own.

    Args:
        sheet: the entry and its text.
        path: the value to change, or a key to add.
        value: what to change it to; None takes the key out.
        slot: the anchor, as it is now.
    """
    if sheet.article is None:
        return False
    try:
        entry = Entry.model_validate(_changed(sheet.value, path, value))
    except ValidationError:
        return False
    keys = [each.key for each in slots_of(entry)]
    if len(keys) > len(set(keys)):  # it would be the same as another
        return False
    missed = {missing.path for missing, _ in place_entry(entry, sheet.article).misses}
    return missed < {missing.path for missing, _ in sheet.misses} and slot.path not in missed


def _changed(at: object, path: YamlPath, value: object) -> object:
    """A YAML value in which one value below it is another."""
    step, *rest = path
    if isinstance(at, tuple) and isinstance(step, int):
        return (*at[:step], _changed(at[step], tuple(rest), value), *at[step + 1 :])
    if not isinstance(at, Mapping):
        raise TypeError(f"there is nothing at '{step}'")
    if rest:
        return {**at, step: _changed(at[step], tuple(rest), value)}
    if value is None:
        return {key: kept for key, kept in at.items() if key != step}
    return {**at, step: value}

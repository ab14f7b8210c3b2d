"""Values of another type than the one that can be meant, and white space around words.

What the model wants at a place leaves one reading: where it wants words, ``2022`` and ``no`` are
words that lack quotation marks; where it wants a truth value, ``yes`` is true (RP003, RP012).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from reportedly.fixes.edits import Edit
from reportedly.fixes.sheet import Sheet
from reportedly.model.findings import YamlPath
from reportedly.parse.refusals import Refused
from reportedly.parse.written import scalar

_TRUE: Final = frozenset({"yes", "on", "y", "true"})
_FALSE: Final = frozenset({"no", "off", "n", "false"})
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_NUMBERS: Final = frozenset({"int_type", "is_instance_of"})
_ALSO: Final = frozenset({"string_type", "model_type", "dict_type"})
_NOTHING: Final = Refused(frozenset())


def quoted_words(sheet: Sheet) -> Iterator[Edit]:
    """Quotation marks around what would else be a number or a truth value, where words are due."""
    for path, code in sheet.read_wrongly.items():
        types = sheet.refused.get(path, _NOTHING).types
        wanted = not types if code == "RP003" else "string_type" in types and types <= _ALSO
        found = _token(sheet, path)
        if wanted and found and found[2][:1] not in ("'", '"', "[", "{"):
            start, end, token = found
            yield Edit(start, end, f'"{token}"', code, path)


def truth_values(sheet: Sheet) -> Iterator[Edit]:
    """True or false for the other words for them, where a truth value is due."""
    for path, code in sheet.read_wrongly.items():
        types, found = sheet.refused.get(path, _NOTHING).types, _token(sheet, path)
        if types == {"bool_type"} and found:
            word = found[2].strip("'\"").lower()
            if word in _TRUE | _FALSE:
                yield Edit(*found[:2], "true" if word in _TRUE else "false", code, path)


def bare_numbers(sheet: Sheet) -> Iterator[Edit]:
    """A number without the quotation marks that make words of it, where a number is due."""
    for path, code in sheet.read_wrongly.items():
        refused, found = sheet.refused.get(path, _NOTHING), _token(sheet, path)
        due = bool(refused.types) and refused.types <= _NUMBERS
        if not found or found[2][:1] not in ("'", '"'):
            continue
        number = found[2][1:-1]
        one_of = refused.types == {"literal_error"} and refused.allowed == number
        if (due and _NUMBER.fullmatch(number)) or one_of:
            yield Edit(*found[:2], number, code, path)


def lists_of_one(sheet: Sheet) -> Iterator[Edit]:
    """Brackets around a value of one line that stands where a list is due."""
    for path, code in sheet.read_wrongly.items():
        if sheet.refused.get(path, _NOTHING).types == {"tuple_type"}:
            found = _token(sheet, path)
            if found and (found[2][:1] in ("'", '"', "{") or found[2] == scalar(found[2])):
                yield Edit(*found[:2], f"[{found[2]}]", code, path)


def trimmed_words(sheet: Sheet) -> Iterator[Edit]:
    """Words without the white space before or after them."""
    for path, code in sheet.read_wrongly.items():
        refused, found = sheet.refused.get(path, _NOTHING), _token(sheet, path)
        words = _value(sheet.value, path)
        if not (refused.pattern and found and isinstance(words, str)):
            continue
        if refused.types == {"string_pattern_mismatch"} and re.search(
            refused.pattern, words.strip()
        ):
            yield Edit(*found[:2], scalar(words.strip(), found[2]), code, path)


def spelled_alike(sheet: Sheet) -> Iterator[Edit]:
    """The value of a scheme that differs only in capitals, spaces or low lines."""
    for path, code in sheet.read_wrongly.items():
        refused, found = sheet.refused.get(path, _NOTHING), _token(sheet, path)
        word = _value(sheet.value, path)
        if not (refused.types == {"literal_error"} and found and isinstance(word, str)):
            continue
        alike = re.sub(r"[\s_-]+", "-", word.strip().lower())
        if f"'{alike}'" in (refused.allowed or ""):
            yield Edit(*found[:2], scalar(alike, found[2]), code, path)


def _token(sheet: Sheet, path: YamlPath) -> tuple[int, int, str] | None:
    place = sheet.token(path)
    return None if place is None else (*place, sheet.text[slice(*place)])


def _value(at: Any, path: YamlPath) -> object:  # noqa: ANN401  # a YAML value
    for step in path:
        at = at[step]
    return at

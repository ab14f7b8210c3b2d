"""What pydantic refuses, in the words of someone who writes an entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

from pydantic_core import ErrorDetails

from reportedly.model.anchors import LOCAL_ID, SLUG, WORDS
from reportedly.model.article import LANGUAGE, SHA256
from reportedly.model.details import DURATION
from reportedly.model.findings import YamlPath
from reportedly.model.registry import QID

_UNQUOTE: Final = "Write the number without quotation marks."

SHAPES: Final[Mapping[str, str]] = {
    "string_type": "words",
    "int_type": "a whole number",
    "is_instance_of": "a number with decimals",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
}
"""What is wanted, by the type of pydantic's refusal of a value's very shape."""

FORMS: Final[Mapping[str, str]] = {
    WORDS: "words have no white space before or after them",
    SLUG: "an id is made of lower-case letters, digits and single hyphens, "
    "such as norland-offers-grain",
    LOCAL_ID: "an id within an entry begins with a lower-case letter and goes on with "
    "lower-case letters, digits and single hyphens, such as r3",
    SHA256: "a SHA-256 digest is 64 hexadecimal digits in lower case",
    LANGUAGE: "a language is a tag of BCP 47, such as en or en-GB",
    DURATION: "a duration is whole weeks, or years, months and days, such as -P1W or P1Y6M "
    "(ISO 8601)",
    QID: "an item of Wikidata is Q and its number, such as Q42",
}
"""What a string of each pattern looks like."""

REFUSALS: Final[Mapping[str, str]] = {
    "string_too_short": "{name} must be words, not an empty string",
    "string_too_long": "{name} must have at most {max_length} characters",
    "too_short": "{name} must have {min_length} or more, not {actual_length}",
    "greater_than_equal": "{name} must be {ge} or more, not {value}",
    "less_than_equal": "{name} must be {le} or less, not {value}",
}
"""What is wrong with a value of the right shape, by the type of pydantic's refusal."""


def called(path: YamlPath) -> str:
    """What a value is called in a message: its key, or which item of the list at its key."""
    match path:
        case (*_, str(key)):
            return f"'{key}'"
        case (*_, str(key), int(index)):
            return f"item {index + 1} of '{key}'"
        case _:
            return "the file"


def given(value: object) -> str:
    """A value as a message shows it."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return f"the number {value}"
        case str():
            return f"'{value}'" if len(value) <= 40 else f"'{value[:39]}…'"
        case Mapping():
            return "a mapping of keys to values"
        case _:
            return "a list"


def misshapen(path: YamlPath, types: Iterable[str], value: object) -> tuple[str, str | None]:
    """Message and advice for a value of none of the shapes that are wanted."""
    wanted = " or ".join(dict.fromkeys(SHAPES[one] for one in types))
    advice: str | None = None
    if isinstance(value, int | Decimal) and wanted.startswith("words"):
        advice = f'If the word is meant, quote it: "{str(value).lower()}".'
    elif isinstance(value, str) and "number" in wanted and value.removeprefix("-").isdecimal():
        advice = _UNQUOTE
    elif isinstance(value, str | Mapping) and wanted == "a list":
        advice = "Put it between [ and ], or on a line of its own after a hyphen."
    return f"{called(path)} must be {wanted}, not {given(value)}", advice


def unlisted(path: YamlPath, details: ErrorDetails) -> tuple[str, str, str | None]:
    """Message, advice and what is likely meant, for a value that is none of its scheme's."""
    expected: str = details["ctx"]["expected"]
    allowed = [part.strip("' ") for part in expected.replace(" or ", ", ").split(",")]
    value = details["input"]
    if isinstance(value, str) and value in allowed and f"'{value}'" not in expected:
        return f"{called(path)} must be a number, not {given(value)}", _UNQUOTE, value
    near = get_close_matches(str(value), allowed, n=1)
    advice = f"Did you mean '{near[0]}'?" if near else f"One of: {', '.join(allowed)}."
    return f"{given(value)} is no value of {called(path)}", advice, near[0] if near else None


def refused(path: YamlPath, details: ErrorDetails) -> str:
    """The message for a value of the right shape that is refused for what it says."""
    name, value, facts = called(path), given(details["input"]), details.get("ctx", {})
    if details["type"] == "value_error":
        return details["msg"].removeprefix("Value error, ")
    if details["type"] == "string_pattern_mismatch":
        return f"{name} cannot be {value}: {FORMS[facts['pattern']]}"
    template = REFUSALS.get(details["type"], "{name} cannot be {value}")
    return template.format(name=name, value=value, **facts)

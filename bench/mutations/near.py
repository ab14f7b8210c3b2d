"""Near misses: what a slip of hand or mind makes of one value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, get_args

from reportedly.model.waivers import LedgerKind, WaiverReason
from reportedly.terms import (
    Basis,
    Bound,
    Certainty,
    Modality,
    NamingForm,
    QuotationKind,
    ReviewState,
    Zone,
)

WAIVED: Final[tuple[str, ...]] = tuple(
    kind for union in get_args(LedgerKind) for kind in get_args(union) or (union,)
)
SCHEMES: Final[dict[str, tuple[str, ...]]] = {
    "certainty": get_args(Certainty),
    "modality": get_args(Modality),
    "basis": get_args(Basis),
    "bound": get_args(Bound),
    "zone": get_args(Zone),
    "form": get_args(NamingForm),
    "review": get_args(ReviewState),
}
"""Keys whose values are of a closed list."""
NUMBERS: Final = frozenset({"value", "min", "max", "rank", "nth", "weekday", "format"})
_DURATION: Final = re.compile(r"(-?)P(\d+)([YMWD])")
_SHORT: Final = 3
"""Letters of an id in which no two can be exchanged."""
_DIGITS: Final = re.compile(r"\d+(?!.*\d)")


def misspelt(word: str) -> str:
    """The word with two letters of its middle exchanged, or with one left out or doubled."""
    for i in range(len(word) // 2, len(word) - 1):
        if word[i] != word[i + 1] and word[i : i + 2].isalpha():
            return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    return word[:-1] if len(word) > 2 else word + word[-1]


def scheme_of(path: tuple[str | int, ...]) -> tuple[str, ...] | None:
    """The closed list that the value at a path is of; None if it is of none."""
    key = path[-1]
    if key == "kind" and path[0] == "quotations":
        return get_args(QuotationKind)
    if path[0] == "waivers":
        return {"kind": WAIVED, "because": get_args(WaiverReason)}.get(str(key))
    return SCHEMES.get(str(key))


def neighbour(value: str, listed: tuple[str, ...]) -> str:
    """The next of a closed list, the first after the last."""
    return listed[(listed.index(value) + 1) % len(listed)]


def other_date(value: str) -> str:
    """An EDTF value whose last known number is one more, or one less where that is none."""
    found = _DIGITS.search(value)
    if found is None:
        return "2022"
    number, width = int(found.group()), len(found.group())
    other = number - 1 if number in (12, 31) else number + 1
    return f"{value[: found.start()]}{other:0{width}}{value[found.end() :]}"


def other_length(value: str) -> str:
    """A duration of one unit more."""
    return _DURATION.sub(lambda m: f"{m[1]}P{int(m[2]) + 1}{m[3]}", value)


def other_sign(value: str) -> str:
    """A duration that runs the other way."""
    return value[1:] if value.startswith("-") else f"-{value}"


def nudged(value: str) -> str:
    """A number one more."""
    number = Decimal(value)
    return str(number + 1)


def rounded(value: str) -> str:
    """A number ten times as large, as one nought too many makes it."""
    return str(Decimal(value) * 10)


def other_digest(value: str) -> str:
    """A digest whose last digit is another."""
    return value[:-1] + ("0" if value[-1] != "0" else "1")


def other_language(value: str) -> str:
    """Another language."""
    return "en" if value == "de" else "de"


def other_id(value: str) -> str:
    """A short id with a letter more, a long one misspelt."""
    return f"{value}x" if len(value) <= _SHORT else misspelt(value)


LENGTHS: Final = frozenset({"shift", "duration", "repeats"})
"""Keys whose values are durations."""
BY_KEY: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "edtf": other_date,
        "language": other_language,
        "sha256": other_digest,
        "id": other_id,
    }
)
"""Keys whose values have a near miss of their own; of others a letter is exchanged."""

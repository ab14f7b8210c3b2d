"""The table of cues: which bounds each leaves room for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from reportedly.model.words import fold
from reportedly.terms import Bound

_AT_MOST: Final = """
    up to; at most; at the most; no more than; not more than; no higher than; not exceeding;
    as many as; as much as; as high as; a maximum of; maximum; or fewer; or less
"""
_AT_LEAST: Final = """
    at least; at the least; no fewer than; not fewer than; no less than; not less than;
    a minimum of; minimum; or more; upwards of; upward of; and counting
"""
_ABOVE: Final = """
    more than; greater than; higher than; larger than; over; above; in excess of; exceeding;
    exceeded; exceeds; exceed; north of; beyond; surpassing; topped; topping
"""
_BELOW: Final = """
    less than; fewer than; lower than; under; below; short of; nearly; almost; not quite;
    approaching; close to; just shy of
"""
_ABOUT: Final = """
    about; around; approximately; approx; roughly; circa; some; or so; an estimated; estimated;
    in the region of; in the order of; on the order of; more or less; give or take; close to
"""
_BETWEEN: Final = "between; ranging from; anywhere from"
_EXACT: Final = "exactly; precisely; only; just; a total of; altogether; in all"
_MANY: Final = """
    dozens; scores; hundreds; thousands; millions; billions; trillions; tens; several; a few;
    a couple; few
"""
_ALLOWED: Final[tuple[tuple[str, frozenset[Bound]], ...]] = (
    (_AT_MOST, frozenset({"at-most"})),
    (_AT_LEAST, frozenset({"at-least"})),
    (_ABOVE, frozenset({"above"})),
    (_BELOW, frozenset({"below"})),
    (_ABOUT, frozenset({"about"})),
    (_BETWEEN, frozenset({"between"})),
    (_EXACT, frozenset({"exact"})),
    (_MANY, frozenset({"at-least", "above", "about"})),
)
_VAGUE: Final[frozenset[Bound]] = frozenset({"at-most", "about"})
"""Bounds that a range stays within: "as high as 15,000 to 25,000"."""


def _table() -> dict[str, frozenset[Bound]]:
    table: dict[str, frozenset[Bound]] = {}
    for listed, bounds in _ALLOWED:
        for cue in listed.split(";"):
            words = " ".join(cue.split())
            table[words] = table.get(words, frozenset()) | bounds
    return {
        cue: bounds | {"between"} if bounds & _VAGUE else bounds for cue, bounds in table.items()
    }


CUES: Final[Mapping[str, frozenset[Bound]]] = MappingProxyType(_table())
"""From a cue's words, in small letters, to the bounds that it leaves room for."""

_ANY: Final = "|".join(
    re.escape(cue) + (r"(?! of\b)" if cue == "some" else "")
    for cue in sorted(CUES, key=len, reverse=True)
)
_ANYWHERE: Final = re.compile(rf"(?<!\w)(?:{_ANY})(?!\w)", re.IGNORECASE)
_AHEAD: Final = re.compile(rf"(?:(?:just|well|only|slightly) )?({_ANY})(?!\w)", re.IGNORECASE)
_PLUS: Final = re.compile(r"\d\+")


def allowed_by(cue: str) -> frozenset[Bound] | None:
    """The bounds that a cue leaves room for; None if it is no cue that is known.

    Of two cues in it the one that bounds counts: "just over" is above, "no more than" at most.
    """
    words = fold(cue)
    if _PLUS.search(words):
        return CUES["or more"]
    found = [CUES[match.group().lower()] for match in _ANYWHERE.finditer(words)]
    bounding = [bounds for bounds in found if "exact" not in bounds]
    return next(iter(bounding or found), None)


def opening_cue(words: str) -> str | None:
    """The known cue that an amount's own words open with ("up to 400"); None if there is none."""
    match = _AHEAD.match(fold(words))
    return None if match is None else match[1]

"""The table of fixes: what is mended without asking, in the order in which it is tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from reportedly.fixes import marks, nth, order, spaces, values
from reportedly.fixes.edits import Edit
from reportedly.fixes.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Fix:
    """One kind of mend.

    Attributes:
        name: what it is called.
        mends: the codes of the rules whose findings it mends; none if it mends layout.
        does: what it does, in a few words.
        edits: gives the edits of a file; those that turn out unsound are not made.
    """

    name: str
    mends: tuple[str, ...]
    does: str
    edits: Callable[[Sheet], Iterator[Edit]]


FIXES: Final[tuple[Fix, ...]] = (
    Fix("quote", ("RP003", "RP012"), "quotes words that look like a number", values.quoted_words),
    Fix("truth", ("RP003", "RP012"), "writes true and false as such", values.truth_values),
    Fix("number", ("RP012",), "unquotes a number", values.bare_numbers),
    Fix("list", ("RP012",), "makes a list of a single value", values.lists_of_one),
    Fix("trim", ("RP012",), "takes white space from the ends of words", values.trimmed_words),
    Fix("scheme", ("RP012",), "spells a scheme's value as the scheme does", values.spelled_alike),
    Fix("marks", ("RP101",), "types marks and dashes as the text prints them", marks.as_printed),
    Fix("bare", ("RP106",), "takes a quotation out of its marks", marks.without_marks),
    Fix(
        "nth", ("RP102", "RP103"), "says the only occurrence that can be meant", nth.only_occurrence
    ),
    Fix("order", (), "puts the keys of a block in order", order.in_order),
    Fix("space", (), "takes white space from the ends of lines", spaces.no_trailing_space),
)
"""Each fix of entries and records; a lock is made anew by `reportedly.fixes.relock`."""

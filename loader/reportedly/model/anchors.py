"""Anchors as an editor writes them: by quotation, never by typed offset."""

from __future__ import annotations

from typing import Annotated, Final, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from reportedly.model.words import fold
from reportedly.terms import Zone

ELISION = " … "

WORDS: Final = r"^\S(?s:.*\S)?$"
SLUG: Final = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
LOCAL_ID: Final = r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$"

Words = Annotated[str, StringConstraints(min_length=1, pattern=WORDS)]
"""Words with no white space around them."""

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=80)]
"""An identifier: lower-case letters, digits and single hyphens."""

LocalId = Annotated[str, StringConstraints(pattern=LOCAL_ID)]
"""An identifier inside one entry, such as ``r3``."""


def _no_truth(value: object) -> object:
    if isinstance(value, bool):  # which Python takes for equal to 1
        raise PydanticCustomError("literal_error", "Input should be {expected}", {"expected": "1"})
    return value


FormatVersion = Annotated[Literal[1], BeforeValidator(_no_truth)]
"""The version of the entry format."""


class Document(BaseModel):
    """Base of all that is read from YAML: frozen, strict in its types, no unknown key."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Anchor(Document):
    """Words that stand exactly once where they are sought.

    Matching is exact but for white space (U+00A0 included), which counts as one space, and at
    word boundaries. ``A … B`` names a longer passage by its ends: from A to the first B after it.

    Attributes:
        q: the words, or the first and last words with `` … `` between.
        nth: which occurrence of ``q`` (of A, if elided) is meant, from 1.
        outside: seek the whole text, not the passage of the report that the anchor stands in.
        zone: seek only in this zone, and there only in the report's passage unless ``outside``.
    """

    q: Words
    nth: Annotated[int, Field(ge=1)] | None = None
    outside: bool = False
    zone: Zone | None = None

    @property
    def ends(self) -> tuple[str, str] | None:
        """The first and the last words, if the passage is elided."""
        head, gap, tail = self.q.partition(ELISION)
        return (head, tail) if gap else None

    @model_validator(mode="after")
    def _one_elision(self) -> Self:
        if not all(map(fold, self.ends or (self.q,))):
            raise ValueError("an anchor needs words on each side of its elision")
        if self.ends is not None and self.q.count(ELISION) > 1:
            raise ValueError("an anchor elides once at most: 'first words … last words'")
        return self


class EveryAnchor(Anchor):
    """An anchor that may stand for every occurrence outside the furniture.

    Attributes:
        every: all occurrences are meant; excludes ``nth``.
    """

    every: bool = False

    @model_validator(mode="after")
    def _every_or_nth(self) -> Self:
        if self.every and self.nth is not None:
            raise ValueError("'every' and 'nth' exclude each other")
        return self

"""The parts of a report: who said it, how much, when, and to what end."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator

from reportedly.model.anchors import Anchor, Document, LocalId, Slug, Words
from reportedly.model.dates import UNKNOWN_YEAR, bounds_of
from reportedly.terms import Basis, Bound, Certainty, TimeKind

DURATION: Final = r"^-?P(?:[0-9]+W|[0-9]+Y(?:[0-9]+M)?(?:[0-9]+D)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)$"

Number = int | Decimal


def _is_edtf(value: str) -> str:
    bounds_of(value)
    return value


Edtf = Annotated[str, AfterValidator(_is_edtf)]
"""An EDTF expression (ISO 8601-2:2019, levels 0 to 2), such as ``XXXX-07-25``."""

Duration = Annotated[
    str,
    StringConstraints(pattern=DURATION),
]
"""An ISO 8601 duration of whole weeks, or of years, months and days, such as ``-P1W``."""


class Unnamed(Document):
    """Points to one of the entry's own unnamed sources.

    Attributes:
        unnamed: its id in this entry.
    """

    unnamed: LocalId


Speaker = Slug | Unnamed
"""An actor of the registry, or an unnamed source of this entry."""


class Suspicion(Document):
    """An editor's suspicion about who is meant: no identity, and it moves no bound.

    Attributes:
        is_: the actor who may be meant (``is``).
        basis: always ``editor``.
        because: the reason, in a sentence.
    """

    is_: Annotated[Slug, Field(alias="is")]
    basis: Basis
    because: Words

    @field_validator("basis")
    @classmethod
    def _editor(cls, basis: Basis) -> Basis:
        if basis != "editor":
            raise ValueError("a suspicion about who is meant is always an editor's: basis: editor")
        return basis


class Time(Anchor):
    """A time expression.

    At least one of ``edtf``, ``duration``, ``repeats`` and ``relative_to`` is given. A month or day
    whose year the text ties to another time has both ``edtf`` and ``relative_to``, with a shift in
    years: "in late May … this year" is ``XXXX-05``, relative to ``published``, ``P0Y``.

    Attributes:
        id: names the expression, so that another may be relative to it.
        edtf: its value, unknown digits as ``X``; never filled in from outside the text.
        duration: for "five months": its length.
        repeats: for "annual", "a day": the period that recurs.
        bound: which side is open: of a length with a cue such as "over" (``above``), or of a date
            with one such as "as early as June" (``at-least``). Of a date it says what an EDTF
            interval with an open end says (``XXXX-06/..``), and either may be written.
        relative_to: ``published``, or the id of a time or an event of this entry.
        shift: how many whole periods from there, in the unit of the words: ``-P1W`` for "last
            week", ``P0W`` for "this week", ``P0D`` for "today"; left out where the words give no
            distance ("recently").
        weekday: ISO 8601 day of the week, 1 Monday to 7 Sunday, for "on Saturday".
        basis: ``inferred`` where what it is relative to follows only from other words of the text.
    """

    id: LocalId | None = None
    edtf: Edtf | None = None
    duration: Duration | None = None
    repeats: Duration | None = None
    bound: Bound | None = None
    relative_to: LocalId | None = None
    shift: Duration | None = None
    weekday: Annotated[int, Field(ge=1, le=7)] | None = None
    basis: Literal["stated", "inferred"] = "stated"

    @property
    def kind(self) -> TimeKind:
        """What kind of expression it is, read off the value that it has."""
        if self.repeats is not None:
            return "set"
        if self.duration is not None:
            return "duration"
        if self.relative_to is not None and self.edtf in (None, UNKNOWN_YEAR):
            return "relative"
        return "partial" if self.edtf is None or "X" in self.edtf else "absolute"

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.edtf or self.duration or self.repeats or self.relative_to):
            raise ValueError(
                "a time needs a value: edtf, duration or repeats, "
                "or relative_to with what it is relative to"
            )
        if self.relative_to is None and self.shift is not None:
            raise ValueError("a shift needs relative_to: from where is it counted?")
        if self.relative_to is None and self.basis == "inferred":
            raise ValueError("basis: inferred is of what the time is relative to; give relative_to")
        return self


class Amount(Anchor):
    """A number and what it counts.

    Either ``value`` (with a ``bound`` where a cue makes it open), or ``min`` and ``max``, or
    ``rank``.

    Attributes:
        id: names the amount, so that another may be part of it.
        value: the number that the words give.
        min: the lower of two numbers given.
        max: the upper of two numbers given.
        bound: how ``value`` bounds the quantity; ``exact`` if left out.
        cue: the words that make the bound ("up to"; "hundreds" itself, if the number is so
            worded); demanded unless the bound is exact or between.
        counts: the concept that is counted.
        per: the concept per which it is counted, for a rate.
        unit: the unit of measure or currency, if not things.
        part_of: the id of the amount of which this is a part ("three of the four").
        parts_are_all: of an amount that has parts: whether the words say that the parts told are
            all there are, or that there are others; left out where they do not say.
        rank: a position in an order ("fourth-highest"), from 1.
    """

    id: LocalId | None = None
    value: Number | None = None
    min: Number | None = None
    max: Number | None = None
    bound: Bound | None = None
    cue: Anchor | None = None
    counts: Slug
    per: Slug | None = None
    unit: Slug | None = None
    part_of: LocalId | None = None
    parts_are_all: bool | None = None
    rank: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _one_reading(self) -> Self:
        pair = self.min is not None and self.max is not None
        if (self.value is not None) + pair + (self.rank is not None) != 1:
            raise ValueError("an amount has a value, or min and max, or a rank")
        if (self.min is None) != (self.max is None):
            raise ValueError("min and max come together; for one side use value and bound")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min ({self.min}) is more than max ({self.max})")
        if pair and self.bound not in (None, "between"):
            raise ValueError("min and max bound the amount between them; leave bound out")
        if self.bound == "between" and not pair:
            raise ValueError("bound: between needs min and max")
        if self.bound not in (None, "exact", "between") and self.cue is None:
            raise ValueError(f"bound: {self.bound} needs the cue that makes it so")
        return self

    @property
    def reading(self) -> Bound:
        """The bound in force, the default spelled out."""
        if self.bound is not None:
            return self.bound
        return "between" if self.min is not None else "exact"

    @property
    def limits(self) -> tuple[Number | None, Number | None]:
        """Lower and upper bound, None where the words leave a side open."""
        if self.min is not None or self.max is not None:
            return self.min, self.max
        match self.reading:
            case "exact":
                return self.value, self.value
            case "at-least" | "above":
                return self.value, None
            case "at-most" | "below":
                return None, self.value
            case _:
                return None, None


class Hop(Document):
    """One step of "A says that B said".

    Attributes:
        by: who says it.
        on: the outlet that carries the saying.
        to: the actor to whom it is said.
        in_: the entry's event in which it is said: an interview, a letter (``in``).
        cue: the words that make it an utterance ("alleged", "according to").
        certainty: how sure the speaker is said to be.
        when: the time of the saying, not of what is said.
        plural: the words name more than one speaker ("reports", "allegations").
        may_be: an editor's suspicion about who is meant.
    """

    by: Speaker
    on: Slug | None = None
    to: Slug | None = None
    in_: Annotated[LocalId | None, Field(alias="in")] = None
    cue: Anchor
    certainty: Certainty
    when: Time | None = None
    plural: bool = False
    may_be: Suspicion | None = None


class Aspect(Anchor):
    """A purpose, place, return or initiative, and the words that warrant it.

    Attributes:
        is_: the concept, place or actor that the words give (``is``).
    """

    is_: Annotated[Slug, Field(alias="is")]


class Return(Aspect):
    """What is given in return.

    Attributes:
        amount: how much of it ("$115 million").
    """

    amount: Amount | None = None

"""Amounts are bounded as their words bound them; a time says what kind of time it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reportedly.model.details import Amount, Hop, Suspicion, Time, Unnamed
from reportedly.terms import Bound, TimeKind

CUE = {"q": "up to"}


def amount(**keys: Any) -> Amount:  # noqa: ANN401  # keys of an amount
    return Amount.model_validate({"q": "500 trucks", "counts": "truck"} | keys)


def time(**keys: Any) -> Time:  # noqa: ANN401  # keys of a time
    return Time.model_validate({"q": "last week"} | keys)


LIMITS: dict[str, tuple[dict[str, Any], Bound, tuple[Any, Any]]] = {
    "a number alone": ({"value": 5}, "exact", (5, 5)),
    "exactly": ({"value": 5, "bound": "exact"}, "exact", (5, 5)),
    "about": ({"value": 5, "bound": "about", "cue": CUE}, "about", (None, None)),
    "at most": ({"value": 5, "bound": "at-most", "cue": CUE}, "at-most", (None, 5)),
    "below": ({"value": 5, "bound": "below", "cue": CUE}, "below", (None, 5)),
    "at least": ({"value": 5, "bound": "at-least", "cue": CUE}, "at-least", (5, None)),
    "above": ({"value": 5, "bound": "above", "cue": CUE}, "above", (5, None)),
    "two numbers": ({"min": 2, "max": 3}, "between", (2, 3)),
    "between": ({"min": 2, "max": 3, "bound": "between"}, "between", (2, 3)),
    "the same number twice": ({"min": 2, "max": 2}, "between", (2, 2)),
    "a decimal": ({"value": Decimal("1.3")}, "exact", (Decimal("1.3"), Decimal("1.3"))),
    "nothing": ({"value": 0}, "exact", (0, 0)),
    "less than nothing": ({"value": -4}, "exact", (-4, -4)),
    "a rank": ({"rank": 4}, "exact", (None, None)),
}


def test_every_bound_has_its_limits() -> None:
    assert {bound for _, bound, _ in LIMITS.values()} == set(get_args(Bound))


@pytest.mark.parametrize("what", LIMITS)
def test_an_amount_is_bounded_as_its_words_bound_it(what: str) -> None:
    keys, reading, limits = LIMITS[what]
    assert (amount(**keys).reading, amount(**keys).limits) == (reading, limits)


@given(st.integers(), st.sampled_from(get_args(Bound)))
def test_the_value_lies_within_its_own_limits(value: int, bound: Bound) -> None:
    keys = {"min": value, "max": value} if bound == "between" else {"value": value}
    lower, upper = amount(**keys, bound=bound, cue=CUE).limits
    assert lower is None or lower <= value
    assert upper is None or upper >= value


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({}, "a value, or min and max, or a rank"),
        ({"value": 5, "rank": 1}, "a value, or min and max, or a rank"),
        ({"value": 5, "min": 4, "max": 6}, "a value, or min and max, or a rank"),
        ({"rank": 1, "min": 4, "max": 6}, "a value, or min and max, or a rank"),
        ({"min": 4}, "a value, or min and max, or a rank"),
        ({"value": 5, "min": 4}, "min and max come together"),
        ({"rank": 5, "max": 4}, "min and max come together"),
        ({"min": 6, "max": 4}, "is more than max"),
        ({"min": 4, "max": 6, "bound": "at-most", "cue": CUE}, "leave bound out"),
        ({"value": 5, "bound": "between"}, "needs min and max"),
        ({"value": 5, "bound": "at-most"}, "needs the cue"),
        ({"value": 5, "bound": "about"}, "needs the cue"),
        ({"value": "5"}, "value"),
        ({"value": 5.0}, "value"),
        ({"value": True}, "value"),
        ({"rank": 0}, "rank"),
    ],
)
def test_an_amount_that_says_no_one_thing_is_refused(keys: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        amount(**keys)


KINDS: dict[str, tuple[dict[str, Any], TimeKind]] = {
    "a day": ({"edtf": "2022-07-25"}, "absolute"),
    "a year": ({"edtf": "2022"}, "absolute"),
    "a day of no year": ({"edtf": "XXXX-07-25"}, "partial"),
    "a decade": ({"edtf": "202X"}, "partial"),
    "no year at all": ({"edtf": "XXXX"}, "partial"),
    "relative": ({"relative_to": "published"}, "relative"),
    "relative by a week": ({"relative_to": "published", "shift": "-P1W"}, "relative"),
    "relative, its year unknown": ({"relative_to": "war", "edtf": "XXXX"}, "relative"),
    "a day also told relatively": ({"relative_to": "war", "edtf": "2022-07-25"}, "absolute"),
    "a part also told relatively": ({"relative_to": "war", "edtf": "XXXX-07"}, "partial"),
    "a length": ({"duration": "P5M"}, "duration"),
    "a length from somewhere": ({"duration": "P5M", "relative_to": "war"}, "duration"),
    "a recurrence": ({"repeats": "P1Y"}, "set"),
    "a recurring length": ({"repeats": "P1Y", "duration": "P1M"}, "set"),
}


def test_every_kind_of_time_can_be_written() -> None:
    assert {kind for _, kind in KINDS.values()} == set(get_args(TimeKind))


@pytest.mark.parametrize("what", KINDS)
def test_a_time_s_kind_is_read_off_its_value(what: str) -> None:
    keys, kind = KINDS[what]
    assert time(**keys).kind == kind


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({}, "a time needs a value"),
        ({"weekday": 6}, "a time needs a value"),
        ({"bound": "above"}, "a time needs a value"),
        ({"shift": "-P1W"}, "a time needs a value"),
        ({"edtf": "2022", "shift": "-P1W"}, "from where is it counted"),
        ({"edtf": "2022-02-30"}, "no EDTF value"),
        ({"edtf": "soon"}, "no EDTF value"),
        ({"relative_to": "published", "weekday": 0}, "weekday"),
        ({"relative_to": "published", "weekday": 8}, "weekday"),
        ({"relative_to": "Published"}, "relative_to"),
    ],
)
def test_a_time_that_says_nothing_is_refused(keys: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        time(**keys)


@pytest.mark.parametrize(
    "duration", ["P1W", "-P1W", "P0D", "P5M", "P1Y", "P1Y2M", "P1Y2M3D", "P1Y3D", "P2M3D", "P90D"]
)
def test_a_duration_is_whole_weeks_or_years_months_and_days(duration: str) -> None:
    assert time(duration=duration).duration == duration


@pytest.mark.parametrize(
    "duration", ["", "P", "-P", "1W", "P1", "PT1H", "P1WT1H", "P1.5Y", "P1M1Y", "P1W1D", "P١W"]
)
def test_anything_else_is_no_duration(duration: str) -> None:
    with pytest.raises(ValidationError, match="duration"):
        time(duration=duration)


def test_a_hop_is_by_an_actor_or_by_an_unnamed_source() -> None:
    hop = {"cue": {"q": "said"}, "certainty": "stated"}
    assert Hop.model_validate(hop | {"by": "ada-lind"}).by == "ada-lind"
    unnamed = Hop.model_validate(hop | {"by": {"unnamed": "official"}})
    assert unnamed.by == Unnamed(unnamed="official")
    assert not unnamed.plural


def test_a_suspicion_is_always_an_editor_s() -> None:
    suspicion = {"is": "ada-lind", "because": "She was there."}
    assert Suspicion.model_validate(suspicion | {"basis": "editor"}).is_ == "ada-lind"
    with pytest.raises(ValidationError, match="always an editor's"):
        Suspicion.model_validate(suspicion | {"basis": "stated"})

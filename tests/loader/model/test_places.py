"""Spans of the text, the zones that hold them, and what is meant by the same words."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.model.places import Span, zone_of
from reportedly.model.words import digest, fold
from reportedly.terms import Zone

SPANS = st.tuples(st.integers(0, 12), st.integers(1, 8)).map(lambda p: Span(p[0], p[0] + p[1]))


def points(span: Span) -> set[int]:
    return set(range(span.start, span.end))


@given(SPANS, SPANS)
def test_spans_hold_and_meet_as_the_sets_of_their_code_points_do(a: Span, b: Span) -> None:
    assert a.holds(b) == (points(a) >= points(b))
    assert a.meets(b) == bool(points(a) & points(b))
    assert a.meets(b) == b.meets(a)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (3, 2), (-1, 2)])
def test_a_span_is_never_empty_and_never_runs_backwards(start: int, end: int) -> None:
    with pytest.raises(InputError, match=f"from {start} to {end}"):
        Span(start, end)


ZONES: list[tuple[Span, Zone]] = [(Span(0, 10), "headline"), (Span(20, 30), "furniture")]


@pytest.mark.parametrize(
    ("span", "zone"),
    [
        (Span(0, 10), "headline"),
        (Span(9, 10), "headline"),
        (Span(10, 20), "body"),
        (Span(30, 99), "body"),
        (Span(25, 26), "furniture"),
        (Span(9, 11), None),
        (Span(19, 21), None),
        (Span(15, 35), None),
        (Span(5, 25), None),
    ],
)
def test_a_span_lies_in_one_zone_or_in_none(span: Span, zone: Zone | None) -> None:
    assert zone_of(span, ZONES) == zone


def test_without_zones_all_is_body() -> None:
    assert zone_of(Span(0, 5), []) == "body"


@given(st.text())
def test_folding_is_splitting_at_white_space(words: str) -> None:
    assert fold(words) == " ".join(words.split())
    assert fold(fold(words)) == fold(words)


def test_the_digest_is_that_of_the_folded_words_in_utf_8() -> None:
    expected = hashlib.sha256("Norland’s envoy".encode()).hexdigest()
    assert digest("\n Norland’s\u00a0\tenvoy ") == expected
    assert digest("Norland's envoy") != expected

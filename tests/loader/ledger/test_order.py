"""Lists that follow the text: what stands out of its order is told, and no more of it."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.guesses import REGISTRY
from tests.support.sentences import reading_of

from reportedly.ledger.agreement import order
from reportedly.ledger.agreement.order import strays

BODY: Final = "The crew sailed. Ada Lind mended nets. The crew came home."
SENTENCES: Final = ("The crew sailed.", "Ada Lind mended nets.", "The crew came home.")


def reports(*numbers: int) -> list[dict[str, Any]]:
    told = {"tells": "crew-sails", "chain": [], "certainty": "stated", "modality": "done"}
    return [{**told, "id": f"r{n}", "at": {"q": SENTENCES[at]}} for n, at in enumerate(numbers, 1)]


def said(**entry: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401  # of YAML
    slips = order.find(reading_of(BODY, REGISTRY, {}, entry))
    return [(slip.code, *slip.path) for slip in slips]


def test_reports_in_the_order_of_the_text_are_let_be() -> None:
    assert said(reports=reports(0, 1, 2)) == []
    assert said(reports=reports(0, 0, 2)) == []


@pytest.mark.parametrize(("numbers", "astray"), [((2, 0, 1), 0), ((0, 2, 1), 1), ((1, 2, 0), 2)])
def test_the_one_report_that_was_moved_is_named(numbers: tuple[int, ...], astray: int) -> None:
    assert said(reports=reports(*numbers)) == [("RP117", "reports", astray, "at", "q")]


def test_events_and_quotations_follow_the_text_too() -> None:
    events = [
        {"id": "trip", "q": "came home", "kind": "storm", "actors": ["crew"]},
        {"id": "start", "q": "sailed", "kind": "storm", "actors": ["crew"]},
    ]
    assert len(said(events=events)) == 1
    assert said(events=events[::-1]) == []


@given(st.lists(st.integers(0, 9), max_size=12))
def test_without_its_strays_a_list_never_falls_and_no_fewer_would_do(starts: list[int]) -> None:
    left_out = strays(starts)
    rest = [start for i, start in enumerate(starts) if i not in left_out]
    assert rest == sorted(rest)
    longest = [0] * len(starts)
    for i, start in enumerate(starts):
        before = (longest[j] for j in range(i) if starts[j] <= start)
        longest[i] = 1 + max(before, default=0)
    assert len(rest) == max(longest, default=0)

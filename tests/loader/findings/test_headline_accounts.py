"""What a headline says beyond its body, on tellings written by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.findings.disagreements.intervals import Interval, interval
from reportedly.findings.headlines.accounts import Account, Excess, Figure, excesses
from reportedly.findings.headlines.strength import FIRMNESS, SURENESS, least_sure, says_no_more
from reportedly.terms import Certainty, Modality


def figure(number: str, bound: str = "exact", counts: str = "boat") -> Figure:
    low = "" if bound in {"at-most", "below", "about"} else number
    high = "" if bound in {"at-least", "above", "about"} else number
    return Figure(f"{bound} {number}", (number,), interval(low, high, bound), counts)


BROADER = {"dinghy": {"dinghy", "boat"}, "combat": {"combat", "aid"}}


def broader(concept: str) -> set[str]:
    return BROADER.get(concept, {concept})


def said(headline: Account, *related: Account, body: tuple[Account, ...] = ()) -> list[Excess]:
    return list(excesses(headline, related, (*related, *body), broader))


HEADLINE = Account("h", ("stated",), "planned", (figure("400"),), frozenset({"aid"}))
SUPPORT = Account("b", ("stated",), "planned", (figure("400"),), frozenset({"combat"}))


def test_a_headline_that_its_body_supports_says_no_more() -> None:
    assert said(HEADLINE, SUPPORT) == []


def test_a_claim_that_only_the_headline_tells_is_found() -> None:
    assert said(HEADLINE) == [Excess("tells", "", ())]


@pytest.mark.parametrize("bound", ["at-most", "at-least", "about", "above", "below"])
def test_a_number_without_the_bound_of_the_body_says_more(bound: str) -> None:
    body = Account("b", ("stated",), "planned", (figure("400", bound),), frozenset({"aid"}))
    assert said(HEADLINE, body) == [Excess("amount", "exact 400", (body,))]


def test_a_bounded_number_says_no_more_than_an_exact_one() -> None:
    headline = Account("h", ("stated",), "planned", (figure("400", "at-most"),))
    assert said(headline, SUPPORT) == []


def test_a_number_that_the_body_does_not_give_is_found() -> None:
    body = Account("b", ("stated",), "planned", (), frozenset({"aid"}))
    assert said(HEADLINE, body) == [Excess("amount", "exact 400", ())]


def test_a_number_of_a_wider_thing_is_supported_by_one_of_a_narrower() -> None:
    narrow = Account(
        "b", ("stated",), "planned", (figure("400", counts="dinghy"),), HEADLINE.purposes
    )
    assert said(HEADLINE, narrow) == []
    other = Account("b", ("stated",), "planned", (figure("400", counts="lamp"),), HEADLINE.purposes)
    assert said(HEADLINE, other) == [Excess("counts", "exact 400", (other,))]


def test_the_weakest_link_of_the_chain_counts() -> None:
    body = Account(
        "b", ("stated", "stated", "alleged"), "planned", SUPPORT.figures, SUPPORT.purposes
    )
    assert [each.aspect for each in said(HEADLINE, body)] == ["certainty", "relays"]


def test_a_deed_that_the_body_only_offers_is_found() -> None:
    body = Account("b", ("stated",), "offered", SUPPORT.figures, SUPPORT.purposes)
    assert said(HEADLINE, body) == [Excess("modality", "planned", (body,))]


def test_a_denial_that_the_body_does_not_make_is_found() -> None:
    headline = Account("h", ("stated",), "denied")
    assert [each.aspect for each in said(headline, SUPPORT)] == ["modality"]
    assert said(headline, Account("b", ("stated",), "denied")) == []


def test_what_carries_the_number_is_compared_before_what_does_not() -> None:
    """The body is firm without the number; with it, it only offers."""
    firm = Account("b", ("stated",), "done", (), frozenset({"aid"}))
    offers = Account("c", ("stated",), "offered", (figure("400"),))
    assert said(HEADLINE, firm, body=(offers,)) == [Excess("modality", "planned", (offers,))]


def test_the_same_number_of_something_else_is_not_compared() -> None:
    lamps = Account("c", ("stated",), "done", (figure("400", counts="lamp"),))
    bare = Account("b", ("stated",), "planned", (), frozenset({"aid"}))
    assert said(HEADLINE, bare, body=(lamps,)) == [Excess("amount", "exact 400", ())]


def test_a_purpose_that_the_body_does_not_give_is_found() -> None:
    body = Account("b", ("stated",), "planned", (figure("400"),), frozenset({"repair"}))
    assert said(HEADLINE, body) == [Excess("purpose", "aid", (body,))]


def test_both_orders_rank_every_value() -> None:
    assert set(SURENESS) == set(get_args(Certainty))
    assert set(FIRMNESS) == set(get_args(Modality))
    assert FIRMNESS["done"] > FIRMNESS["planned"] > FIRMNESS["offered"] > FIRMNESS["ready"]
    assert SURENESS["stated"] > SURENESS["reported"] > SURENESS["alleged"] > SURENESS["possible"]


CERTAINTIES = st.lists(st.sampled_from(get_args(Certainty)), min_size=1)


@given(CERTAINTIES, CERTAINTIES)
def test_a_longer_chain_is_never_surer(one: list[Certainty], more: list[Certainty]) -> None:
    assert SURENESS[least_sure([*one, *more])] <= SURENESS[least_sure(one)]


ENDS = st.none() | st.integers(0, 9).map(Decimal)
INTERVALS = st.builds(Interval, ENDS, ENDS)


@given(INTERVALS, INTERVALS, st.integers(0, 9).map(Decimal))
def test_who_says_no_more_allows_every_number_that_the_other_allows(
    claimed: Interval, supported: Interval, number: Decimal
) -> None:
    def allows(within: Interval) -> bool:
        return (within.low is None or within.low <= number) and (
            within.high is None or number <= within.high
        )

    if says_no_more(claimed, supported) and allows(supported):
        assert allows(claimed)
    assert says_no_more(claimed, claimed)

"""Places in an order that tellings of one claim give to one thing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Store

from reportedly.findings.disagreements.finder import disagreements

Said = dict[str, dict[str, list[str]]]
Derive = Callable[..., Said]
Stated = Callable[[str], Store]


def ranked(name: str, article: str, rank: int, words: str) -> str:
    return (
        f"{name} a rp:Telling ; rp:inArticle text:{article} ; rp:tells is:sends ; "
        f"rp:certainty rp:certainty-stated ; rp:modality rp:modality-fact ; rp:passage {name}-p .\n"
        f"{name} rp:amount {name}-k . {name}-k rp:rank {rank} ; rp:bound rp:bound-exact ; "
        f'rp:counts is:truck ; rdfs:label "{words}"@en ; rp:passage {name}-kp .\n'
    )


FOURTH = ranked("a:r1", "one", 4, "fourth-highest")


def test_two_ranks_of_one_thing_conflict(found: Derive, stated: Stated) -> None:
    fifth = ranked("b:r1", "two", 5, "fifth-highest")
    ((name, said),) = found(disagreements, stated(FOURTH + fifth)).items()
    assert name == "disagreement/rank/sends/truck"
    assert (said["aspect"], said["conflicting"]) == (["rank"], ["true"])
    assert "“fourth-highest” (one/r1) and “fifth-highest” (two/r1)" in said["because"][0]
    assert "No place fits" in said["because"][0]
    elsewhere = found(disagreements, stated(FOURTH + fifth + "b:r1 rp:place is:port ."))
    assert elsewhere[name]["conflicting"] == ["false"]


@pytest.mark.parametrize(
    "other",
    [
        ranked("b:r1", "two", 4, "the fourth-highest"),  # the same
        ranked("b:r1", "two", 2, "second-lowest"),  # counted from the other end
        ranked("b:r1", "two", 5, "fifth").replace("is:sends", "is:offers"),
        ranked("b:r1", "two", 5, "fifth").replace("is:truck", "is:boat"),
    ],
)
def test_ranks_of_something_else_or_in_another_order_are_not_compared(
    other: str, found: Derive, stated: Stated
) -> None:
    assert found(disagreements, stated(FOURTH + other)) == {}

"""How a finding is said, in quads and in words."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from reportedly.findings.finding import (
    LISTED,
    Finding,
    counted,
    listed,
    nodes,
    number_words,
    steps,
)
from reportedly.ids import Ids
from reportedly.terms import RP

IDS = Ids("https://example.org/id/")


def test_it_stands_in_the_graph_of_findings_each_statement_once() -> None:
    node = "https://example.org/id/registry/x"
    finding = Finding("drift", ("a b", "c"), "L", "B.", (node, node), nodes(RP.value, [node]))
    quads = list(finding.quads(IDS))
    assert {quad.graph_name for quad in quads} == {IDS.shared_graph("findings")}
    assert {quad.subject for quad in quads} == {
        NamedNode("https://example.org/id/finding/drift/a%20b/c")
    }
    assert len(quads) == len(set(quads)) == 6


@pytest.mark.parametrize(
    ("things", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_things_are_listed_as_people_do(things: list[str], words: str) -> None:
    assert listed(things) == words


def test_of_many_things_the_rest_is_counted() -> None:
    assert listed(map(str, range(LISTED))).endswith(f"{LISTED - 2} and {LISTED - 1}")
    assert listed(map(str, range(20))).endswith("10 and 9 more")
    assert listed(map(str, range(LISTED)), last="or", of=40).endswith("10 or 29 more")


def test_numbers_for_a_reader() -> None:
    assert number_words("1388100") == "1,388,100"
    assert number_words("2.5") == "2.5"
    assert (counted(1, "telling"), counted(0, "telling")) == ("1 telling", "0 tellings")


def test_a_name_leaves_out_which_shelf_it_lies_on() -> None:
    assert steps(IDS, "https://example.org/id/registry/ada") == ("ada",)
    assert steps(IDS, "https://example.org/id/article/x/report/r%201") == ("x", "report", "r 1")
    assert steps(IDS, "https://example.org/id/finding/x") == ("finding", "x")

"""When two results are the same: what the suites' comparison sees, and what it overlooks."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from bench.w3c.compare import XSD, Sameness, compare
from bench.w3c.graphs import Term
from bench.w3c.results import Solutions, Triples, read

P = NamedNode("http://example.org/p")
Q = NamedNode("http://example.org/q")


def rows(*values: Term, ordered: bool = False) -> Solutions:
    return Solutions(frozenset({"x"}), tuple({"x": value} for value in values), ordered)


def number(text: str, datatype: str = "integer") -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


def test_a_missing_a_further_and_a_repeated_row_each_make_another_result() -> None:
    assert compare(rows(P, Q), rows(Q, P)) is Sameness.EXACT
    assert compare(rows(P, Q), rows(P)) is Sameness.NONE
    assert compare(rows(P), rows(P, Q)) is Sameness.NONE
    assert compare(rows(P, P, Q), rows(P, Q, Q)) is Sameness.NONE


def test_the_order_of_rows_counts_where_the_expected_result_says_so() -> None:
    assert compare(rows(P, Q, ordered=True), rows(Q, P)) is Sameness.NONE
    assert compare(rows(P, Q, ordered=True), rows(P, Q)) is Sameness.EXACT


def test_other_variables_and_unbound_ones_make_another_result() -> None:
    assert compare(rows(P), Solutions(frozenset({"y"}), ({"y": P},))) is Sameness.NONE
    assert compare(rows(P), Solutions(frozenset({"x", "y"}), ({"x": P},))) is Sameness.NONE
    assert compare(rows(P), Solutions(frozenset({"x"}), ({},))) is Sameness.NONE


def test_blank_nodes_may_have_any_name_but_must_be_as_many() -> None:
    a, b = BlankNode("a"), BlankNode("b")
    names = frozenset({"x", "y"})
    same, apart = Solutions(names, ({"x": a, "y": a},)), Solutions(names, ({"x": a, "y": b},))
    assert compare(same, Solutions(names, ({"x": b, "y": b},))) is Sameness.EXACT
    assert compare(same, apart) is Sameness.NONE
    assert compare(rows(a, a), rows(a, b)) is Sameness.NONE
    assert compare(rows(a, b), rows(BlankNode(), BlankNode())) is Sameness.EXACT
    assert compare(rows(Triple(a, P, Q)), rows(Triple(b, P, Q))) is Sameness.EXACT
    assert compare(rows(Triple(a, P, Q)), rows(Triple(P, P, Q))) is Sameness.NONE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (number("01"), number("1")),
        (number("1", "byte"), number("1")),
        (number("1.50", "decimal"), number("1.5", "decimal")),
        (number("1.0e1", "double"), number("10", "double")),
        (number("1", "boolean"), number("true", "boolean")),
        (
            number("2006-08-23T09:00:00.0+00:00", "dateTime"),
            number("2006-08-23T09:00:00Z", "dateTime"),
        ),
    ],
)
def test_another_lexical_form_is_the_same_in_value_and_said_to_be_so(
    one: Literal, other: Literal
) -> None:
    assert compare(rows(one), rows(other)) is Sameness.BY_VALUE
    triples = (Triples(frozenset({Triple(P, Q, term)})) for term in (one, other))
    assert compare(*triples) is Sameness.BY_VALUE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (number("1"), number("2")),
        (number("1"), number("1", "decimal")),
        (number("1", "double"), number("1", "float")),
        (number("1"), Literal("1")),
        (Literal("a", language="en"), Literal("a")),
        (number("a1"), number("1")),
        (number("2006-08-23", "date"), number("2006-08-23Z", "date")),
    ],
)
def test_another_value_datatype_or_language_is_another_result(one: Literal, other: Literal) -> None:
    assert compare(rows(one), rows(other)) is Sameness.NONE


def test_lax_rows_may_come_less_often_but_at_least_once() -> None:
    assert compare(rows(P, P, Q), rows(P, Q), lax=True) is Sameness.EXACT
    assert compare(rows(P, P, Q), rows(P, P), lax=True) is Sameness.NONE
    assert compare(rows(P, Q), rows(P, P, Q), lax=True) is Sameness.NONE


def test_booleans_are_themselves_only() -> None:
    assert compare(True, True) is Sameness.EXACT
    assert compare(True, False) is Sameness.NONE
    assert compare(True, rows()) is Sameness.NONE


def test_csv_has_strings_and_blank_nodes_and_leaves_out_what_is_unbound() -> None:
    got = read(b'x,y\r\n"a ""b""",\r\n_:c,1.0\r\n', "text/csv")
    assert got == Solutions(
        frozenset({"x", "y"}),
        ({"x": Literal('a "b"')}, {"x": BlankNode("c"), "y": Literal("1.0")}),
        typed=False,
    )

"""Every error says what, where, by which rule, and what to do."""

from __future__ import annotations

import pytest

from reportedly.errors import (
    InputError,
    NotFoundError,
    QueryError,
    ReportedlyError,
    StoreError,
)

KINDS = (InputError, StoreError, NotFoundError, QueryError)


def test_there_are_four_kinds_of_error_and_each_is_an_error_of_reportedly() -> None:
    assert len(KINDS) == 4
    assert all(issubclass(kind, ReportedlyError) for kind in KINDS)


def test_the_base_itself_is_never_raised() -> None:
    with pytest.raises(TypeError, match="one of the four kinds"):
        ReportedlyError("something is wrong")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "the text is empty"),
        ({"where": "a.txt"}, "a.txt: the text is empty"),
        ({"rule": "RP101"}, "the text is empty [RP101]"),
        ({"mend": "Fill it."}, "the text is empty Fill it."),
        (
            {"where": "a.txt", "rule": "RP101", "mend": "Fill it."},
            "a.txt: the text is empty [RP101] Fill it.",
        ),
    ],
)
def test_an_error_reads_as_place_fault_rule_and_remedy(facts: dict[str, str], said: str) -> None:
    error = InputError("the text is empty", **facts)
    assert str(error) == said
    assert error.what == "the text is empty"
    assert {"where": error.where, "rule": error.rule, "mend": error.mend} == {
        "where": None,
        "rule": None,
        "mend": None,
    } | facts


def test_a_query_error_says_its_line_and_column() -> None:
    error = QueryError("a dot is missing", line=3, column=14)
    assert (error.line, error.column) == (3, 14)
    assert str(error) == "query line 3, column 14: a dot is missing"


def test_a_query_error_without_a_column_points_at_the_start_of_its_line() -> None:
    assert QueryError("a dot is missing", line=3).where == "query line 3, column 1"


def test_a_query_error_without_a_line_points_nowhere() -> None:
    assert QueryError("updates are refused").where is None

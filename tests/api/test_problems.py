from __future__ import annotations

import pytest

from reportedly.errors import InputError, NotFoundError, QueryError, ReportedlyError, StoreError
from reportedly_api.answers import Fault
from reportedly_api.lexer import RULE_SERVICE, RULE_UPDATE
from reportedly_api.problems import ERRORS, REFUSED, STATUSES, of_error, of_fault


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [
        (QueryError("odd", line=2, column=5, rule="sparql-syntax"), 400, "malformed-query"),
        (QueryError("calls", line=1, column=1, rule=RULE_SERVICE), 403, "service-refused"),
        (QueryError("writes", line=1, column=1, rule=RULE_UPDATE), 400, "read-only"),
        (InputError("bad", mend="Mend it."), 400, "bad-value"),
        (NotFoundError("none"), 404, "not-found"),
        (StoreError("gone"), 503, "store-unavailable"),
    ],
)
def test_every_kind_of_error_is_a_kind_of_problem(
    error: ReportedlyError, status: int, name: str
) -> None:
    problem = of_error(error)
    assert (problem.status, problem.type) == (
        status,
        f"https://w3id.org/reportedly/problem/{name}",
    )
    assert (problem.detail, problem.rule, problem.mend) == (error.what, error.rule, error.mend)
    if isinstance(error, QueryError):
        assert (problem.line, problem.column) == (error.line, error.column)


def test_the_tables_have_a_row_for_every_kind() -> None:
    assert set(ERRORS) == set(ReportedlyError.__subclasses__())
    assert set(REFUSED) == {RULE_SERVICE, RULE_UPDATE}
    assert all(row.status == status for status, row in STATUSES.items())


def test_a_status_without_a_row_keeps_its_number() -> None:
    problem = of_fault(Fault(418, "No coffee."))
    assert (problem.status, problem.type.rpartition("/")[2]) == (418, "http-418")


def test_members_that_are_not_set_are_left_out() -> None:
    assert of_fault(Fault(404, "Nothing there.")).members("/x") == {
        "type": "https://w3id.org/reportedly/problem/not-found",
        "title": "Nothing goes by that name",
        "status": 404,
        "detail": "Nothing there.",
        "instance": "/x",
    }

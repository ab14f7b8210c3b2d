"""The OpenAPI tells of every problem what comes."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from reportedly_api.answers import Problem
from reportedly_api.problems import PROBLEM_JSON
from reportedly_api.routes.documented import ProblemDetails, problems

OPERATIONS = 17


def test_a_problem_has_the_members_that_are_documented() -> None:
    told = Problem("type", "title", 400, "detail", 1, 1, "rule", "mend", ("csv",)).members("/")
    assert list(told) == list(ProblemDetails.model_fields)
    assert ProblemDetails.model_validate(told, strict=True).model_dump() == told
    least = set(Problem("type", "title", 400, "detail").members(None))
    required = {name for name, field in ProblemDetails.model_fields.items() if field.is_required()}
    assert least == required


def test_every_operation_documents_its_problems(client: TestClient) -> None:
    told = client.get("/openapi.json").json()
    operations = [each for path in told["paths"].values() for each in path.values()]
    assert len(operations) == OPERATIONS
    for operation in operations:
        failures = {code: each for code, each in operation["responses"].items() if code >= "4"}
        assert {"400", "406", "431", "500", "503"} <= set(failures)
        for response in failures.values():
            schema = response["content"][PROBLEM_JSON]["schema"]
            assert schema == {"$ref": "#/components/schemas/ProblemDetails"}
    assert "ProblemDetails" in told["components"]["schemas"]
    assert "ValidationError" not in str(told)


def test_only_what_the_table_of_problems_has_can_be_documented() -> None:
    with pytest.raises(KeyError):
        problems(418)

"""The problems that a resource may answer with, as the OpenAPI tells them."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel, Field

from reportedly_api.formats.table import HTML
from reportedly_api.problems import PROBLEM_JSON, STATUSES


class ProblemDetails(BaseModel):
    """Why there is no answer: RFC 9457, problem details. A member that is not set is left out."""

    type: str = Field(description="An IRI that names the kind of problem.")
    title: str = Field(description="The kind of problem in a few words.")
    status: int = Field(description="The HTTP status code.")
    detail: str = Field(description="This occurrence, in one sentence.")
    instance: str = Field("", description="The path that was asked for.")
    line: int = Field(0, description="Line of the fault in the query, from 1.")
    column: int = Field(0, description="Column of the fault in its line, from 1, in code points.")
    rule: str = Field("", description="The code of the rule that was broken.")
    mend: str = Field("", description="What to do about it.")
    available: list[str] = Field([], description="What could have been asked for instead.")


_SCHEMA: Final = {"$ref": "#/components/schemas/ProblemDetails"}
_CONTENT: Final = {
    PROBLEM_JSON: {"schema": _SCHEMA},
    HTML.media_types[0].partition(";")[0]: {"schema": {"type": "string"}},
}
_ALWAYS: Final = (400, 405, 406, 414, 431, 500, 503)

Responses = dict[int | str, dict[str, Any]]
"""What FastAPI takes: by status code, what OpenAPI calls a response object."""


def problems(*statuses: int) -> Responses:
    """Responses for these status codes, and for those that every resource may answer with.

    Raises:
        KeyError: the table of problems has no such status.
    """
    return {
        status: {"description": STATUSES[status].title, "content": _CONTENT}
        for status in sorted({*_ALWAYS, *statuses})
    }


ASKED: Final = problems(404, 422, 504)
"""Of a resource whose answer a query gives: too large an answer, too much memory or time."""


def complete(told: dict[str, Any]) -> None:
    """Complete an OpenAPI document: the schema of problems, and no validation errors.

    FastAPI adds a 422 of its own wherever it reads a parameter; here that is a 400, and a problem.
    """
    schemas = told.setdefault("components", {}).setdefault("schemas", {})
    schemas[ProblemDetails.__name__] = ProblemDetails.model_json_schema()
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for path in told["paths"].values():
        for operation in path.values():
            responses = operation["responses"]
            if "HTTPValidationError" in str(responses.get("422")):
                del responses["422"]

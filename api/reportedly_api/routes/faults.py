"""What goes wrong, told to whoever asked: problem details, or a page for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from reportedly.errors import ReportedlyError
from reportedly_api.answers import Fault, Problem, ProblemError, RequestError
from reportedly_api.formats.page import PAGE_POLICY
from reportedly_api.formats.table import HTML
from reportedly_api.lexer import READ_ONLY
from reportedly_api.methods import READING, allowed_methods
from reportedly_api.problems import PROBLEM_JSON, of_error, of_fault
from reportedly_api.routes.desk import desk_of, wants_page

OURS: Final = (ReportedlyError, RequestError, ProblemError)
"""What is raised on purpose."""


def install(app: FastAPI, routes: Sequence[BaseRoute]) -> None:
    """Give an application the handler that turns whatever is raised into a problem.

    Args:
        app: the application.
        routes: every route of its own, so that a 405 can name all methods that a path takes.
    """

    async def tell(request: Request, error: Exception) -> Response:
        return _tell(request, *_problem(request, error, routes))

    for kind in (*OURS, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, tell)


def tell_ours(request: Request, error: Exception) -> Response:
    """Say what was raised, where no router stands before it; all but `OURS` is a 500."""
    return _tell(request, *_problem(request, error, ()))


def _tell(request: Request, problem: Problem, obliged: Mapping[str, str]) -> Response:
    """Say what the problem is, as `application/problem+json` (RFC 9457) unless a page is wanted."""
    headers = {"Vary": "Accept", "Cache-Control": "no-store", **obliged}
    if problem.status >= 500:  # what breaks is answered outside the middleware that says this
        headers["Access-Control-Allow-Origin"] = "*"
    if not wants_page(request):
        told = json.dumps(problem.members(request.url.path), ensure_ascii=False)
        return Response(told, problem.status, headers, media_type=PROBLEM_JSON)
    desk = desk_of(request)
    query = request.query_params.get("query")
    content = desk.templates.get_template("problem.html").render(
        page=desk.page(request, problem.title, query=query),
        problem=problem,
        fault_line=_line(query, problem),
    )
    headers["Content-Security-Policy"] = PAGE_POLICY
    return Response(content, problem.status, headers, media_type=HTML.media_types[0])


def _problem(
    request: Request, error: Exception, routes: Sequence[BaseRoute]
) -> tuple[Problem, Mapping[str, str]]:
    if isinstance(error, ReportedlyError):
        return of_error(error), {}
    if isinstance(error, ProblemError):
        return error.problem, error.headers
    fault = _fault(request, error, routes)
    return of_fault(fault), fault.headers


def _fault(request: Request, error: Exception, routes: Sequence[BaseRoute]) -> Fault:
    path = request.url.path
    match error:
        case RequestError():
            return error.fault
        case RequestValidationError():
            first = error.errors()[0]
            return Fault(400, f"{'.'.join(map(str, first['loc'][1:]))}: {first['msg']}.")
        case HTTPException(status_code=404):
            mend = "Begin at /, /sparql, /questions, /dumps/ or /.well-known/void."
            return Fault(404, f"There is nothing at {path}.", mend)
        case HTTPException(status_code=405):
            # What is mounted has moved the scope to below its own path; it is static, and read.
            allow = allowed_methods(routes, request.scope) or ", ".join(sorted(READING))
            detail = f"{request.method} is not taken at {path}."
            mend = f"Use one of: {allow}. {READ_ONLY}"
            return Fault(405, detail, mend, headers={"Allow": allow})
        case HTTPException():
            return Fault(error.status_code, error.detail, headers=error.headers or {})
        case _:  # the server logs it with its traceback; a client is told no more than that
            return Fault(500, "The answer could not be made. It is in the server's log.")


def _line(query: str | None, problem: Problem) -> tuple[str, str] | None:
    """The line of the fault, split before its column; None where there is no such place."""
    if query is None or problem.line is None:
        return None
    lines = query.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if problem.line > len(lines):
        return None
    line, column = lines[problem.line - 1], (problem.column or 1) - 1
    return line[:column], line[column:]

"""Syntax tests: what is well-formed is answered, what is not gets 400 and problem details."""

from __future__ import annotations

from bench.w3c.datasets import EMPTY
from bench.w3c.evaluation import ask, is_refusal
from bench.w3c.manifest import Case, Kind, Suites
from bench.w3c.outcome import PASSED, Outcome, Verdict, failed
from bench.w3c.served import Endpoint
from reportedly_api.problems import PROBLEM_JSON


def check_syntax(
    case: Case, _suites: Suites, endpoint: Endpoint, text: str | None = None
) -> Outcome:
    """Run one test; `text` is asked instead of its query, where a query cannot go as it stands.

    Relative IRIs are left to the base that the endpoint defines for itself.
    """
    endpoint.show(EMPTY)
    response = ask(endpoint, case.text if text is None else text, [], "*/*", way=case.id)
    seen = f"{response.status_code}: {response.text[:400]}"
    if case.kind is Kind.POSITIVE_SYNTAX:
        if is_refusal(response):
            return Outcome(Verdict.REFUSED, seen)
        return PASSED if response.status_code == 200 else failed(seen)
    media_type = response.headers.get("content-type")
    malformed = response.status_code == 400 and media_type == PROBLEM_JSON
    if not malformed:
        return failed(seen)
    told = response.json()
    return PASSED if str(told["type"]).endswith("/malformed-query") else failed(seen)

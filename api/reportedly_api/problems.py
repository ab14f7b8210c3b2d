"""One table from what went wrong to what HTTP says of it: RFC 9457, problem details."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from reportedly.errors import InputError, NotFoundError, QueryError, ReportedlyError, StoreError
from reportedly_api.answers import Fault, Problem
from reportedly_api.lexer import RULE_SERVICE, RULE_UPDATE

PROBLEM_JSON: Final = "application/problem+json"
_TYPES: Final = "https://w3id.org/reportedly/problem/"


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of problem: the last step of its IRI, its title, and its status code."""

    name: str
    title: str
    status: int


REFUSED: Final[Mapping[str, Row]] = MappingProxyType(
    {
        RULE_SERVICE: Row("service-refused", "Federated queries are refused", 403),
        # No production of a query (SPARQL 1.1 Protocol, 2.1.6): malformed, and worth its own words
        RULE_UPDATE: Row("read-only", "This endpoint is read-only", 400),
    }
)
"""Queries that are refused, by the rule they break."""

ERRORS: Final[Mapping[type[ReportedlyError], Row]] = MappingProxyType(
    {
        QueryError: Row("malformed-query", "The query cannot be understood", 400),
        InputError: Row("bad-value", "A value cannot be used", 400),
        NotFoundError: Row("not-found", "Nothing goes by that name", 404),
        StoreError: Row("store-unavailable", "The store cannot answer now", 503),
    }
)
"""Errors that leave Reportedly, by kind."""

STATUSES: Final[Mapping[int, Row]] = MappingProxyType(
    {
        400: Row("bad-request", "The request cannot be understood", 400),
        403: Row("read-only", "This endpoint is read-only", 403),
        404: Row("not-found", "Nothing goes by that name", 404),
        405: Row("method-not-allowed", "This resource does not take that method", 405),
        406: Row("not-acceptable", "No such representation", 406),
        408: Row("too-slow", "The request did not come in time", 408),
        413: Row("too-large", "The request is too large", 413),
        414: Row("target-too-long", "The address of the request is too long", 414),
        415: Row("unsupported-media-type", "The body is of a type that is not taken here", 415),
        422: Row("result-too-large", "The answer is too large", 422),
        431: Row("headers-too-large", "The headers of the request are too large", 431),
        500: Row("internal-error", "Something broke here", 500),
        502: Row("remote-failed", "A server that the query calls gave no answer", 502),
        503: Row("busy", "Too many queries are being answered now", 503),
        504: Row("timed-out", "The query took too long", 504),
    }
)
"""Faults of a request, and what the framework raises, by status code."""

RESULT_TOO_LARGE: Final = "result-too-large"
WORKER_DIED: Final = "worker-died"
DUMP_DAMAGED: Final = "dump-damaged"
NOT_READY: Final = "not-ready"
KINDS: Final[Mapping[str, Row]] = MappingProxyType(
    {
        RESULT_TOO_LARGE: Row(RESULT_TOO_LARGE, "The answer is too large", 422),
        NOT_READY: Row(NOT_READY, "The endpoint is not ready", 503),
        WORKER_DIED: Row(WORKER_DIED, "The process that answered the query died", 500),
        DUMP_DAMAGED: Row(DUMP_DAMAGED, "A file of the build is damaged", 500),
    }
)
"""Faults that are not the usual one of their status, by `Fault.kind`."""


def of_error(error: ReportedlyError) -> Problem:
    """The problem that an error of Reportedly is."""
    kind = next(kind for kind in ERRORS if isinstance(error, kind))
    row = REFUSED.get(error.rule or "", ERRORS[kind])
    return Problem(
        type=_TYPES + row.name,
        title=row.title,
        status=row.status,
        detail=error.what,
        line=error.line if isinstance(error, QueryError) else None,
        column=error.column if isinstance(error, QueryError) else None,
        rule=error.rule,
        mend=error.mend,
    )


def of_fault(fault: Fault) -> Problem:
    """The problem that a fault of a request is; a status without a row keeps its number."""
    row = STATUSES.get(fault.status, Row(f"http-{fault.status}", "Refused", fault.status))
    row = REFUSED.get(fault.rule or "") or KINDS.get(fault.kind) or row
    return Problem(
        type=_TYPES + row.name,
        title=row.title,
        status=fault.status,
        detail=fault.detail,
        rule=fault.rule,
        mend=fault.mend,
        available=fault.available,
    )

"""What is noted of one request while it is answered, for its line in the log and for counters."""

from __future__ import annotations

from typing import Final

from starlette.types import Scope

_KEY: Final = "reportedly.record"


class Record:
    """The notes on one request; filled in by whoever knows, read when it has ended.

    Attributes:
        id: the request's id, which the response tells too.
        began: when it came, by a monotonic clock, in seconds.
        route: the template of its path, such as ``/id/{path}``; empty as long as unknown.
        status: the status code that was sent; 0 before.
        sent: bytes of the body that were handed to the server.
        whole: whether the response was sent to its end.
        query: the query's text; None if none was asked.
        digest: what the log tells of it; None if that is not known yet.
        build: the id of the build that answered; None if none did.
        outcome: how the query ended; None if none was asked.
    """

    __slots__ = (
        "began", "build", "digest", "id", "outcome", "query", "route", "sent", "status", "whole",
    )  # fmt: skip

    def __init__(self, id_: str, began: float) -> None:
        self.id = id_
        self.began = began
        self.route = ""
        self.status = 0
        self.sent = 0
        self.whole = False
        self.query: str | None = None
        self.digest: str | None = None
        self.build: str | None = None
        self.outcome: str | None = None


def attach(scope: Scope, record: Record) -> None:
    """Have the notes go with a request, wherever it is handed to."""
    scope[_KEY] = record


def note(
    scope: Scope,
    *,
    query: str | None = None,
    build: str | None = None,
    outcome: str | None = None,
    route: str | None = None,
) -> None:
    """Note what is given; where nobody takes notes, nothing happens."""
    record = scope.get(_KEY)
    if isinstance(record, Record):
        record.query = query or record.query
        record.build = build or record.build
        record.outcome = outcome or record.outcome
        record.route = route or record.route


def route_noted(scope: Scope) -> str:
    """The route that was noted so far; empty if none was."""
    record = scope.get(_KEY)
    return record.route if isinstance(record, Record) else ""

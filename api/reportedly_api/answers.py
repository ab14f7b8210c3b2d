"""What the endpoint says back: the kinds of answer, and the problem where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from reportedly.store.triples import StreamedTriples


class Kind(StrEnum):
    """What an answer is, which decides the formats that can carry it."""

    SOLUTIONS = "solutions"
    """Rows of a SELECT."""
    BOOLEAN = "boolean"
    """The yes or no of an ASK."""
    GRAPH = "graph"
    """Triples of a CONSTRUCT or DESCRIBE."""
    LISTING = "listing"
    """Things that can be asked by name, such as the questions that come with the endpoint."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing of a listing.

    Attributes:
        name: what it is asked by.
        title: one line for people.
        explain: what the answer means.
        href: where it is, relative to the endpoint's root, such as ``/questions/origins``.
        parameters: what can be set: each name, its default as SPARQL prints it (None if it is
            free), and what it means.
    """

    name: str
    title: str
    explain: str
    href: str
    parameters: tuple[tuple[str, str | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Things that can be asked by name, in the order in which they are shown."""

    items: tuple[Listed, ...]


Answer = QuerySolutions | QueryBoolean | QueryTriples | StreamedTriples | Listing


def kind_of(answer: Answer) -> Kind:
    """The kind of an answer."""
    match answer:
        case QuerySolutions():
            return Kind.SOLUTIONS
        case QueryBoolean():
            return Kind.BOOLEAN
        case QueryTriples() | StreamedTriples():
            return Kind.GRAPH
        case Listing():
            return Kind.LISTING


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer, in the members of RFC 9457, section 3.1, and four of our own.

    Attributes:
        type: an IRI that names the kind of problem.
        title: the kind of problem in a few words, the same each time.
        status: the HTTP status code.
        detail: this occurrence, in one sentence.
        line: line of the fault in the query, from 1; None if there is no such place.
        column: column of the fault in that line, from 1, in code points; None likewise.
        rule: the stable code of the rule that was broken; None if no rule.
        mend: what to do about it; None if nothing can be advised.
        available: what could have been asked for instead, such as the formats; empty if moot.
    """

    type: str
    title: str
    status: int
    detail: str
    line: int | None = None
    column: int | None = None
    rule: str | None = None
    mend: str | None = None
    available: tuple[str, ...] = ()

    def members(self, instance: str | None) -> dict[str, object]:
        """The JSON members of this problem, which occurred at `instance`; none that is unset."""
        told: dict[str, object] = {
            "type": self.type,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
            "line": self.line,
            "column": self.column,
            "rule": self.rule,
            "mend": self.mend,
            "available": list(self.available) or None,
        }
        return {name: value for name, value in told.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Fault:
    """A request that breaks HTTP's or the SPARQL Protocol's rules, before any query is asked.

    Attributes:
        status: the HTTP status code that says so.
        detail: what is wrong with this request, in one sentence.
        mend: what to do about it.
        rule: the stable code of the rule that was broken; None if it has none.
        available: what could have been asked for instead.
        headers: what the status code obliges the response to carry, such as ``Allow``.
        kind: which of several problems of that status it is; empty for the usual one.
    """

    status: int
    detail: str
    mend: str | None = None
    rule: str | None = None
    available: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""


class RequestError(Exception):
    """Raised where a request is found to be at fault; carries the `Fault`."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.detail)
        self.fault = fault


class ProblemError(Exception):
    """Raised where the problem is known already; carries it, and the headers that it obliges to."""

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(problem.detail)
        self.problem = problem
        self.headers: Mapping[str, str] = headers or {}

"""HTTP requests and the responses they should have, as protocol tests describe them.

The vocabulary is that of HTTP in RDF (``ht:``) and Content in RDF (``cnt:``), with ``mf:expected…``
for what the manifests add.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from bench.w3c.graphs import Graph, Node

_MF: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_HT: Final = "http://www.w3.org/2011/http#"
_HTS: Final = "http://www.w3.org/2011/http-statusCodes#"
_CNT: Final = "http://www.w3.org/2011/content#"

_STATUSES: Final = {
    "OK": range(200, 201),
    "Created": range(201, 202),
    "NoContent": range(204, 205),
    "NotFound": range(404, 405),
    "StatusCode2xx": range(200, 300),
    "StatusCode3xx": range(300, 400),
    "StatusCode4xx": range(400, 500),
    "StatusCode5xx": range(500, 600),
}


@dataclass(frozen=True, slots=True)
class Message:
    """Headers, in order, and a body in the encoding that the test names; None if there is none."""

    headers: tuple[tuple[str, str], ...]
    body: bytes | None

    def header(self, name: str) -> str | None:
        """The value of a header, whatever its case."""
        found = (value for key, value in self.headers if key.lower() == name.lower())
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request, and what its response should be.

    Attributes:
        method: the request's method.
        path: its path with the query string, as the manifest has it (``/sparql/…``, ``/gsp…``).
        request: its headers and body.
        response: the headers and body of the response, where they are described.
        statuses: the status codes that it may have.
        boolean: the answer of an ASK; None if it is not told.
        format: ``boolean``, ``tabular`` or ``RDF``; None if it is not told.
        location: the variable that stands for the response's ``Location``; None if there is none.
    """

    method: str
    path: str
    request: Message
    response: Message
    statuses: tuple[range, ...]
    boolean: bool | None
    format: str | None
    location: str | None


def read_exchanges(graph: Graph, connection: Node) -> Iterator[Exchange]:
    """The requests of an ``ht:Connection``, in order; none if it is something else.

    Raises:
        ValueError: a request has no method, path or response, or a status that is not known.
    """
    if isinstance(connection, NamedNode):
        return
    for request in graph.items(graph.node(connection, _HT + "requests")):
        method = graph.text(request, _HT + "methodName")
        path = graph.text(request, _HT + "absolutePath")
        response = graph.node(request, _HT + "resp")
        if method is None or path is None or response is None:
            raise ValueError(f"a request of {connection} lacks method, path or response")
        boolean = graph.text(response, _MF + "expectedBoolean")
        yield Exchange(
            method=method,
            path=path,
            request=_message(graph, request),
            response=_message(graph, response),
            statuses=tuple(_statuses(graph, response)),
            boolean=None if boolean is None else boolean == "true",
            format=graph.text(response, _MF + "expectedFormat"),
            location=graph.text(response, _MF + "expectedLocation"),
        )


def _statuses(graph: Graph, response: Node) -> Iterator[range]:
    for term in graph.all(response, _MF + "expectedStatus"):
        name = term.value.removeprefix(_HTS) if isinstance(term, NamedNode) else ""
        if name not in _STATUSES:
            raise ValueError(f"{term} is a status that is not known")
        yield _STATUSES[name]


def _message(graph: Graph, node: Node) -> Message:
    headers = [
        (str(graph.text(header, _HT + "fieldName")), str(graph.text(header, _HT + "fieldValue")))
        for header in graph.items(graph.node(node, _HT + "headers"))
    ]
    content = graph.node(node, _HT + "body")
    if content is None:
        return Message(tuple(headers), None)
    chars = graph.one(content, _CNT + "chars")
    if not isinstance(chars, Literal):
        raise TypeError(f"the body {content} has no characters")
    encoding = graph.text(content, _CNT + "characterEncoding") or "UTF-8"
    return Message(tuple(headers), chars.value.encode(encoding))

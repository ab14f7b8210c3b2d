"""What a request asks by the SPARQL 1.1 Protocol, section 2.1: three ways to send one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Request
from pyoxigraph import NamedNode

from reportedly_api.answers import Fault, RequestError
from reportedly_api.lexer import READ_ONLY, RULE_UPDATE

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

ALLOWED: Final = "GET, HEAD, OPTIONS, POST"
"""What ``/sparql`` takes."""

ACCEPTED: Final = f"{QUERY}, {FORM}"
"""What ``/sparql`` takes the body of a POST to be."""

# The update operation (SPARQL 1.1 Protocol, 2.2) is a POST of one of two kinds. Neither is taken,
# so both are answered alike, whatever else this resource lets a POST do.
_UPDATE_FAULT: Final = Fault(
    405,
    "SPARQL Update is not offered here, on purpose.",
    mend=READ_ONLY,
    rule=RULE_UPDATE,
    headers={"Allow": ALLOWED, "Accept-Post": ACCEPTED},
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One query as it was sent.

    Attributes:
        query: its text.
        default_graphs: graphs that make up its default graph; None leaves it to the query.
        named_graphs: graphs that it can name; None leaves them to the query.
        format: the value of ``format``; None if it was not given.
    """

    query: str
    default_graphs: tuple[NamedNode, ...] | None
    named_graphs: tuple[NamedNode, ...] | None
    format: str | None


async def read_query(request: Request, max_bytes: int) -> Asked:
    """Read the query from a GET, from a posted form, or from a body that is the query.

    Raises:
        RequestError: 400 for a query that is missing, given twice or not UTF-8; 405 for an update;
            413 for a body of more than `max_bytes`; 415 for a body of another type.
    """
    if request.method == "GET":
        return read_url(request)
    told = _pairs(request.scope["query_string"])
    if request.method == "POST":
        media_type = _media_type(request)
        if media_type == UPDATE:
            raise RequestError(_UPDATE_FAULT)
        if media_type not in (FORM, QUERY):
            raise RequestError(
                Fault(
                    415,
                    f"A body of type {media_type or 'nothing'} cannot be taken as a query.",
                    mend=f"Send {QUERY}, or a form ({FORM}) with a field `query`.",
                    headers={"Accept-Post": ACCEPTED},
                )
            )
        body = await _body(request, max_bytes)
        if media_type == FORM:
            told += _pairs(body)
        else:
            told.append(("query", _text(body)))
    return _asked(told)


def read_url(request: Request) -> Asked:
    """Read the query from the URL alone.

    Raises:
        RequestError: as `read_query`.
    """
    return _asked(_pairs(request.scope["query_string"]))


def _asked(told: list[tuple[str, str]]) -> Asked:
    if any(key == "update" for key, _ in told):
        raise RequestError(_UPDATE_FAULT)
    queries = [value for key, value in told if key == "query"]
    if len(queries) != 1:
        raise RequestError(
            Fault(
                400,
                "No query was sent."
                if not queries
                else f"{len(queries)} queries were sent, and one is wanted.",
                mend="Send exactly one `query`.",
            )
        )
    formats = [value for key, value in told if key == "format"]
    return Asked(
        query=queries[0],
        default_graphs=_graphs(told, "default-graph-uri"),
        named_graphs=_graphs(told, "named-graph-uri"),
        format=formats[0] if formats else None,
    )


def _graphs(told: list[tuple[str, str]], name: str) -> tuple[NamedNode, ...] | None:
    try:
        return tuple(NamedNode(value) for key, value in told if key == name) or None
    except ValueError as error:
        raise RequestError(
            Fault(400, f"A value of {name} is no absolute IRI: {error}", mend="Mend the IRI.")
        ) from error


def _media_type(request: Request) -> str:
    media_type, *parameters = request.headers.get("content-type", "").lower().split(";")
    for parameter in parameters:  # such as `version=1.2`, which changes nothing here
        charset = parameter.strip().replace('"', "")
        if charset.startswith("charset=") and charset != "charset=utf-8":
            raise RequestError(
                Fault(415, f"A query in {charset} cannot be read.", mend="Send it in UTF-8.")
            )
    return media_type.strip()


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError as error:  # also UnicodeDecodeError
        raise RequestError(
            Fault(
                400,
                "The request is not percent-encoded UTF-8.",
                mend="Encode the text in UTF-8, then its bytes as %XX.",
            )
        ) from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(
            Fault(400, f"The query is not UTF-8: {error.reason} at byte {error.start}.")
        ) from error


async def _body(request: Request, max_bytes: int) -> bytes:
    if _is_more(request.headers.get("content-length", ""), max_bytes):
        raise _too_large(request, max_bytes)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > max_bytes:
            raise _too_large(request, max_bytes)
    return bytes(body)


def _is_more(declared: str, max_bytes: int) -> bool:
    """Whether a declared length is more, however many digits it has; what is no number is not."""
    digits, most = declared.strip().lstrip("0"), str(max_bytes)
    return digits.isdecimal() and (len(digits), digits) > (len(most), most)


def _too_large(request: Request, max_bytes: int) -> RequestError:
    # Nobody reads the rest, so the connection ends (RFC 9110, 15.5.14); HTTP/2 has no such header.
    ends = {"Connection": "close"} if request.scope["http_version"].startswith("1") else {}
    detail = f"The body is longer than {max_bytes} bytes."
    return RequestError(Fault(413, detail, mend="Send a shorter query.", headers=ends))

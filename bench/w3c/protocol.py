"""Protocol tests: the HTTP requests that the manifest describes, sent as they are described."""

from __future__ import annotations

from typing import Final

import httpx2

from bench.w3c.exchanges import Exchange
from bench.w3c.manifest import Case, Suites
from bench.w3c.outcome import PASSED, Outcome, Verdict, failed
from bench.w3c.results import RDF, RESULTS, read
from bench.w3c.served import Endpoint
from reportedly_api.problems import PROBLEM_JSON

_HERE: Final = "/sparql/"  # what stands in the manifest for the path of the endpoint
_BOOLEAN: Final = frozenset({"application/sparql-results+xml", "application/sparql-results+json"})


def check_protocol(case: Case, _suites: Suites, endpoint: Endpoint) -> Outcome:
    """Run one test; one that updates is refused, as it should be, and goes no further."""
    endpoint.show(case.data)
    for exchange in case.exchanges:
        response = send(endpoint, exchange, exchange.path.replace(_HERE, "/sparql", 1))
        if _updates(exchange):
            return _refused(exchange, response)
        if (wrong := _wrong(exchange, response)) is not None:
            return failed(f"{exchange.method}: {wrong}; {response.text[:400]}")
    return PASSED


def send(endpoint: Endpoint, exchange: Exchange, path: str) -> httpx2.Response:
    """Send a request with its headers and its body, and with no others."""
    return endpoint.client.request(
        exchange.method,
        endpoint.url + path,
        headers=list(exchange.request.headers),
        content=exchange.request.body,
    )


def status_wrong(exchange: Exchange, response: httpx2.Response) -> str | None:
    """What is wrong with the status code of a response; None if nothing is."""
    if any(response.status_code in statuses for statuses in exchange.statuses):
        return None
    return f"the status is {response.status_code}"


def _updates(exchange: Exchange) -> bool:
    """Whether a request is one of SPARQL Update, by its media type or its field."""
    media_type = exchange.request.header("content-type") or ""
    body = exchange.request.body or b""
    return (
        media_type.startswith("application/sparql-update")
        or b"update=" in body.replace(b"\0", b"")
        or "update=" in exchange.path
    )


def _refused(exchange: Exchange, response: httpx2.Response) -> Outcome:
    """An update is refused as such; one that is faulty may be refused for its fault instead."""
    seen = f"{response.status_code}: {response.text[:400]}"
    told = response.json() if response.headers["content-type"] == PROBLEM_JSON else {}
    if all(statuses.start == 400 for statuses in exchange.statuses):
        refused = status_wrong(exchange, response) is None and bool(told)
    else:
        refused = response.status_code in (403, 405) and "pdate" in str(told.get("detail"))
    return Outcome(Verdict.REFUSED, seen) if refused else failed(seen)


def _wrong(exchange: Exchange, response: httpx2.Response) -> str | None:
    if (wrong := status_wrong(exchange, response)) is not None:
        return wrong
    media_type = response.headers.get("content-type", "").partition(";")[0]
    allowed = {
        "boolean": _BOOLEAN,
        "tabular": frozenset(RESULTS),
        "RDF": frozenset(RDF),
        None: None,
    }[exchange.format]
    if allowed is not None and media_type not in allowed:
        return f"the answer is {media_type}"
    if exchange.boolean is not None:
        answer = read(response.content, media_type)
        return None if answer is exchange.boolean else f"the answer is {answer}"
    if allowed is not None:
        read(response.content, media_type)
    return None

"""Graph store tests, their reading half: what a test writes is published, what it reads is asked.

Each PUT, POST and DELETE is sent, too, and must be refused as such; then its effect is published
as a build, and the GET and HEAD requests that follow must find it.
"""

from __future__ import annotations

from email import message_from_bytes
from typing import Final
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from bench.w3c.compare import Sameness, compare
from bench.w3c.exchanges import Exchange
from bench.w3c.manifest import Case, Suites
from bench.w3c.outcome import PASSED, Outcome, failed
from bench.w3c.protocol import send, status_wrong
from bench.w3c.results import RDF, Triples
from bench.w3c.served import Endpoint

GRAPH_STORE: Final = "/graph-store"
"""Where the protocol is served with indirect identification (``?graph=``, ``?default``)."""

DIRECT: Final = "/id/"
"""Below it a path identifies the graph whose IRI is the instances' base and that path."""

_HERE: Final = "/gsp"
_DEFAULT: Final = "urn:reportedly:test:default"  # a build has no default graph: the only one is it
_NEW: Final = "graph/new"
_READS: Final = frozenset({"GET", "HEAD"})

Store = dict[str, list[Quad]]


def check_graph_store(case: Case, _suites: Suites, endpoint: Endpoint) -> Outcome:
    """Run the reading half of one test."""
    endpoint.publish({})
    served = endpoint.client.get(f"{endpoint.url}{GRAPH_STORE}?default")
    if served.status_code != 200:
        return failed(f"there is no graph store at {GRAPH_STORE}: {served.status_code}")
    store: Store = {}
    location = ""
    for exchange in case.exchanges:
        path, graph = _target(exchange.path.replace("$LOCATION$", location), endpoint)
        response = send(endpoint, exchange, path)
        wrong = _wrong(exchange, response) if exchange.method in _READS else _not_refused(response)
        if wrong is not None:
            return failed(f"{exchange.method} {path}: {wrong}; {response.text[:400]}")
        if exchange.method not in _READS:
            location = graph
            _write(store, exchange, graph)
            endpoint.publish(store)
    return PASSED


def _target(path: str, endpoint: Endpoint) -> tuple[str, str]:
    """Where a request of the manifest goes here, and the IRI of the graph that it means."""
    parts = urlsplit(path.removeprefix(_HERE))
    if parts.path:
        below = parts.path.removeprefix("/")
        return DIRECT + below, endpoint.base + below
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    graph = _DEFAULT if "default" in asked else asked.get("graph", endpoint.base + _NEW)
    return f"{GRAPH_STORE}?{parts.query}" if parts.query else GRAPH_STORE, graph


def _not_refused(response: httpx2.Response) -> str | None:
    if response.status_code == 405 and "allow" in response.headers:
        return None
    return f"a write got {response.status_code}"


def _write(store: Store, exchange: Exchange, graph: str) -> None:
    if exchange.method == "DELETE":
        store.pop(graph, None)
        return
    if exchange.method == "PUT":
        store[graph] = []
    name = NamedNode(graph)
    media_type = exchange.request.header("content-type") or ""
    for content, form in _contents(exchange.request.body or b"", media_type):
        found = pyoxigraph.parse(content, form, base_iri=graph, rename_blank_nodes=True)
        quads = [Quad(quad.subject, quad.predicate, quad.object, name) for quad in found]
        store.setdefault(graph, []).extend(quads)


def _contents(body: bytes, media_type: str) -> list[tuple[bytes, RdfFormat]]:
    """The documents in a body: itself, or the parts of a form (RFC 7578)."""
    if not media_type.startswith("multipart/form-data"):
        return [(body, RDF[media_type.partition(";")[0]])]
    form = message_from_bytes(f"Content-Type: {media_type}\r\n\r\n".encode() + body)
    found = []
    for part in form.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and not part.is_multipart():
            found.append((content, RDF[part.get_content_type()]))
    return found


def _wrong(exchange: Exchange, response: httpx2.Response) -> str | None:
    if (wrong := status_wrong(exchange, response)) is not None:
        return wrong
    wanted_type = (exchange.response.header("content-type") or "").partition(";")[0]
    media_type = response.headers.get("content-type", "").partition(";")[0]
    if wanted_type and media_type != wanted_type:
        return f"the answer is {media_type}, not {wanted_type}"
    if exchange.response.body is None:
        return "a HEAD has a body" if exchange.method == "HEAD" and response.content else None
    wanted, got = (
        Triples(frozenset(quad.triple for quad in pyoxigraph.parse(content, RDF[wanted_type])))
        for content in (exchange.response.body, response.content)
    )
    same = compare(wanted, got)
    return None if same is Sameness.EXACT else str(same)

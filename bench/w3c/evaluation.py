"""Query evaluation tests: publish the data, ask over HTTP, compare the answer.

The endpoint's default graph is the union of all graphs. Where a test's differs from that, because
it has named graphs or looks for them, the request names both by the protocol's own parameters
(SPARQL 1.1 Protocol, section 2.1.4), unless the query does so itself with FROM.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from typing import Final

import httpx2

from bench.w3c.compare import Sameness, compare
from bench.w3c.datasets import DataSet, graph_of
from bench.w3c.manifest import Case, Suites
from bench.w3c.outcome import PASSED, Outcome, Verdict, failed
from bench.w3c.results import RDF, Result, Solutions, Triples, expected, media_type_of, read
from bench.w3c.served import Endpoint
from reportedly_api.problems import PROBLEM_JSON

_FROM: Final = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
_GRAPH: Final = re.compile(r"\bGRAPH\b", re.IGNORECASE)
_ORDER: Final = re.compile(r"\bORDER\s+BY\b[^{}]*\Z", re.IGNORECASE)
_SHOWN: Final = 600  # characters of an answer that a failure shows

Parameters = list[tuple[str, str | int | float | bool | None]]  # as the client types them


def evaluate(case: Case, suites: Suites, endpoint: Endpoint, text: str | None = None) -> Outcome:
    """Run one test; `text` is asked instead of its query, where a query cannot go as it stands."""
    if case.query is None or case.result is None:
        return failed("the manifest names no query or no result")
    data = data_of(case, suites)
    endpoint.show(data)
    wanted = result_of(case, suites)
    accept = _accept(case, wanted)
    asked = f"BASE <{suites.iri(case.query)}>\n{case.text if text is None else text}"
    response = ask(endpoint, asked, dataset_parameters(case, data), accept, way=case.id)
    if is_refusal(response):
        return Outcome(Verdict.REFUSED, response.text)
    media_type = response.headers.get("content-type", "").partition(";")[0]
    if response.status_code != 200 or media_type != accept:
        return failed(f"{response.status_code} {media_type}: {response.text[:_SHOWN]}")
    same = compare(wanted, read(response.content, media_type, endpoint.url), lax=case.lax)
    match same:
        case Sameness.EXACT:
            return PASSED
        case Sameness.BY_VALUE:
            return Outcome(Verdict.BY_VALUE, same)
        case _:
            return failed(f"{same}: {response.text[:_SHOWN]}")


def ask(
    endpoint: Endpoint, text: str, parameters: Parameters, accept: str, *, way: str
) -> httpx2.Response:
    """Ask in one of the protocol's three ways; `way` is any text, and the same chooses the same."""
    url, headers = f"{endpoint.url}/sparql", {"Accept": accept}
    match zlib.crc32(way.encode()) % 3:
        case 0:
            asked = httpx2.QueryParams([("query", text), *parameters])
            return endpoint.client.get(url, params=asked, headers=headers)
        case 1:
            body = str(httpx2.QueryParams([("query", text), *parameters])).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            return endpoint.client.post(url, content=body, headers=headers)
        case _:
            headers["Content-Type"] = "application/sparql-query"
            asked = httpx2.QueryParams(parameters)
            return endpoint.client.post(url, params=asked, content=text.encode(), headers=headers)


def is_refusal(response: httpx2.Response) -> bool:
    """Whether federation was refused, by a problem that says so."""
    return (
        response.status_code == 403
        and response.headers["content-type"] == PROBLEM_JSON
        and str(response.json()["type"]).endswith("/service-refused")
    )


def data_of(case: Case, suites: Suites) -> DataSet:
    """The data of a test; where the manifest has none, the files that its FROM clauses name."""
    if case.data.default or case.data.named or case.query is None:
        return case.data
    base = suites.iri(case.query.parent) + "/"
    named = {suites.part(str(httpx2.URL(base).join(iri))) for iri in _FROM.findall(case.text)}
    return DataSet((), tuple(sorted(part for part in named if part.path.exists())))


def dataset_parameters(case: Case, data: DataSet) -> Parameters:
    """The protocol's parameters that make the endpoint's dataset the test's."""
    named = {part.name for part in data.named}
    default = {part.name for part in data.default}
    for part in data.default:  # TriG says itself which of its statements are in named graphs
        named |= set(map(graph_of, part.quads())) - {part.name}
    if _FROM.search(case.text) or not (named or _GRAPH.search(case.text)):
        return []
    return [
        *(("default-graph-uri", name) for name in sorted(default)),
        *(("named-graph-uri", name) for name in sorted(named)),
    ]


def result_of(case: Case, suites: Suites) -> Result:
    """The result that a test expects; ordered, too, where the query orders its rows."""
    if case.result is None:
        raise ValueError(f"{case.id} has no result")
    wanted = expected(case.result, suites.iri(case.result))
    if isinstance(wanted, Solutions) and _ORDER.search(case.text):
        return replace(wanted, ordered=True)
    return wanted


def _accept(case: Case, wanted: Result) -> str:
    """The format of the expected result, where it is one that a server can send."""
    media_type = media_type_of(case.result) if case.result else ""
    if isinstance(wanted, Triples):
        return media_type if media_type in RDF else "text/turtle"
    return "application/sparql-results+json" if media_type in RDF else media_type

"""Small documents that the endpoint makes itself: chosen by Accept, tagged, never a query."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

import pyoxigraph
from fastapi import Request, Response
from pyoxigraph import Quad, QueryTriples, RdfFormat, Store, Triple

from reportedly_api.answers import Kind
from reportedly_api.conditional import entity_tag, has_it
from reportedly_api.formats.links import links
from reportedly_api.formats.page import PAGE_POLICY, Page
from reportedly_api.formats.table import HTML, Format, formats_for
from reportedly_api.negotiate import choose
from reportedly_api.routes.desk import accepted

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"


def reply_with_graph(
    request: Request,
    triples: Iterable[Triple],
    page: Page,
    name: str | None,
    prefixes: Mapping[str, str],
) -> Response:
    """Answer a request with triples that were made here, in the format that it prefers.

    Args:
        request: whose ``Accept`` decides, unless `name` does.
        triples: what is answered; the same triples in the same order give the same bytes.
        page: what stands around them where they are shown to people.
        name: the value of ``format``; None if it was not given.
        prefixes: prefix -> namespace, for the formats that have them.

    Raises:
        RequestError: 406, listing what is available.
    """
    offers = formats_for(Kind.GRAPH)
    chosen, media_type = choose(offers, accept=accepted(request), name=name)
    if chosen is HTML:
        others = tuple((row.label, row.name) for row in offers if row is not HTML)
        content = _page(triples, replace(page, formats=others))
    else:
        content = _rdf(_by_subject(triples), chosen, prefixes)
    told = links(page, media_type, offers)
    headers = {} if chosen is not HTML else {"Content-Security-Policy": PAGE_POLICY}
    return reply_with_bytes(request, content, media_type, headers | {"Link": told})


def reply_with_bytes(
    request: Request, content: bytes, media_type: str, headers: dict[str, str]
) -> Response:
    """Answer with bytes under a strong entity tag of theirs, or say that the client has them."""
    tag = entity_tag(content)
    headers = headers | {
        "Vary": "Accept",
        "ETag": tag,
        "Cache-Control": "no-cache",  # kept by whoever likes, asked about before it is used
        "Content-Type": media_type,
    }
    if has_it(request.headers.get("if-none-match"), tag):
        del headers["Content-Type"]
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers)


def _by_subject(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The same triples, those of one subject together, for whoever reads them."""
    groups: dict[object, list[Triple]] = {}
    for triple in triples:
        groups.setdefault(triple.subject, []).append(triple)
    return chain.from_iterable(groups.values())


def _rdf(triples: Iterable[Triple], chosen: Format, prefixes: Mapping[str, str]) -> bytes:
    form = RdfFormat.from_media_type(chosen.media_types[0])
    if form is None:
        raise TypeError(f"{chosen.name} is no format of RDF, and was offered for a graph")
    return pyoxigraph.serialize(triples, format=form, prefixes=dict(prefixes)) or b""


def _page(triples: Iterable[Triple], page: Page) -> bytes:
    """A page shows what the engine answers, so the triples are given to one of their own."""
    store, out = Store(), io.BytesIO()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in triples)
    answer = store.query(_ALL)
    if not isinstance(answer, QueryTriples):
        raise TypeError("a CONSTRUCT did not give triples")
    HTML.write(answer, out, page)
    return out.getvalue()

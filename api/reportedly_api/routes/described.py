"""``/.well-known/void`` and the service description: what is served here, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from pyoxigraph import Triple

from reportedly.store.dumps import dumps_of
from reportedly_api.answers import Kind
from reportedly_api.describe.dataset import dataset_description
from reportedly_api.describe.service import service_description
from reportedly_api.describe.words import Site
from reportedly_api.formats.page import Page
from reportedly_api.formats.table import FORMATS, formats_for
from reportedly_api.routes.desk import desk_of, root_of
from reportedly_api.routes.documented import problems
from reportedly_api.routes.documents import reply_with_graph
from reportedly_api.routes.home import EXAMPLE

router = APIRouter(tags=["Description"], responses=problems())


@router.get("/.well-known/void", summary="The data set, described", response_class=Response)
async def get_void(request: Request, format: str | None = None) -> Response:  # noqa: A002
    """VoID and DCAT: what the data set holds, in numbers, its licences, endpoint and dumps."""
    desk = desk_of(request)
    view, statistics = await desk.shelf.counted(desk.engine.build)
    triples = dataset_description(
        site_of(request),
        view.build,
        statistics,
        dumps_of(view),
        [row.iri for row in formats_for(Kind.GRAPH) if row.iri],
    )
    page = desk.page(request, "The data set", explain="What it holds, and how to get it.")
    return await _in_a_thread(request, triples, page, format)


async def describe_service(request: Request, name: str | None) -> Response:
    """The service description, which the endpoint gives where nothing is asked of it.

    SPARQL 1.1 Service Description, section 2: on a GET without a query string. ``format`` is taken
    too, so that a person can have it in any format.
    """
    desk = desk_of(request)
    view, statistics = await desk.shelf.counted(desk.engine.build)
    triples = service_description(
        site_of(request),
        view.build,
        statistics,
        [row.iri for row in FORMATS if row.iri],
    )
    page = desk.page(
        request,
        "The SPARQL endpoint",
        explain="Ask here; below is what the endpoint says of itself.",
        query=EXAMPLE,
    )
    page = replace(page, asks_first=True)
    return await _in_a_thread(request, triples, page, name)


def site_of(request: Request) -> Site:
    """The site as the client reaches it: by the host that it named (RFC 9110, section 7.2).

    Where that is no host, by the server's own address; Starlette sees to it.
    """
    settings = desk_of(request).settings
    root = f"{request.url.scheme}://{request.url.netloc}{root_of(request)}"
    return Site(root=root, base=settings.base, license=settings.license)


async def _in_a_thread(
    request: Request, triples: Iterator[Triple], page: Page, name: str | None
) -> Response:
    """Many graphs make a long description, and the event loop has others to serve."""
    prefixes = site_of(request).prefixes
    page = replace(page, names=replace(page.names, more=tuple(prefixes.items())))
    return await to_thread.run_sync(reply_with_graph, request, triples, page, name, prefixes)

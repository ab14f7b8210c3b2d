"""``/.well-known/void`` and the service description: what is served here, and how."""

from __future__ import annotations

from collections.abc import Iterator

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from pyoxigraph import Triple

from reportedly.store.build import BuildInfo
from reportedly.store.dumps import dumps_of
from reportedly.store.statistics import Statistics, statistics_of
from reportedly_api.answers import Kind
from reportedly_api.describe.dataset import dataset_description
from reportedly_api.describe.service import service_description
from reportedly_api.describe.words import Site
from reportedly_api.formats.page import Page
from reportedly_api.formats.table import FORMATS, formats_for
from reportedly_api.routes.desk import Desk, desk_of, root_of
from reportedly_api.routes.documents import reply_with_graph
from reportedly_api.routes.home import EXAMPLE

router = APIRouter(tags=["Description"])


class Numbers:
    """The statistics of the build that is served; read, or counted, once a build."""

    def __init__(self) -> None:
        self._of: tuple[BuildInfo, Statistics] | None = None

    async def of(self, desk: Desk) -> Statistics:
        """The numbers of the build that a desk reads."""
        build = desk.view.build
        if self._of is None or self._of[0] != build:
            counted = await to_thread.run_sync(statistics_of, desk.view, limiter=desk.limiter)
            self._of = (build, counted)
        return self._of[1]


@router.get("/.well-known/void", summary="The data set, described", response_class=Response)
async def get_void(request: Request, format: str | None = None) -> Response:  # noqa: A002
    """VoID and DCAT: what the data set holds, in numbers, its licences, endpoint and dumps."""
    desk = desk_of(request)
    triples = dataset_description(
        site_of(request),
        desk.view.build,
        await _numbers(request).of(desk),
        dumps_of(desk.view),
        [row.iri for row in formats_for(Kind.GRAPH) if row.iri],
    )
    page = desk.page(
        request, "The data set", explain="What it holds, and how to get it.", whole=True
    )
    return await _in_a_thread(request, triples, page, format)


async def describe_service(request: Request, name: str | None) -> Response:
    """The service description, which the endpoint gives where nothing is asked of it.

    SPARQL 1.1 Service Description, section 2: on a GET without a query string. ``format`` is taken
    too, so that a person can have it in any format.
    """
    desk = desk_of(request)
    triples = service_description(
        site_of(request),
        desk.view.build,
        await _numbers(request).of(desk),
        [row.iri for row in FORMATS if row.iri],
    )
    page = desk.page(
        request,
        "The SPARQL endpoint",
        explain="Ask below. This is what it says of itself.",
        query=EXAMPLE,
        whole=True,
    )
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
    return await to_thread.run_sync(reply_with_graph, request, triples, page, name, prefixes)


def _numbers(request: Request) -> Numbers:
    numbers = request.app.state.numbers
    if not isinstance(numbers, Numbers):
        raise TypeError("the application has not been started: it has no numbers")
    return numbers

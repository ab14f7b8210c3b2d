"""``/graph-store``: the SPARQL 1.1 Graph Store HTTP Protocol, its reading half.

A named graph can be asked for indirectly, as ``?graph=IRI`` (section 4.2), or directly, by
dereferencing its own IRI (section 4.1), which `ids` does.
"""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request, Response
from pyoxigraph import NamedNode

from reportedly.errors import NotFoundError
from reportedly_api.answers import Fault, RequestError
from reportedly_api.routes.described import site_of
from reportedly_api.routes.desk import Desk, accepted, around, desk_of
from reportedly_api.routes.documented import ASKED
from reportedly_api.workers.frames import Inquiry

router = APIRouter(tags=["Graphs"], responses=ASKED)

WHOLE: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
"""Every statement of the default graph."""

_PARAMETERS: Final[list[dict[str, Any]]] = [
    {
        "name": "graph",
        "in": "query",
        "schema": {"type": "string", "format": "iri"},
        "description": "The IRI of a named graph; absolute.",
    },
    {
        "name": "default",
        "in": "query",
        "allowEmptyValue": True,
        "schema": {"type": "string", "enum": [""]},
        "description": "The default graph, which is the union of all named graphs.",
    },
]


@router.get(
    "/graph-store",
    summary="One graph",
    openapi_extra={"parameters": _PARAMETERS},
    response_class=Response,
)
async def get_graph(request: Request, format: str | None = None) -> Response:  # noqa: A002
    """The statements of a named graph, or of all graphs together; exactly one is asked for."""
    desk = desk_of(request)
    graphs = request.query_params.getlist("graph")
    defaults = request.query_params.getlist("default")
    if len(graphs) + len(defaults) != 1:
        raise RequestError(
            Fault(
                400,
                "One graph is wanted, and the request names "
                f"{len(graphs) + len(defaults) or 'none'}.",
                mend="Name one: ?graph=IRI, or ?default for all graphs together. The named graphs "
                "are listed at /.well-known/void, and the whole build is at /dumps/.",
            )
        )
    if defaults:
        shown = around(request, "All graphs")._replace(explain="The union of all named graphs.")
        return desk.reply(Inquiry(WHOLE, shown, accept=accepted(request), format=format))
    return reply_with_named(request, _published(request, graphs[0]), format)


def reply_with_named(request: Request, iri: str, name: str | None) -> Response:
    """Answer with the statements of a named graph.

    Raises:
        NotFoundError: there is no such graph.
    """
    desk = desk_of(request)
    graph = known_graph(desk, iri)
    shown = around(request, iri)._replace(
        explain="Every statement of this named graph.",
        graph=graph,
        canonical=iri,
    )
    return desk.reply(
        Inquiry(WHOLE, shown, default_graphs=(graph,), accept=accepted(request), format=name)
    )


def known_graph(desk: Desk, iri: str) -> str:
    """The IRI of a graph, if this build has it.

    Raises:
        NotFoundError: there is none of that name (Graph Store Protocol, section 5.2).
    """
    if iri not in desk.engine.build.graphs:
        raise NotFoundError(
            f"This build has no graph {iri}.", mend="The named graphs are at /.well-known/void."
        )
    return iri


def _published(request: Request, iri: str) -> str:
    """The IRI under which a graph was published, where it is named by its address on this server.

    Raises:
        RequestError: 400, if it is no absolute IRI (Graph Store Protocol, section 4.2).
    """
    try:
        NamedNode(iri)
    except ValueError as error:
        fault = Fault(400, f"{iri!r} is no absolute IRI.", mend="Name the graph by its whole IRI.")
        raise RequestError(fault) from error
    site, here = site_of(request), f"{site_of(request).root}/id/"
    return site.base + iri.removeprefix(here) if iri.startswith(here) else iri

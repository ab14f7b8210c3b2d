"""``/sparql``: the SPARQL 1.1 Protocol, for reading."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from reportedly.store.protocol import View
from reportedly_api.answers import Answer
from reportedly_api.formats.table import FORMATS
from reportedly_api.lexer import check_read_only
from reportedly_api.routes.described import describe_service
from reportedly_api.routes.desk import desk_of
from reportedly_api.routes.protocol import FORM, QUERY, Asked, read_query

router = APIRouter(tags=["SPARQL"])

_FORMAT_NAMES: Final = sorted({row.name for row in FORMATS})
_GRAPHS: Final = {"type": "array", "items": {"type": "string", "format": "iri"}}
_FIELDS: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "query": ({"type": "string"}, "One SPARQL 1.1 query."),
    "default-graph-uri": (_GRAPHS, "Graphs that make up the default graph; all of them if none."),
    "named-graph-uri": (_GRAPHS, "Graphs that the query can name."),
    "format": (
        {"type": "string", "enum": _FORMAT_NAMES},
        "The format of the answer; the Accept header decides if it is not given.",
    ),
}
_PARAMETERS: Final = [
    {
        "name": name,
        "in": "query",
        "required": False,  # without a query, the service is described
        "schema": schema,
        "description": meaning,
    }
    for name, (schema, meaning) in _FIELDS.items()
]
_BODY: Final = {
    "required": True,
    "content": {
        QUERY: {"schema": {"type": "string"}},
        FORM: {
            "schema": {
                "type": "object",
                "required": ["query"],
                "properties": {name: schema for name, (schema, _) in _FIELDS.items()},
            }
        },
    },
}


@router.get(
    "/sparql",
    summary="Ask by GET",
    openapi_extra={"parameters": _PARAMETERS},
    response_class=Response,
)
async def get_sparql(request: Request) -> Response:
    """Answer a query in the URL (SPARQL 1.1 Protocol, 2.1.1); describe the service without one."""
    if not set(request.query_params) - {"format"}:
        return await describe_service(request, request.query_params.get("format"))
    return await _answer(request)


@router.post(
    "/sparql", summary="Ask by POST", openapi_extra={"requestBody": _BODY}, response_class=Response
)
async def post_sparql(request: Request) -> Response:
    """Answer a query in a form or as the body (SPARQL 1.1 Protocol, 2.1.2 and 2.1.3)."""
    return await _answer(request)


async def _answer(request: Request) -> Response:
    desk = desk_of(request)
    asked = await read_query(request, desk.settings.max_request_bytes)

    def ask(view: View) -> Answer:
        check_read_only(asked.query)
        return view.query(
            asked.query, default_graphs=asked.default_graphs, named_graphs=asked.named_graphs
        )

    page = desk.page(request, "Answer", query=asked.query, path=_path(request, asked))
    return desk.reply(request, ask, page, name=asked.format)


def _path(request: Request, asked: Asked) -> str:
    """The path and query by which a GET asks the same, whichever way it was asked."""
    told = [("query", asked.query)]
    told += [("default-graph-uri", graph.value) for graph in asked.default_graphs or ()]
    told += [("named-graph-uri", graph.value) for graph in asked.named_graphs or ()]
    return f"{request.url.path}?{urlencode(told)}"

"""``/sparql``: the SPARQL 1.1 Protocol, for reading."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request, Response
from starlette.types import Receive, Scope, Send

from reportedly_api.compression import accepts_coding
from reportedly_api.formats.table import FORMATS
from reportedly_api.head import without_body
from reportedly_api.routes.described import describe_service
from reportedly_api.routes.desk import Desk, accepted, desk_of, root_of
from reportedly_api.routes.documented import problems
from reportedly_api.routes.faults import OURS, tell_ours
from reportedly_api.routes.protocol import FORM, QUERY, Asked, read_query
from reportedly_api.streaming import PassageResponse
from reportedly_api.workers.frames import Around, Inquiry

router = APIRouter(tags=["SPARQL"], responses=problems(403, 422, 502, 504))

PATH: Final = "/sparql"

EXPOSED: Final = (
    "Accept-Post", "Accept-Ranges", "Allow", "Content-Disposition", "Content-Encoding",
    "Content-Length", "Content-Location", "Content-Range", "ETag", "Link", "Location",
    "Repr-Digest", "Retry-After", "Vary", "X-Request-ID",
)  # fmt: skip
"""Headers that a script of another site may read, beyond those it always may (Fetch, CORS)."""
CORS: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(EXPOSED).encode()),
)

PLAIN: Final = (*CORS, (b"vary", b"Accept-Encoding"))
"""Headers of what is sent as it is; what compresses says by itself what it goes by."""

_FORMAT_NAMES: Final = sorted({row.name for row in FORMATS})
_GRAPHS: Final = {"type": "array", "items": {"type": "string", "format": "iri"}}
_FIELDS: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "query": ({"type": "string"}, "One SPARQL 1.1 query; relative IRIs are those of instances."),
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
    return await _answer(desk_of(request), request)


@router.post(
    "/sparql",
    summary="Ask by POST",
    openapi_extra={"requestBody": _BODY},
    response_class=Response,
    responses=problems(413, 415),
)
async def post_sparql(request: Request) -> Response:
    """Answer a query in a form or as the body (SPARQL 1.1 Protocol, 2.1.2 and 2.1.3)."""
    return await _answer(desk_of(request), request)


def is_hot(scope: Scope) -> bool:
    """Whether a request is one that `answer_hot` takes: most are, and they shall be quick."""
    return (
        scope["type"] == "http"
        and scope["path"] == scope.get("root_path", "") + PATH
        and (
            scope["method"] == "POST"
            or (scope["method"] in ("GET", "HEAD") and b"query=" in scope["query_string"])
        )
    )


async def answer_hot(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer as the routes above do, without the framework between: it takes longer than a look-up.

    Routing, middleware and dependency injection have nothing to do here that is not done here:
    any page may ask (Fetch, CORS protocol), and what goes wrong is told as everywhere.
    """
    if scope["method"] == "HEAD":
        scope, send = {**scope, "method": "GET"}, without_body(send)
    request = Request(scope, receive)
    besides = CORS if accepts_coding(scope) else PLAIN
    try:
        response = await _answer(desk_of(request), request)
        await response.relay(scope, receive, send, besides)
    except OURS as error:
        await tell(error, scope, receive, send)


async def tell(error: Exception, scope: Scope, receive: Receive, send: Send) -> None:
    """Say what went wrong, where no framework stands between; any page may read it."""
    problem = tell_ours(Request(scope, receive), error)
    told = {name for name, _ in CORS}  # a 500 and worse says by itself that any page may read it
    problem.raw_headers[:] = [each for each in problem.raw_headers if each[0] not in told]
    problem.raw_headers.extend(CORS if accepts_coding(scope) else PLAIN)
    await problem(scope, receive, send)


async def _answer(desk: Desk, request: Request) -> PassageResponse:
    asked = await read_query(request, desk.settings.max_request_bytes)
    return desk.reply(inquiry_of(asked, request))


def inquiry_of(asked: Asked, request: Request) -> Inquiry:
    """What a request asks, in the form in which it wants the answer."""
    path = request.scope["path"]
    shown = Around("Answer", root=root_of(request), path=path, asks=True, shows_query=True)
    return Inquiry(
        asked.query,
        shown,
        tuple(graph.value for graph in asked.default_graphs or ()),
        tuple(graph.value for graph in asked.named_graphs or ()),
        accepted(request),
        asked.format,
    )

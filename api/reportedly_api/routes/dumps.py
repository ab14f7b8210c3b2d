"""``/dumps/``: the whole build as files to take away, with digests to hold them against."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import asdict, replace
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import FileResponse, PlainTextResponse, RedirectResponse
from starlette.background import BackgroundTask

from reportedly.errors import NotFoundError
from reportedly.store.dumps import Dump, dump_file, dumps_of
from reportedly.store.generations import LOAD_AGAIN
from reportedly.store.protocol import View
from reportedly_api.answers import Fault, Kind, RequestError
from reportedly_api.conditional import has_it
from reportedly_api.formats.links import links
from reportedly_api.formats.page import PAGE_POLICY
from reportedly_api.formats.table import HTML, formats_for
from reportedly_api.negotiate import choose
from reportedly_api.problems import DUMP_DAMAGED
from reportedly_api.routes.desk import accepted, desk_of, root_of
from reportedly_api.routes.documented import problems
from reportedly_api.routes.documents import reply_with_bytes

router = APIRouter(tags=["Dumps"], responses=problems(404))

LATEST = "latest."
"""How the name of a dump begins that is always that of the build that is served."""


@router.get("/dumps/", summary="The files of this build", response_class=Response)
async def list_dumps(request: Request, format: str | None = None) -> Response:  # noqa: A002
    """Every file: its syntax, compression, size and SHA-256; as a page, or in JSON."""
    desk = desk_of(request)
    view = await desk.shelf.view(desk.engine.build)
    build, dumps, root = view.build, dumps_of(view), root_of(request)
    offers = formats_for(Kind.LISTING)
    chosen, media_type = choose(offers, accept=accepted(request), name=format)
    page = desk.page(
        request, "Dumps", explain="The whole build in one file, in two syntaxes, each packed twice."
    )
    headers = {"Link": links(page, media_type, offers)}
    if chosen is not HTML:
        told = {
            "build": build.id,
            "sha256": build.sha256,
            "quads": build.quads,
            "dumps": [asdict(dump) | {"href": f"{root}/dumps/{dump.name}"} for dump in dumps],
        }
        content = json.dumps(told, indent=1).encode() + b"\n"
        return reply_with_bytes(request, content, media_type, headers)
    others = tuple((row.label, row.name) for row in offers if row is not HTML)
    html = desk.templates.get_template("dumps.html").render(
        page=replace(page, formats=others), build=build, dumps=dumps
    )
    headers["Content-Security-Policy"] = PAGE_POLICY
    return reply_with_bytes(request, html.encode(), media_type, headers)


@router.get("/dumps/SHA256SUMS", summary="Their digests", response_class=PlainTextResponse)
async def get_digests(request: Request) -> Response:
    """One line a file, as ``sha256sum --check`` reads it."""
    desk = desk_of(request)
    view = await desk.shelf.view(desk.engine.build)
    lines = (f"{dump.sha256}  {dump.name}\n" for dump in dumps_of(view))
    return PlainTextResponse("".join(lines), headers={"Cache-Control": "no-cache"})


@router.get("/dumps/{name}", summary="One file", response_class=Response)
async def get_dump(
    request: Request,
    name: Annotated[
        str, Path(description="The file's name; `latest.nq.gz` leads to this build's.")
    ],
) -> Response:
    """The file, whole or the ranges that are asked for (RFC 9110, section 14).

    It is held against its digest before it is sent for the first time; one that differs never is.
    """
    desk = desk_of(request)
    view = await desk.shelf.view(desk.engine.build)
    dumps = {dump.name: dump for dump in dumps_of(view)}
    if name.startswith(LATEST):
        for known in dumps:
            if known.removeprefix(f"reportedly-{view.build.id}.") == name.removeprefix(LATEST):
                url = f"{root_of(request)}/dumps/{known}"
                return RedirectResponse(url, 307, headers={"Cache-Control": "no-cache"})
    dump = dumps.get(name)
    if dump is None:
        raise NotFoundError(
            f"The build that is served now has no dump {name}.",
            mend="Its dumps are listed at /dumps/; a newer build has other names.",
        )
    headers = _headers(dump)
    if has_it(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    path = dump_file(view, dump)
    wrong = await desk.intact.damage(path, dump)
    if wrong is not None:
        mend = f"{LOAD_AGAIN} The file is served from then on."
        raise RequestError(Fault(500, wrong, mend, kind=DUMP_DAMAGED))
    return FileResponse(
        path,
        headers=headers,
        media_type=dump.media_type,
        filename=dump.name,
        background=BackgroundTask(_held, view),
    )


def _held(_view: View) -> None:
    """The view keeps the files of its build in place; now that they are sent it may go."""


def _headers(dump: Dump) -> dict[str, str]:
    """Its digest by RFC 9530, section 3; a name with the build's id never means other bytes."""
    digest = b64encode(bytes.fromhex(dump.sha256)).decode("ascii")
    return {
        "ETag": f'"{dump.sha256}"',
        "Repr-Digest": f"sha-256=:{digest}:",
        "Cache-Control": "public, max-age=31536000, immutable",
    }

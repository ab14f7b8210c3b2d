"""``/build.json``: which build is served, so that a program can tell it from others."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from reportedly.store.build import manifest_of
from reportedly_api.routes.desk import desk_of
from reportedly_api.routes.documented import problems

router = APIRouter(tags=["Build"], responses=problems())


@router.get("/build.json", summary="The build that is served", response_class=Response)
async def get_build(request: Request) -> Response:
    """The build's id, digest and size, and those of each of its graphs.

    It is what `reportedly.store` reads when a served Reportedly is opened as a store.
    """
    return Response(manifest_of(desk_of(request).engine.build), media_type=JSONResponse.media_type)

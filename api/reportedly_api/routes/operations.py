"""``/healthz``, ``/readyz`` and ``/metrics``: for those who watch over the server."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from reportedly_api.answers import Fault, RequestError
from reportedly_api.operations.metrics import Metrics
from reportedly_api.problems import NOT_READY
from reportedly_api.routes.desk import Desk
from reportedly_api.routes.documented import problems

router = APIRouter(tags=["Operations"], responses=problems())

_FRESH = {"Cache-Control": "no-store"}
_LATER = {"Retry-After": "2", **_FRESH}  # seconds; RFC 9110, section 10.2.3


class Alive(BaseModel):
    """The process lives."""

    status: Literal["alive"] = "alive"


class Ready(BaseModel):
    """Queries are answered, from this build, by so many workers."""

    status: Literal["ready"] = "ready"
    build: str
    workers: int


@router.get("/healthz", summary="Whether the process lives", response_model=Alive)
async def get_healthz() -> Response:
    """Answer, and look at nothing: who gets no answer may start the process anew."""
    return JSONResponse(Alive().model_dump(), headers=_FRESH)


@router.get("/readyz", summary="Whether queries are answered", response_model=Ready)
async def get_readyz(request: Request) -> Response:
    """Say whether a build is open and workers are up."""
    desk = getattr(request.app.state, "desk", None)
    if not isinstance(desk, Desk):
        raise _not_ready("The server is starting or stopping.")
    workers = len(desk.engine.queries.lanes.workers())
    if not workers:
        raise _not_ready("No process that answers queries is up; the log says why.")
    ready = Ready(build=desk.engine.build.id, workers=workers)
    return JSONResponse(ready.model_dump(), headers=_FRESH)


@router.get("/metrics", summary="Counters for Prometheus", response_class=Response)
async def get_metrics(request: Request) -> Response:
    """Everything that is counted, in Prometheus's text format or OpenMetrics."""
    metrics: Metrics = request.app.state.metrics
    desk = getattr(request.app.state, "desk", None)
    build = None
    if isinstance(desk, Desk):
        metrics.gauges.refresh(desk.engine, desk.cache)
        build = desk.engine.build
    body, media_type = metrics.written(request.headers.get("accept", ""), build)
    return Response(body, media_type=media_type, headers={"Vary": "Accept", **_FRESH})


def _not_ready(detail: str) -> RequestError:
    fault = Fault(503, detail, "Ask again in a moment.", kind=NOT_READY, headers=_LATER)
    return RequestError(fault)

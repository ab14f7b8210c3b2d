"""``/limits``: what bounds a query here, in figures."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel

from reportedly_api.formats.page import PAGE_POLICY
from reportedly_api.routes.desk import desk_of, wants_page
from reportedly_api.routes.documented import problems
from reportedly_api.settings import PREFIX, limits, unit_of
from reportedly_api.workers.reach import Extent

router = APIRouter(tags=["Operations"], responses=problems())


class Limit(BaseModel):
    """One limit: its value, what it counts, what it means, and what sets it."""

    name: str
    value: float
    unit: str
    meaning: str
    setting: str


class Network(BaseModel):
    """Whom the processes of one pool can call, as far as the kernel holds them, and by what."""

    pool: str
    reach: Extent
    by: str | None


class Told(BaseModel):
    """Every limit, the endpoints that ``SERVICE`` may call, and what holds the processes."""

    limits: list[Limit]
    federate: list[str]
    network: list[Network]


@router.get("/limits", summary="The limits of a query", response_model=Told)
async def get_limits(request: Request) -> Response:
    """Every limit with its value and its meaning."""
    desk = desk_of(request)
    values = desk.settings.model_dump()
    told = Told(
        limits=[
            Limit(
                name=name,
                value=values[name],
                unit=unit_of(field),
                meaning=field.description or "",
                setting=PREFIX + name.upper(),
            )
            for name, field in limits().items()
        ],
        federate=list(desk.settings.federate),
        network=[
            Network(pool=one.pool, reach=one.extent, by=one.by) for one in desk.engine.confined
        ],
    )
    if not wants_page(request):
        return JSONResponse(told.model_dump(mode="json"), headers={"Vary": "Accept"})
    page = desk.page(request, "Limits", explain="What bounds a query here, and what happens then.")
    content = desk.templates.get_template("limits.html").render(page=page, told=told)
    return HTMLResponse(content, headers={"Content-Security-Policy": PAGE_POLICY, "Vary": "Accept"})

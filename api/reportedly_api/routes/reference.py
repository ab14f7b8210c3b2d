"""``/docs``: the paths, for people; nothing on the page comes from another host."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from reportedly_api.routes.desk import desk_of

router = APIRouter()

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy of that page alone: Swagger UI is a script, and styles its elements."""


def assets() -> Path:
    """The folder of Swagger UI's own files, which come with a package."""
    return Path(str(files("fastapi_offline"))) / "static"


@router.get("/docs", include_in_schema=False)
async def get_docs(request: Request) -> HTMLResponse:
    """The paths, with what each takes and gives, to be tried out."""
    desk = desk_of(request)
    page = desk.page(request, "Paths")
    content = desk.templates.get_template("reference.html").render(page=page)
    return HTMLResponse(content, headers={"Content-Security-Policy": POLICY})

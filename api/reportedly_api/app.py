"""The ASGI application: what `reportedly serve` starts, and any ASGI server can."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from anyio import CapacityLimiter
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from reportedly.questions import read_questions
from reportedly.store.backends import open_view
from reportedly_api.compression import CompressionMiddleware
from reportedly_api.formats.page import make_templates
from reportedly_api.head import HeadMiddleware
from reportedly_api.methods import OptionsMiddleware
from reportedly_api.routes import (
    described,
    dumps,
    faults,
    graph_store,
    home,
    ids,
    questions,
    sparql,
)
from reportedly_api.routes.desk import Desk
from reportedly_api.routes.protocol import ACCEPTED
from reportedly_api.settings import Settings

_NOUNS: Final = (home, sparql, graph_store, ids, questions, described, dumps)

EXPOSED: Final = (
    "Accept-Post", "Accept-Ranges", "Allow", "Content-Disposition", "Content-Encoding",
    "Content-Length", "Content-Location", "Content-Range", "ETag", "Link", "Location",
    "Repr-Digest", "Retry-After", "Vary",
)  # fmt: skip
"""Response headers that a script of another site may read, beyond those it always may."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the endpoint over one published build; the factory that an ASGI server calls.

    The build is opened when the application starts and closed when it stops; another build is
    served by starting again.

    Args:
        settings: what is set; read from the environment if not given.

    Raises:
        StoreError: on starting, if no build is published; it says what to do.
        InputError: on starting, if a question cannot be read, with its file and line.
    """
    chosen = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        view = open_view(chosen.store)
        try:
            app.state.numbers = described.Numbers()
            app.state.desk = Desk(
                settings=chosen,
                view=view,
                templates=make_templates(_version()),
                questions=read_questions(chosen.questions),
                limiter=CapacityLimiter(chosen.max_queries),
            )
            yield
        finally:
            view.close()

    app = FastAPI(
        title="Reportedly",
        summary="What the news says was said: a SPARQL endpoint, for reading.",
        version=_version(),
        lifespan=lifespan,
        docs_url=None,  # these two pages load scripts from other hosts
        redoc_url=None,
    )
    routers = [noun.router for noun in _NOUNS]
    for router in routers:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    routes = [route for router in routers for route in router.routes]
    routes += [route for route in app.routes if isinstance(route, Route | Mount)]
    faults.install(app, routes)
    # The last stands outermost: a preflight goes no further, a HEAD is compressed as its GET.
    app.add_middleware(OptionsMiddleware, routes=routes, bodies=ACCEPTED)
    app.add_middleware(CompressionMiddleware)
    app.add_middleware(HeadMiddleware)
    # Public data, read only and the same for everybody: any page may ask (Fetch, CORS protocol).
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "OPTIONS", "POST"],
        allow_headers=["*"],
        expose_headers=EXPOSED,
        max_age=24 * 60 * 60,
    )
    return app


def _version() -> str:
    try:
        return version("reportedly")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "unreleased"

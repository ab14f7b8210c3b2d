"""The ASGI application: what `reportedly serve` starts, and any ASGI server can."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from anyio import CapacityLimiter
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from reportedly.questions import read_questions
from reportedly.store.backends import open_view
from reportedly_api.formats.page import make_templates
from reportedly_api.head import HeadMiddleware
from reportedly_api.routes import build, faults, home, ids, questions, sparql
from reportedly_api.routes.desk import Desk
from reportedly_api.settings import Settings


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
    routers = [noun.router for noun in (home, build, sparql, ids, questions)]
    for router in routers:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    faults.install(app, [route for router in routers for route in router.routes])
    # Public data, read only and the same for everybody: any page may ask (Fetch, CORS protocol).
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["*"],
        expose_headers=["Link", "Vary"],
    )
    app.add_middleware(HeadMiddleware)
    return app


def _version() -> str:
    try:
        return version("reportedly")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "unreleased"

"""The ASGI application: what `reportedly serve` starts, and any ASGI server can."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from reportedly.questions import read_questions
from reportedly_api.bounds import BOUNDS, Bounds, bounds_of
from reportedly_api.compression import CompressionMiddleware, accepts_coding
from reportedly_api.formats.page import make_templates
from reportedly_api.head import HeadMiddleware
from reportedly_api.methods import OptionsMiddleware
from reportedly_api.quick import QUICK, Quick
from reportedly_api.routes import (
    build,
    described,
    documented,
    dumps,
    faults,
    graph_store,
    home,
    ids,
    limits,
    questions,
    sparql,
)
from reportedly_api.routes.desk import Desk
from reportedly_api.routes.protocol import ACCEPTED
from reportedly_api.settings import Settings
from reportedly_api.shelf import Shelf
from reportedly_api.workers.engine import Engine
from reportedly_api.workers.outcomes import Finished, Observe

_PACKED: Final = CompressionMiddleware(sparql.answer_hot)
_NOUNS: Final = (home, sparql, graph_store, ids, questions, described, dumps, build, limits)


class Endpoint(FastAPI):
    """The application, with a short way for what is asked most."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document, with the problems that there may be."""
        if self.openapi_schema is None:
            documented.complete(super().openapi())
        return super().openapi()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer queries at `/sparql` at once, and hand on everything else."""
        if not sparql.is_hot(scope) or getattr(self.state, "desk", None) is None:
            await super().__call__(scope, receive, send)
            return
        scope["app"] = self
        if accepts_coding(scope):
            await _PACKED(scope, receive, send)
        else:
            await sparql.answer_hot(scope, receive, send)


def _look_away(_finished: Finished) -> None:
    """Observe nothing."""


def create_app(settings: Settings | None = None, observe: Observe = _look_away) -> FastAPI:
    """Make the endpoint over one published build; the factory that an ASGI server calls.

    The build is opened when the application starts. Another build that is published meanwhile is
    served from then on, and no request is lost by it.

    Args:
        settings: what is set; read from the environment if not given.
        observe: told once for each query, when it has ended.

    Raises:
        StoreError: on starting, if no build is published, or if the endpoint is public and the
            kernel offers no sandbox; it says what to do.
        InputError: on starting, if a question cannot be read, with its file and line.
    """
    chosen = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Quick | Bounds]]:
        questions = read_questions(chosen.questions)
        async with (
            Engine(chosen, _version(), observe) as engine,
            Shelf(chosen.store) as shelf,
        ):
            desk = Desk(chosen, engine, make_templates(_version()), questions, shelf)
            app.state.desk = desk
            yield {QUICK: Quick(app, desk), BOUNDS: bounds_of(chosen)}
            app.state.desk = None

    app = Endpoint(
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
        expose_headers=sparql.EXPOSED,
        max_age=24 * 60 * 60,
    )
    return app


def _version() -> str:
    try:
        return version("reportedly")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "unreleased"

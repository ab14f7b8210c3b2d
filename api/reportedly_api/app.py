"""The ASGI application: what `reportedly serve` starts, and any ASGI server can."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI, Request
from prometheus_client import CollectorRegistry
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from reportedly.questions import read_questions
from reportedly_api.bounds import BOUNDS, Bounds, bounds_of
from reportedly_api.cache import AnswerCache
from reportedly_api.caching import Caching
from reportedly_api.compression import CompressionMiddleware, accepts_coding
from reportedly_api.conditional import entity_tag
from reportedly_api.connections import CONNECTIONS, Connections, room
from reportedly_api.formats.page import make_templates
from reportedly_api.head import HeadMiddleware
from reportedly_api.methods import OptionsMiddleware
from reportedly_api.operations.logs import RequestLog, is_json
from reportedly_api.operations.metrics import Metrics
from reportedly_api.operations.recording import Recorder, RouteNote, noting
from reportedly_api.quick import QUICK, Quick
from reportedly_api.records import Record, note
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
    operations,
    questions,
    reference,
    sparql,
)
from reportedly_api.routes.desk import Desk
from reportedly_api.routes.protocol import ACCEPTED
from reportedly_api.settings import Settings, read_settings
from reportedly_api.shelf import Shelf
from reportedly_api.workers import endings
from reportedly_api.workers.engine import Engine
from reportedly_api.workers.outcomes import Finished, Observe

_PACKED: Final = CompressionMiddleware(sparql.answer_hot)
_LOOKS: Final = 1.0
"""Seconds between two looks at the gauges where several processes share them."""
_NOUNS: Final = (
    home,
    sparql,
    graph_store,
    ids,
    questions,
    described,
    dumps,
    build,
    limits,
    operations,
    reference,
)


class Endpoint(FastAPI):
    """The application, with a short way for what is asked most.

    Attributes:
        caching: gives again what was answered before; None if it is switched off, and before the
            application has started.
        recorder: takes notes on each request, whichever way it goes.
    """

    caching: Caching | None = None
    recorder: Recorder

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document, with the problems that there may be."""
        if self.openapi_schema is None:
            documented.complete(super().openapi())
        return super().openapi()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, from the cache if it can be, and note how it went."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        app = self.answer if self.caching is None else self.caching
        await self.noted(app, self.recorder.begin(scope), scope, receive, send)

    async def noted(
        self, app: ASGIApp, record: Record, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Have a request answered, and note how it went."""
        noted = noting(record, send)
        try:
            await app(scope, receive, noted)
        except asyncio.CancelledError:
            # Nobody cancels a request but a server that stops and waits no longer for it. What
            # has begun breaks off: to return without the last chunk closes the connection.
            if not record.status:
                stopped = faults.tell_ours(Request(scope, receive), endings.stopped())
                await stopped(scope, receive, noted)
        finally:
            self.recorder.end(scope, record)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer queries at `/sparql` at once, and hand on everything else."""
        if not sparql.is_hot(scope) or getattr(self.state, "desk", None) is None:
            await super().__call__(scope, receive, send)
            return
        scope["app"] = self
        note(scope, route=sparql.PATH)
        if accepts_coding(scope):
            await _PACKED(scope, receive, send)
        else:
            await sparql.answer_hot(scope, receive, send)


def _look_away(_finished: Finished) -> None:
    """Observe nothing."""


async def _look(desk: Desk, metrics: Metrics) -> None:
    """Keep the gauges fresh for another process that is asked for them; one alone need not."""
    while metrics.shared:
        metrics.gauges.refresh(desk.engine, desk.cache)
        await asyncio.sleep(_LOOKS)


def create_app(
    settings: Settings | None = None,
    observe: Observe = _look_away,
    registry: CollectorRegistry | None = None,
) -> FastAPI:
    """Make the endpoint over one published build; the factory that an ASGI server calls.

    The build is opened when the application starts. Another build that is published meanwhile is
    served from then on, and no request is lost by it.

    Args:
        settings: what is set; read from the environment and its file if not given.
        observe: told once for each query, when it has ended.
        registry: what shall hold the counters of `/metrics`; a new one if not given.

    Raises:
        InputError: a setting cannot be used.
        StoreError: on starting, if no build is published, or if the endpoint is public and the
            kernel offers no sandbox; it says what to do.
        InputError: on starting, if a question cannot be read, with its file and line.
    """
    chosen = settings or read_settings()
    metrics = Metrics(_version(), registry or CollectorRegistry())

    def count(finished: Finished) -> None:
        metrics.query(finished)
        observe(finished)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Quick | Bounds | Connections]]:
        questions = read_questions(chosen.questions)
        async with (
            Engine(chosen.share(), _version(), count) as engine,
            Shelf(chosen.store) as shelf,
        ):
            cache = None
            if chosen.cache_bytes:
                cache = AnswerCache(chosen.cache_bytes, chosen.cache_entry_bytes)
                endpoint.caching = Caching(endpoint.answer, cache, lambda: engine.build.id)
            templates = make_templates(_version())
            seal = _seal(chosen)
            desk = Desk(chosen, engine, templates, questions, shelf, seal, cache)
            app.state.desk = desk
            for pool in engine.pools:
                metrics.expect(pool.name)
            looking = asyncio.create_task(_look(desk, metrics))
            # What was imported and made by now stays: the collector need not look at it again.
            gc.collect()
            gc.freeze()
            yield {
                QUICK: Quick(endpoint, desk, endpoint.caching),
                BOUNDS: bounds_of(chosen),
                CONNECTIONS: Connections(
                    room(chosen.max_connections), chosen.max_request_seconds, metrics.hung_up
                ),
            }
            looking.cancel()
            endpoint.caching = app.state.desk = None

    app = endpoint = Endpoint(
        title="Reportedly",
        summary="What the news says was said: a SPARQL endpoint, for reading.",
        version=_version(),
        lifespan=lifespan,
        docs_url=None,  # these two pages load scripts from other hosts; see routes/reference.py
        redoc_url=None,
    )
    log = None
    if chosen.log_requests:
        as_json = is_json(chosen, sys.stderr)
        log = RequestLog(sys.stderr, as_json=as_json, queries=chosen.log_queries)
    app.recorder = Recorder(metrics, log)
    app.state.metrics = metrics
    routers = [noun.router for noun in _NOUNS]
    for router in routers:
        app.include_router(router)
    app.mount("/static/reference", StaticFiles(directory=reference.assets()), name="reference")
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    routes = [route for router in routers for route in router.routes]
    routes += [route for route in app.routes if isinstance(route, Route | Mount)]
    faults.install(app, routes)
    app.add_middleware(RouteNote)
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


def _seal(settings: Settings) -> bytes:
    """What the bytes of an answer follow from beside the build and the inquiry.

    A checkout may change and keep its version, so the code itself is part of it.
    """
    parts = [_version(), version("pyoxigraph"), settings.base, str(settings.page_rows)]
    code = [
        file
        for file in sorted(Path(__file__).parent.rglob("*"))
        if file.suffix in (".py", ".html") and file.is_file()
    ]
    return entity_tag(
        *(part.encode() for part in parts), *(file.read_bytes() for file in code)
    ).encode()


def _version() -> str:
    try:
        return version("reportedly")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "unreleased"

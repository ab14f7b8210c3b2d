"""One Reportedly, served over HTTP on a free port, that shows whichever build is published.

For federated queries there are three more: one that may call the two others, started when the first
such test is run. See `federation`.
"""

from __future__ import annotations

import asyncio
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import httpx2
import uvicorn
from fastapi import FastAPI
from pyoxigraph import Quad

from bench.w3c.datasets import EMPTY, DataSet, publish
from reportedly_api.app import create_app
from reportedly_api.settings import Settings

_MEMORY: Final = "/dev/shm"
_NEVER: Final = 86_400.0  # the harness says itself when there is another build
_CALLED: Final = 2  # no test's query calls more
_PATIENCE: Final = 60.0  # seconds that anything may take on a busy machine


class Endpoint:
    """A served store that can be given another build.

    Attributes:
        url: where the server is, without a slash at the end.
        base: the IRI under which it names instances.
        client: asks it; sends no header that a test does not name.
        builds: how many builds were published so far.
    """

    def __init__(
        self,
        settings: Settings,
        server: _Server,
        url: str,
        client: httpx2.Client,
        stack: ExitStack,
    ) -> None:
        self.url = url
        self.base = settings.base
        self.client = client
        self.builds = 0
        self._store = Path(settings.store)
        self._server = server
        self._stack = stack
        self._shown: DataSet | None = None

    @cached_property
    def federation(self) -> Federation:
        """Three more endpoints, of which one may call the others; they end with this one."""
        refusing = self._stack.enter_context(socket.socket())
        refusing.bind(("127.0.0.1", 0))  # the port is taken, and nobody listens there
        nobody = f"http://127.0.0.1:{refusing.getsockname()[1]}/sparql"
        called: list[Endpoint] = []
        for _ in range(_CALLED):  # the later may call the earlier, for a SERVICE within a SERVICE
            listed = (nobody, *(one.sparql for one in called))
            called.append(self._stack.enter_context(served(listed)))
        listed = (nobody, *(one.sparql for one in called))
        asked = self._stack.enter_context(served(listed))
        return Federation(asked, tuple(reversed(called)), nobody)

    @property
    def sparql(self) -> str:
        """The IRI by which a SERVICE calls it."""
        return f"{self.url}/sparql"

    def show(self, data: DataSet) -> None:
        """Publish a data set and wait until it is served; nothing happens if it is already."""
        if self._shown != data:
            self.publish(data.graphs())
            self._shown = data

    def publish(self, graphs: dict[str, list[Quad]]) -> None:
        """Publish these graphs and wait until they are served."""
        self._shown = None
        publish(self._store, graphs)
        self.builds += 1
        self._pick_up()

    def _pick_up(self) -> None:
        """Return when the server answers from the build that is now published.

        The application would find it by itself within a moment; that moment is not waited for.
        """
        self._server.renew()


@dataclass(frozen=True, slots=True)
class Federation:
    """Endpoints that call each other.

    Attributes:
        asked: the one that is asked; it may call every other.
        called: the others; each may call those after it.
        nobody: the IRI of an endpoint that every one may call, and at which nobody is.
    """

    asked: Endpoint
    called: tuple[Endpoint, ...]
    nobody: str


class _Server:
    """Uvicorn in a thread, over an application that is told of each build."""

    def __init__(self, app: FastAPI, listener: socket.socket) -> None:
        self._app = app
        config = uvicorn.Config(app, lifespan="off", log_level="warning", access_log=False)
        self._uvicorn = uvicorn.Server(config)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._up = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(listener,), daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._up.wait()

    def renew(self) -> None:
        if self._loop is None:
            raise RuntimeError("the server is not running")
        renewing = self._app.state.desk.engine.renew()
        asyncio.run_coroutine_threadsafe(renewing, self._loop).result(_PATIENCE)

    def stop(self) -> None:
        self._uvicorn.should_exit = True
        self._thread.join()

    def _serve(self, listener: socket.socket) -> None:
        async def run() -> None:
            self._loop = asyncio.get_running_loop()
            async with self._app.router.lifespan_context(self._app):
                self._up.set()
                await self._uvicorn.serve(sockets=[listener])

        try:
            asyncio.run(run())
        finally:
            self._up.set()


@contextmanager
def served(federate: tuple[str, ...] = ()) -> Iterator[Endpoint]:
    """An endpoint over a store of its own, which begins with an empty build.

    Args:
        federate: the endpoints that it may call.

    The store is kept in memory where the system has a file system there: publishing waits for the
    disk, which some 200 times takes longer than all the tests.
    """
    with TemporaryDirectory(dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None) as folder:
        settings = Settings(
            store=str(Path(folder, "store")), watch_seconds=_NEVER, federate=federate
        )
        publish(Path(settings.store), EMPTY.graphs())
        with _serving(settings) as endpoint:
            yield endpoint


@contextmanager
def _serving(settings: Settings) -> Iterator[Endpoint]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = _Server(create_app(settings), listener)
        server.start()
        try:
            with ExitStack() as stack:
                client = stack.enter_context(httpx2.Client(timeout=_PATIENCE))
                client.headers.clear()
                url = f"http://127.0.0.1:{listener.getsockname()[1]}"
                yield Endpoint(settings, server, url, client, stack)
        finally:
            server.stop()

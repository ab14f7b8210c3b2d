"""Servers with small limits, in this process, over real sockets; their workers are real, too."""

from __future__ import annotations

import queue
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from tests.api.workers.harness import PATIENCE, Serve, Served

from reportedly_api.app import create_app
from reportedly_api.quick import QuickProtocol
from reportedly_api.settings import Settings
from reportedly_api.workers.outcomes import Finished


@pytest.fixture
def serve(settings: Settings) -> Iterator[Serve]:
    """Serves the small store with these limits; several can be served at once."""
    started: list[tuple[uvicorn.Server, threading.Thread, socket.socket, Served]] = []

    def start(**limits: object) -> Served:
        chosen = settings.model_copy(update={"max_seconds": PATIENCE} | limits)
        finished: queue.Queue[Finished] = queue.Queue()
        app = create_app(chosen, finished.put)
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                http=QuickProtocol,  # as `reportedly serve` has it
                access_log=False,
                log_level="critical",
                timeout_graceful_shutdown=1,
            )
        )
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        deadline = time.monotonic() + PATIENCE
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            assert time.monotonic() < deadline
            time.sleep(0.005)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        served = Served(address, app.state.desk.engine, finished)
        started.append((server, thread, listening, served))
        return served

    yield start
    for server, thread, listening, served in started:
        for connection in served.held:
            connection.close()
        server.should_exit = True
        thread.join(timeout=PATIENCE)
        listening.close()
        served.clients.shutdown(wait=True)
        assert not thread.is_alive()


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A socket that listens, and to which nobody may come."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening

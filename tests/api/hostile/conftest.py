"""A server as a person starts it, or one that already runs somewhere, to be treated badly.

`REPORTEDLY_TEST_URL=http://host:port` names a server that runs; it must hold any build at all. What
is sent there is hostile: name none that others depend on.
"""

from __future__ import annotations

import http.client
import json
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

URL = "REPORTEDLY_TEST_URL"
HONEST = "ASK { ?s ?p ?o }"
PATIENCE = 20
"""Seconds after which a server that has said nothing is taken to hang."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back.

    Attributes:
        status: the status code; 0 if the connection was closed without a word.
        headers: by name in lower case.
        body: all of it.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes

    def is_problem(self) -> bool:
        """Whether it is a problem as RFC 9457 has it, that tells its kind and its status."""
        if not self.headers.get("content-type", "").startswith("application/problem+json"):
            return False
        told = json.loads(self.body)
        return bool(told["title"] and told["type"]) and told["status"] == self.status


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server under attack.

    Attributes:
        host: its name or address.
        port: its port.
        process: its process, if it was started here.
    """

    host: str
    port: int
    process: subprocess.Popen[bytes] | None = None

    def dial(self, patience: float = PATIENCE) -> socket.socket:
        """An open connection."""
        return socket.create_connection((self.host, self.port), timeout=patience)

    def send(self, request: bytes, patience: float = PATIENCE) -> Reply:
        """Send these bytes, whatever they are, and read the reply; TimeoutError if it hangs.

        The server may answer and hang up before all is sent: then its answer counts.
        """
        with self.dial(patience) as line:
            with suppress(BrokenPipeError, ConnectionResetError):
                line.sendall(request)
            with closing(http.client.HTTPResponse(line)) as response:
                try:
                    response.begin()
                    body = response.read()
                except (http.client.HTTPException, ConnectionResetError):
                    return Reply(0, {}, b"")
                headers = {name.lower(): value for name, value in response.getheaders()}
                return Reply(response.status, headers, body)

    def get(self, target: str, *headers: str) -> Reply:
        """A GET of this request target."""
        return self.send(self.request("GET", target, b"", *headers))

    def ask(self, query: str, patience: float = PATIENCE) -> Reply:
        """A query by POST, as it is."""
        return self.send(
            self.request(
                "POST", "/sparql", query.encode(), "Content-Type: application/sparql-query"
            ),
            patience,
        )

    def request(self, method: str, target: str, body: bytes, *headers: str) -> bytes:
        """The bytes of a request that closes its connection."""
        lines = [
            f"{method} {target} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            "Connection: close",
            *([f"Content-Length: {len(body)}"] if body else []),
            *headers,
        ]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body

    def is_well(self) -> bool:
        """Whether it answers an honest query rightly."""
        reply = self.get(
            f"/sparql?query={quote(HONEST)}", "Accept: application/sparql-results+json"
        )
        return reply.status == 200 and json.loads(reply.body)["boolean"] is True


def start(store: Path, **settings: str) -> Endpoint:
    """A server over this store with these settings, once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "reportedly", "serve", "--port", str(port), "--store", str(store)],
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    endpoint = Endpoint("127.0.0.1", port, process)
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        try:
            if endpoint.is_well():
                return endpoint
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise RuntimeError(f"the server did not start: it ended with {process.wait()}")


def stop(endpoint: Endpoint) -> None:
    """End a server that was started here; one that is lost in a query is ended by force."""
    if endpoint.process is None:
        return
    endpoint.process.terminate()
    try:
        endpoint.process.wait(5)
    except subprocess.TimeoutExpired:
        endpoint.process.kill()
        endpoint.process.wait()


@pytest.fixture(scope="module")
def running(store: Path) -> Iterator[list[Endpoint]]:
    """The server of this file's tests, in a list: one that died is replaced there."""
    url = os.environ.get(URL)
    if url:
        place = urlsplit(url)
        yield [Endpoint(place.hostname or "127.0.0.1", place.port or 80)]
        return
    servers = [start(store)]
    yield servers
    stop(servers[0])


@pytest.fixture
def endpoint(running: list[Endpoint], store: Path) -> Endpoint:
    """A server that is well when a test begins."""
    process = running[0].process
    if process is not None and process.poll() is not None:
        running[0] = start(store)
    return running[0]


@pytest.fixture
def launch(store: Path) -> Iterator[Callable[..., Endpoint]]:
    """Starts a server of the test's own, with settings by name; a running one cannot be set."""
    if os.environ.get(URL):
        pytest.skip(f"{URL} names a server, and this test needs settings of its own")
    started: list[Endpoint] = []

    def launch(own: Path = store, **settings: str) -> Endpoint:
        started.append(start(own, **settings))
        return started[-1]

    yield launch
    for endpoint in started:
        stop(endpoint)


@pytest.fixture
def many_files() -> Iterator[int]:
    """How many files this process may open, for one test: as many as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield hard
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

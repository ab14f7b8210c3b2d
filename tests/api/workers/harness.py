"""What a test of the workers does with a server: ask, hold, wait, and see how queries ended."""

from __future__ import annotations

import queue
import select
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import httpx2

from reportedly_api.workers.engine import Engine
from reportedly_api.workers.outcomes import Finished

PATIENCE = 30.0
"""Seconds after which a test gives up; nothing takes so long on a machine that works."""

EASY = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def hard(mark: int = 0, times: int = 14) -> str:
    """A query that takes years: it counts the twelve statements to the power of `times`."""
    patterns = " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(times))
    return f"SELECT (COUNT(*) AS ?n) WHERE {{ {patterns} . FILTER(?s0 != <urn:{mark}>) }}"


def endless(mark: int = 0) -> str:
    """A query with so many rows that they never end."""
    return hard(mark).replace("(COUNT(*) AS ?n)", "*")


@dataclass
class Served:
    """An endpoint that is being served.

    Attributes:
        address: where, without a slash at its end.
        engine: what answers there; it belongs to the server's thread.
        finished: how each query ended, as it ends.
    """

    address: str
    engine: Engine
    finished: queue.Queue[Finished]
    held: list[socket.socket] = field(default_factory=list)
    clients: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(64))

    def ask(self, query: str, **parameters: str) -> httpx2.Response:
        told = {"query": query} | parameters
        return httpx2.post(f"{self.address}/sparql", data=told, timeout=PATIENCE)

    def get(self, path: str) -> httpx2.Response:
        return httpx2.get(f"{self.address}{path}", timeout=PATIENCE)

    def asking(self, query: str) -> Future[httpx2.Response]:
        """The same, in a thread."""
        return self.clients.submit(self.ask, query)

    def hold(self, query: str) -> socket.socket:
        """Ask, and leave the connection open without reading, until the server stops."""
        host, _, port = self.address.removeprefix("http://").partition(":")
        connection = socket.create_connection((host, int(port)), timeout=PATIENCE)
        path = "/sparql?" + urlencode({"query": query})
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\n\r\n".encode())
        self.held.append(connection)
        return connection

    def end(self) -> Finished:
        """How the next query ended."""
        return self.finished.get(timeout=PATIENCE)

    def wait_for(self, condition: Callable[[], object], what: str) -> None:
        """Look at the engine until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError(what)
            time.sleep(0.005)

    def count(self, query: str = EASY) -> int:
        answer = self.ask(query)
        assert answer.status_code == 200, answer.text
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])


Serve = Callable[..., Served]


def nobody_came(listening: socket.socket) -> bool:
    """Whether no connection waits to be accepted: the kernel completes them without the program."""
    return not select.select([listening], [], [], 0)[0]


def address_of(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}/sparql"


def answer_once(listening: socket.socket, asked: list[bytes]) -> None:
    """Refuse whoever comes first, and note what was asked."""
    connection, _ = listening.accept()
    with connection:
        asked.append(connection.recv(65536))
        connection.sendall(b"HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def state_of(pid: int) -> str:
    """What the kernel says a process does: R runs, S waits, T is halted, Z has ended."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]

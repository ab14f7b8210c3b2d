"""A line to a server that can be cut, and a server that says what it is told to say."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class Proxy:
    """A TCP proxy before a server: counts what is sent, and can break every connection.

    Attributes:
        port: where it listens.
        requests: the first line of each request that began in a packet of its own.
        breaks_at: breaks everything off when this many such requests were seen; None never.
    """

    def __init__(self, target: tuple[str, int]) -> None:
        self.target = target
        self.requests: list[bytes] = []
        self.breaks_at: int | None = None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._lines: list[socket.socket] = []
        self._guard = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def is_broken(self) -> bool:
        return self.breaks_at is not None and len(self.requests) >= self.breaks_at

    def count(self, word: bytes) -> int:
        return sum(request.startswith(word) for request in self.requests)

    def mend(self) -> None:
        """From now on, nothing breaks; counting starts anew."""
        with self._guard:
            self.breaks_at, self.requests = None, []

    def close(self) -> None:
        self._listener.close()
        self._cut()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if self.is_broken:
                    client.close()
                    continue
                server = socket.create_connection(self.target)
                with self._guard:
                    self._lines += [client, server]
                for source, sink, forth in ((client, server, True), (server, client, False)):
                    pump = threading.Thread(
                        target=self._pump, args=(source, sink), kwargs={"forth": forth}, daemon=True
                    )
                    pump.start()

    def _pump(self, source: socket.socket, sink: socket.socket, *, forth: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if forth and data.startswith((b"POST ", b"PUT ", b"GET ")):
                    with self._guard:
                        self.requests.append(data.partition(b"\r\n")[0])
                    if self.is_broken:
                        self._cut()
                        return
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)

    def _cut(self) -> None:
        with self._guard:
            for line in self._lines:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)
                line.close()
            self._lines.clear()


@pytest.fixture
def proxy(oxigraph_server: str) -> Iterator[Proxy]:
    """A proxy before the Oxigraph server."""
    host, _, port = oxigraph_server.removeprefix("http://").partition(":")
    proxy = Proxy((host, int(port)))
    yield proxy
    proxy.close()


@dataclass
class Reply:
    """What a scripted server answers.

    Attributes:
        length: the Content-Length that it claims; the body's if None.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None


@dataclass
class Scripted:
    """A server that gives its replies in order, the last one again and again.

    Attributes:
        url: its URL.
        seen: what it was sent: method, path and headers.
    """

    url: str
    replies: list[Reply] = field(default_factory=list)
    seen: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)


@pytest.fixture
def scripted() -> Iterator[Callable[..., Scripted]]:
    """Starts a server that refuses as it is told to: real servers do so too seldom."""
    started: list[ThreadingHTTPServer] = []

    def start(*replies: Reply) -> Scripted:
        script = Scripted("", list(replies))

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                self.rfile.read(int(self.headers.get("content-length", 0)))
                script.seen.append((self.command, self.path, dict(self.headers)))
                reply = script.replies.pop(0) if len(script.replies) > 1 else script.replies[0]
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                length = len(reply.body) if reply.length is None else reply.length
                self.send_header("Content-Length", str(length))
                self.end_headers()
                self.wfile.write(reply.body)
                self.close_connection = reply.length is not None

            do_GET = do_POST = do_PUT = answer  # noqa: N815 (http.server's names)

            def log_message(self, *_: Any) -> None:  # noqa: ANN401
                return

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started.append(server)
        script.url = f"http://127.0.0.1:{server.server_address[1]}/query"
        return script

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


@pytest.fixture
def reply() -> type[Reply]:
    return Reply

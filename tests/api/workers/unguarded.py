"""A real worker whose first lines of defence are down: only the kernel is left to hold it."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from tests.api.workers.harness import PATIENCE

from reportedly_api.workers.frames import FRAME, READY, Around, Inquiry, Order

# It takes any query for one that it may ask, and what begins with CONNECT makes it connect to a
# port, whatever a query could do.
UNGUARDED = """
    import json, os, socket, sys
    from reportedly_api.formats.page import make_templates
    from reportedly_api.workers import answering, reading, serving
    from reportedly_api.workers.frames import Order, decode

    answer = answering.Answering.answer

    def answer_or_connect(self, asked, outlet):
        query = decode(asked).query
        if query.startswith("CONNECT "):
            socket.create_connection(("127.0.0.1", int(query.split()[1])), timeout=5)
        return answer(self, asked, outlet)

    reading.check_read_only = lambda query, federate: True
    answering.Answering.answer = answer_or_connect
    told = json.loads(sys.argv[2])
    order = Order(**{**told, "federate": tuple(told["federate"])})
    front = socket.socket(fileno=int(sys.argv[1]))
    serving.work(front, order, make_templates("test"), os.getppid())
"""


def order(store: str, *federate: str) -> Order:
    """What a networked worker of a public endpoint is started with."""
    return Order(
        store=store, base="https://w3id.org/reportedly/id/", version="test", page_rows=9,
        memory=2**30, result=2**20, sandboxed=True, networked=True, calls_out=True,
        federate=federate,
    )  # fmt: skip


class Unguarded:
    """A worker's process, and the socket to it."""

    def __init__(self, front: socket.socket) -> None:
        self._front = front
        kind, head, _ = self.frame()
        assert kind == READY, head
        self.sandbox = json.loads(head)["sandbox"]

    def ask(self, query: str) -> str:
        """What it says, be it an answer or a problem."""
        self._front.sendall(Inquiry(query, Around("")).encode())
        _, head, body = self.frame()
        return (head + body).decode()

    def frame(self) -> tuple[bytes, bytes, bytes]:
        kind, head, body, _ = FRAME.unpack(self._read(FRAME.size))
        return kind, self._read(head), self._read(body)

    def _read(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            more = self._front.recv(size - len(data))
            assert more, "the worker ended"
            data += more
        return data


@contextmanager
def unguarded(started_with: Order) -> Iterator[Unguarded]:
    ours, its = socket.socketpair()
    ours.settimeout(PATIENCE)
    with ours, its:
        command = [sys.executable, "-c", textwrap.dedent(UNGUARDED), str(its.fileno())]
        command.append(json.dumps(asdict(started_with)))
        worker = subprocess.Popen(command, pass_fds=[its.fileno()], stderr=subprocess.DEVNULL)
        its.close()
        try:
            yield Unguarded(ours)
        finally:
            worker.kill()
            worker.wait()

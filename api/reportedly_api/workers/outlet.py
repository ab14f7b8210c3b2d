"""What a worker writes an answer to: blocks of it leave over the socket, within a limit."""

from __future__ import annotations

import socket
from time import perf_counter
from typing import Final

from reportedly_api.answers import Fault, RequestError
from reportedly_api.problems import RESULT_TOO_LARGE
from reportedly_api.workers.frames import BEGIN, END, FRAME, MORE, WHOLE

BLOCK: Final = 64 * 1024
"""Bytes of a block: pyoxigraph writes 8 KiB at a time, and each hand-over has its price."""
_LONGEST: Final = 2**32 - 1
"""Microseconds: what a frame has room for, above an hour."""


class Outlet:
    """A binary file as pyoxigraph needs it; `start` settles the headers before the first byte.

    A write waits while the client is slow. It raises RequestError once the answer is longer than
    `limit` bytes, which ends the serialisation. Make it when the work on the answer begins.
    """

    __slots__ = ("_began", "_begun", "_buffer", "_head", "_limit", "_socket", "sent")

    def __init__(self, front: socket.socket, limit: int) -> None:
        self._socket = front
        self._limit = limit
        self._buffer = bytearray()
        self._head = b""
        self._begun = False
        self._began = perf_counter()
        self.sent = 0

    def start(self, head: bytes) -> None:
        """Settle the headers of the answer, a JSON object, ``Content-Type`` among them."""
        self._head = head

    def write(self, data: bytes, /) -> int:
        """Take bytes, as a binary file does."""
        self._buffer += data
        if len(self._buffer) >= BLOCK:
            self._hand_over(MORE if self._begun else BEGIN)
        return len(data)

    def flush(self) -> None:
        """Do nothing: blocks leave when they are full or the answer ends."""

    def finish(self) -> None:
        """The answer is whole: hand over what is left."""
        self._hand_over(END if self._begun else WHOLE)

    def _hand_over(self, kind: bytes) -> None:
        self.sent += len(self._buffer)
        if self.sent > self._limit:
            raise RequestError(
                Fault(
                    422,
                    f"The answer is longer than {self._limit} bytes.",
                    mend="Ask for less: a LIMIT, fewer columns, or one graph at a time.",
                    kind=RESULT_TOO_LARGE,
                )
            )
        head = b"" if self._begun else self._head
        self._begun = True
        took = int(1e6 * (perf_counter() - self._began)) if kind == WHOLE else 0
        send_frame(self._socket, kind, head, self._buffer, took)
        self._buffer.clear()


def send_frame(
    to: socket.socket,
    kind: bytes,
    head: bytes = b"",
    body: bytes | bytearray = b"",
    took: int = 0,
) -> None:
    """Send one frame, and wait until the socket has taken it.

    Args:
        to: the front.
        kind: what it is; see `frames`.
        head: its head.
        body: its body.
        took: microseconds since the work on a whole answer began.
    """
    start = FRAME.pack(kind, len(head), len(body), min(took, _LONGEST)) + head
    sent = to.sendmsg((start, body)) if body else to.send(start)
    if sent < len(start) + len(body):
        to.sendall((start + body)[sent:])

"""An answer on its way out: written by a thread, sent as it comes, never whole in memory.

The thread that asks is the thread that serialises, because pyoxigraph's answers may be touched by
no other. It writes blocks into a short queue and waits while the client is slow. What fits one
block is sent with its length; a longer answer is sent in chunks, and if it breaks off, so does
the connection, because an answer that is cut short must not look whole.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from traceback import clear_frames
from typing import Final

import anyio
from anyio import BrokenResourceError, CapacityLimiter, from_thread, to_thread
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

BLOCK: Final = 64 * 1024
"""Bytes per block: pyoxigraph writes 8 KiB at a time, and each hand-over costs some 0.1 ms."""

WAITING: Final = 4
"""Blocks that may wait for a slow client before the thread waits too."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Block:
    data: bytes
    last: bool


class Outlet:
    """What the thread writes to: collects blocks and hands them over, waiting where need be.

    `start` is called once, before the first byte. A write raises once the client has gone, which
    ends the serialisation.
    """

    def __init__(self, blocks: MemoryObjectSendStream[_Block]) -> None:
        self.headers: dict[str, str] = {}
        self._blocks = blocks
        self._buffer = bytearray()

    def start(self, headers: Mapping[str, str]) -> None:
        """Settle the headers of the answer, ``Content-Type`` among them."""
        self.headers.update(headers)

    def write(self, data: bytes, /) -> int:
        """Take bytes, as a binary file does."""
        self._buffer += data
        if len(self._buffer) >= BLOCK:
            self._hand_over(last=False)
        return len(data)

    def flush(self) -> None:
        """Do nothing: blocks leave when they are full or the answer ends."""

    def finish(self) -> None:
        """The answer is whole: hand over what is left."""
        self._hand_over(last=True)

    def _hand_over(self, *, last: bool) -> None:
        from_thread.run(self._blocks.send, _Block(bytes(self._buffer), last))
        self._buffer.clear()


Produce = Callable[[Outlet], None]


class AnswerResponse(Response):
    """A response whose body a function writes in a thread of its own.

    What the function raises before the first block leaves is raised here, so that an exception
    handler can still answer; what it raises later breaks the connection.
    """

    def __init__(self, produce: Produce, limiter: CapacityLimiter) -> None:
        """Take the function that writes, and what bounds how many may write at a time."""
        self.background = None
        self._produce = produce
        self._limiter = limiter
        self._failure: Exception | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Run the thread, and relay what it writes until it ends or the client goes."""
        sender, receiver = anyio.create_memory_object_stream[_Block](WAITING)
        outlet = Outlet(sender)
        done = anyio.Event()

        async def run() -> None:
            try:
                await to_thread.run_sync(self._work, outlet, limiter=self._limiter)
            finally:
                sender.close()
                done.set()

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(run)
            with anyio.CancelScope() as relaying:
                tasks.start_soon(_await_disconnect, receive, relaying)
                try:
                    await self._relay(outlet, receiver, send)
                finally:
                    receiver.close()  # from now on the thread's writes raise
            await done.wait()
            tasks.cancel_scope.cancel()
        if self._failure is not None:
            raise self._failure

    def _work(self, outlet: Outlet) -> None:
        """In the thread: ask, serialise, and keep what goes wrong for the event loop to raise."""
        try:
            self._produce(outlet)
            outlet.finish()
        except BrokenResourceError as gone:
            _log.debug("the client went away; its answer was dropped")
            _let_go(gone)
        except Exception as error:  # noqa: BLE001 - raised again by __call__, outside the group
            _let_go(error)
            self._failure = error
        except BaseException as panic:  # noqa: BLE001 - a panic of the engine is no Exception
            _let_go(panic)
            self._failure = RuntimeError(f"the engine gave up: {panic!r}")

    async def _relay(
        self, outlet: Outlet, blocks: MemoryObjectReceiveStream[_Block], send: Send
    ) -> None:
        started = False
        async for block in blocks:
            try:
                if not started:
                    await send(_start(outlet.headers, len(block.data) if block.last else None))
                    started = True
                await send(
                    {
                        "type": "http.response.body",
                        "body": block.data,
                        "more_body": not block.last,
                    }
                )
            except OSError:  # how a server says that the client has gone (ASGI, HTTP, 2.4)
                _log.debug("the client went away while its answer was sent")
                return


def _let_go(error: BaseException | None) -> None:
    """Empty the frames that an exception keeps: they hold an answer that must end in its thread."""
    while error is not None:
        clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _start(headers: Mapping[str, str], length: int | None) -> dict[str, object]:
    told = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
    if length is not None:
        told.append((b"content-length", str(length).encode()))
    return {"type": "http.response.start", "status": 200, "headers": told}


async def _await_disconnect(receive: Receive, relaying: anyio.CancelScope) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    relaying.cancel()

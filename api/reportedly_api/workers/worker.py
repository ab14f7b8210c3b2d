"""A worker from without: its process, its socket, and the passage that it answers."""

from __future__ import annotations

import asyncio
import json
import signal
from collections import deque
from typing import Protocol

from reportedly.errors import StoreError
from reportedly.store.build import BuildInfo
from reportedly.store.digest import Digest
from reportedly_api.answers import Problem, ProblemError
from reportedly_api.workers.frames import BEGIN, END, FRAME, MORE, PROBLEM, READY, WHOLE
from reportedly_api.workers.passage import Begun, Passage
from reportedly_api.workers.spawning import Process


class Keeper(Protocol):
    """Who is told what becomes of a worker: the pool."""

    def done(self, worker: Worker, passage: Passage) -> None:
        """The answer has been made, and the worker waits for another inquiry."""

    def streams(self, worker: Worker, passage: Passage) -> None:
        """The answer begins, and more of it will come."""

    def refused(self, worker: Worker, passage: Passage, error: ProblemError) -> None:
        """The worker told a problem, and waits for another inquiry."""

    def federates(self, worker: Worker, passage: Passage) -> None:
        """The query needs a worker that has the network; this one waits for another inquiry."""

    def lost(self, worker: Worker) -> None:
        """The worker has ended, though nobody let it go."""


class Worker(asyncio.Protocol):
    """One worker; its frames are taken apart here, in callbacks of the event loop.

    Attributes:
        process: its process.
        build: the id of the build that it opened.
        sandbox: how the network was denied to it, or bound to some ports (landlock); None if it
            was not.
        passage: what it answers now; None while it waits.
        behind: what it was asked already and answers next, in that order.
        spoiled: whether it was asked what nobody wants from it any more, and must go.
        epoch: which of the pool's builds, counted from 0, it was made for.
        niced: by how much it yields to others, as a nice value; 0 if it does not.
        stopped: whether its process is halted, until a place in the slow lane is free.
        paused: whether it waits for the client to read.
    """

    __slots__ = (
        "_buffer",
        "_ended",
        "_keeper",
        "_ready",
        "_transport",
        "behind",
        "build",
        "epoch",
        "niced",
        "passage",
        "paused",
        "process",
        "sandbox",
        "spoiled",
        "stopped",
    )

    def __init__(self, process: Process, keeper: Keeper, epoch: int) -> None:
        self.process = process
        self.build = ""
        self.sandbox: str | None = None
        self.passage: Passage | None = None
        self.behind: deque[Passage] = deque()
        self.spoiled = False
        self.epoch = epoch
        self.niced = 0
        self.stopped = self.paused = False
        self._keeper = keeper
        self._buffer = bytearray()
        self._ready: asyncio.Future[BuildInfo | None] = asyncio.get_running_loop().create_future()
        self._transport: asyncio.Transport | None = None
        self._ended = False

    async def ready(self) -> BuildInfo | None:
        """Wait until it has opened the build; the whole build, if that was ordered.

        Raises:
            StoreError: it could not, and says why.
        """
        loop = asyncio.get_running_loop()
        await loop.create_unix_connection(lambda: self, sock=self.process.socket)
        return await self._ready

    def ask(self, passage: Passage) -> None:
        """Hand it an inquiry; it must have none."""
        self.passage = passage
        passage.worker = self
        if self._transport is not None:
            self._transport.write(passage.payload)

    def ask_next(self, passage: Passage) -> None:
        """Hand it an inquiry to answer after those that it has."""
        self.behind.append(passage)
        passage.ahead = self
        if self._transport is not None:
            self._transport.write(passage.payload)

    def turn_to_next(self, now: float) -> bool:
        """It has answered, and goes on with the next that it was asked; False if there is none."""
        if not self.behind:
            return False
        passage = self.behind.popleft()
        passage.ahead = None
        passage.worker = self
        passage.started_at = now
        self.passage = passage
        return True

    def recall(self) -> list[Passage]:
        """Take back what it has not begun; it must end after what it does now."""
        taken = list(self.behind)
        self.behind.clear()
        for passage in taken:
            passage.ahead = None
        self.spoiled = self.spoiled or bool(taken)
        return taken

    def pause(self) -> None:
        """Let it wait, once its socket is full."""
        if not self.paused and self._transport is not None:
            self.paused = True
            self._transport.pause_reading()

    def resume(self) -> None:
        """Let it go on."""
        if self.paused and self._transport is not None:
            self.paused = False
            self._transport.resume_reading()

    def halt(self) -> None:
        """Stop its process where it is; it keeps its memory and takes no time."""
        self.stopped = True
        self.process.signal(signal.SIGSTOP)

    def run_on(self) -> None:
        """Let a halted process go on."""
        self.stopped = False
        self.process.signal(signal.SIGCONT)

    def yield_to_others(self, nice: int) -> None:
        """Let others go first, by so much; nobody who yields already yields less by it."""
        if nice > self.niced:
            self.niced = nice
            self.process.yield_to_others(nice)

    def compete_again(self) -> None:
        """Let it have its share again, if the system allows that; `niced` says whether."""
        if self.niced and self.process.compete_again():
            self.niced = 0

    def kill(self) -> None:
        """End it at once, whatever it does."""
        if self._ended:
            return  # its descriptor may mean another process by now
        self.process.signal(signal.SIGKILL)
        self.let_go()

    def let_go(self) -> None:
        """Close its socket, upon which it ends by itself if it waits for an inquiry."""
        if self._ended:
            return
        self._ended = True
        self.passage = None
        if self._transport is not None:
            self._transport.abort()
        self.process.forget()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See `asyncio.BaseProtocol`."""
        self._transport = transport  # type: ignore[assignment]

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """See `asyncio.BaseProtocol`: the process has ended, or was let go."""
        if not self._ready.done():
            self._ready.set_exception(StoreError("A process ended before it could answer."))
            self._ready.exception()
        if not self._ended:
            self._keeper.lost(self)

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol`: a frame, a part of one, or several."""
        if self._buffer:
            self._buffer += data
            data = bytes(self._buffer)
            self._buffer.clear()
        at, size = 0, len(data)
        while size - at >= FRAME.size:
            kind, head, body, took = FRAME.unpack_from(data, at)
            start = at + FRAME.size
            end = start + head + body
            if end > size:
                break
            at = end
            self._hear(kind, data[start : start + head], data[start + head : end], took)
        if at < size and not self._ended:
            self._buffer += data[at:]

    def _hear(self, kind: bytes, head: bytes, body: bytes, took: int) -> None:
        passage = self.passage
        if passage is None:
            self._hear_hello(kind, head, body)
        elif kind == WHOLE:
            passage.took = took / 1e6
            passage.begin(Begun(head, body, True, self.build))
            self._keeper.done(self, passage)
        elif kind == BEGIN:
            self._keeper.streams(self, passage)
            passage.begin(Begun(head, body, False, self.build))
        elif kind == MORE:
            passage.more(body, last=False)
        elif kind == END:
            passage.more(body, last=True)
            self._keeper.done(self, passage)
        elif kind == PROBLEM:
            problem, headers = json.loads(head)
            problem["available"] = tuple(problem["available"])
            self._keeper.refused(self, passage, ProblemError(Problem(**problem), headers))
        else:
            self._keeper.federates(self, passage)

    def _hear_hello(self, kind: bytes, head: bytes, body: bytes) -> None:
        if self._ready.done():
            return  # the last words of one that was let go
        told = json.loads(head)
        if kind == READY:
            self.build, self.sandbox = told["build"], told["sandbox"]
            self._ready.set_result(_build(body))
        elif kind == PROBLEM:
            self._ready.set_exception(StoreError(**told))


def _build(told: bytes) -> BuildInfo | None:
    if not told:
        return None
    build = json.loads(told)
    graphs = {iri: Digest(**digest) for iri, digest in build.pop("graphs").items()}
    return BuildInfo(**build, graphs=graphs)

"""The front's end of the fork server: starts it, orders processes from it, starts it anew."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass
from typing import Final

from reportedly.errors import StoreError
from reportedly_api.machine import preloading
from reportedly_api.workers.frames import Order

_LEAVING: Final = 5.0
"""Seconds that the fork server has to end once it is let go; it needs none, as it never waits."""


@dataclass(frozen=True, slots=True)
class Process:
    """A worker's process, and the socket to it.

    Attributes:
        socket: the front's end of the pair, not blocking.
        pid: its process id, for people; signals go by `descriptor`.
        descriptor: a pidfd, which means this process and no later one of the same number.
    """

    socket: socket.socket
    pid: int
    descriptor: int

    def signal(self, number: signal.Signals) -> None:
        """Send a signal; one that has ended already needs none."""
        try:
            signal.pidfd_send_signal(self.descriptor, number)
        except ProcessLookupError:
            return

    def yield_to_others(self, nice: int) -> None:
        """Let others go first, by so much more than this process does (`setpriority(2)`)."""
        try:
            own = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, self.pid, min(own + nice, 19))
        except ProcessLookupError:
            return

    def compete_again(self) -> bool:
        """Let it have its share again; False if the system forbids it.

        It allows it to root, and to who may set the priority that this process has: ``LimitNICE``
        of a systemd unit.
        """
        try:
            own = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, self.pid, own)
        except (PermissionError, ProcessLookupError):
            return False
        return True

    def cpu_seconds(self) -> float:
        """The processor time that it has taken; 0 if it has ended."""
        try:
            return time.clock_gettime(~self.pid << 3 | _SCHEDULED)
        except OSError:
            return 0.0

    def forget(self) -> None:
        """Let the descriptor go."""
        os.close(self.descriptor)


_SCHEDULED: Final = 2  # clock_getcpuclockid(3) in Linux: the process's id, and which of its clocks


class Nursery:
    """The fork server as the front sees it; everything here runs in the event loop's thread."""

    def __init__(self, version: str, preload: str | None = None) -> None:
        """Start nothing yet.

        Args:
            version: the version of Reportedly that pages name.
            preload: a library that workers load before all others (``ld.so(8)``); None for none.
        """
        self._version = version
        self._preload = preload
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._born: deque[asyncio.Future[tuple[int, int]]] = deque()

    @property
    def pid(self) -> int | None:
        """The process id of the fork server; None while there is none."""
        return None if self._process is None else self._process.pid

    async def fork(self, order: Order) -> Process:
        """Have a worker made; it has not opened anything yet when this returns.

        Raises:
            StoreError: the fork server cannot be started, or ended meanwhile.
        """
        loop = asyncio.get_running_loop()
        to = self._running(loop)
        ours, its = socket.socketpair()
        ours.setblocking(False)
        born: asyncio.Future[tuple[int, int]] = loop.create_future()
        try:
            with its:
                socket.send_fds(to, [json.dumps(asdict(order)).encode()], [its.fileno()])
            self._born.append(born)
            pid, descriptor = await born
        except BaseException as error:
            ours.close()
            if isinstance(error, OSError):
                raise _gone() from error
            raise
        return Process(ours, pid, descriptor)

    async def close(self) -> None:
        """Let the fork server go, and wait for its end; its workers end with it."""
        process = self._process
        self._let_go(asyncio.get_running_loop())
        if process is not None:
            await asyncio.to_thread(_wait, process)

    def _running(self, loop: asyncio.AbstractEventLoop) -> socket.socket:
        if self._socket is not None:
            return self._socket
        ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-P", "-m", "reportedly_api.workers.nursery"]
        with its:
            # The same code as here, wherever this process found it, and a process group of its own:
            # a terminal's Ctrl-C is for the front.
            self._process = subprocess.Popen(
                [*command, str(its.fileno()), self._version],
                pass_fds=[its.fileno()],
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                process_group=0,
            )
        ours.setblocking(False)
        loop.add_reader(ours.fileno(), self._hear, loop)
        self._socket = ours
        return ours

    def _environment(self) -> dict[str, str]:
        told = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        if self._preload is not None:
            told = preloading(self._preload, told)
        return told

    def _hear(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._socket is None:
            return
        try:
            told, descriptors, _flags, _address = socket.recv_fds(self._socket, 64, 1)
        except BlockingIOError:
            return
        except OSError:
            told, descriptors = b"", []
        if not told:  # it ended: the next order starts another
            process = self._process
            self._let_go(loop)
            if process is not None:
                loop.run_in_executor(None, _wait, process)
            return
        born = self._born.popleft()
        if born.done():  # nobody waits for it any more; without its front it ends by itself
            os.close(descriptors[0])
        else:
            born.set_result((int(told), descriptors[0]))

    def _let_go(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._socket is not None:
            loop.remove_reader(self._socket.fileno())
            self._socket.close()
        self._socket = self._process = None
        while self._born:
            born = self._born.popleft()
            if not born.done():
                born.set_exception(_gone())


def _gone() -> StoreError:
    return StoreError(
        "The process that makes the processes which answer queries has ended.",
        mend="Ask again; if it goes on, the server's log says why.",
    )


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(_LEAVING)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

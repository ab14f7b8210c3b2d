"""The open connections of one server process: how many there may be, and who is too slow to ask.

Uvicorn waits for a request as long as its client likes, and takes connections until the process may
open no more files; from then on nobody is answered. So whoever does not finish a request in time is
hung up on (RFC 9110, section 15.5.9: 408), and where there are too many connections the one that
has waited longest for its client makes room: it is not answered at the moment, and may come again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final, Protocol

from reportedly_api.answers import Fault
from reportedly_api.machine import open_files

CONNECTIONS: Final = "reportedly_api.connections"
"""Under which the application tells the server of its `Connections`, in the lifespan's state."""

LOOKS: Final = 1.0
"""Seconds between two looks at who is slow; a while is known to that, and nothing better."""
_RESERVED: Final = 256
"""Files that connections leave to the rest: processes, the store, the log."""
_QUIET: Final = 60.0
"""Seconds between two lines of the log that say there is a crowd."""
JUST_NOW: Final = 0.0
"""In place of a time: since after the last look."""

_log = logging.getLogger(__name__)


def room(wanted: int) -> int:
    """How many connections there may be: as many as wanted, or as the process may have files."""
    return max(1, min(wanted, open_files() - _RESERVED))


class Connection(Protocol):
    """A connection, as far as it matters here; see `bounds.BoundedProtocol`."""

    unfinished: float | None
    """Since when a request is awaited that has not come whole, by the loop's clock, or `JUST_NOW`;
    None if none is: it was answered, or is being answered."""

    @property
    def answers(self) -> bool:
        """Whether a request that came whole is being answered."""

    def hang_up(self, fault: Fault | None) -> None:
        """Close it; with a fault, its client is told, if it has begun to ask."""


class Connections:
    """Counts connections and hangs up; everything here runs in callbacks of one event loop.

    Attributes:
        most: how many may be open.
        seconds: how long a request may take to come.
    """

    def __init__(self, most: int, seconds: float, count: Callable[[str], None]) -> None:
        """Look at none yet.

        Args:
            most: how many may be open.
            seconds: how long a request may take to come, from the connection or from its first
                byte.
            count: told why, for each that is hung up on: ``slow`` or ``crowd``.
        """
        self.most = most
        self.seconds = seconds
        self._count = count
        self._open: dict[Connection, None] = {}  # in the order in which they came
        self._look_at: asyncio.TimerHandle | None = None
        self._said = float("-inf")

    def __len__(self) -> int:
        """How many are open."""
        return len(self._open)

    def opened(self, connection: Connection) -> None:
        """One more: where there are too many, the one that waited longest makes room.

        If all are being answered, the new one is told to come again.
        """
        self._open[connection] = None
        if len(self._open) > self.most:
            self._make_room(connection)
        if self._look_at is None:
            self._look_at = asyncio.get_running_loop().call_later(LOOKS, self._look)

    def closed(self, connection: Connection) -> None:
        """One less."""
        self._open.pop(connection, None)

    def _make_room(self, new: Connection) -> None:
        now = asyncio.get_running_loop().time()
        waiting = [each for each in self._open if each is not new and not each.answers]
        leaves = min(waiting, key=lambda each: _since(each, now), default=new)
        fault = None
        if leaves is new:
            fault = Fault(
                503,
                f"All of {self.most} connections are being answered.",
                mend="Try again in a moment.",
                headers={"Retry-After": "1"},
            )
        self._end(leaves, fault, "crowd")
        if now - self._said >= _QUIET:
            self._said = now
            _log.warning(
                "%d connections are open, as many as may be: those that ask nothing are closed",
                self.most,
            )

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        for connection in list(self._open):
            if connection.unfinished is None:
                continue
            if connection.unfinished == JUST_NOW or connection.answers:
                connection.unfinished = now  # one that is behind another's answer is not read
            elif now - connection.unfinished >= self.seconds:
                detail = f"The request did not come within {self.seconds:g} seconds."
                fault = Fault(408, detail, mend="Send it in one go.")
                self._end(connection, fault, "slow")
        self._look_at = loop.call_later(LOOKS, self._look) if self._open else None

    def _end(self, connection: Connection, fault: Fault | None, why: str) -> None:
        self._open.pop(connection, None)
        self._count(why)
        connection.hang_up(fault)


def _since(connection: Connection, now: float) -> tuple[bool, float]:
    """In which order those that wait for their clients make room: who was answered goes last.

    Where no more is known, who came first makes room first.
    """
    since = connection.unfinished
    return since is None, now if since is None or since == JUST_NOW else since

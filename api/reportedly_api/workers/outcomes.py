"""How a query ended, told once for each: what counters, logs and metrics are made from."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """How a query ended."""

    ANSWERED = "answered"
    """The whole answer was made."""
    SHARED = "shared"
    """The same was being answered already, and that answer was given here, too."""
    REFUSED = "refused"
    """The query is at fault: malformed, forbidden, not acceptable, or its answer too long."""
    TURNED_AWAY = "turned-away"
    """It was never begun, or not let go on: too many others."""
    TIMED_OUT = "timed-out"
    """It took too long, and its worker was killed."""
    CANCELLED = "cancelled"
    """Whoever asked went away; its worker was killed if it had one."""
    DIED = "died"
    """Its worker ended in the middle: out of memory, a crash, or killed by somebody else."""
    STOPPED = "stopped"
    """The server was stopped meanwhile."""


class Finished(NamedTuple):
    """One query that has ended.

    Attributes:
        outcome: how.
        pool: the pool that it ended in, such as ``queries``.
        build: the id of the build that answered; None if none did.
        seconds: from its being asked to its end.
        slow: whether it ended in the slow lane.
        killed: whether a worker was killed for it.
        sent: bytes of the answer that the worker made.
    """

    outcome: Outcome
    pool: str
    build: str | None
    seconds: float
    slow: bool
    killed: bool
    sent: int


Observe = Callable[[Finished], None]

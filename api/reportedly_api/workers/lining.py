"""Whether a query may wait at a busy worker, and at which.

The worker finds it as soon as it is done, and no time goes by while the front is told and another
process is woken: of a look-up, that is a good part. So where queries are very quick, one waits even
if another worker is idle: one process that never sleeps does more than two that are woken for each
answer, on the processor that the front needs. But who waits there waits for whatever comes before
it; so it is done only where queries have been quick of late, and taken back at once where one turns
out not to be (`lanes.Lanes.recall`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sized
from typing import Final, Protocol, TypeVar

DEPTH: Final = 3
"""Queries that may wait at one busy worker."""
QUICK: Final = 0.01
"""Seconds that queries take of late, at most, for any to wait so; of a busy machine's time."""
SOON: Final = 0.005
"""Seconds within which its turn is expected, for a query to wait though another worker is idle."""
MOST: Final = 8
"""How many may be before it then, at most."""
_COUNTED: Final = 32
"""How many of the last queries count, about."""


class Running(Protocol):
    """A query under way, as far as it matters here; see `passage.Passage`."""

    @property
    def started_at(self) -> float:
        """When it began, in seconds of the loop's clock."""


class Busy(Protocol):
    """A worker, as far as it matters here; see `worker.Worker`."""

    spoiled: bool
    paused: bool

    @property
    def behind(self) -> Sized:
        """What waits at it."""

    @property
    def passage(self) -> Running | None:
        """What it answers now."""


AnyBusy = TypeVar("AnyBusy", bound=Busy)


class Lining:
    """What is known of how long queries take: the mean, and how far they are from it."""

    __slots__ = ("_pace", "_spread")

    def __init__(self) -> None:
        """Nothing is known yet, and nothing may wait so."""
        self._pace = 10 * QUICK
        self._spread = 0.0

    def took(self, seconds: float) -> None:
        """A worker has ended with a query after so long."""
        off = seconds - self._pace
        self._pace += off / _COUNTED
        self._spread += (abs(off) - self._spread) / _COUNTED

    def failed(self) -> None:
        """Some waited in vain: for a while, nobody does."""
        self._pace = 10 * QUICK

    def nearest(self, busy: Iterable[AnyBusy], now: float) -> AnyBusy | None:
        """The worker at which a query's turn comes soon, though others are idle; None if at none.

        Of several it is the one at which most wait, so that the others come to rest.

        Args:
            busy: workers that answer.
            now: the time by the loop's clock, in seconds.
        """
        each = self._pace + self._spread
        if each > SOON:
            return None
        near = [
            worker
            for worker in busy
            if _takes(worker, MOST)
            and (1 + len(worker.behind)) * each <= SOON
            and worker.passage is not None
            and now - worker.passage.started_at < SOON
        ]
        return max(near, key=lambda worker: len(worker.behind), default=None)

    def choose(self, busy: Iterable[AnyBusy]) -> AnyBusy | None:
        """The worker at which the next query waits; None if it must wait elsewhere."""
        if self._pace > QUICK:
            return None
        free = [worker for worker in busy if _takes(worker, DEPTH)]
        return min(free, key=lambda worker: len(worker.behind), default=None)


def _takes(worker: Busy, most: int) -> bool:
    """Whether one more may wait at a worker at which so many may."""
    return len(worker.behind) < most and not worker.spoiled and not worker.paused

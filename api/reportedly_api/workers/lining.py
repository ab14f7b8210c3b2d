"""Whether a query may wait at a busy worker, and at which.

The worker finds it as soon as it is done, and no time goes by while the front is told and another
process is woken: of a look-up, that is a good part. But who waits there waits for whatever comes
before it; so it is done only where queries have been quick of late, and taken back at once where
one turns out not to be (`lanes.Lanes.recall`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sized
from typing import Final, Protocol, TypeVar

DEPTH: Final = 3
"""Queries that may wait at one busy worker."""
QUICK: Final = 0.01
"""Seconds that queries take of late, at most, for any to wait so; of a busy machine's time."""
_COUNTED: Final = 16
"""How many of the last queries count, about."""


class Busy(Protocol):
    """A worker, as far as it matters here; see `worker.Worker`."""

    spoiled: bool
    paused: bool

    @property
    def behind(self) -> Sized:
        """What waits at it."""


AnyBusy = TypeVar("AnyBusy", bound=Busy)


class Lining:
    """What is known of how long queries take."""

    __slots__ = ("_pace",)

    def __init__(self) -> None:
        """Nothing is known yet, and nothing may wait so."""
        self._pace = 10 * QUICK

    def took(self, seconds: float) -> None:
        """A worker has ended with a query after so long."""
        self._pace += (seconds - self._pace) / _COUNTED

    def failed(self) -> None:
        """Some waited in vain: for a while, nobody does."""
        self._pace = 10 * QUICK

    def choose(self, busy: Iterable[AnyBusy]) -> AnyBusy | None:
        """The worker at which the next query waits; None if it must wait elsewhere."""
        if self._pace > QUICK:
            return None
        free = [
            worker
            for worker in busy
            if len(worker.behind) < DEPTH and not worker.spoiled and not worker.paused
        ]
        return min(free, key=lambda worker: len(worker.behind), default=None)

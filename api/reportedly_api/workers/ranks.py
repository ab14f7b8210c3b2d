"""Who goes before whom in the slow lane: by levels of the processor time that each has had.

Those who have had the least go first ("least attained service"). As those who come anew would keep
one that has had much waiting for ever, now and then the one that has waited the longest goes before
all others, for a turn.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from typing import Final

from reportedly_api.workers.dear import Dear
from reportedly_api.workers.limits import Limits
from reportedly_api.workers.passage import Passage
from reportedly_api.workers.worker import Worker

_LEVELS: Final = (2.5, 10.0, 40.0)
"""Moments of a processor after which a query falls to the next level."""
_NICE: Final = (5, 10, 15, 15)
"""The nice value of each level: against others it gets a quarter, a tenth, 3 % of a processor."""
_FIRST: Final = -1
"""The level of one that goes before all others."""
_GOES: Final = 2.5
"""Moments of a processor for which one goes before all others."""
_PAUSE: Final = 12.5
"""Moments from the beginning of one such turn to that of the next, at least."""
_PATIENCE: Final = 0.1
"""The part of the time a query may take, for which one must wait before that."""


def yields(worker: Worker, passage: Passage) -> None:
    """Let a worker yield to others as its passage's level has it."""
    worker.yield_to_others(_NICE[max(passage.level, 0)])


class Ranks:
    """The levels of one pool's slow lane, and who goes before all others there."""

    __slots__ = ("_dear", "_first", "_limits", "_since")

    def __init__(self, limits: Limits, dear: Dear) -> None:
        """Nobody goes before all others yet; `dear` is told who had much."""
        self._limits, self._dear = limits, dear
        self._first: Passage | None = None
        self._since = float("-inf")

    def weigh(self, worker: Worker, passage: Passage) -> bool:
        """See what a query has had of a processor by now, and which level that is.

        Returns:
            Whether those like it are presumed to need much from now on.
        """
        if passage.cpu_mark is None:
            return False
        much = _LEVELS[0] * self._limits.moment
        used = worker.process.cpu_seconds() - passage.cpu_mark
        passage.spent = used + passage.presumed
        proven = used >= much and not passage.blamed and self._dear.blame(passage)
        passage.blamed = passage.blamed or used >= much
        first = passage.spent < passage.first_until
        passage.level = _FIRST if first else bisect(_LEVELS, passage.spent / self._limits.moment)
        return proven

    def presume(self, passage: Passage) -> bool:
        """Whether a query is presumed to need much; then it is ranked as if it had had it."""
        if passage.presumed or passage.blamed or not self._dear.presumes(passage):
            return False
        passage.presumed = _LEVELS[0] * self._limits.moment
        passage.spent += passage.presumed
        passage.level = max(passage.level, 1)
        return True

    def favour(self, waiting: Iterable[Passage], now: float) -> None:
        """Let the one that has waited the longest go before all others, if it is time for one."""
        moment, first = self._limits.moment, self._first
        if now - self._since < _PAUSE * moment:
            return
        if first is not None and first.level == _FIRST and first.outcome is None:
            return
        fallen = (each for each in waiting if each.level)
        passage = min(fallen, key=lambda each: each.waits_since, default=None)
        if passage is None or now - passage.waits_since < _PATIENCE * self._limits.seconds:
            return
        self._first, self._since = passage, now
        passage.first_until = passage.spent + _GOES * moment
        passage.level = _FIRST
        if passage.worker is not None:
            passage.worker.compete_again()
            yields(passage.worker, passage)

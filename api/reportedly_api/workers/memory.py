"""What all queries of a pool hold of the machine's memory together.

Each query has a bound of its own, which the kernel keeps (`sandbox.limit_memory`). But many may be
halted in the slow lane, and keep what they have computed: together they may hold more than there
is.
"""

from __future__ import annotations

from typing import Final

from reportedly_api.machine import memory_of
from reportedly_api.workers.lanes import Lanes
from reportedly_api.workers.passage import Passage

EVERY: Final = 0.1
"""Seconds between two looks, at least: each one reads a file for each worker."""


class Memory:
    """The memory of one pool's queries."""

    __slots__ = ("_lanes", "_looked")

    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes
        self._looked = 0.0

    def heaviest(self, now: float) -> Passage | None:
        """The query that holds the most, if all of the slow lane hold more than they may.

        Only dear queries are looked at: a cheap one has no time to take much, and their number is
        that of the fast lane's places.

        Args:
            now: the time, by the loop's clock; within `EVERY` of the last look, none is taken.
        """
        if now - self._looked < EVERY or not (self._lanes.slow or self._lanes.slow_queue):
            return None
        self._looked = now
        running = [worker.passage for worker in self._lanes.slow]
        held = {
            passage: memory_of(passage.worker.process.pid).own
            for passage in (*running, *self._lanes.slow_queue)
            if passage is not None and passage.worker is not None
        }
        if sum(held.values()) <= self._lanes.limits.memory:
            return None
        return max(held, key=lambda passage: held[passage])

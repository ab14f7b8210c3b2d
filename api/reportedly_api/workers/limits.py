"""What bounds a pool."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds a pool.

    Attributes:
        seconds: how long a query may take, from its being asked.
        moment: seconds after which a query belongs in the slow lane.
        workers: places in the fast lane.
        slow_workers: places in the slow lane.
        queued: how many may wait for a place in the fast lane.
        slow_queued: how many may wait for a place in the slow lane, halted or not yet begun.
        memory: bytes that those of the slow lane may hold together, running or halted.
    """

    seconds: float
    moment: float
    workers: int
    slow_workers: int
    queued: int
    slow_queued: int
    memory: int

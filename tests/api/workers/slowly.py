"""Queries and workers as the slow lane knows them, without processes."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from reportedly_api.workers.frames import Around, Inquiry
from reportedly_api.workers.lanes import Lanes
from reportedly_api.workers.passage import Begun, Passage
from reportedly_api.workers.worker import Worker


class Process:
    """A process that has had so much of a processor."""

    def __init__(self) -> None:
        self.spent = 0.0

    def cpu_seconds(self) -> float:
        return self.spent


class Slow:
    """A worker, as far as the slow lane knows it."""

    def __init__(self) -> None:
        self.process, self.paused, self.passage = Process(), False, cast(Any, None)

    def halt(self) -> None:
        """Nothing is to be done: who is not in the lane has no processor here."""

    run_on = compete_again = halt

    def yield_to_others(self, nice: int) -> None:
        """Likewise."""


def dear(lanes: Lanes, now: float, query: str = "ASK {}") -> Passage:
    """A query that waits for the slow lane, halted."""
    payload = Inquiry(query, Around("")).encode()
    passage = Passage(payload, now, cast("asyncio.Future[Begun]", cast(Any, None)), None)
    worker = Slow()
    worker.passage, passage.worker = passage, cast(Worker, worker)
    passage.cpu_mark, passage.slow = 0.0, True
    lanes.wait_slowly(passage, now)
    return passage

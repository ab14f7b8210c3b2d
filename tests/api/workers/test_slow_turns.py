"""Who is halted again and again before a turn is over does not begin to wait anew each time."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from hypothesis import example, given
from hypothesis import strategies as st

from reportedly_api.workers.lanes import Lanes
from reportedly_api.workers.limits import Limits
from reportedly_api.workers.passage import Begun, Passage
from reportedly_api.workers.worker import Worker

LIMITS = Limits(
    seconds=30, moment=0.2, workers=1, slow_workers=1, queued=8, slow_queued=64, memory=1 << 30
)
TICK = 0.025
NEED = 1.2
"""Seconds of a processor that the query under test takes; it is of the second level soon."""


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


def dear(lanes: Lanes, now: float) -> Passage:
    """A query that waits for the slow lane, halted."""
    passage = Passage(b"", now, cast("asyncio.Future[Begun]", cast(Any, None)), None)
    worker = Slow()
    worker.passage, passage.worker = passage, cast(Worker, worker)
    passage.cpu_mark, passage.slow = 0.0, True
    lanes.wait_slowly(passage, now)
    return passage


def ended_after(gaps: list[float]) -> float:
    """When a query that needs `NEED` ends, where others come after such gaps, again and again.

    Each of those has half a second of the processor, which is all that the first level gives.
    """
    lanes, now, gap = Lanes(LIMITS), 0.0, 0
    ours = dear(lanes, now)
    others: list[Passage] = []
    comes = gaps[0]
    while now < LIMITS.seconds:
        lanes.deal(now)
        now += TICK
        for worker in cast("set[Any]", lanes.slow):
            worker.process.spent += TICK
        if ours.worker is not None and ours.worker.process.cpu_seconds() >= NEED:
            return now
        for other in others:
            if other.worker is not None and other.worker.process.cpu_seconds() >= 0.49:
                lanes.slow.discard(other.worker)
        if now >= comes:
            others.append(dear(lanes, now))
            gap += 1
            comes = now + 0.5 + gaps[gap % len(gaps)]
        lanes.take_turns(now)
    return now


@given(st.lists(st.sampled_from([0.0, 0.025, 0.05, 0.075, 0.1, 0.15]), min_size=1, max_size=8))
@example([0.1, 0.0])
def test_moments_that_others_leave_it_never_make_a_query_later(gaps: list[float]) -> None:
    assert ended_after(gaps) <= ended_after([0.0]) < LIMITS.seconds / 3


def test_alone_it_takes_what_it_needs() -> None:
    assert ended_after([60.0]) < NEED + 2 * TICK

"""Others that come anew again and again keep no query of the slow lane waiting for ever."""

from __future__ import annotations

from typing import Any, cast

from hypothesis import example, given
from hypothesis import strategies as st
from tests.api.workers.slowly import dear

from reportedly_api.workers.lanes import Lanes
from reportedly_api.workers.limits import Limits
from reportedly_api.workers.outcomes import Outcome
from reportedly_api.workers.passage import Passage

LIMITS = Limits(
    seconds=30, moment=0.2, workers=1, slow_workers=1, queued=8, slow_queued=64, memory=1 << 30
)
TICK = 0.025
NEED = 1.2
"""Seconds of a processor that the query under test takes: more than any that comes."""


def ended_after(gaps: list[float]) -> float:
    """When a query that needs `NEED` ends, where others come after such gaps, again and again.

    Each of those takes half a second of the processor, so that gaps of none leave it nothing.
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
                other.outcome = Outcome.ANSWERED
        if now >= comes:
            others.append(dear(lanes, now))
            gap += 1
            comes = now + 0.5 + gaps[gap % len(gaps)]
        lanes.take_turns(now)
    return now


@given(st.lists(st.sampled_from([0.0, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2]), min_size=1, max_size=8))
@example([0.0])
@example([0.1, 0.0])
def test_whoever_comes_and_leaves_it_moments_between_a_query_has_its_turns(
    gaps: list[float],
) -> None:
    assert ended_after(gaps) < LIMITS.seconds / 3


def test_alone_it_takes_what_it_needs() -> None:
    assert ended_after([60.0]) < NEED + 2 * TICK

"""Who goes before whom in the slow lane, of queries that are presumed dear, or have waited long."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, cast

from tests.api.workers.slowly import Process, dear

from reportedly_api.workers.lanes import Lanes
from reportedly_api.workers.limits import Limits
from reportedly_api.workers.outcomes import Outcome
from reportedly_api.workers.passage import Passage

LIMITS = Limits(
    seconds=30, moment=0.2, workers=1, slow_workers=1, queued=8, slow_queued=3, memory=1 << 30
)
MUCH = 0.5
"""Seconds of a processor after which a query is known to be dear."""
LONG = 3.0
"""Seconds for which one must have waited to go before the others."""


def had(passage: Passage, seconds: float) -> None:
    """A query has had so much more of a processor."""
    cast(Process, cast(Any, passage.worker).process).spent += seconds


def runs(lanes: Lanes) -> Passage:
    """The query that has the only place."""
    (worker,) = lanes.slow
    assert worker.passage is not None
    return worker.passage


def proven(lanes: Lanes) -> list[Passage]:
    """Two queries of one shape, both of which had much of a processor."""
    both = [dear(lanes, 0.0, f"ASK {{ {n} }}") for n in range(2)]
    for passage in both:
        lanes.deal(0.0)
        assert runs(lanes) is passage
        had(passage, MUCH)
        lanes.take_turns(0.0)
        leave(lanes, passage)
    return both


def leave(lanes: Lanes, passage: Passage) -> None:
    """A query is answered."""
    passage.outcome = Outcome.ANSWERED
    if passage in lanes.slow_queue:
        lanes.slow_queue.remove(passage)
    else:
        lanes.slow = {worker for worker in lanes.slow if worker.passage is not passage}


def test_who_is_presumed_dear_goes_behind_who_is_not() -> None:
    lanes = Lanes(LIMITS)
    proven(lanes)
    presumed, other = dear(lanes, 1.0, "ASK { 7 }"), dear(lanes, 2.0, "ASK { ?x }")
    lanes.slow_queue.clear()
    assert lanes.presume(presumed)
    assert not lanes.presume(other)
    assert list(lanes.slow_queue) == [presumed]
    lanes.wait_slowly(other, 2.0)
    lanes.deal(2.0)
    assert runs(lanes) is other


def test_those_that_wait_already_fall_behind_as_soon_as_their_shape_is_proven() -> None:
    lanes = Lanes(LIMITS)
    first, second = (dear(lanes, 0.0, f"ASK {{ {n} }}") for n in range(2))
    third, other = dear(lanes, 0.0, "ASK { 3 }"), dear(lanes, 0.0, "ASK { ?x }")
    for passage in (first, second):
        lanes.deal(0.0)
        assert runs(lanes) is passage
        had(passage, MUCH)
        lanes.take_turns(0.0)
    lanes.deal(0.0)
    assert runs(lanes) is other
    assert third.level == 1


def test_where_no_other_may_wait_a_query_that_is_presumed_dear_begins_like_any() -> None:
    lanes = Lanes(LIMITS)
    proven(lanes)
    for n in range(LIMITS.slow_queued):
        dear(lanes, 1.0, f"ASK {{ {n} }}")
    assert not lanes.presume(lanes.slow_queue[0])


def test_who_is_presumed_dear_and_is_not_is_not_blamed() -> None:
    lanes = Lanes(LIMITS)
    proven(lanes)
    presumed = dear(lanes, 1.0, "ASK { 7 }")
    lanes.slow_queue.clear()
    assert lanes.presume(presumed)
    lanes.deal(1.0)
    had(presumed, MUCH / 2)
    lanes.take_turns(1.0)
    assert not presumed.blamed
    had(presumed, MUCH / 2)
    lanes.take_turns(1.0)
    assert presumed.blamed


def fallen(lanes: Lanes, count: int) -> list[Passage]:
    """So many queries that had much; each has waited for a tenth of a second less."""
    waiting = []
    for n in range(count):
        passage = dear(lanes, n / 10, "ASK { ?x" + " ?x" * n + " }")
        had(passage, MUCH)
        assert passage.worker is not None
        lanes.ranks.weigh(passage.worker, passage)
        assert passage.level == 1
        waiting.append(passage)
    return waiting


def test_who_has_waited_the_longest_goes_before_all_others_for_a_turn() -> None:
    lanes = Lanes(LIMITS)
    waiting = fallen(lanes, 2)
    lanes.slow_queue.reverse()
    lanes.take_turns(LONG - 0.01)
    assert {passage.level for passage in waiting} == {1}
    new = dear(lanes, LONG, "ASK {}")
    lanes.take_turns(LONG)
    lanes.deal(LONG)
    assert runs(lanes) is waiting[0]
    had(waiting[0], MUCH)
    lanes.take_turns(LONG)
    lanes.deal(LONG)
    assert runs(lanes) is new


def test_one_at_a_time_does_and_not_one_right_after_the_other() -> None:
    lanes = Lanes(LIMITS)
    waiting = fallen(lanes, 4)
    firsts = []
    for moment in range(200):
        now = LONG + 1 + moment / 10
        lanes.deal(now)
        new = dear(lanes, now, "ASK {}")
        lanes.take_turns(now)
        lanes.deal(now)
        if runs(lanes) in waiting:
            firsts.append(now)
            had(runs(lanes), 0.1)
        leave(lanes, new)
    turns = [b for a, b in pairwise([0.0, *firsts]) if b - a > 1]
    assert all(abs(b - a - 2.5) < 0.2 for a, b in pairwise(turns))
    assert len(turns) == 8

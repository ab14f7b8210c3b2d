"""Queries under way are looked at often where it matters, and seldom where it disturbs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pytest

from reportedly_api.workers.lanes import Lanes
from reportedly_api.workers.limits import Limits
from reportedly_api.workers.passage import Begun, Passage
from reportedly_api.workers.ticking import CALM, TICK, Ticking

LIMITS = Limits(
    seconds=30, moment=0.25, workers=2, slow_workers=1, queued=8, slow_queued=8, memory=1 << 30
)


class Timer:
    """What a loop gives for a call that is due later."""

    def __init__(self, due: float, call: Callable[[], object]) -> None:
        self.due, self.call, self.cancelled = due, call, False

    def cancel(self) -> None:
        """Not to be called any more."""
        self.cancelled = True


class Clockwork:
    """An event loop whose time passes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0
        self.timers: list[Timer] = []

    def time(self) -> float:
        """Seconds."""
        return self.now

    def call_later(self, delay: float, call: Callable[[], object]) -> Timer:
        """Have something called."""
        self.timers.append(Timer(self.now + delay, call))
        return self.timers[-1]

    def due(self) -> list[float]:
        """In how many seconds each call is due."""
        return [timer.due - self.now for timer in self.timers if not timer.cancelled]

    def turn(self) -> None:
        """Let time pass up to the next call, and make it."""
        timer = min((each for each in self.timers if not each.cancelled), key=lambda each: each.due)
        self.timers.remove(timer)
        self.now = timer.due
        timer.call()


class Master:
    """Does nothing of what it is told, but for what a test wants."""

    def __init__(self) -> None:
        self.deals: Callable[[], object] = lambda: None

    def deal(self) -> None:
        """See `ticking.Master`."""
        self.deals()

    def move_over(self, *told: object) -> None:
        """See `ticking.Master`."""

    def fail(self, *told: object) -> None:
        """See `ticking.Master`."""


@pytest.fixture
def clockwork(monkeypatch: pytest.MonkeyPatch) -> Clockwork:
    made = Clockwork()
    monkeypatch.setattr(asyncio, "get_running_loop", lambda: made)
    return made


def waiting() -> Passage:
    """A query that waits."""
    return Passage(b"", 0.0, cast("asyncio.Future[Begun]", cast(Any, None)), None)


def test_as_long_as_any_query_is_in_the_fast_lane_looks_are_frequent(clockwork: Clockwork) -> None:
    lanes = Lanes(LIMITS)
    lanes.queue.append(waiting())
    Ticking(lanes, Master()).go_on()
    for _ in range(3):
        assert clockwork.due() == pytest.approx([TICK])
        clockwork.turn()


def test_slow_queries_alone_are_looked_at_seldom(clockwork: Clockwork) -> None:
    lanes = Lanes(LIMITS)
    lanes.wait_slowly(waiting(), 0.0)
    Ticking(lanes, Master()).go_on()
    clockwork.turn()
    for _ in range(3):
        assert clockwork.due() == pytest.approx([CALM])
        clockwork.turn()


def test_who_comes_among_slow_queries_is_looked_at_soon(clockwork: Clockwork) -> None:
    lanes = Lanes(LIMITS)
    lanes.wait_slowly(waiting(), 0.0)
    looks = Ticking(lanes, Master())
    looks.go_on()
    clockwork.turn()
    lanes.queue.append(waiting())
    looks.go_on()
    looks.go_on()
    assert clockwork.due() == pytest.approx([TICK])


def test_who_is_asked_anew_during_a_look_makes_no_second_one(clockwork: Clockwork) -> None:
    lanes, master = Lanes(LIMITS), Master()
    lanes.wait_slowly(waiting(), 0.0)
    looks = Ticking(lanes, master)
    looks.go_on()
    master.deals = looks.go_on
    clockwork.turn()
    assert clockwork.due() == pytest.approx([TICK])


def test_where_nothing_is_under_way_nobody_looks(clockwork: Clockwork) -> None:
    Ticking(Lanes(LIMITS), Master()).go_on()
    clockwork.turn()
    assert clockwork.due() == []

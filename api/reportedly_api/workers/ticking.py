"""Looks after the queries under way, every some milliseconds as long as there are any."""

from __future__ import annotations

import asyncio
from typing import Final, Protocol

from reportedly_api.answers import ProblemError
from reportedly_api.workers import endings
from reportedly_api.workers.lanes import Lanes
from reportedly_api.workers.memory import Memory
from reportedly_api.workers.outcomes import Outcome
from reportedly_api.workers.passage import Passage
from reportedly_api.workers.worker import Worker

TICK: Final = 0.005
"""Seconds between two looks at the queries under way, as long as any is in the fast lane."""
CALM: Final = 0.025
"""The same where all are in the slow lane: each look takes a processor from one of them."""
LINGERS: Final = 0.02
"""Seconds after which a query is worth a task that notices when its client goes."""


class Master(Protocol):
    """Who does what a look finds to be done: the pool."""

    def deal(self) -> None:
        """Give the free places to those who wait, and have the workers made that are missing."""

    def move_over(self, worker: Worker, passage: Passage) -> None:
        """A query has outstayed its moment in the fast lane."""

    def fail(self, passage: Passage, outcome: Outcome, error: ProblemError) -> None:
        """End a query, and its worker with it."""


class Ticking:
    """The looks at one pool; everything happens in callbacks of the event loop."""

    __slots__ = ("_calm", "_handle", "_lanes", "_master", "_memory")

    def __init__(self, lanes: Lanes, master: Master) -> None:
        self._lanes = lanes
        self._master = master
        self._memory = Memory(lanes)
        self._handle: asyncio.TimerHandle | None = None
        self._calm = False

    def go_on(self) -> None:
        """There is something to look after, soon."""
        if self._handle is None or self._calm:
            self.stop()
            self._look_in(TICK)

    def stop(self) -> None:
        """Look no more."""
        if self._handle is not None:
            self._handle.cancel()

    def _look(self) -> None:
        self._handle = None
        now = asyncio.get_running_loop().time()
        for worker in list(self._lanes.fast):
            passage = worker.passage
            if passage is None:
                continue
            if worker.paused:
                self._lanes.recall(worker)
            if self._lanes.outstays(worker, passage, now):
                self._master.move_over(worker, passage)
            elif self._lanes.let_by(worker, passage, now):
                self._master.deal()
        self._lanes.take_turns(now)
        passages = self._lanes.passages()
        for passage in passages:
            self._look_at(passage, now)
        if (heaviest := self._memory.heaviest(now)) is not None:
            limit = self._lanes.limits.memory
            self._master.fail(heaviest, Outcome.TURNED_AWAY, endings.memory_full(limit))
        self._master.deal()
        if passages and self._handle is None:
            busy = self._lanes.fast or self._lanes.queue
            self._look_in(TICK if busy else CALM)

    def _look_in(self, seconds: float) -> None:
        self._calm = seconds > TICK
        self._handle = asyncio.get_running_loop().call_later(seconds, self._look)

    def _look_at(self, passage: Passage, now: float) -> None:
        limits, age = self._lanes.limits, now - passage.counts_from
        if age >= limits.seconds:
            if passage.worker is None:
                self._master.fail(passage, Outcome.TURNED_AWAY, endings.never_begun(limits))
            else:
                self._master.fail(passage, Outcome.TIMED_OUT, endings.timed_out(limits))
        elif age >= LINGERS:
            for waiting in (passage, *passage.others):
                waiting.watch()

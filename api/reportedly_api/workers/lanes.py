"""Who runs now and who waits: the two lanes.

Every query begins in the fast lane, which has a few places. One that outstays a moment there is
moved to the slow lane, worker and all, and its place is free again. The slow lane has places of its
own, for those that have had the least of a processor so far, by levels (see `ranks`): who needs
half a second does not wait for who needs a minute, and of the same level the first comes first. The
others are halted. A query that was slow the last time it was asked goes to the slow lane at once,
and so does one of whose like the last were all dear (see `dear`). One that has not had its moment,
but a good part of it while others wait, is in overtime: it goes on, behind the others, and holds no
place. There are as many in overtime as there are places, at most.
"""

from __future__ import annotations

from collections import deque
from operator import attrgetter
from typing import Final

from reportedly_api.workers.dear import Dear
from reportedly_api.workers.limits import Limits
from reportedly_api.workers.lining import Lining
from reportedly_api.workers.passage import Passage
from reportedly_api.workers.ranks import Ranks, yields
from reportedly_api.workers.worker import Worker

_LONG: Final = 8
"""Moments after which a query is dear whatever it waits for: the disk, say."""
_BUSY: Final = 0.5
"""The part of a moment for which a query must have had a processor, to be dear."""
_HINDERED: Final = 0.1
"""The same for one in overtime: it had to let others by."""
_LEVEL: Final = attrgetter("level")
_TURN: Final = 1.0
"""Moments of a processor that are a turn in the slow lane: less of it is as good as none."""
_PART: Final = 0.1
"""The part of a moment after which a query lets others by, if there are any."""


class Lanes:
    """The passages and workers of a pool, each in one of its places.

    Attributes:
        idle: workers that wait for an inquiry; the last to come is the first to go, and is warm.
        idle_slow: those that yield to others for good, and so serve the slow lane only.
        fast: workers that answer in the fast lane.
        overtime: those of them that hold no place there any more.
        slow: workers that answer in the slow lane.
        queue: passages that wait for the fast lane.
        slow_queue: passages that wait for the slow lane; one that has a worker is halted.
        dear: the queries that were slow the last time, and those like them.
        lining: whether queries may wait at busy workers.
        ranks: who goes before whom in the slow lane.
    """

    __slots__ = (
        "dear", "fast", "idle", "idle_slow", "limits", "lining", "overtime", "queue",
        "ranks", "slow", "slow_queue",
    )  # fmt: skip

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.idle: list[Worker] = []
        self.idle_slow: list[Worker] = []
        self.fast: set[Worker] = set()
        self.overtime: set[Worker] = set()
        self.slow: set[Worker] = set()
        self.queue: deque[Passage] = deque()
        self.slow_queue: deque[Passage] = deque()
        self.dear = Dear()
        self.lining = Lining()
        self.ranks = Ranks(limits, self.dear)

    @property
    def has_fast_place(self) -> bool:
        """Whether a query may begin in the fast lane, if a worker is idle."""
        return len(self.fast) - len(self.overtime) < self.limits.workers

    @property
    def has_slow_place(self) -> bool:
        """Whether a query may run in the slow lane; one that waits for its client takes none."""
        running = sum(not worker.paused for worker in self.slow)
        return running < self.limits.slow_workers

    def workers(self) -> list[Worker]:
        """Every worker there is, whatever it does."""
        halted = [passage.worker for passage in self.slow_queue if passage.worker is not None]
        return [*self.idle, *self.idle_slow, *self.fast, *self.slow, *halted]

    def passages(self) -> list[Passage]:
        """Every passage under way."""
        running = [worker.passage for worker in (*self.fast, *self.slow)]
        behind = [passage for worker in self.fast for passage in worker.behind]
        return [*self.queue, *self.slow_queue, *behind, *(p for p in running if p is not None)]

    def begin(self, passage: Passage, worker: Worker, now: float) -> None:
        """Hand a query to an idle worker, in the query's lane."""
        passage.started_at = now
        if passage.slow:
            passage.cpu_mark = worker.process.cpu_seconds()
            self.slow.add(worker)
            yields(worker, passage)
        else:
            self.fast.add(worker)
        worker.ask(passage)

    def deal(self, now: float) -> bool:
        """Give the free places to those who wait.

        Returns:
            Whether the slow lane took workers that the fast lane will miss.
        """
        while self.queue and self.idle and self.has_fast_place:
            passage = self.queue.popleft()
            if passage in self.dear and len(self.slow_queue) < self.limits.slow_queued:
                passage.slow = True  # the same query was found slow while this one waited
                self.wait_slowly(passage, now)
            else:
                self.begin(passage, self.idle.pop(), now)
        while self.queue and self.line_up(self.queue[0]):
            self.queue.popleft()
        taken = False
        while self.slow_queue and self.has_slow_place:
            passage = min(self.slow_queue, key=_LEVEL)
            if passage.worker is not None:
                passage.turn_from = passage.spent
                self.slow.add(passage.worker)
                passage.worker.run_on()
            elif self.idle_slow or self.idle:
                taken = taken or not self.idle_slow
                self.begin(passage, (self.idle_slow or self.idle).pop(), now)
            else:
                break
            self.slow_queue.remove(passage)
        return taken

    def line_up(self, passage: Passage, *, soon: float | None = None) -> bool:
        """Let a query wait at a busy worker; given the time, only where its turn comes `soon`."""
        if passage in self.dear:
            return False
        busy = self.fast - self.overtime
        worker = self.lining.choose(busy) if soon is None else self.lining.nearest(busy, soon)
        if worker is not None:
            worker.ask_next(passage)
        return worker is not None

    def recall(self, worker: Worker) -> None:
        """Take back what waits at a worker: it goes before all others."""
        taken = worker.recall()
        if taken:
            self.lining.failed()
            self.queue.extendleft(reversed(taken))

    def presume(self, passage: Passage) -> bool:
        """Let a query wait for the slow lane at once, if those like it were all dear."""
        room = len(self.slow_queue) < self.limits.slow_queued
        passage.slow = room and self.ranks.presume(passage)
        if passage.slow:
            self.wait_slowly(passage, passage.asked_at)
        return passage.slow

    def wait_slowly(self, passage: Passage, now: float) -> None:
        """Let a query wait for the slow lane, halted or not begun; one without a turn waits on."""
        begun, turn = passage.turn_from, _TURN * self.limits.moment
        if begun is not None and passage.spent - begun < turn:
            self.slow_queue.appendleft(passage)
        else:
            passage.waits_since = now
            self.slow_queue.append(passage)

    def take_turns(self, now: float) -> None:
        """Halt who has had more of a processor than who waits for a place in the slow lane.

        Now and then one that has waited long goes before all others.
        """
        self.ranks.favour(self.slow_queue, now)
        for worker in list(self.slow):
            passage = worker.passage
            if passage is None:
                continue
            self._weigh(worker, passage)
            if worker.paused or self.has_slow_place:
                continue
            waiting = min(self.slow_queue, key=_LEVEL, default=passage)
            can_run = waiting.worker is not None or self.idle or self.idle_slow
            if waiting.level < passage.level and can_run:
                worker.halt()
                self.slow.discard(worker)
                self.wait_slowly(passage, now)

    def _weigh(self, worker: Worker, passage: Passage) -> None:
        if self.ranks.weigh(worker, passage):
            for halted in self.slow_queue:
                self.ranks.presume(halted)
        yields(worker, passage)

    def outstays(self, worker: Worker, passage: Passage, now: float) -> bool:
        """Whether a query has had its moment in the fast lane.

        On a busy machine a cheap query takes long, too, and moving it would only make work. So a
        query is dear if it takes processor time; or if it has taken very long, for whatever else.
        """
        moment = self.limits.moment
        share = _HINDERED if worker in self.overtime else _BUSY
        if self._took(worker, passage, now, moment, share * moment):
            return True
        age = now - passage.started_at
        return age >= _LONG * moment or (age >= moment and worker.paused)

    def let_by(self, worker: Worker, passage: Passage, now: float) -> bool:
        """Let who waits go before a query that has had part of its moment.

        Returns:
            Whether the fast lane has a place more by it.
        """
        part = _PART * self.limits.moment
        if (
            not (self.queue or worker.behind)
            or worker in self.overtime
            or len(self.overtime) >= self.limits.workers
            or not self._took(worker, passage, now, part, _BUSY * part)
        ):
            return False
        self.recall(worker)
        self.overtime.add(worker)
        yields(worker, passage)
        return True

    def _took(
        self, worker: Worker, passage: Passage, now: float, seconds: float, cpu: float
    ) -> bool:
        """Whether a query has been under way for so long, and had a processor for so long."""
        age = now - passage.started_at
        if age < _PART * self.limits.moment / 4:
            return False
        spent = worker.process.cpu_seconds()
        if passage.cpu_mark is None:
            passage.cpu_mark = spent
        return age >= seconds and spent - passage.cpu_mark >= cpu

    def move_over(self, worker: Worker, passage: Passage, now: float) -> bool:
        """Move a query to the slow lane, worker and all: to run there, or to be halted and wait.

        Returns:
            False if too many wait there already; then nothing was moved.
        """
        self.dear.remember(passage, slow=True)
        self.recall(worker)
        runs = self.has_slow_place
        if not runs and len(self.slow_queue) >= self.limits.slow_queued:
            return False
        passage.slow = True
        self.fast.discard(worker)
        self.overtime.discard(worker)
        self._weigh(worker, passage)
        if runs:
            self.slow.add(worker)
        else:
            worker.halt()
            self.wait_slowly(passage, now)
        return True

    def hand_down(self, passage: Passage, heir: Passage) -> None:
        """Put a passage in the place of another that has gone, wherever that is."""
        for queue in (self.queue, self.slow_queue):
            if passage in queue:
                queue[queue.index(passage)] = heir
        heir.lead_on(passage)

    def leave(self, worker: Worker) -> None:
        """A worker has answered: it is in no lane any more, and its place is free."""
        if worker.stopped and worker.passage is not None:
            # Its last words were under way already when it was halted.
            self.slow_queue.remove(worker.passage)
            worker.run_on()
        worker.passage = None
        worker.resume()
        worker.compete_again()
        for lane in (self.fast, self.overtime, self.slow):
            lane.discard(worker)

    def remove(self, worker: Worker) -> None:
        """Take a worker out, wherever it is; what waits at it waits for another."""
        self.recall(worker)
        for idle in (self.idle, self.idle_slow):
            if worker in idle:
                idle.remove(worker)
        for lane in (self.fast, self.overtime, self.slow):
            lane.discard(worker)
        if worker.passage is not None and worker.passage in self.slow_queue:
            self.slow_queue.remove(worker.passage)

    def drop(self, passage: Passage) -> None:
        """Take a passage out that has no worker, wherever it waits."""
        for queue in (self.queue, self.slow_queue):
            if passage in queue:
                queue.remove(passage)

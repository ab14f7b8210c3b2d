"""The pool: gives each query a worker, a lane and a deadline, and tells how each one ended.

Everything here runs in callbacks of one event loop, so nothing needs a lock.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from reportedly.errors import StoreError
from reportedly.store.build import BuildInfo
from reportedly_api.answers import ProblemError
from reportedly_api.workers import endings
from reportedly_api.workers.frames import Order
from reportedly_api.workers.lanes import Lanes
from reportedly_api.workers.limits import Limits
from reportedly_api.workers.outcomes import Finished, Observe, Outcome
from reportedly_api.workers.passage import Heard, Passage
from reportedly_api.workers.sharing import SAME_FATE, Sharing
from reportedly_api.workers.spawning import Nursery
from reportedly_api.workers.staff import Staff
from reportedly_api.workers.ticking import Ticking
from reportedly_api.workers.worker import Worker


class Pool:
    """Workers over the published build, and the queries that they answer.

    Attributes:
        name: what it is called in counters and logs.
        limits: what bounds it.
    """

    def __init__(
        self,
        name: str,
        limits: Limits,
        order: Order,
        nursery: Nursery,
        observe: Observe,
        *,
        onward: Pool | None = None,
    ) -> None:
        """Touch nothing; `start` does.

        Args:
            name: what it is called.
            limits: what bounds it.
            order: what its workers are started with.
            nursery: the fork server.
            observe: told once for each query, when it has ended.
            onward: the pool that answers queries which call other servers; None if there is none.
        """
        self.name = name
        self.limits = limits
        self._lanes = Lanes(limits)
        self._order = order
        self._observe = observe
        self._onward = onward
        self._staff = Staff(order, nursery, self._lanes, self, self.deal)
        self._ticking = Ticking(self._lanes, self)
        self._sharing = Sharing()
        self._open = False

    @property
    def build(self) -> BuildInfo:
        """The build that new queries are answered from.

        Raises:
            StoreError: the pool has not been started.
        """
        if self._staff.build is None:
            raise StoreError("No build has been opened yet.", mend="Start the application.")
        return self._staff.build

    @property
    def waiting(self) -> int:
        """Queries that wait, for a place in either lane or at a worker that has one."""
        lined_up = sum(len(worker.behind) for worker in self._lanes.fast)
        return len(self._lanes.queue) + lined_up + len(self._lanes.slow_queue)

    @property
    def lanes(self) -> Lanes:
        """Who runs and who waits, to look at."""
        return self._lanes

    async def start(self) -> None:
        """Open the build in every worker.

        Raises:
            StoreError: nothing is published, it is damaged, or the kernel offers no sandbox.
        """
        await self._staff.renew()
        self._open = True

    async def renew(self) -> None:
        """Turn to the build that is published now; queries under way end where they began.

        Raises:
            StoreError: it cannot be opened; the old one goes on.
        """
        await self._staff.renew()
        self._sharing.forget()

    async def stop(self) -> None:
        """End every worker and every query."""
        self._open = False
        self._ticking.stop()
        for passage in self._lanes.passages():
            self.fail(passage, Outcome.STOPPED, endings.stopped())
        await self._staff.stop()

    def ask(
        self,
        payload: bytes,
        gone: Callable[[], Awaitable[None]] | None = None,
        heard: Heard | None = None,
        *,
        shares: bool = False,
    ) -> Passage:
        """Take a query in.

        Args:
            payload: the inquiry, encoded.
            gone: waits until whoever asked has gone away; None if that cannot be known.
            heard: called with the beginning of the answer; None for who awaits it.
            shares: whether whoever asks the same meanwhile may have the same answer.

        Raises:
            ProblemError: 503, too many wait already.
        """
        loop = asyncio.get_running_loop()
        passage = Passage(payload, loop.time(), loop.create_future(), gone, heard)
        passage.keeper = self
        if not (shares and self._sharing.join(passage)):
            self._enter(passage)
        return passage

    def cancel(self, passage: Passage) -> None:
        """Let a query go, at once; one that has ended is let be."""
        if passage.ended:
            return
        if not self._sharing.leave(passage):
            heir = self._sharing.succeed(passage)
            if heir is not None:
                self._lanes.hand_down(passage, heir)
        self.fail(passage, Outcome.CANCELLED, endings.cancelled())
        self.deal()

    # What workers tell (see `worker.Keeper`).

    def done(self, worker: Worker, passage: Passage) -> None:
        """An answer is whole."""
        self._settle(passage, Outcome.ANSWERED, killed=False)
        self._release(worker)

    def streams(self, worker: Worker, passage: Passage) -> None:  # noqa: ARG002 - see Keeper
        """An answer begins that is too long to be sent in one go."""
        for other in self._sharing.part(passage):
            self._enter_again(other)

    def refused(self, worker: Worker, passage: Passage, error: ProblemError) -> None:
        """A worker told a problem."""
        passage.fail(error)
        self._settle(passage, Outcome.REFUSED, killed=False)
        self._release(worker)

    def federates(self, worker: Worker, passage: Passage) -> None:
        """A query goes on to the pool whose workers have the network."""
        passage.worker = None
        self._release(worker)
        if self._onward is None:
            raise RuntimeError("a worker that has no network was told of endpoints to call")
        try:
            self._onward._enter(passage)
        except ProblemError as error:
            passage.fail(error)

    def lost(self, worker: Worker) -> None:
        """A worker ended by itself, or was killed by somebody else."""
        passage = worker.passage
        if passage is not None:
            self.fail(passage, Outcome.DIED, endings.died(self._order.memory))
        self._lanes.remove(worker)
        worker.let_go()
        self._staff.fill()
        self.deal()

    # Lanes

    def _enter(self, passage: Passage) -> None:
        lanes = self._lanes
        passage.keeper = self
        passage.slow = False
        passage.asked_at = passage.counts_from = _now()
        error = None
        if not self._open:
            error = endings.stopped()
        elif passage in lanes.dear:
            if lanes.has_slow_place or len(lanes.slow_queue) < self.limits.slow_queued:
                passage.slow = True
                lanes.wait_slowly(passage, passage.asked_at)
                self.deal()
            else:
                error = endings.slow_full(self.limits)
        elif lanes.presume(passage):
            self.deal()
        elif not lanes.queue and lanes.line_up(passage, soon=passage.asked_at):
            pass
        elif lanes.idle and lanes.has_fast_place:
            lanes.begin(passage, lanes.idle.pop(), passage.asked_at)
        elif not lanes.queue and lanes.line_up(passage):
            pass
        elif len(lanes.queue) < self.limits.queued:
            lanes.queue.append(passage)
        else:
            error = endings.queue_full(self.limits)
        if error is not None:
            self._settle(passage, Outcome.TURNED_AWAY, killed=False)
            raise error
        self._ticking.go_on()

    def _release(self, worker: Worker) -> None:
        """A worker has answered: it turns to what waits at it, or is free."""
        if worker.spoiled or not worker.turn_to_next(_now()):
            self._staff.take_back(worker)
        self.deal()

    def _enter_again(self, passage: Passage) -> None:
        """One that waited for another's answer, in vain, is asked by itself."""
        try:
            self._enter(passage)
        except ProblemError as error:
            passage.fail(error)

    # What is found to be done (see `ticking.Master`).

    def deal(self) -> None:
        """Give the free places to those who wait, and have the workers made that are missing."""
        if self._lanes.deal(_now()):
            self._staff.fill()

    def move_over(self, worker: Worker, passage: Passage) -> None:
        """A query has outstayed its moment: its place in the fast lane is free again."""
        if self._lanes.move_over(worker, passage, _now()):
            self._staff.fill()
        else:
            self.fail(passage, Outcome.TURNED_AWAY, endings.slow_full(self.limits))

    def fail(self, passage: Passage, outcome: Outcome, error: ProblemError) -> None:
        """End a query from here, and its worker with it."""
        worker = passage.worker
        passage.fail(error)
        self._settle(passage, outcome, killed=worker is not None, worker=worker)
        if worker is not None:
            self._lanes.remove(worker)
            worker.kill()
            if self._open:
                self._staff.fill()
        else:
            if passage.ahead is not None:
                self._lanes.recall(passage.ahead)
            self._lanes.drop(passage)

    def _settle(
        self, passage: Passage, outcome: Outcome, *, killed: bool, worker: Worker | None = None
    ) -> None:
        """Every passage comes by here, once, when it has ended."""
        others = self._sharing.part(passage)
        now = _now()
        took = now - passage.started_at
        by = worker or passage.worker
        if by is not None and outcome is not Outcome.SHARED:
            self._lanes.lining.took(took if passage.took is None else passage.took)
        build = None if by is None else by.build
        quick = took < self.limits.moment / 2
        if outcome is Outcome.ANSWERED:
            self._lanes.dear.answered(passage, quick=quick)
        passage.unwatch()
        passage.worker = None
        passage.outcome = outcome
        seconds = now - passage.asked_at
        self._observe(
            Finished(outcome, self.name, build, seconds, passage.slow, killed, passage.sent)
        )
        for other in others:
            if outcome is Outcome.ANSWERED:
                self._settle(other, Outcome.SHARED, killed=False, worker=by)
            elif outcome in SAME_FATE and passage.failure is not None:
                other.fail(passage.failure)
                self._settle(other, outcome, killed=False)
            elif not self._sharing.join(other):
                self._enter_again(other)


def _now() -> float:
    """The time by the loop's clock, in seconds."""
    return asyncio.get_running_loop().time()

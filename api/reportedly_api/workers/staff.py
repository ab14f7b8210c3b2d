"""The workers that a pool has at hand: as many as it needs, all of the build published now."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from reportedly.errors import StoreError
from reportedly.store.build import BuildInfo
from reportedly_api.machine import memory_of
from reportedly_api.workers.frames import Order
from reportedly_api.workers.lanes import Lanes
from reportedly_api.workers.spawning import Nursery
from reportedly_api.workers.worker import Keeper, Worker

SPARE: Final = 2
"""Workers at hand beyond the places of the fast lane: they take the places of what is in overtime,
has moved over or was killed, while others are made."""

CROWD: Final = 10.0
"""Seconds for which workers beyond those that are wanted stay, once a crowd has left: crowds come
in waves, and a worker that has answered has in memory what the next query reads."""
LIGHT: Final = 256 * 1024 * 1024
"""Bytes that one of these may hold, at most."""

_PATIENCE: Final = 5.0
"""Seconds between two attempts to make a worker, at most, where each one fails."""

_log = logging.getLogger(__name__)


class Staff:
    """Makes workers for a pool's lanes, and knows which of them are of an old build.

    Attributes:
        build: the build that new workers open; None before the first `renew`.
    """

    def __init__(
        self,
        order: Order,
        nursery: Nursery,
        lanes: Lanes,
        keeper: Keeper,
        deal: Callable[[], None],
    ) -> None:
        self.build: BuildInfo | None = None
        self._order = order
        self._nursery = nursery
        self._lanes = lanes
        self._keeper = keeper
        self._deal = deal
        self._epoch = 0
        self._making = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._thinning: asyncio.TimerHandle | None = None
        self._open = True

    async def renew(self) -> None:
        """Make workers of the build that is published now, and let the idle ones of the old go.

        New workers are ready before old ones leave, so that no query waits for the change.

        Raises:
            StoreError: the build cannot be opened, or there is no sandbox; nothing is changed.
        """
        epoch = self._epoch + 1
        first, build = await self._make(replace(self._order, describes=True), epoch)
        try:
            others = await asyncio.gather(
                *(self._make(self._order, epoch) for _ in range(self._wanted - 1))
            )
        except StoreError:
            first.let_go()
            raise
        for worker in self._lanes.fast:
            self._lanes.recall(worker)  # what has not begun is answered from the new build
            worker.spoiled = True
        old = [*self._lanes.idle, *self._lanes.idle_slow]
        self._epoch = epoch
        self.build = build
        self._lanes.idle[:] = [first, *(worker for worker, _ in others)]
        self._lanes.idle_slow.clear()
        self._lanes.dear.forget()
        for worker in old:
            worker.let_go()
        self._deal()

    def take_back(self, worker: Worker) -> None:
        """A worker has nothing to do: keep it, or let it go."""
        self._lanes.leave(worker)
        if worker.spoiled:
            worker.kill()
            self.fill()
        elif not self.keeps(worker):
            worker.let_go()
            self.fill()
        elif worker.niced:
            self._lanes.idle_slow.append(worker)
        else:
            self._lanes.idle.append(worker)

    def keeps(self, worker: Worker) -> bool:
        """Whether a worker that has nothing to do stays: for good, or till the next thinning."""
        if worker.epoch != self._epoch or not self._open:
            return False
        if (self._slow_beyond if worker.niced else self._beyond) < 0:
            return True
        if memory_of(worker.process.pid).own > LIGHT:
            return False
        if self._thinning is None:
            loop = asyncio.get_running_loop()
            self._thinning = loop.call_later(CROWD, self._thin_out)
        return True

    def _thin_out(self) -> None:
        """Let go who has had nothing to do for longest, of those beyond what is worth keeping."""
        self._thinning = None
        for idle, beyond in (
            (self._lanes.idle, self._beyond),
            (self._lanes.idle_slow, self._slow_beyond),
        ):
            leaving = idle[: max(0, beyond)]
            del idle[: len(leaving)]
            for worker in leaving:
                worker.let_go()

    def fill(self) -> None:
        """Have as many workers made as the fast lane lacks; they come in their time."""
        here = len(self._lanes.idle) + len(self._lanes.fast) - len(self._lanes.overtime)
        lacking = self._wanted - here - self._making
        for _ in range(lacking if self._open else 0):
            self._making += 1
            task = asyncio.ensure_future(self._add())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Let every worker go, and make no more."""
        self._open = False
        if self._thinning is not None:
            self._thinning.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in self._lanes.workers():
            worker.let_go()
        for idle in (self._lanes.idle, self._lanes.idle_slow):
            idle.clear()

    @property
    def _wanted(self) -> int:
        return self._lanes.limits.workers + SPARE

    @property
    def _beyond(self) -> int:
        """Workers beyond those worth keeping; less than 0 where there are fewer.

        A few more than are wanted are: they come back from the slow lane, and others will go there.
        """
        most = self._wanted + self._lanes.limits.slow_workers
        return len(self._lanes.idle) + len(self._lanes.fast) - most

    @property
    def _slow_beyond(self) -> int:
        """The same of those that yield to others for good."""
        return len(self._lanes.idle_slow) - self._lanes.limits.slow_workers

    async def _add(self) -> None:
        wait = 0.1
        try:
            while True:
                epoch = self._epoch
                try:
                    worker, _ = await self._make(self._order, epoch)
                except StoreError as error:
                    _log.error("no worker can be made, next attempt in %g s: %s", wait, error)
                    await asyncio.sleep(wait)
                    wait = min(2 * wait, _PATIENCE)
                    continue
                break
        finally:
            self._making -= 1
        if self.keeps(worker):
            self._lanes.idle.append(worker)
            self._deal()
        else:
            worker.let_go()
            self.fill()

    async def _make(self, order: Order, epoch: int) -> tuple[Worker, BuildInfo | None]:
        worker = Worker(await self._nursery.fork(order), self._keeper, epoch)
        try:
            return worker, await worker.ready()
        except BaseException:
            worker.kill()
            raise

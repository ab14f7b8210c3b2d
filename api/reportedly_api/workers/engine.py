"""All that answers queries: the pools over one store, and the watch for its next build."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial

from reportedly.store.backends import backend_of, stamp_of
from reportedly.store.build import BuildInfo
from reportedly_api.machine import allocator
from reportedly_api.settings import Settings
from reportedly_api.workers.following import follow
from reportedly_api.workers.frames import Inquiry, Order
from reportedly_api.workers.limits import Limits
from reportedly_api.workers.outcomes import Observe
from reportedly_api.workers.passage import Heard, Passage
from reportedly_api.workers.pool import Pool
from reportedly_api.workers.reach import Confinement, Extent, reach_of
from reportedly_api.workers.spawning import Nursery

_log = logging.getLogger(__name__)


class Engine:
    """The one place through which every query passes, and the one that knows the build.

    An asynchronous context manager: entering opens the build, leaving ends every process.

    Attributes:
        repeats: whether a build always gives the same answer. A build that lies on another server
            may be changed there by others, under the same name.
        confined: whom the processes of each pool can call; known once it has been entered.
    """

    def __init__(self, settings: Settings, version: str, observe: Observe) -> None:
        """Touch nothing yet.

        Args:
            settings: what was set.
            version: the version of Reportedly that pages name.
            observe: told once for each query, when it has ended.
        """
        self._settings = settings
        preload = allocator() if settings.allocator == "auto" else None
        self._nursery = Nursery(version, preload)
        networked = backend_of(settings.store).over_network
        self.repeats = not networked
        order = Order(
            store=settings.store,
            base=settings.base,
            version=version,
            page_rows=settings.page_rows,
            memory=settings.max_memory_bytes,
            result=settings.max_result_bytes,
            sandboxed=settings.public,
            networked=networked,
            federate=settings.federate,
        )
        self._reaches = {"queries": reach_of(order)}
        self.federating: Pool | None = None
        if settings.federate:
            limits = _federating_limits(settings)
            federating = replace(order, networked=True, calls_out=True)
            self._reaches["federating"] = reach_of(federating)
            self.federating = Pool("federating", limits, federating, self._nursery, observe)
        limits = _limits(settings)
        self.queries = Pool(
            "queries", limits, order, self._nursery, observe, onward=self.federating
        )
        self.confined: tuple[Confinement, ...] = ()
        self._open = AsyncExitStack()

    @property
    def build(self) -> BuildInfo:
        """The build that queries are answered from.

        Raises:
            StoreError: the engine has not been started.
        """
        return self.queries.build

    @property
    def pools(self) -> tuple[Pool, ...]:
        """The pools, the one that every query enters first."""
        return (self.queries,) if self.federating is None else (self.queries, self.federating)

    def ask(
        self,
        inquiry: Inquiry | bytes,
        gone: Callable[[], Awaitable[None]] | None = None,
        heard: Heard | None = None,
        *,
        shares: bool = False,
    ) -> Passage:
        """Take a query in.

        Args:
            inquiry: the query, and the form in which its answer is wanted; or that, encoded.
            gone: waits until whoever asked has gone away; None if that cannot be known.
            heard: called with the beginning of the answer; None for who awaits it.
            shares: whether whoever asks the same meanwhile may have the same answer.

        Raises:
            ProblemError: 503, too many wait already.
        """
        payload = inquiry if isinstance(inquiry, bytes) else inquiry.encode()
        return self.queries.ask(payload, gone, heard, shares=shares)

    async def renew(self) -> None:
        """Turn every pool to the build that is published now.

        Raises:
            StoreError: it cannot be opened; the old one goes on.
        """
        for pool in self.pools:
            await pool.renew()

    async def __aenter__(self) -> Engine:
        """Open the build.

        Raises:
            StoreError: nothing is published, it is damaged, or the kernel offers no sandbox.
        """
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self._nursery.close)
            stamp = partial(stamp_of, self._settings.store)
            known = await asyncio.to_thread(stamp)
            for pool in self.pools:
                stack.push_async_callback(pool.stop)
                await pool.start()
            self.confined = tuple(map(self._confinement, self.pools))
            for confined in self.confined:
                told = _log.warning if confined.extent is Extent.ANYBODY else _log.info
                told("%s", confined)
            watch = follow(stamp, known, self.renew, self._settings.watch_seconds)
            following = asyncio.create_task(watch)
            stack.push_async_callback(_cancel, following)
            self._open = stack.pop_all()
        return self

    def _confinement(self, pool: Pool) -> Confinement:
        """What the workers of a pool, which has been started, say of their sandbox."""
        held = {worker.sandbox for worker in pool.lanes.workers()}
        by = None if None in held else ", ".join(sorted(filter(None, held)))
        return Confinement(pool.name, by or None, self._reaches[pool.name])

    async def __aexit__(self, *_error: object) -> None:
        """End every query and every process."""
        await self._open.aclose()


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _limits(settings: Settings) -> Limits:
    return Limits(
        seconds=settings.max_seconds,
        moment=settings.fast_seconds,
        workers=settings.workers,
        slow_workers=settings.slow_workers,
        queued=settings.max_queued,
        slow_queued=settings.max_slow_queued,
        memory=settings.max_slow_memory_bytes,
    )


def _federating_limits(settings: Settings) -> Limits:
    """One lane: who waits for another server takes no time of ours, and none is quick."""
    return Limits(
        seconds=settings.federating_seconds,
        moment=settings.federating_seconds,
        workers=settings.federating_workers,
        slow_workers=settings.federating_workers,
        queued=settings.max_federating_queued,
        slow_queued=0,
        memory=settings.max_slow_memory_bytes,
    )

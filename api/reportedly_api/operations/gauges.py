"""What is looked up when somebody asks: queues, workers, memory, the cache."""

from __future__ import annotations

import os
from typing import Protocol, runtime_checkable

from prometheus_client import CollectorRegistry, Counter, Gauge

from reportedly_api.machine import memory_of
from reportedly_api.workers.engine import Engine
from reportedly_api.workers.worker import Worker


@runtime_checkable
class Cached(Protocol):
    """A cache of answers, as far as it is counted.

    Attributes:
        hits: questions that it answered, from 0.
        misses: questions that it did not.
        bytes: bytes that it holds.
    """

    hits: int
    misses: int
    bytes: int


class Gauges:
    """Reads the state of an engine into gauges; several processes' are added up."""

    def __init__(self, registry: CollectorRegistry) -> None:
        """Make the gauges, at 0."""
        self._queue = Gauge(
            "reportedly_queue", "Queries that wait for a place.", ("pool", "lane"),
            registry=registry, multiprocess_mode="livesum",
        )  # fmt: skip
        self._workers = Gauge(
            "reportedly_workers", "Query workers, by lane, idle or halted.", ("pool", "lane"),
            registry=registry, multiprocess_mode="livesum",
        )  # fmt: skip
        self._memory = Gauge(
            "reportedly_resident_memory_bytes", "Memory, with pages that processes share.",
            ("role",), registry=registry, multiprocess_mode="livesum",
        )  # fmt: skip
        self._cache_bytes = Gauge(
            "reportedly_cache_bytes", "Bytes of finished answers that are kept.",
            registry=registry, multiprocess_mode="livesum",
        )  # fmt: skip
        self._cache = Counter(
            "reportedly_cache", "Questions to the cache.", ("result",), registry=registry
        )
        self._counted = {"hit": 0, "miss": 0}

    def refresh(self, engine: Engine, cache: object = None) -> None:
        """Look.

        Args:
            engine: what answers queries.
            cache: what keeps answers; anything that is not `Cached` is passed over.
        """
        workers: list[Worker] = []
        for pool in engine.pools:
            lanes = pool.lanes
            workers += lanes.workers()
            self._queue.labels(pool.name, "fast").set(pool.waiting - len(lanes.slow_queue))
            self._queue.labels(pool.name, "slow").set(len(lanes.slow_queue))
            halted = sum(passage.worker is not None for passage in lanes.slow_queue)
            for lane, count in (
                ("fast", len(lanes.fast)),
                ("slow", len(lanes.slow)),
                ("idle", len(lanes.idle) + len(lanes.idle_slow)),
                ("halted", halted),
            ):
                self._workers.labels(pool.name, lane).set(count)
        self._memory.labels("front").set(memory_of(os.getpid()).resident)
        self._memory.labels("workers").set(sum(memory_of(w.process.pid).resident for w in workers))
        if isinstance(cache, Cached):
            self._cache_bytes.set(cache.bytes)
            for result, count in (("hit", cache.hits), ("miss", cache.misses)):
                self._cache.labels(result).inc(max(0, count - self._counted[result]))
                self._counted[result] = count

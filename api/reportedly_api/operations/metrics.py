"""Counters and gauges, as Prometheus reads them: its text format, and OpenMetrics 1.0.

One server process keeps them in memory. Where there are several, whoever starts them names a
folder in ``PROMETHEUS_MULTIPROC_DIR``; each process writes there, and the one that is asked adds
them up.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from reportedly.store.build import BuildInfo
from reportedly_api.operations.gauges import Gauges
from reportedly_api.records import Record
from reportedly_api.workers.outcomes import Finished, Outcome

FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder in which several processes keep their counters."""
UNKNOWN: Final = "none"
"""The route of a request that no route takes: one label, whatever paths are tried."""

_BUCKETS: Final = (
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
)  # fmt: skip


class Metrics:
    """All that is counted; made once, when the application is made.

    Attributes:
        registry: what holds it.
        gauges: what is looked up rather than counted.
        shared: whether several processes count together.
    """

    def __init__(
        self, version: str, registry: CollectorRegistry, environ: Mapping[str, str] = os.environ
    ) -> None:
        """Count from 0.

        Args:
            version: the version of Reportedly.
            registry: what shall hold the counters.
            environ: the environment; see `FOLDER`.
        """
        self.registry = registry
        self.shared = bool(environ.get(FOLDER))
        self._folder = environ.get(FOLDER, "")
        self._requests = Counter(
            "reportedly_requests", "Requests, by route and status.", ("route", "status"),
            registry=registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "reportedly_request_seconds", "Seconds until the last byte was handed on.", ("route",),
            buckets=_BUCKETS, registry=registry,
        )  # fmt: skip
        self._sent = Counter(
            "reportedly_response_bytes", "Bytes of bodies, before compression on the way.",
            registry=registry,
        )  # fmt: skip
        self._broken = Counter(
            "reportedly_responses_broken", "Responses that ended before their end.",
            registry=registry,
        )  # fmt: skip
        self._hung_up = Counter(
            "reportedly_connections_hung_up",
            "Connections closed on their clients, by why: too slow to ask, or too many.",
            ("why",), registry=registry,
        )  # fmt: skip
        for why in ("slow", "crowd"):
            self._hung_up.labels(why)
        self._queries = Counter(
            "reportedly_queries", "Queries that ended, by pool, lane and how.",
            ("pool", "lane", "outcome"), registry=registry,
        )  # fmt: skip
        self._query_seconds = Histogram(
            "reportedly_query_seconds", "Seconds from a query's being asked to its end.",
            ("pool", "lane"), buckets=_BUCKETS, registry=registry,
        )  # fmt: skip
        self._kills = Counter(
            "reportedly_workers_killed", "Workers killed, by why: the query's outcome.",
            ("pool", "outcome"), registry=registry,
        )  # fmt: skip
        self.gauges = Gauges(registry)
        self._build = _BuildCollector(version)
        self._by_request: dict[tuple[str, int], tuple[Counter, Histogram]] = {}
        self._by_query: dict[tuple[str, bool, Outcome], tuple[Counter, Histogram]] = {}

    def expect(self, pool: str) -> None:
        """Begin the counters of a pool at 0, so that the first time-out is seen as a rise."""
        for outcome in Outcome:
            self._kills.labels(pool, outcome.value)
            for slow in (False, True):
                self._query_row(pool, slow, outcome)

    def request(self, record: Record, seconds: float) -> None:
        """Count a request that has ended."""
        key = (record.route or UNKNOWN, record.status)
        row = self._by_request.get(key)
        if row is None:
            counter = self._requests.labels(key[0], str(key[1]))
            row = self._by_request[key] = (counter, self._seconds.labels(key[0]))
        row[0].inc()
        row[1].observe(seconds)
        if record.sent:
            self._sent.inc(record.sent)
        if not record.whole:
            self._broken.inc()

    def hung_up(self, why: str) -> None:
        """Count a connection that was closed on its client; see `connections.Connections`."""
        self._hung_up.labels(why).inc()

    def query(self, finished: Finished) -> None:
        """Count a query that has ended; the `Observe` of the application's pools."""
        counter, seconds = self._query_row(finished.pool, finished.slow, finished.outcome)
        counter.inc()
        seconds.observe(finished.seconds)
        if finished.killed:
            self._kills.labels(finished.pool, finished.outcome.value).inc()

    def written(self, accept: str, build: BuildInfo | None) -> tuple[bytes, str]:
        """Everything counted, in the format that is accepted, and its media type."""
        registry = CollectorRegistry()
        if self.shared:
            self._bury()
            every = MultiProcessCollector(CollectorRegistry(), self._folder)  # type: ignore[no-untyped-call]
            registry.register(every)
        else:
            registry.register(_Whole(self.registry))
        self._build.build = build
        registry.register(self._build)
        encode, media_type = choose_encoder(accept)
        return encode(registry), media_type

    def _query_row(self, pool: str, slow: bool, outcome: Outcome) -> tuple[Counter, Histogram]:
        row = self._by_query.get((pool, slow, outcome))
        if row is None:
            lane = "slow" if slow else "fast"
            row = (
                self._queries.labels(pool, lane, outcome.value),
                self._query_seconds.labels(pool, lane),
            )
            self._by_query[pool, slow, outcome] = row
        return row

    def _bury(self) -> None:
        """Forget the gauges of processes that have ended; what they counted stays counted."""
        pids = {path.stem.rpartition("_")[2] for path in Path(self._folder).glob("gauge_live*.db")}
        for pid in pids:
            if not Path("/proc", pid).exists():
                mark_process_dead(int(pid), self._folder)  # type: ignore[no-untyped-call]


class _Whole(Collector):
    """What another registry holds."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterable[Metric]:
        return self._registry.collect()


class _BuildCollector(Collector):
    """The build that is served, as labels of a 1: how Prometheus tells a text."""

    def __init__(self, version: str) -> None:
        self._version = version
        self.build: BuildInfo | None = None

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterable[Metric]:
        if self.build is not None:
            labels = ("build", "sha256", "version")
            info = GaugeMetricFamily("reportedly_build_info", "The build served.", labels=labels)
            info.add_metric((self.build.id, self.build.sha256, self._version), 1)
            yield info

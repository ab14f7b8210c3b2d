"""The rig of a run: every server up, the generator at hand, and one measurement at a time."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.endpoint.answers import Judge, Records
from bench.endpoint.hammer import REFUSED, UNANSWERED, Fired, Target, fire, write_requests
from bench.endpoint.process import Machine, Running, Scale
from bench.endpoint.queries import RUNAWAY, Asked, Sequence
from bench.endpoint.servers import Server


@dataclass(frozen=True, slots=True)
class Load:
    """What a server is put under.

    Attributes:
        name: the kind of query, or the name of the mix.
        sequence: the numbers of the queries, in turn and around again.
        clients: how many ask at a time.
        seconds: how long queries are begun.
        grace: seconds that those under way may take after that.
        rate: queries a second that come whether or not others are answered; 0 if each client
            sends its next when its last is answered.
    """

    name: str
    sequence: Sequence
    clients: int
    seconds: float
    grace: float
    rate: float = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One server under one load for one while.

    Attributes:
        server: its name.
        load: the kind of query, or the name of the mix.
        clients: how many asked at a time.
        round: which time it was, from 1.
        sent: honest requests sent.
        right: how many of them were answered rightly.
        wrong: how many were answered with status 200, whole, and not rightly.
        failed: how many had another end, by what it was: a status, or ``unanswered`` and so on.
        per_second: right answers a second, over the whole while, what was under way included.
        p50: median latency of honest requests in ms; one that was never answered counts with
            the time it was open.
        p99: their 99th percentile, likewise.
        worst: the longest of them.
        gap: the longest while, in seconds, in which no honest request was answered rightly, while
            requests were being begun.
        seconds: how long it all took.
        peak: largest memory of the server's processes meanwhile, in MiB (PSS).
        generator: microseconds of processor time that the load generator took a request.
        processor: milliseconds of processor time that the server took a right answer; it
            suffers less than throughput where others use the machine.
        taken: the share of the machine's processor time, from 0 to 1, that went to others: other
            programs, and other machines of the same host.
        runaways: how runaways ended, by status or word.
    """

    server: str
    load: str
    clients: int
    round: int
    sent: int
    right: int
    wrong: int
    failed: Mapping[str, int]
    per_second: float
    p50: float
    p99: float
    worst: float
    gap: float
    seconds: float
    peak: float
    generator: float
    processor: float
    taken: float
    runaways: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Cost:
    """What a cell cost: the largest memory in MiB, processor seconds, and what others took."""

    peak: float
    used: float
    taken: float


class Rig:
    """Servers that run, and what is needed to measure them; a value of one run."""

    def __init__(
        self, servers: list[Server], asked: Asked, judge: Judge, program: Path, folder: Path
    ) -> None:
        self.servers = {server.name: server for server in servers}
        self.asked, self._judge = asked, judge
        self._program, self._folder = program, folder
        self.running: dict[str, Running] = {}
        self._targets: dict[str, Target] = {}

    @contextmanager
    def up(self) -> Iterator[None]:
        """Every server runs meanwhile."""
        try:
            for name in self.servers:
                self.start(name)
            yield
        finally:
            for name in list(self.running):
                self.stop(name)

    def start(self, name: str, limit: int | None = None) -> None:
        """Start a server, anew if it runs, with so many seconds a query or what costs it least."""
        self.stop(name)
        server = self.servers[name].start(self._folder, limit)
        self.running[name] = server
        file = self._folder / f"{name}.requests"
        write_requests(file, self.asked.texts, server.port, server.path)
        self._targets[name] = Target(server.port, file)

    def stop(self, name: str) -> None:
        """Stop a server that runs."""
        if name in self.running:
            self.running.pop(name).stop()

    def measure(self, name: str, load: Load, *, round_: int = 1, limit: int | None = None) -> Cell:
        """Put one server under one load; where it leaves a request open, it is started anew.

        Args:
            name: the server's.
            load: what it is put under.
            round_: which time it is, from 1.
            limit: seconds that a query may take, should the server be started anew.
        """
        if self.running[name].process.poll() is not None:
            self.start(name, limit)
        running = self.running[name]
        machine, used = Machine.now(), running.processor()
        with Scale(running) as scale:
            fired = fire(
                self._program,
                self._targets[name],
                load.sequence,
                clients=load.clients,
                seconds=load.seconds,
                grace=load.grace,
                rate=load.rate,
            )
        used = max(0.0, running.processor() - used)
        taken = Machine.now().taken_since(machine, used + fired.cpu)
        cell = self._cell(name, load, round_, fired, _Cost(scale.peak, used, taken))
        if np.isin(fired.records["outcome"], (UNANSWERED, REFUSED)).any():
            self.start(name, limit)
        _tell(cell)
        return cell

    def _cell(self, name: str, load: Load, round_: int, fired: Fired, cost: _Cost) -> Cell:
        runaway = self.asked.of[RUNAWAY]
        is_runaway = np.isin(fired.records["query"], list(runaway))
        honest = fired.records[~is_runaway]
        right = self._judge.right(name, honest)
        answered = self._judge.answered(honest)
        latency = honest["latency"] / 1e6 if len(honest) else np.array([np.nan])
        return Cell(
            server=name,
            load=load.name,
            clients=load.clients,
            round=round_,
            sent=len(honest),
            right=int(right.sum()),
            wrong=int((answered & ~right).sum()),
            failed=_ends(honest[~answered]),
            per_second=float(right.sum() / fired.elapsed),
            p50=float(np.percentile(latency, 50)),
            p99=float(np.percentile(latency, 99)),
            worst=float(latency.max()),
            gap=_gap(honest[right], load.seconds),
            seconds=fired.elapsed,
            peak=cost.peak,
            generator=1e6 * fired.cpu / max(1, len(fired.records)),
            processor=1e3 * cost.used / max(1, int(right.sum())),
            taken=cost.taken,
            runaways=_ends(fired.records[is_runaway]),
        )


def _gap(right: Records, window: float) -> float:
    ends = np.sort((right["start"] + right["latency"]) / 1e9)
    within = np.concatenate(([0.0], ends[ends < window], [window]))
    return float(np.diff(within).max())


def _ends(records: Records) -> dict[str, int]:
    words: list[Any] = ["", "broken off", "unanswered", "refused"]
    ends = Counter(
        words[end] or str(status)
        for status, end in zip(records["status"], records["outcome"], strict=True)
    )
    return dict(sorted(ends.items()))


def _tell(cell: Cell) -> None:
    more = "".join(
        f", {what} {dict(which)}"
        for what, which in (("failed", cell.failed), ("runaways", cell.runaways))
        if which
    )
    print(
        f"{cell.load:>10} {cell.clients:>3} clients  {cell.server:<18} "
        f"{cell.per_second:>9.1f}/s  p50 {cell.p50:.1f} ms  p99 {cell.p99:.1f} ms"
        f"  gap {cell.gap:.1f} s{more}" + (f"  WRONG: {cell.wrong}" if cell.wrong else ""),
        file=sys.stderr,
        flush=True,
    )

"""What it costs to answer in processes that can be killed: the engine alone, threads beside them.

    python -m bench.endpoint --floor      # some four minutes; writes bench/results/floor.md

There is no server and no client: the same queries are put to pyoxigraph by so many threads of one
process, which share its cache of the store's blocks, and by as many processes, each of which has
one of its own. Both have the allocator that ``reportedly serve`` gives its workers. Rounds take
turns; a ratio is taken within its round.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from multiprocessing.queues import Queue
from pathlib import Path
from statistics import median
from typing import Final, Protocol

import pyoxigraph as ox

from bench.endpoint.queries import KINDS, Asked
from reportedly_api.machine import allocator, preloading

EACH: Final = {"lookup": 1000, "chain": 1000, "join": 30, "aggregate": 1}
"""Queries of each kind that one thread or process answers in a round."""
AT_ONCE: Final = (1, 2, 8)
MODES: Final = ("threads", "processes")


@dataclass(frozen=True, slots=True)
class Ran:
    """What one thread or process did.

    Attributes:
        began: when it began, in seconds of the machine's monotonic clock.
        ended: when it had answered its last query.
        cpu: processor seconds that it took.
    """

    began: float
    ended: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of query, asked by so many at once.

    Attributes:
        mode: threads of one process, or processes.
        kind: the kind of query.
        at_once: how many asked.
        per_second: answers a second of them all.
        cpu: processor seconds an answer.
    """

    mode: str
    kind: str
    at_once: int
    per_second: float
    cpu: float


class Gate(Protocol):
    """Where all wait for each other: a barrier of threads or of processes."""

    def wait(self) -> int:
        """Wait until all are here."""
        ...


def measure(asked: Asked, store: Path, rounds: int, say: Callable[[str], None]) -> str:
    """The table of all cells.

    Args:
        asked: the queries.
        store: the directory of the engine's database.
        rounds: how often each cell is measured.
        say: told after each round.
    """
    done: list[list[Cell]] = []
    for n in range(1, rounds + 1):
        modes = MODES if n % 2 else MODES[::-1]
        done.append(
            [
                _cell(asked, store, mode, kind, at_once)
                for kind in EACH
                for at_once in AT_ONCE
                for mode in modes
            ]
        )
        say(f"round {n} of {rounds}")
    return _table(done)


def _cell(asked: Asked, store: Path, mode: str, kind: str, at_once: int) -> Cell:
    """A cell, measured in a process of its own with the workers' allocator."""
    texts = [asked.texts[n] for n in asked.of[kind]]
    each = EACH[kind]
    parts = [[texts[(n * each + m) % len(texts)] for m in range(each)] for n in range(at_once)]
    library = allocator()
    told = subprocess.run(
        [sys.executable, "-m", "bench.endpoint.floor"],
        input=json.dumps([mode, str(store), parts]).encode(),
        env=None if library is None else preloading(library, os.environ),
        stdout=subprocess.PIPE,
        check=True,
    )
    runs = [Ran(**ran) for ran in json.loads(told.stdout)]
    answers = at_once * each
    took = max(ran.ended for ran in runs) - min(ran.began for ran in runs)
    return Cell(mode, kind, at_once, answers / took, sum(ran.cpu for ran in runs) / answers)


def _main() -> None:
    """One cell: what to do comes in, and what each did goes out."""
    mode, store, parts = json.load(sys.stdin)
    runs = (_in_threads if mode == "threads" else _in_processes)(store, parts)
    json.dump([asdict(ran) for ran in runs], sys.stdout)


def _in_threads(store: str, parts: list[list[str]]) -> list[Ran]:
    opened = ox.Store.read_only(store)
    gate = threading.Barrier(len(parts))
    runs: list[Ran] = []
    threads = [
        threading.Thread(target=_answer, args=(opened, texts, gate, runs.append)) for texts in parts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return runs


def _in_processes(store: str, parts: list[list[str]]) -> list[Ran]:
    context = multiprocessing.get_context("fork")
    gate = context.Barrier(len(parts))
    runs: Queue[Ran] = context.Queue()
    processes = [
        context.Process(target=_open_and_answer, args=(store, texts, gate, runs)) for texts in parts
    ]
    for process in processes:
        process.start()
    told = [runs.get() for _ in processes]
    for process in processes:
        process.join()
    return told


def _open_and_answer(store: str, texts: list[str], gate: Gate, runs: Queue[Ran]) -> None:
    _answer(ox.Store.read_only(store), texts, gate, runs.put)


def _answer(store: ox.Store, texts: list[str], gate: Gate, tell: Callable[[Ran], None]) -> None:
    _query(store, texts[0])  # what is read first is read from the disk
    gate.wait()
    began, cpu = time.monotonic(), time.thread_time()
    for text in texts:
        _query(store, text)
    tell(Ran(began, time.monotonic(), time.thread_time() - cpu))


def _query(store: ox.Store, text: str) -> None:
    found = store.query(text)  # a build holds the union of its graphs as its default graph
    if not isinstance(found, ox.QuerySolutions):
        raise SystemExit(f"no query for rows: {text}")
    with Path(os.devnull).open("wb") as nowhere:
        found.serialize(nowhere, ox.QueryResultsFormat.CSV)


def _table(rounds: list[list[Cell]]) -> str:
    rows = [
        "| kind, how many at once | threads/s | processes/s | ratio | CPU an answer, ratio |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for kind in EACH:
        for at_once in AT_ONCE:
            of = {
                mode: [
                    cell
                    for cells in rounds
                    for cell in cells
                    if (cell.mode, cell.kind, cell.at_once) == (mode, kind, at_once)
                ]
                for mode in MODES
            }
            pairs = list(zip(of["threads"], of["processes"], strict=True))
            ratios = [theirs.per_second / ours.per_second for ours, theirs in pairs]
            cpu = median(theirs.cpu / ours.cpu for ours, theirs in pairs)
            speeds = (median(cell.per_second for cell in of[mode]) for mode in MODES)
            rows.append(
                f"| {KINDS[kind].title}, {at_once} | "
                + " | ".join(f"{speed:,.4g}" for speed in speeds)
                + f" | {median(ratios):.2f} [{min(ratios):.2f}…{max(ratios):.2f}] | {cpu:.2f} |"
            )
    cores = len(os.sched_getaffinity(0))
    return f"{len(rounds)} rounds, {cores} cores.\n\n" + "\n".join(rows) + "\n"


if __name__ == "__main__":
    _main()

"""Tens of thousands of varied queries at a bounded rate: is every answer right, is memory flat?

    python -m bench.soak                  # 36,000 requests, about 8 minutes; writes bench/results
    python -m bench.soak --requests 600 --rate 60 --results build

Run from the repository's root. The server is ``reportedly serve`` as a person starts it, over the
invented graph of the benchmark. Memory is the resident size (RSS) of the first process, the front,
and of its children, the workers, as the kernel gives it. Both grow while the store's blocks and the
first answers are being kept, and are flat from then on: from a tenth of the time to its end neither
may grow by a tenth. Exits 1 if it does, or if an answer was wrong or missing.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np
import psutil

from bench.endpoint.answers import Judge, expected_lines
from bench.endpoint.docs import PAGE, fill
from bench.endpoint.graph import write_graph
from bench.endpoint.hammer import Fired, Target, compile_hammer, fire, write_requests
from bench.endpoint.process import Running
from bench.endpoint.queries import Asked, draw, make_queries
from bench.endpoint.servers import CACHED, NATIVE, ROOT, build_all

RESULTS: Final = ROOT / "bench" / "results"
REPORTS: Final = 10_000
SHARES: Final = {"lookup": 0.4, "join": 0.25, "chain": 0.34, "aggregate": 0.01}
CLIENTS: Final = 8
EVERY: Final = 5.0
"""Seconds between two looks at the memory."""


FLAT: Final = 1.1
"""How many times what it was after a tenth of the time memory may be at the end."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The server's memory at one moment.

    Attributes:
        second: seconds since the first request.
        front: RSS of the first process in MiB.
        workers: RSS of its children together, in MiB; pages they share count in each.
        processes: number of children.
    """

    second: float
    front: float
    workers: float
    processes: int


def main() -> int:
    """Soak, write what was found, and say whether every answer was right."""
    options = _options()
    folder = options.folder.resolve() / f"soak-{REPORTS}"
    folder.mkdir(parents=True, exist_ok=True)
    asked = make_queries(write_graph(folder / "graph.nq", REPORTS))
    list(build_all([CACHED, NATIVE], folder / "graph.nq", folder))
    lines = expected_lines(asked, folder / "oxigraph", folder / "expected.json")
    program = compile_hammer(folder)
    with CACHED.start(folder) as server:
        file = folder / "soak.requests"
        target = Target(server.port, write_requests(file, asked.texts, server.port, server.path))
        fired, weights = _soak(program, target, asked, server, options.requests, options.rate)
        alive = server.process.poll() is None
    right = int(Judge(lines).right("soak", fired.records).sum())
    told = {
        "requests": len(fired.records),
        "right": right,
        "alive": alive,
        "rate": options.rate,
        "seconds": fired.elapsed,
        "p50": float(np.percentile(fired.records["latency"], 50) / 1e6),
        "p99": float(np.percentile(fired.records["latency"], 99) / 1e6),
        "memory": [asdict(weight) for weight in weights],
    }
    options.results.mkdir(parents=True, exist_ok=True)
    (options.results / "soak.json").write_text(json.dumps(told, indent=1) + "\n")
    page = _page(fired, right, weights)
    (options.results / "soak.md").write_text(page)
    if options.results == RESULTS:
        fill(PAGE, "bench/results/soak.md", page)
    print(page)
    return int(not alive or right != options.requests or max(growth(weights)) > FLAT)


def growth(weights: list[Weight]) -> tuple[float, float]:
    """What front and workers held at the end, as multiples of what they held after a tenth.

    Args:
        weights: in the order of time; workers count by the process, however many there were.
    """
    early, end = weights[len(weights) // 10], weights[-1]
    return (
        end.front / early.front,
        (end.workers / end.processes) / (early.workers / early.processes),
    )


def _soak(
    program: Path, target: Target, asked: Asked, server: Running, requests: int, rate: float
) -> tuple[Fired, list[Weight]]:
    weights: list[Weight] = []
    done = threading.Event()
    began = time.monotonic()

    def look() -> None:
        while True:
            weights.append(_weigh(server, time.monotonic() - began))
            if done.wait(EVERY):
                weights.append(_weigh(server, time.monotonic() - began))
                return

    scale = threading.Thread(target=look)
    scale.start()
    try:
        fired = fire(
            program,
            target,
            draw(asked, SHARES, requests, seed=1),
            clients=CLIENTS,
            seconds=4 * requests / rate + 60,
            grace=30,
            rate=rate,
            limit=requests,
        )
    finally:
        done.set()
        scale.join()
    return fired, weights


def _weigh(server: Running, second: float) -> Weight:
    front, workers = 0, []
    for process in server.tree():
        with suppress(psutil.NoSuchProcess):
            size = process.memory_info().rss
            if process.pid == server.process.pid:
                front = size
            else:
                workers.append(size)
    return Weight(second, front / 2**20, sum(workers) / 2**20, len(workers))


def _page(fired: Fired, right: int, weights: list[Weight]) -> str:
    moments = {
        "start": weights[0],
        "after a tenth": weights[len(weights) // 10],
        "half way": weights[len(weights) // 2],
        "end": weights[-1],
    }
    rows = [
        f"| {name} | {w.second:,.0f} | {w.front:,.1f} | {w.workers:,.1f} ({w.processes}) |"
        for name, w in moments.items()
    ]
    front, workers = growth(weights)
    asked = f"{len(fired.records):,} requests in {fired.elapsed:,.0f} s"
    head = [
        f"{asked}; {right:,} answered rightly. From a tenth of it to its end, memory grew to",
        f"{front:.2f} times in the front and {workers:.2f} times in a worker; {FLAT} may be.",
        "",
        "| moment | second | front, MiB (RSS) | workers, MiB (RSS; how many) |",
        "| --- | ---: | ---: | ---: |",
    ]
    return "\n".join([*head, *rows, ""])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.soak", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--requests", type=int, default=36_000)
    parser.add_argument("--rate", type=float, default=80, help="requests a second")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "bench-endpoint")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

"""The endpoint beside its peers: throughput, latency, memory, and what runaways do.

    python -m bench.endpoint              # everything, about 25 minutes; writes bench/results
    python -m bench.endpoint --quick      # a smaller graph, three minutes; writes below --folder
    python -m bench.endpoint --flame      # where our server's time goes: bench/results/flame-*.svg
    python -m bench.endpoint --floor      # the engine alone, in threads and in processes: floor.md

Run from the repository's root. Graph and stores are kept in --folder for the next run; --fresh
makes them anew. A peer that is not installed is left out, and said so.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import time
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from bench.endpoint import flame, floor, schedule
from bench.endpoint.answers import Judge, expected_lines, gate
from bench.endpoint.docs import PAGE, fill
from bench.endpoint.graph import Telling, Written, write_graph
from bench.endpoint.hammer import compile_hammer
from bench.endpoint.plot import draw
from bench.endpoint.queries import make_queries
from bench.endpoint.rig import Cell, Rig
from bench.endpoint.schedule import QUICK, Plan
from bench.endpoint.servers import CACHED, NATIVE, ROOT, SERVERS, UNCACHED, Server, build_all
from bench.endpoint.summary import Figures, targets
from bench.endpoint.tables import page

RESULTS: Final = ROOT / "bench" / "results"
REPORTS: Final = 100_000
QUICK_REPORTS: Final = 10_000


def main() -> int:
    """Measure and write; 0 if no answer of ours was wrong, whether or not targets were met."""
    options = _options()
    began = time.monotonic()
    plan: Plan = QUICK if options.quick else Plan(minutes=options.minutes)
    reports = options.reports or (QUICK_REPORTS if options.quick else REPORTS)
    folder = options.folder.resolve() / str(reports)
    if options.fresh:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    servers = _present(options.servers)
    written = _graph(folder, reports)
    asked = make_queries(written)
    # The native server's database is what the right answers are counted in, whoever is measured.
    disk = dict(build_all([*servers, NATIVE], folder / "graph.nq", folder))
    _say(f"stores are built, {time.monotonic() - began:.0f} s")
    lines = expected_lines(asked, folder / "oxigraph", folder / "expected.json")
    rig = Rig(servers, asked, Judge(lines), compile_hammer(folder), folder)
    if options.flame:
        rig.start(UNCACHED.name)
        try:
            for kind in flame.KINDS:
                flame.record(rig, kind, folder, RESULTS / f"flame-{kind}.svg")
                _say(f"{kind} is drawn, {time.monotonic() - began:.0f} s")
        finally:
            rig.stop(UNCACHED.name)
        return 0
    results = folder if options.quick else RESULTS
    if options.floor:
        store = folder / UNCACHED.name / "current" / "oxigraph"
        text = floor.measure(asked, store, options.floor, _say)
        (results / "floor.md").write_text(text, encoding="utf-8")
        if results == RESULTS:
            fill(PAGE, "bench/results/floor.md", text)
        print(text)
        return 0
    facts: dict[str, Any] = {
        "graph": {"quads": written.quads, "reports": written.reports},
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "versions": _versions(),
        "plan": asdict(plan),
        "disk": disk,
        "rounds": 0,
    }
    cells: list[Cell] = []
    with rig.up():
        facts["gate"] = gate(asked, rig.running, rig.start, lines)
        _say(f"the servers agree, {time.monotonic() - began:.0f} s: {facts['gate']}")
        _measure(rig, plan, facts, cells, results, began)
    _say(f"done in {time.monotonic() - began:.0f} s")
    text = _write(results, facts, cells)
    if results == RESULTS:
        fill(PAGE, "bench/results/endpoint.md", text)
    print(text)
    ours = {UNCACHED.name, CACHED.name}
    return int(any(cell.wrong for cell in cells if cell.server in ours))


def _measure(
    rig: Rig, plan: Plan, facts: dict[str, Any], cells: list[Cell], results: Path, began: float
) -> None:
    """Everything timed; what was measured is written after each part, should a later one fail."""
    mixing = [name for name in (NATIVE.name, CACHED.name) if name in rig.servers]
    schedule.zipf_mix(rig, plan, mixing, cells.append)
    schedule.mixed(rig, plan, [name for name in rig.servers if name != CACHED.name], cells.append)
    _write(results, facts, cells)
    _say(f"mixed loads are measured, {time.monotonic() - began:.0f} s")
    facts["rounds"] = schedule.rounds(rig, plan, began, cells.append)


def _write(results: Path, facts: dict[str, Any], cells: list[Cell]) -> str:
    figures = Figures(cells)
    met = targets(figures)
    told = facts | {
        "targets": [asdict(target) for target in met],
        "cells": [asdict(cell) for cell in cells],
    }
    text = page(figures, met, facts)
    results.mkdir(exist_ok=True)
    (results / "endpoint.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    (results / "endpoint.md").write_text(text)
    if figures.clients():
        draw(figures, results / "endpoint.svg")
    return text


def _present(names: str) -> list[Server]:
    if unknown := set(names.split(",")) - set(SERVERS):
        raise SystemExit(
            f"no server is called {', '.join(unknown)}; there are {', '.join(SERVERS)}"
        )
    chosen = [SERVERS[name] for name in names.split(",")]
    lacking = {server.title: what for server in chosen if (what := server.missing())}
    for title, what in lacking.items():
        _say(f"{title} is left out: install {what}")
    return [server for server in chosen if server.title not in lacking]


def _graph(folder: Path, reports: int) -> Written:
    kept = folder / "graph.json"
    if kept.exists():
        told = json.loads(kept.read_text())
        tellings = tuple(Telling(**telling) for telling in told.pop("tellings"))
        return Written(**told | {"claims": tuple(told["claims"]), "tellings": tellings})
    written = write_graph(folder / "graph.nq", reports)
    kept.write_text(json.dumps(asdict(written)))
    return written


def _versions() -> dict[str, str]:
    names = ("pyoxigraph", "oxigraph", "rdflib", "rdflib-endpoint", "oxrdflib", "uvicorn")
    found: dict[str, str] = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.endpoint", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--quick", action="store_true", help="a small graph and short loads")
    parser.add_argument("--flame", action="store_true", help="flame graphs instead of figures")
    parser.add_argument(
        "--floor", type=int, nargs="?", const=5, metavar="ROUNDS",
        help="the engine alone, in threads and in processes, instead of servers",
    )  # fmt: skip
    parser.add_argument("--fresh", action="store_true", help="make graph and stores anew")
    parser.add_argument("--reports", type=int, help=f"size of the graph (default {REPORTS:,})")
    parser.add_argument(
        "--minutes", type=float, default=Plan().minutes, help="begin no further round after that"
    )
    parser.add_argument("--servers", default=",".join(SERVERS), help="which, by name, with commas")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "bench-endpoint")
    return parser.parse_args()


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""Where the time goes: flame graphs of the front and of the busiest worker under one kind of query.

py-spy looks at both processes two hundred times a second; what it saw is drawn by `flames`.
"""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import psutil

from bench.endpoint.flames import Bar, stacked
from bench.endpoint.flames import draw as picture
from bench.endpoint.process import Running
from bench.endpoint.queries import draw
from bench.endpoint.rig import Load, Rig
from bench.endpoint.servers import UNCACHED, beside_python

SECONDS: Final = 15
KINDS: Final[Mapping[str, int]] = MappingProxyType(
    {"lookup": 8, "chain": 8, "join": 8, "aggregate": 2, "large": 2}
)
"""Kinds of query under which the processes are looked at, and how many clients ask.

Of slow ones no more than go on at a time: nothing is seen of a process that is halted.
"""
_LOOK: Final = 2.0
_LOOPS: Final = {"front": "Runner.run", "worker": "work"}
"""The function in which each process goes round: asyncio's, and the worker's own."""
_WAITS: Final = frozenset({"_Inbox.next", "next", "_worker", "select"})


def record(rig: Rig, kind: str, folder: Path, file: Path, seconds: float = SECONDS) -> None:
    """Draw what the front and a worker do under queries of one kind; the server must run.

    The front is the busiest of the processes that listen, the worker the busiest of the others,
    by the processor time that they take in two seconds of the load.

    Args:
        rig: what asks.
        kind: the kind of query, which the clients ask without a pause.
        folder: where the samples are put.
        file: the drawing, SVG.
        seconds: how long is looked.

    Raises:
        SystemExit: py-spy is not installed, may not look into the processes, or saw nothing.
    """
    server = rig.running[UNCACHED.name]
    sequence = draw(rig.asked, {kind: 1.0}, 100_000, 1)
    asking = Load(kind, sequence, clients=KINDS[kind], seconds=seconds + 3 * _LOOK, grace=30)
    load = threading.Thread(target=rig.measure, args=(UNCACHED.name, asking))
    load.start()
    panels: dict[str, Bar] = {}
    try:
        spies = [(name, folder / f"{name}.folded", pid) for name, pid in _busiest(server).items()]
        spying = [(name, into, _spy(pid, into, seconds)) for name, into, pid in spies]
        for name, into, spy in spying:
            _, complaint = spy.communicate(timeout=seconds + 60)
            if spy.returncode != 0:
                raise SystemExit(f"py-spy saw nothing of the {name}: {complaint.decode()}")
            bar, waited = stacked(into.read_text().splitlines(), _LOOPS[name], _WAITS)
            if not bar.samples:
                raise SystemExit(f"py-spy never saw the {name} in {_LOOPS[name]}")
            panels[f"{name}; waiting, {waited:.0%} of the samples, is left out"] = bar
    finally:
        load.join()
    picture(panels, file)


def _busiest(server: Running) -> dict[str, int]:
    tree = server.tree()
    before = {process.pid: _used(process) for process in tree}
    time.sleep(_LOOK)
    took = {process: _used(process) - before[process.pid] for process in tree}
    fronts = [process for process in tree if _listens(process, server.port)]
    workers = [process for process in tree if process not in fronts and took[process] > 0]
    chosen = {"front": max(fronts, key=lambda p: took[p]).pid}
    if workers:
        chosen["worker"] = max(workers, key=lambda p: took[p]).pid
    return chosen


def _used(process: psutil.Process) -> float:
    """Seconds of a processor that it has had; 0 if it has ended."""
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)


def _listens(process: psutil.Process, port: int) -> bool:
    try:
        connections = process.net_connections(kind="tcp")
    except psutil.NoSuchProcess:
        return False
    return any(one.laddr.port == port and one.status == psutil.CONN_LISTEN for one in connections)


def _spy(pid: int, file: Path, seconds: float) -> subprocess.Popen[bytes]:
    command = [
        beside_python("py-spy"),
        "record",
        "--pid",
        str(pid),
        "--duration",
        str(int(seconds)),
    ]
    return subprocess.Popen(
        [*command, "--rate", "200", "--output", str(file), "--format", "raw", "--function"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )

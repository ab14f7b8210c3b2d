"""Where the time goes: flame graphs of the front and of the busiest worker under look-ups."""

from __future__ import annotations

import subprocess
import threading
import time
from pathlib import Path
from typing import Final

import psutil

from bench.endpoint.process import Running
from bench.endpoint.queries import draw
from bench.endpoint.rig import Load, Rig
from bench.endpoint.servers import UNCACHED, beside_python

SECONDS: Final = 15
_LOOK: Final = 2.0


def record(rig: Rig, folder: Path, seconds: float = SECONDS) -> list[Path]:
    """Write ``front.svg`` and, if there are workers, ``worker.svg``; the server must run.

    The front is the busiest of the processes that listen, the worker the busiest of the others,
    by the processor time that they take in two seconds of the load.

    Raises:
        SystemExit: py-spy is not installed or may not look into the processes.
    """
    server = rig.running[UNCACHED.name]
    sequence = draw(rig.asked, {"lookup": 1.0}, 100_000, 1)
    look_ups = Load("lookup", sequence, clients=8, seconds=seconds + 3 * _LOOK, grace=5)
    load = threading.Thread(target=rig.measure, args=(UNCACHED.name, look_ups))
    load.start()
    try:
        chosen = _busiest(server)
        spies = [(folder / f"{name}.svg", _spy(pid, folder / f"{name}.svg", seconds))
                 for name, pid in chosen.items()]  # fmt: skip
        for file, spy in spies:
            _, complaint = spy.communicate(timeout=seconds + 60)
            if spy.returncode != 0:
                raise SystemExit(f"py-spy wrote no {file.name}: {complaint.decode()}")
    finally:
        load.join()
    return [file for file, _ in spies]


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
    times = process.cpu_times()
    return float(times.user + times.system)


def _listens(process: psutil.Process, port: int) -> bool:
    return any(
        one.laddr.port == port and one.status == psutil.CONN_LISTEN
        for one in process.net_connections(kind="tcp")
    )


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
        [*command, "--rate", "200", "--output", str(file), "--format", "flamegraph"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )

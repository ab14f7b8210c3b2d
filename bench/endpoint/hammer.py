"""The load generator from Python: compiled once, run once a cell, its records as columns."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import numpy as np

SOURCE: Final = Path(__file__).with_name("hammer.c")
WHOLE, BROKEN_OFF, UNANSWERED, REFUSED = range(4)
"""How a request ended: answered, cut off in mid-answer, open at the end, never connected."""
RECORD: Final = np.dtype(
    [
        ("start", "<u8"),
        ("latency", "<u8"),
        ("bytes", "<u8"),
        ("hash", "<u8"),
        ("query", "<u4"),
        ("lines", "<u4"),
        ("status", "<u2"),
        ("outcome", "<u2"),
        ("spare", "<u2", (2,)),
    ]
)
"""One request, as `hammer.c` writes it; times in nanoseconds, `start` from the run's beginning."""


@dataclass(frozen=True, slots=True)
class Fired:
    """One run of the load generator.

    Attributes:
        records: one a request, in the order in which they ended.
        elapsed: seconds from the first request to the last one's end.
        cpu: seconds of processor time that the generator itself took.
        retries: requests sent again because the server had hung up an idle connection.
    """

    records: np.ndarray[Any, np.dtype[np.void]]
    elapsed: float
    cpu: float
    retries: int


@dataclass(frozen=True, slots=True)
class Target:
    """Where the generator sends: an address, a port, and the file of whole requests."""

    port: int
    requests: Path
    address: str = "127.0.0.1"


def compile_hammer(folder: Path) -> Path:
    """The generator's program, compiled there if it is older than its source."""
    program = folder / "hammer"
    if not program.exists() or program.stat().st_mtime < SOURCE.stat().st_mtime:
        compiler = shutil.which("cc") or shutil.which("gcc")
        if compiler is None:
            raise SystemExit("The load generator needs a C compiler: install gcc.")
        subprocess.run(
            [compiler, "-O2", "-Wall", "-Wextra", "-o", str(program), str(SOURCE)], check=True
        )
    return program


def write_requests(file: Path, queries: Sequence[str], port: int, path: str) -> Path:
    """Whole requests by GET for CSV, one a query, in the form that the generator reads.

    Args:
        file: what is written.
        queries: SPARQL queries, whose places are the numbers of the requests.
        port: the server's port.
        path: the endpoint's path, such as ``/sparql``.
    """
    with file.open("wb") as out:
        for query in queries:
            request = (
                f"GET {path}?query={quote(query, safe='')} HTTP/1.1\r\n"
                f"Host: 127.0.0.1:{port}\r\nAccept: text/csv\r\n\r\n"
            ).encode()
            out.write(len(request).to_bytes(4, "little") + request)
    return file


def fire(
    program: Path,
    target: Target,
    sequence: np.ndarray[Any, np.dtype[np.uint32]],
    *,
    clients: int,
    seconds: float,
    grace: float,
    rate: float = 0,
    limit: int = 0,
) -> Fired:
    """Run the generator once.

    Args:
        program: what `compile_hammer` made.
        target: where to.
        sequence: the numbers of the requests, in turn and around again.
        clients: connections, each with one request under way at most.
        seconds: how long requests are begun.
        grace: seconds that those under way may take after that.
        rate: requests a second over all clients; 0 sends as soon as the last is answered.
        limit: requests in all; 0 for no limit.
    """
    numbers, output = program.with_suffix(".sequence"), program.with_suffix(".records")
    sequence.astype("<u4").tofile(numbers)
    told = subprocess.run(
        [
            str(program),
            target.address,
            *map(str, (target.port, clients, seconds, grace, rate, limit)),
            *map(str, (target.requests, numbers, output)),
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    used = json.loads(told.stdout)
    return Fired(np.fromfile(output, RECORD), used["elapsed"], used["cpu"], used["retries"])

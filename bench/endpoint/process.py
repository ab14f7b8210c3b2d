"""A server in processes of its own: started, awaited, weighed, and ended with all its children."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self
from urllib.parse import quote

import psutil

PATIENCE: Final = 120
"""Seconds that a server may take to answer its first query."""
_ASK: Final = quote("ASK { ?s ?p ?o }")


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Running:
    """A started server; a context manager that ends it.

    Args:
        command: what is run; its output goes to `log`.
        port: where it will listen.
        path: its SPARQL endpoint's path.
        environ: what is added to this process's environment.
        log: the file that takes what it prints.
        cwd: the folder it runs in.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        port: int,
        path: str,
        environ: Mapping[str, str],
        log: Path,
        cwd: Path,
    ) -> None:
        self.port, self.path, self._log = port, path, log
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=os.environ | dict(environ),
                cwd=cwd,
                start_new_session=True,
            )

    def await_answer(self) -> Self:
        """Wait until it answers a query.

        Raises:
            SystemExit: it ended, or did not answer in time; with the end of its log.
        """
        end = time.monotonic() + PATIENCE
        url = f"http://127.0.0.1:{self.port}{self.path}?query={_ASK}"
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with urllib.request.urlopen(url, timeout=10) as answer:
                    answer.read()
                    return self
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.stop()
        tail = self._log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise SystemExit(f"{self.process.args!r} does not answer.\n{tail}")

    def tree(self) -> list[psutil.Process]:
        """Its processes that live, the first one first."""
        with suppress(psutil.NoSuchProcess):
            root = psutil.Process(self.process.pid)
            return [root, *root.children(recursive=True)]
        return []

    def weigh(self) -> float:
        """Its memory in MiB: the proportional set sizes (PSS) of all its processes.

        PSS counts a page that several processes share once, in shares; a file that is mapped
        counts as far as it lies in memory.
        """
        return sum(_pss(process.pid) for process in self.tree()) / 1024

    def processor(self) -> float:
        """Seconds of processor time that it has taken, children that have ended included."""
        seconds = 0.0
        for process in self.tree():
            with suppress(psutil.NoSuchProcess):
                used = process.cpu_times()
                seconds += used.user + used.system + used.children_user + used.children_system
        return seconds

    def stop(self) -> None:
        """End it and its children: politely, and after ten seconds not."""
        processes = self.tree()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()


@dataclass(frozen=True, slots=True)
class Machine:
    """What all processors of the machine have done since it started.

    Attributes:
        all: seconds, of every processor.
        busy: those of them in which anybody had it, another machine of the same host included.
        own: those that this process had.
    """

    all: float
    busy: float
    own: float

    @classmethod
    def now(cls) -> Self:
        """As the kernel counts it (proc(5), stat)."""
        told = psutil.cpu_times()
        free = told.idle + getattr(told, "iowait", 0.0)
        guests = getattr(told, "guest", 0.0) + getattr(told, "guest_nice", 0.0)  # in user and nice
        whole = sum(told) - guests
        return cls(whole, whole - free, sum(os.times()[:2]))

    def taken_since(self, earlier: Machine, ours: float) -> float:
        """The share, from 0 to 1, that went to others since then.

        Args:
            earlier: the beginning.
            ours: seconds that the server and the load generator had meanwhile.
        """
        passed = self.all - earlier.all
        others = self.busy - earlier.busy - (self.own - earlier.own) - ours
        return min(1.0, max(0.0, others / passed)) if passed else 0.0


class Scale:
    """Weighs a server every so often while it works; a context manager; `peak` is in MiB."""

    def __init__(self, server: Running, every: float = 0.5) -> None:
        self.peak = 0.0
        self._server, self._every = server, every
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._weigh, daemon=True)

    def _weigh(self) -> None:
        while True:
            self.peak = max(self.peak, self._server.weigh())
            if self._end.wait(self._every):
                return

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._end.set()
        self._thread.join()


def _pss(pid: int) -> int:
    """Proportional set size in KiB, 0 once the process is gone (proc(5), smaps_rollup)."""
    with suppress(OSError):
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        found = re.search(r"^Pss: +(\d+) kB", text, re.M)
        return int(found[1]) if found else 0
    return 0

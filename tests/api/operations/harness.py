"""Real processes: the server as anybody starts it, and reverse proxies before it."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

PATIENCE = 60.0
"""Seconds after which a test gives up; nothing takes so long on a machine that works."""


@dataclass
class Running:
    """A server that was started.

    Attributes:
        port: where it listens, on 127.0.0.1.
        process: the one that was started.
        log: the file that its standard error goes to.
    """

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def counted(self, line: str) -> float:
        """The value of a line of /metrics, named as it begins; 0 if there is none."""
        told = httpx2.get(f"{self.address}/metrics", timeout=PATIENCE).text.splitlines()
        return sum(float(row.rpartition(" ")[2]) for row in told if row.startswith(line + " "))

    def wait_for(self, line: str, least: float) -> None:
        """Look at /metrics until a line has reached a value."""
        deadline = time.monotonic() + PATIENCE
        while self.counted(line) < least:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{line}: {self.counted(line)}")
            time.sleep(0.02)

    def wait_for_log(self, words: str) -> None:
        """Look at the log until it has these words: a line is written after its answer."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.log.read_text(encoding="utf-8"):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{words} is not in the log")
            time.sleep(0.02)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


@contextmanager
def running(store: Path, folder: Path, *options: str, **environment: str) -> Iterator[Running]:
    """`reportedly serve` over a store, until the block ends; its log lies in a folder."""
    port = free_port()
    log = folder / f"{port}.log"
    command = [sys.executable, "-m", "reportedly", "serve", "--port", str(port), *options]
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            command, env=clean() | {"REPORTEDLY_STORE": str(store)} | environment, stderr=stderr
        )
    try:
        wait_until_ready(f"http://127.0.0.1:{port}/readyz", process, log)
        yield Running(port, process, log)
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(PATIENCE)


def clean() -> dict[str, str]:
    """The environment without settings of ours, and the towers on the path."""
    kept: Mapping[str, str] = os.environ
    root = Path(__file__).parents[3]
    return {k: v for k, v in kept.items() if not k.startswith("REPORTEDLY_")} | {
        "PYTHONPATH": os.pathsep.join(str(root / tower) for tower in ("loader", "api"))
    }


def wait_until_ready(
    url: str, process: subprocess.Popen[bytes], log: Path, trust: ssl.SSLContext | None = None
) -> None:
    """Return when a URL answers 200; `trust` makes a certificate believed.

    Raises:
        RuntimeError: the process ended before, or took too long; with its log.
    """
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if httpx2.get(url, timeout=PATIENCE, verify=trust or True).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.05)
    process.kill()
    raise RuntimeError(f"it did not come up: {log.read_text(encoding='utf-8')}")

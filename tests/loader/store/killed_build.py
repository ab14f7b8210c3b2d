"""Builds that are killed: a process that forks one child for each, so that each starts at once.

Reads one JSON object a line from standard input, with `location`, `edition`, `size` and,
optionally, `step` (die at that step of the file system's, from 1) or `quad` (die when that quad
is asked for, from 0). For each it writes ``started PID``, and upon any other line ``steps NAME
NAME ...``, what the child did to the file system until it died, and ``ended STATUS``, negative for
a signal.

The steps are Python's own audit events (PEP 578), heard in the child alone: the code under test
knows nothing of them.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from pyoxigraph import Literal, NamedNode, Quad

from reportedly.store.backends import open_writer

GRAPHS = 3
EVENTS = {"open", "os.mkdir", "os.rename", "os.symlink", "os.remove", "os.rmdir"}


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def quads(edition: str, graph: int, size: int) -> Iterator[Quad]:
    """The quads of one graph of one edition; editions share about half of them."""
    name = NamedNode(f"https://example.org/graph/{graph}")
    for number in range(size):
        text = f"{number} {edition if number % 2 else ''}"
        subject = NamedNode(f"https://example.org/{graph}/{number}")
        yield Quad(subject, NamedNode("https://example.org/says"), Literal(text), name)


def build(location: str, edition: str, size: int, die_at: int | None = None) -> None:
    """Publishes an edition of `GRAPHS` graphs of `size` quads, or dies on the way."""
    asked = 0
    with open_writer(location) as writer:
        for graph in range(GRAPHS):

            def dying(of: int = graph) -> Iterator[Quad]:
                nonlocal asked
                for quad in quads(edition, of, size):
                    if asked == die_at:
                        die()
                    asked += 1
                    yield quad

            writer.replace(NamedNode(f"https://example.org/graph/{graph}"), dying())
        writer.publish()


def listen(die_at: int | None, heard: TextIO) -> None:
    """Counts what the file system is told from now on, and dies at a given count."""
    count = 0

    def hook(event: str, args: tuple[object, ...]) -> None:
        nonlocal count
        if event not in EVENTS:
            return
        count += 1
        # A rename or a link is named by what it makes; random and hashed names are all alike.
        made = args[1] if event in {"os.rename", "os.symlink"} else args[0]
        name = Path(os.fsdecode(made)).name if isinstance(made, str | bytes | Path) else "?"
        heard.write(f"{event}:{re.sub('[0-9a-f]{16}|[0-9]{6}', '#', name)}\n")
        heard.flush()
        if count == die_at:
            die()

    sys.addaudithook(hook)


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        read_end, write_end = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(read_end)
            status = 1
            try:
                listen(order.get("step"), os.fdopen(write_end, "w", encoding="utf-8"))
                build(order["location"], order["edition"], order["size"], order.get("quad"))
                status = 0
            finally:
                os._exit(status)
        os.close(write_end)
        say(f"started {pid}")
        sys.stdin.readline()  # until it is reaped, the child's number is its own
        with os.fdopen(read_end, encoding="utf-8") as heard:
            say("steps " + " ".join(heard.read().split()))
        say(f"ended {os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""What the right answers are: the gate before timing, and the check of every answer under load."""

from __future__ import annotations

import csv
import hashlib
import http.client
import io
import json
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import numpy as np
import pyoxigraph as ox

from bench.endpoint.hammer import WHOLE
from bench.endpoint.process import Running
from bench.endpoint.queries import RUNAWAY, Asked

SAMPLE: Final = 10
"""Queries of each kind whose answers are compared before timing, row by row."""
_PATIENCE: Final = 30
_SLOW: Final = 3
"""Seconds: a longer wait for one answer, and no further one of that kind is waited for."""
Records = np.ndarray[Any, np.dtype[np.void]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


def expected_lines(asked: Asked, database: Path, kept: Path) -> np.ndarray[Any, np.dtype[np.int64]]:
    """How many lines the CSV of each query has, its header counted; -1 for a runaway.

    The engine itself counts, in this process; aggregates by one query for all of them.

    Args:
        asked: every query.
        database: an Oxigraph database of the graph.
        kept: a file that keeps the counts for the next run over the same graph.
    """
    mark = hashlib.sha256("\0".join(asked.texts).encode()).hexdigest()
    if kept.exists():
        known = json.loads(kept.read_text())
        if known["queries"] == mark:
            return np.array(known["lines"])
    store = ox.Store.read_only(str(database))
    lines = np.full(len(asked.texts), -1)
    for kind, numbers in asked.of.items():
        if kind == "aggregate":
            lines[list(numbers)] = _aggregates(store, asked, numbers)
        elif kind != RUNAWAY:
            for n in numbers:
                lines[n] = 1 + _count(store, asked.texts[n])
    kept.write_text(json.dumps({"queries": mark, "lines": lines.tolist()}))
    return lines


def _count(store: ox.Store, query: str) -> int:
    rows = store.query(query, use_default_graph_as_union=True)
    if not isinstance(rows, ox.QuerySolutions):
        raise TypeError(f"no SELECT: {query}")
    return sum(1 for _ in rows)


def _aggregates(store: ox.Store, asked: Asked, numbers: range) -> list[int]:
    least = {n: int(asked.texts[n].split(">=")[1].strip(" )")) for n in numbers}
    first = min(least, key=lambda n: least[n])
    rows = store.query(asked.texts[first], use_default_graph_as_union=True)
    if not isinstance(rows, ox.QuerySolutions):
        raise TypeError("an aggregate is a SELECT")
    counts = np.sort([int(row["reports"].value) for row in rows])
    return [1 + len(counts) - int(np.searchsorted(counts, least[n])) for n in numbers]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer before timing.

    Attributes:
        rows: number of rows.
        digest: SHA-256 of its rows, each written canonically, sorted.
    """

    rows: int
    digest: str


def gate(
    asked: Asked,
    running: Mapping[str, Running],
    restart: Callable[[str], None],
    lines: np.ndarray[Any, np.dtype[np.int64]],
) -> dict[str, dict[str, Any]]:
    """Compare every server's answers to a sample of each kind.

    Args:
        asked: every query.
        running: the servers by name, as they run at the moment.
        restart: starts a server anew: done to one that gave no answer in half a minute.
        lines: what `expected_lines` says.

    Returns:
        kind -> how many queries were asked, and each server's number of answers. A server that
        is slow to answer a kind is asked no more of it.

    Raises:
        SystemExit: two servers differ, or a number of rows is not what the engine counts.
    """
    told: dict[str, dict[str, Any]] = {}
    for kind, numbers in asked.of.items():
        if kind == RUNAWAY:
            continue
        slow: set[str] = set()
        counts: Counter[str] = Counter()
        for n in list(numbers)[:SAMPLE]:
            given: dict[str, Answer] = {}
            for name in [name for name in running if name not in slow]:
                began = time.monotonic()
                answer = answer_of(running[name], asked.texts[n])
                if time.monotonic() - began > _SLOW:
                    slow.add(name)
                if answer is None:
                    restart(name)
                else:
                    given[name] = answer
            if len(set(given.values())) > 1:
                raise SystemExit(f"The servers differ on\n{asked.texts[n]}\n{given}")
            if any(answer.rows != lines[n] - 1 for answer in given.values()):
                raise SystemExit(f"{lines[n] - 1} rows are right for\n{asked.texts[n]}\n{given}")
            counts.update(given.keys())
        told[kind] = {"queries": len(list(numbers)[:SAMPLE]), "answered": dict(counts)}
    return told


def answer_of(server: Running, query: str) -> Answer | None:
    """What a server answers to one query; None if it does not in time."""
    url = f"http://127.0.0.1:{server.port}{server.path}?query={quote(query, safe='')}"
    request = urllib.request.Request(url, headers={"Accept": "text/csv"})
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as response:
            text = response.read().decode()
    except (OSError, http.client.HTTPException) as error:  # refused, broken off, or too late
        print(f"no answer from port {server.port}: {error!r}\n{query}", file=sys.stderr)
        return None
    rows = list(csv.reader(io.StringIO(text)))
    return Answer(len(rows) - 1, digest_of_rows(rows[0], rows[1:]))


def digest_of_rows(names: list[str], rows: Iterable[list[str]]) -> str:
    """SHA-256 of a table whatever the order of its rows and columns."""
    order = sorted(range(len(names)), key=lambda i: names[i])
    written = sorted("\x1f".join(_plain(row[i]) for i in order) for row in rows)
    head = "\x1f".join(names[i] for i in order)
    return hashlib.sha256("\x1e".join([head, *written]).encode()).hexdigest()


def _plain(value: str) -> str:
    """A cell with its number in one form: servers write 12, 12.0 or 1.2E1 for the same value."""
    try:
        return f"{float(value):.12g}"
    except ValueError:
        return value


class Judge:
    """Says of every answer under load whether it is right.

    Right is: status 200, whole, with as many lines as the engine counts, and with the same lines
    (in any order) as every other answer of that server to that query in this run.
    """

    def __init__(self, lines: np.ndarray[Any, np.dtype[np.int64]]) -> None:
        self._lines = lines
        self._seen: dict[str, np.ndarray[Any, np.dtype[np.uint64]]] = {}

    def answered(self, records: Records) -> Mask:
        """Which requests were answered with status 200, whole."""
        mask: Mask = (records["status"] == 200) & (records["outcome"] == WHOLE)
        return mask

    def right(self, server: str, records: Records) -> Mask:
        """Which requests were answered rightly."""
        good = self.answered(records) & (records["lines"] == self._lines[records["query"]])
        seen = self._seen.setdefault(server, np.zeros(len(self._lines), np.uint64))
        queries, first = np.unique(records["query"][good], return_index=True)
        new = seen[queries] == 0
        seen[queries[new]] = records["hash"][good][first][new]
        mask: Mask = good & (records["hash"] == seen[records["query"]])
        return mask

"""The servers that are measured: how each gets the graph, and how it is started."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final, Protocol

import pyoxigraph as ox

from bench.endpoint.process import Running, free_port
from bench.endpoint.virtuoso import Virtuoso
from reportedly.store.backends import open_writer

ROOT: Final = Path(__file__).parents[2]
LIMIT: Final = 30
"""Seconds that a query may take where nothing else is said, in servers that have such a limit."""


class Server(Protocol):
    """A server that can be given the graph and started any number of times."""

    @property
    def name(self) -> str:
        """What it is called in results and on the command line."""
        ...

    @property
    def title(self) -> str:
        """What it is called in tables."""
        ...

    def missing(self) -> str | None:
        """What must be installed before it can run; None if nothing."""
        ...

    def build(self, graph: Path, folder: Path) -> None:
        """Put the graph into its store below the folder."""
        ...

    def start(self, folder: Path, limit: int | None = None) -> Running:
        """Start it over that store, with so many seconds a query; None for what costs it least."""
        ...


@dataclass(frozen=True, slots=True)
class Reportedly:
    """``reportedly serve``, from this checkout.

    Attributes:
        settings: what is set beside its defaults.
    """

    name: str = "reportedly"
    title: str = "Reportedly"
    settings: Mapping[str, str] = field(default_factory=dict)

    def missing(self) -> str | None:
        """Nothing."""
        return None

    def build(self, graph: Path, folder: Path) -> None:
        """Through the store's own writer, as ``reportedly load`` does it."""
        with open_writer(str(folder / "reportedly")) as writer, graph.open("rb") as file:
            for name, quads in groupby(
                ox.parse(file, ox.RdfFormat.N_QUADS), lambda quad: quad.graph_name
            ):
                if not isinstance(name, ox.NamedNode):
                    raise SystemExit(f"{graph} has statements outside named graphs")
                writer.replace(name, quads)
            writer.publish()

    def start(self, folder: Path, limit: int | None = None) -> Running:
        """As a person starts it."""
        port = free_port()
        store = str(folder / "reportedly")
        path = os.pathsep.join(str(ROOT / tower) for tower in ("loader", "api"))
        return Running(
            [sys.executable, "-m", "reportedly", "serve", "--port", str(port), "--store", store],
            port=port,
            path="/sparql",
            environ={"PYTHONPATH": path, TIME_LIMIT: str(limit or LIMIT), **self.settings},
            log=folder / f"{self.name}.log",
            cwd=ROOT,
        ).await_answer()


@dataclass(frozen=True, slots=True)
class Oxigraph:
    """The native server of the same engine, from its package."""

    name: str = "oxigraph"
    title: str = "Oxigraph server"

    def missing(self) -> str | None:
        """Its program."""
        return None if beside_python("oxigraph") else "the Python package `oxigraph`"

    def build(self, graph: Path, folder: Path) -> None:
        """Bulk-loaded and, as its own advice is, optimised for reading."""
        program, store = beside_python("oxigraph"), str(folder / "oxigraph")
        load = [program, "load", "--lenient", "--location", store, "--file", str(graph)]
        for command in (load, [program, "optimize", "--location", store]):
            subprocess.run(command, check=True, capture_output=True)

    def start(self, folder: Path, limit: int | None = None) -> Running:
        """Read only, the default graph a union as ours is.

        Its limit costs it a thread a query, which stays until the limit has passed: after some
        30,000 quick queries no thread is left, and it answers 500. So it has one only where the
        load asks for one.
        """
        port = free_port()
        limited = [] if limit is None else ["--timeout-s", str(limit)]
        return Running(
            [
                beside_python("oxigraph"),
                "serve-read-only",
                "--union-default-graph",
                "--location",
                str(folder / "oxigraph"),
                "--bind",
                f"127.0.0.1:{port}",
                *limited,
            ],
            port=port,
            path="/query",
            environ={},
            log=folder / f"{self.name}.log",
            cwd=folder,
        ).await_answer()


@dataclass(frozen=True, slots=True)
class RdflibEndpoint:
    """rdflib-endpoint over oxrdflib; it has no time limit."""

    name: str = "rdflib-endpoint"
    title: str = "rdflib-endpoint"

    def missing(self) -> str | None:
        """Its package."""
        found = beside_python("rdflib-endpoint")
        return None if found else "the Python package `rdflib-endpoint`"

    def build(self, graph: Path, folder: Path) -> None:
        """Bulk-loaded into an Oxigraph database of its own."""
        store = ox.Store(str(folder / "rdflib"))
        store.bulk_load(path=str(graph), format=ox.RdfFormat.N_QUADS, lenient=True)
        store.optimize()

    def start(self, folder: Path, limit: int | None = None) -> Running:  # noqa: ARG002 — it has none
        """In one process, as its documentation has it."""
        port = free_port()
        return Running(
            [sys.executable, "-m", "bench.endpoint.rdflib_app", str(folder / "rdflib"), str(port)],
            port=port,
            path="/",
            environ={"PYTHONPATH": str(ROOT / "loader")},
            log=folder / f"{self.name}.log",
            cwd=ROOT,
        ).await_answer()


TIME_LIMIT: Final = "REPORTEDLY_MAX_SECONDS"
CACHE: Final = "REPORTEDLY_CACHE_BYTES"
UNCACHED: Final = Reportedly("reportedly", "Reportedly, cache off", {CACHE: "0"})
CACHED: Final = Reportedly("reportedly-cached", "Reportedly, cache on")
NATIVE: Final = Oxigraph()
SERVERS: Final[Mapping[str, Server]] = {
    server.name: server for server in (UNCACHED, CACHED, NATIVE, RdflibEndpoint(), Virtuoso())
}


def build_all(servers: list[Server], graph: Path, folder: Path) -> Iterator[tuple[str, float]]:
    """Give each server the graph, unless it has it; yields name and disk use in MiB as it goes.

    A store that was only half built is thrown away and built again.
    """
    for server in servers:
        store = folder / ("reportedly" if isinstance(server, Reportedly) else _store(server))
        mark = store.with_suffix(".built")
        if not mark.exists():
            shutil.rmtree(store, ignore_errors=True)
            server.build(graph, folder)
            mark.touch()
        size = sum(file.stat().st_size for file in store.rglob("*") if file.is_file())
        yield server.name, size / 2**20


def _store(server: Server) -> str:
    return {"rdflib-endpoint": "rdflib"}.get(server.name, server.name)


def beside_python(program: str) -> str:
    """Where a program of this environment is; empty if it has none."""
    place = Path(sys.executable).parent / program
    return str(place) if place.exists() else shutil.which(program) or ""

"""Virtuoso, from Debian's packages, with a configuration and a database of its own."""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.endpoint.process import PATIENCE, Running, free_port

CLIENTS: Final = 64
"""Threads for HTTP: more than the most clients of a run."""
BUFFERS: Final = 170_000
"""Pages of 8 KiB; what its own documentation advises for 2 GB of memory."""

_CONFIGURATION: Final = """\
[Database]
DatabaseFile = {store}/virtuoso.db
ErrorLogFile = {store}/virtuoso.log
LockFile = {store}/virtuoso.lck
TransactionFile = {store}/virtuoso.trx
xa_persistent_file = {store}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {store}/virtuoso-temp.db
TransactionFile = {store}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
MaxClientConnections = {clients}
CheckpointInterval = 0
CaseMode = 2
DirsAllowed = {store}, {data}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
MaxQueryMem = 2G
ThreadsPerQuery = 4
AsyncQueueMaxThreads = 10

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {store}
MaxClientConnections = {clients}
ServerThreads = {clients}
MaxKeepAlives = {clients}
KeepAliveTimeout = 60
EnabledGzipContent = 0

[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = {limit}
"""


@dataclass(frozen=True, slots=True)
class Virtuoso:
    """Virtuoso Open Source 7; the default graph of a query is the union of all, as ours is."""

    name: str = "virtuoso"
    title: str = "Virtuoso"

    def missing(self) -> str | None:
        """Its two programs."""
        found = all(map(shutil.which, ("virtuoso-t", "isql-vt")))
        return None if found else "the Debian package `virtuoso-opensource-7`"

    def build(self, graph: Path, folder: Path) -> None:
        """By its bulk loader."""
        running, sql = self._start(graph, folder, 3600)
        with running:
            running.await_answer()
            self._tell(sql, f"ld_dir('{graph.parent.resolve()}', '{graph.name}', 'urn:none');")
            self._tell(sql, "rdf_loader_run();")
            failed = self._tell(sql, "SELECT ll_error FROM DB.DBA.load_list WHERE ll_error <> '';")
            if "0 Rows" not in failed:
                raise SystemExit(f"Virtuoso's bulk loader failed: {failed}")
            self._tell(sql, "checkpoint;")

    def start(self, folder: Path, limit: int | None = None) -> Running:
        """Over its database, with so many seconds a query, or 30."""
        running, _ = self._start(folder / "graph.nq", folder, limit or 30)
        return running.await_answer()

    def _start(self, graph: Path, folder: Path, limit: int) -> tuple[Running, int]:
        store = folder.resolve() / self.name
        store.mkdir(exist_ok=True)
        (store / "virtuoso.lck").unlink(missing_ok=True)
        sql, http = free_port(), free_port()
        file = store / "virtuoso.ini"
        file.write_text(
            _CONFIGURATION.format(
                store=store,
                data=graph.parent.resolve(),
                sql=sql,
                http=http,
                clients=CLIENTS,
                buffers=BUFFERS,
                dirty=BUFFERS * 3 // 4,
                limit=limit,
            ),
            encoding="utf-8",
        )
        running = Running(
            ["virtuoso-t", "+foreground", "+configfile", str(file)],
            port=http,
            path="/sparql",
            environ={},
            log=folder / f"{self.name}.log",
            cwd=store,
        )
        return running, sql

    def _tell(self, port: int, statement: str) -> str:
        """Let its SQL shell say something; the shell itself tells no failure by its exit code."""
        end = time.monotonic() + PATIENCE
        while True:
            told = subprocess.run(
                ["isql-vt", f"127.0.0.1:{port}", "dba", "dba", f"exec={statement}"],
                capture_output=True,
                text=True,
                check=False,
            )
            said = told.stdout + told.stderr
            if "*** Error" not in said:
                return said
            if "S2801" not in said or time.monotonic() > end:  # S2801: cannot connect (yet)
                raise SystemExit(f"Virtuoso refused {statement!r}: {said}")
            time.sleep(0.5)

"""Real SPARQL servers, each started once a session from its own program, and stores in them.

A plugin: its fixtures are at hand in every test. Where a program is not installed, the tests that
want it are skipped, and the summary counts them by its name.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Final

import httpx
import pytest

PASSWORD: Final = "dba"  # Virtuoso's own, in a database that lives as long as the tests
_VIRTUOSO: Final = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = {rows}
"""
ROWS: Final = 10_000
"""Where Virtuoso cuts answers off, as its Debian package sets it."""


def free_port() -> int:
    """A port of the loopback that nobody listened on just now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def running(
    command: list[str], ready: str, cwd: Path, env: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Runs a server until the block ends; begins when it says on stderr or stdout that it is ready.

    Raises:
        RuntimeError: it ended before; with what it said.
    """
    server = subprocess.Popen(
        command,
        cwd=cwd,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    output = server.stdout
    if output is None:
        raise RuntimeError("the server has no output")
    try:
        said: list[str] = []
        for line in output:
            said.append(line)
            if ready in line:
                break
        else:
            raise RuntimeError(f"{command[0]} did not start: {''.join(said)}")
        drain = threading.Thread(target=_drain, args=(output,), daemon=True)
        drain.start()
        yield server
    finally:
        server.terminate()
        server.wait(timeout=60)
        output.close()


def _drain(output: IO[str]) -> None:
    try:
        for _ in output:
            pass
    except ValueError:  # closed
        return


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[str]:
    """An Oxigraph server that keeps its data in memory; gives its root URL."""
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.exists() else shutil.which("oxigraph")
    if program is None:
        pytest.skip("no Oxigraph server is installed")
    address = f"127.0.0.1:{free_port()}"
    command = [program, "serve", "--bind", address, *options]
    with running(command, "Listening for requests", folder):
        yield f"http://{address}"


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The root URL of an Oxigraph server."""
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as url:
        yield url


@pytest.fixture
def oxigraph_with_union(tmp_path: Path) -> Iterator[str]:
    """An empty store in an Oxigraph server whose default graph is the union of its graphs."""
    with oxigraph(tmp_path, "--union-default-graph") as url:
        yield f"{url}/query"


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The root URL of a Virtuoso, with its user and password."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("no Virtuoso is installed")
    folder = tmp_path_factory.mktemp("virtuoso")
    http = free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_VIRTUOSO.format(sql=free_port(), http=http, rows=ROWS), encoding="ascii")
    command = [program, "+foreground", "+configfile", str(ini)]
    with running(command, "Server online at", folder):
        yield f"http://dba:{PASSWORD}@127.0.0.1:{http}"


NewStore = Callable[[str], str]


@pytest.fixture
def new_store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> NewStore:
    """Makes an empty store of a kind, and gives its location.

    The kinds are ``embedded``, ``oxigraph-server``, the same written without its graph store
    (``oxigraph-server-by-updates``), and ``virtuoso``.
    """

    def make(kind: str) -> str:
        if kind == "embedded":
            return str(tmp_path / "store")
        if kind == "virtuoso":
            root = request.getfixturevalue("virtuoso_server")
            empty_virtuoso(root)
            return f"{root}/sparql-auth"
        root = request.getfixturevalue("oxigraph_server")
        if kind == "oxigraph-server-by-updates":
            monkeypatch.setenv("REPORTEDLY_REMOTE_GRAPHS", "none")
        httpx.post(f"{root}/update", data={"update": "DROP ALL"}).raise_for_status()
        return f"{root}/query"

    return make


def empty_virtuoso(root: str) -> None:
    """Drops every graph that is not Virtuoso's own."""
    url = httpx.URL(root)
    auth = httpx.DigestAuth(url.username, url.password)
    with httpx.Client(auth=auth, base_url=f"http://{url.host}:{url.port}", timeout=60) as http:
        text = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
        found = http.post("/sparql-auth", data={"query": text}, headers={"Accept": "text/csv"})
        for name in found.raise_for_status().text.splitlines()[1:]:
            iri = name.strip('"')
            if "//example.org/" in iri or "//w3id.org/" in iri:
                text = f"DROP SILENT GRAPH <{iri}>"
                http.post("/sparql-auth", data={"update": text}).raise_for_status()


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Serves a store by a Reportedly in a process of its own; gives the URL of its endpoint."""
    with ExitStack() as stack:

        def start(store: str) -> str:
            port = free_port()
            command = [sys.executable, "-m", "reportedly", "serve", "--port", str(port)]
            env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
            folder = tmp_path_factory.mktemp("serve")
            command += ["--store", store]
            stack.enter_context(running(command, "Uvicorn running on", folder, env))
            return f"http://127.0.0.1:{port}/sparql"

        yield start

"""What stands between the engine and the client: servers of the same application, side by side.

    python bench/front.py --store .reportedly            # every server, three rounds of 3 s each

Point look-ups by 8 clients over a published build: our application under each ASGI server and
event loop that is installed, and the native server of the same engine (the Python package
`oxigraph`) over the same database. The load generator is `wrk`. Requests a second are medians of
rounds that take turns, and the ratio is to the native server.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

from reportedly.store.backends import open_view

APP = "reportedly_api.app:create_app"
UVICORN = [sys.executable, "-m", "uvicorn", "--factory", APP, "--no-access-log", "--port", "PORT"]
OURS = {
    "uvicorn, asyncio, h11": [*UVICORN, "--loop", "asyncio", "--http", "h11"],
    "uvicorn, asyncio, httptools": [*UVICORN, "--loop", "asyncio", "--http", "httptools"],
    "uvicorn, uvloop, httptools": [*UVICORN, "--loop", "uvloop", "--http", "httptools"],
    "reportedly serve": [sys.executable, "-m", "reportedly", "serve", "--port", "PORT"],
    "granian, uvloop": [
        *("granian", "--interface", "asgi", "--factory", "--loop", "uvloop", "--port", "PORT"),
        *("--no-access-log", APP),
    ],
}
NATIVE = "oxigraph, native"
SCRIPT = """
local paths, n, base = {PATHS}, 0, nil
request = function()
  base = base or wrk.path
  n = n % #paths + 1
  return wrk.format("GET", base .. paths[n], {["Accept"] = "text/csv"})
end
"""


def main() -> None:
    options = _options()
    if shutil.which("wrk") is None:
        raise SystemExit("The load generator `wrk` is missing: install the package of that name.")
    store = options.store.resolve()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        script = folder / "ask.lua"
        paths = ", ".join(f'"{path}"' for path in _paths(store, options.distinct))
        script.write_text(SCRIPT.replace("PATHS", paths))
        running = {
            name: stack.enter_context(_serve(command, store, folder / "log"))
            for name, command in _commands(store).items()
        }
        rates: dict[str, list[float]] = {name: [] for name in running}
        for _ in range(options.rounds):
            for name, (port, path) in running.items():
                rates[name].append(_fire(port, path, script, options.clients, options.seconds))
    native = statistics.median(rates.get(NATIVE, [float("nan")]))
    print("| server | look-ups a second | of the native server |\n|---|---:|---:|")
    for name, told in rates.items():
        rate = statistics.median(told)
        print(f"| {name} | {rate:,.0f} | {rate / native:.2f} |")


def _commands(store: Path) -> dict[str, list[str]]:
    here = Path(sys.executable).parent
    found = {}
    for name, command in OURS.items():
        program = command[0] if Path(command[0]).is_absolute() else str(here / command[0])
        if Path(program).exists():
            found[name] = [program, *command[1:]]
    if (here / "oxigraph").exists():
        database = str((store / "current" / "oxigraph").resolve())
        found[NATIVE] = [
            *(str(here / "oxigraph"), "serve-read-only", "--location", database),
            *("--bind", "127.0.0.1:PORT", "--union-default-graph"),
        ]
    return found


def _paths(store: Path, distinct: int) -> list[str]:
    with open_view(store) as view:
        rows = view.query(f"SELECT DISTINCT ?s WHERE {{ ?s a ?type }} LIMIT {distinct}")
        subjects = [str(row["s"]) for row in rows]  # type: ignore[index, union-attr]
    return [f"?query={quote(f'SELECT ?p ?o WHERE {{ {iri} ?p ?o }}')}" for iri in subjects]


@contextmanager
def _serve(command: list[str], store: Path, log: Path) -> Iterator[tuple[int, str]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    path = "/query" if "serve-read-only" in command else "/sparql"
    with log.open("ab") as out:
        process = subprocess.Popen(
            [word.replace("PORT", str(port)) for word in command],
            env=os.environ | {"REPORTEDLY_STORE": str(store)},
            stdout=out,
            stderr=out,
        )
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}?query=ASK%7B%7D").close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit(f"{command[0]} does not answer: {log.read_text()[-2000:]}")
        yield port, path
    finally:
        process.terminate()
        process.wait()


def _fire(port: int, path: str, script: Path, clients: int, seconds: int) -> float:
    told = subprocess.run(
        [
            *("wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "-s", str(script)),
            f"http://127.0.0.1:{port}{path}",
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    if "Non-2xx" in told:
        raise SystemExit(f"Not every look-up was answered:\n{told}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    return float(found[1]) if found else float("nan")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--store", type=Path, default=Path(".reportedly"))
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=int, default=3, help="of each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--distinct", type=int, default=1000, help="different look-ups")
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""What the docs show is what a person gets: commands in ``console`` fences are run and compared.

A fence holds commands after ``$`` (going on after ``>``), each followed by its whole output. Those
of most pages run in a shell beside a real server over a real build of the packaged seeds. Those of
a walk-through run one after the other in a scratch copy of its example, and show standard error
too, as a terminal does. Where a page changes on purpose, ``python tests/test_docs.py`` writes the
outputs anew, to be read before they are committed.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = {
    "README.md": 4,
    "docs/questions.md": 21,
    "docs/model.md": 6,
    "docs/newcomers.md": 8,
    "docs/endpoint.md": 23,
    "docs/operations.md": 3,
}
"""Per page, how many commands it shows."""
WALKS = {
    "docs/add-an-entry.md": ("docs/example", 41),
    "docs/changes.md": ("docs/example", 6),
    "docs/checking.md": ("docs/example", 13),
}
"""Per walk-through, the folder that it works in a copy of, and how many commands it shows."""
ADDRESS = "127.0.0.1:8000"
FENCE = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (?P<command>.*\n(?:> .*\n)*)(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)


def commands(page: str) -> list[tuple[str, str]]:
    """Each command of a page with the output shown below it."""
    found = []
    for fence in FENCE.finditer((ROOT / page).read_text(encoding="utf-8")):
        for shown in COMMAND.finditer(fence["body"]):
            command = re.sub(r"^> ?", "", shown["command"], flags=re.MULTILINE).rstrip("\n")
            found.append((command, shown["output"]))
    return found


@contextmanager
def served(folder: Path) -> Iterator[dict[str, str]]:
    """A build of the packaged seeds, served; gives the environment that commands run in."""
    scripts = _scripts(folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "REPORTEDLY_STORE": str(folder / "store"),
        "PORT": str(port),
    }
    subprocess.run(["reportedly", "load"], env=environment, check=True, capture_output=True)
    server = subprocess.Popen(
        ["reportedly", "serve", "--port", str(port)], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield environment
    finally:
        server.terminate()
        server.wait(10)


def _scripts(folder: Path) -> Path:
    """A folder that has the command, by the name that people call it."""
    scripts = folder / "bin"
    scripts.mkdir()
    reportedly = scripts / "reportedly"
    reportedly.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m reportedly \"$@\"\n")
    reportedly.chmod(0o755)
    return scripts


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError("the server did not come up")


def run(command: str, environment: dict[str, str]) -> str:
    """What a command prints, at the port that the test serves on."""
    real = command.replace(ADDRESS, f"127.0.0.1:{environment['PORT']}")
    done = subprocess.run(
        ["bash", "-c", real], env=environment, check=True, capture_output=True, text=True
    )
    return _whole_lines(done.stdout.replace(f"127.0.0.1:{environment['PORT']}", ADDRESS))


def walk(page: str, folder: Path) -> list[tuple[str, str]]:
    """Each command of a walk-through with what it prints, run in order in a copy of its example."""
    desk = folder / "desk"
    shutil.copytree(ROOT / WALKS[page][0], desk)
    told_by = ("REPORTEDLY_", "GITHUB_", "CI_")  # what a CI tells would show in what is printed
    environment = {k: v for k, v in os.environ.items() if not k.startswith(told_by)} | {
        "PATH": f"{_scripts(folder)}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(str(ROOT / tower) for tower in ("loader", "api")),
        "COLUMNS": "100",
        "REPORTEDLY_SEEDS": "seeds",
        "REPORTEDLY_TEXTS": "texts",
    }
    printed = []
    for command, _ in commands(page):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=desk,
            env=environment,
            check=False,  # some find a mistake made on purpose
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        printed.append((command, _whole_lines(done.stdout)))
    return printed


def _whole_lines(output: str) -> str:
    output = output.replace("\r\n", "\n")
    return output if output.endswith("\n") or not output else output + "\n"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    with served(tmp_path_factory.mktemp("served")) as ready:
        yield ready


SHOWN = [(page, *shown) for page in PAGES for shown in commands(page)]


def test_every_command_shown_is_found() -> None:
    assert {page: len(commands(page)) for page in PAGES} == PAGES
    assert {page: len(commands(page)) for page in WALKS} == {p: n for p, (_, n) in WALKS.items()}


@pytest.mark.parametrize(("page", "command", "output"), SHOWN)
def test_a_command_shown_prints_what_is_shown(
    page: str, command: str, output: str, environment: dict[str, str]
) -> None:
    assert run(command, environment) == output


@pytest.mark.parametrize("page", WALKS)
def test_a_walk_through_prints_what_is_shown(page: str, tmp_path: Path) -> None:
    assert walk(page, tmp_path) == commands(page)


def rewrite() -> None:
    """Write the outputs of every page anew."""
    import tempfile

    for page in WALKS:
        with tempfile.TemporaryDirectory() as folder:
            _put(page, walk(page, Path(folder)))
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as environment:
        for page in PAGES:
            _put(page, [(command, run(command, environment)) for command, _ in commands(page)])


def _put(page: str, printed: list[tuple[str, str]]) -> None:
    """Write what its commands print into a page, from the top down."""
    file = ROOT / page
    text, done = file.read_text(encoding="utf-8"), 0
    for (command, output), (_, fresh) in zip(commands(page), printed, strict=True):
        shown = "$ " + command.replace("\n", "\n> ") + "\n"
        at = text.index(shown + output, done)
        done = at + len(shown + fresh)
        text = text[:at] + shown + fresh + text[at + len(shown + output) :]
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()

"""A real YAML language server, spoken to as an editor does: LSP over its standard streams.

A plugin: its fixture is at hand in every test. Where Node.js or the server is not installed, the
tests that want it are skipped, and the summary counts them by its name.
"""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

import pytest

ROOT: Final = Path(__file__).parents[2]
LOCAL: Final = ROOT / "build" / "node" / "node_modules" / ".bin" / "yaml-language-server"
"""Where `.ci/run` installs it."""
_PATIENCE: Final = 60.0
"""Seconds after which a silent server is taken for a broken one."""

Message = dict[str, Any]


class LanguageServer:
    """One server process, and what an editor asks of it.

    Args:
        command: how it is started.
        settings: the editor's settings, by section.
    """

    def __init__(self, command: list[str], settings: Message) -> None:
        self._settings = settings
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._answers: queue.Queue[Message] = queue.Queue()
        self._told: queue.Queue[Message] = queue.Queue()
        self._last = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        capabilities = {
            "textDocument": {
                "hover": {"contentFormat": ["markdown"]},
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
            },
            "workspace": {"configuration": True},
        }
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": settings}})

    def close(self) -> None:
        """Let it go as an editor does."""
        self.ask("shutdown", None)
        self._send({"method": "exit"})
        self._process.wait(_PATIENCE)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def open(self, file: Path) -> list[Message]:
        """Open a file; gives the diagnostics that the server publishes of it."""
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1}
        text = {**document, "text": file.read_text(encoding="utf-8")}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": text}})
        while True:
            told = self._told.get(timeout=_PATIENCE)
            if told["params"]["uri"] == file.as_uri():
                found: list[Message] = told["params"]["diagnostics"]
                return found

    def at(self, what: str, file: Path, line: int, column: int) -> Any:  # noqa: ANN401  # JSON
        """Ask for a completion or a hover at a place; lines and columns from 0."""
        place = {
            "textDocument": {"uri": file.as_uri()},
            "position": {"line": line, "character": column},
        }
        return self.ask(f"textDocument/{what}", place)

    def ask(self, method: str, params: object) -> Any:  # noqa: ANN401  # JSON
        """The answer to one request."""
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        while True:
            answer = self._answers.get(timeout=_PATIENCE)
            if answer["id"] == self._last:
                return answer["result"]

    def _send(self, message: Message) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = _open(self._process.stdin)
        stream.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        stream.flush()

    def _read(self) -> None:
        stream = _open(self._process.stdout)
        while header := stream.readline():
            length = int(header.split(b":")[1]) if header.startswith(b"Content-Length") else None
            if length is None:
                continue
            while stream.readline().strip():
                pass
            self._heard(json.loads(stream.read(length)))

    def _heard(self, message: Message) -> None:
        if "method" not in message:
            self._answers.put(message)
        elif message["method"] == "textDocument/publishDiagnostics":
            self._told.put(message)
        elif "id" in message:  # the server asks for the editor's settings
            items = (message.get("params") or {}).get("items", [])
            result = [self._settings.get(item["section"]) for item in items] or None
            self._send({"id": message["id"], "result": result})


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise RuntimeError("the language server has no streams")
    return stream


def command() -> list[str] | None:
    """How the server is started, if it is installed."""
    found = str(LOCAL) if LOCAL.exists() else shutil.which("yaml-language-server")
    return [found, "--stdio"] if found and shutil.which("node") else None


@pytest.fixture(scope="session")
def language_server() -> Iterator[LanguageServer]:
    """Gives the server with the settings that the docs show for the project's own files."""
    how = command()
    if how is None:
        pytest.skip("yaml-language-server is not installed")
    schemas = ROOT / "docs" / "schema"
    own = {
        (schemas / "entry.schema.json").as_uri(): "**/entries/*.yaml",
        (schemas / "registry.claims.schema.json").as_uri(): "**/registry/claims/*.yaml",
    }
    yaml = {"validate": True, "hover": True, "completion": True, "schemas": own}
    yaml["schemaStore"] = {"enable": False}
    server = LanguageServer(
        how, {"yaml": yaml, "http": {}, "[yaml]": {}, "editor": {}, "files": {}}
    )
    try:
        yield server
    finally:
        server.close()

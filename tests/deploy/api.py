"""What GitHub's REST API does with comments of a pull request, on a port of this machine."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


class GitHub:
    """Its comments; `refuses` makes it answer 403 to whoever writes, as to a read-only token."""

    def __init__(self) -> None:
        self.comments: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.tokens: set[str] = set()
        self.refuses = False
        self.url = ""

    def has(self, body: str, login: str = "github-actions[bot]", kind: str = "Bot") -> int:
        """Somebody has written a comment; gives its number."""
        number = len(self.comments) + 1
        user = {"login": login, "type": kind}
        self.comments.append({"id": number, "body": body, "user": user})
        return number

    def answer(self, method: str, target: str, body: dict[str, str]) -> tuple[int, object]:
        """Status and JSON of one request."""
        address = urlsplit(target)
        self.asked.append(f"{method} {address.path}")
        not_ours = {"message": "Resource not accessible by integration"}
        if address.path == "/user":  # a workflow's token is no user's
            return 403, not_ours
        if method != "GET" and self.refuses:
            return 403, not_ours
        if address.path == "/repos/islands/data/issues/7/comments":
            if method == "POST":
                self.has(body["body"])
                return 201, self.comments[-1]
            query = parse_qs(address.query)
            size, page = int(query["per_page"][0]), int(query["page"][0])
            return 200, self.comments[(page - 1) * size : page * size]
        found = re.fullmatch(r"/repos/islands/data/issues/comments/(\d+)", address.path)
        if found and method == "PATCH":
            comment = self.comments[int(found[1]) - 1]
            comment["body"] = body["body"]
            return 200, comment
        return 404, {"message": "Not Found"}


@contextmanager
def github() -> Iterator[GitHub]:
    """Serves one on a free port."""
    told = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            told.tokens.add(self.headers["Authorization"])
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else {}
            status, said = told.answer(self.command, self.path, body)
            data = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = _any  # noqa: N815 (http.server's names)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name)
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()

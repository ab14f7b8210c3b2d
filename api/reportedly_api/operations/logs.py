"""The log on standard error: a line for each request, and what the rest of the house says."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from time import time
from typing import Any, Final, TextIO

from reportedly_api.records import Record
from reportedly_api.settings import Settings

DIGEST: Final = 16
"""Hexadecimal digits of a query's SHA-256 that are logged: enough to find it again, by whoever
has it."""


_Form = Callable[[str, str, str, Record, float, bool], str]
"""Writes a line: time, method, path, notes, seconds, and whether the query's text is told."""
_string: Final = json.encoder.encode_basestring


class Clock:
    """Writes times as RFC 3339 has them, in UTC, to the millisecond; a second's begins alike."""

    __slots__ = ("_begins", "_second")

    def __init__(self) -> None:
        self._second = -1
        self._begins = ""

    def stamp(self, seconds: float) -> str:
        """A time in seconds since 1970, written out; what is below a millisecond is cut off."""
        second = int(seconds)
        if second != self._second:
            self._second = second
            self._begins = f"{datetime.fromtimestamp(second, UTC):%Y-%m-%dT%H:%M:%S}"
        return f"{self._begins}.{int(seconds % 1 * 1000):03d}+00:00"


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def __init__(self) -> None:
        """Format nothing yet."""
        super().__init__()
        self._clock = Clock()

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON, its traceback in ``exception``."""
        told: dict[str, Any] = {
            "time": self._clock.stamp(record.created),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


class RequestLog:
    """Writes the line of each request; those that end together are written together."""

    def __init__(self, stream: TextIO, *, as_json: bool, queries: bool) -> None:
        """Write nothing yet.

        Args:
            stream: where to.
            as_json: whether a line is a JSON object; else it is for people.
            queries: whether a query's text is told, not its digest alone.
        """
        self._stream = stream
        self._form: _Form = _as_json if as_json else _as_text
        self._queries = queries
        self._lines: list[str] = []
        self._clock = Clock()

    def write(self, method: str, path: str, record: Record, seconds: float) -> None:
        """Have a line written, this turn of the loop or, where there is none, at once."""
        stamp = self._clock.stamp(time())
        self._lines.append(self._form(stamp, method, path, record, seconds, self._queries))
        if len(self._lines) == 1:
            asyncio.get_running_loop().call_soon(self.flush)

    def flush(self) -> None:
        """Write what has gathered."""
        text = "".join(self._lines)
        self._lines.clear()
        self._stream.write(text)
        self._stream.flush()


def digest(query: str) -> str:
    """The beginning of the SHA-256 of a query's UTF-8, as it is logged."""
    return hashlib.sha256(query.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST]


def is_json(settings: Settings, stream: TextIO) -> bool:
    """Whether the log shall be JSON: as it is set, or where no person looks on."""
    if settings.log_format == "auto":
        return not stream.isatty()
    return settings.log_format == "json"


def configure(settings: Settings, stream: TextIO | None = None) -> None:
    """Send what any library logs to the same place in the same form; for the door alone."""
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        JsonFormatter()
        if is_json(settings, stream)
        else logging.Formatter("%(asctime)s %(levelname)-7s %(message)s")
    )
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def _as_json(
    stamp: str, method: str, path: str, record: Record, seconds: float, queries: bool
) -> str:
    """A JSON object (RFC 8259), put together by hand: an encoder takes three times as long."""
    query = record.query
    asked = ""
    if query is not None:
        asked = (
            f', "outcome": {_member(record.outcome)}, "build": {_member(record.build)}'
            f', "query_sha256": {_string(record.digest or digest(query))}'
        )
        if queries:
            asked += f', "query": {_string(query)}'
    return (
        f'{{"time": "{stamp}", "level": "info", "event": "request"'
        f', "request": {_string(record.id)}, "method": {_string(method)}'
        f', "path": {_string(path)}, "route": {_member(record.route or None)}'
        f', "status": {record.status:d}, "seconds": {round(seconds, 6)!r}'
        f', "bytes": {record.sent:d}, "whole": {"true" if record.whole else "false"}{asked}}}\n'
    )


def _member(text: str | None) -> str:
    return "null" if text is None else _string(text)


def _as_text(
    stamp: str, method: str, path: str, record: Record, seconds: float, queries: bool
) -> str:
    words = (
        f"{stamp[11:19]} {method:4} {_quoted(path)} {record.status} "
        f"{round(seconds, 6) * 1000:.1f} ms {record.sent} B"
    )
    if not record.whole:
        words += " BROKEN OFF"
    query = record.query
    if query is not None:
        words += f" {record.outcome} query={record.digest or digest(query)}"
        if queries:
            words += f" {_string(query)}"
    return f"{words} [{record.id}]\n"


def _quoted(path: str) -> str:
    """A path that stays on its line and cannot speak to a terminal."""
    return path if path.isprintable() else json.dumps(path)

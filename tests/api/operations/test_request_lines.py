"""A line of the log is one JSON object, whatever a request brought, and says what was noted."""

from __future__ import annotations

import asyncio
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly_api.operations.logs import RequestLog, digest
from reportedly_api.records import Record
from reportedly_api.workers.outcomes import Outcome


def line_of(path: str, record: Record, seconds: float, *, queries: bool = False) -> str:
    """What is written of one request."""
    stream = io.StringIO(newline="")

    async def written() -> None:
        log = RequestLog(stream, as_json=True, queries=queries)
        log.write("GET", path, record, seconds)
        log.flush()

    asyncio.run(written())
    return stream.getvalue()


@given(
    path=st.text(),
    query=st.none() | st.text(),
    route=st.text(max_size=5),
    build=st.none() | st.text(max_size=5),
    seconds=st.floats(0, 1e9),
    whole=st.booleans(),
    queries=st.booleans(),
)
def test_a_line_says_what_an_encoder_would(
    path: str,
    query: str | None,
    route: str,
    build: str | None,
    seconds: float,
    whole: bool,
    queries: bool,
) -> None:
    record = Record("an id", 0.0)
    record.query, record.route, record.build, record.whole = query, route, build, whole
    record.status, record.sent, record.outcome = 200, 12, Outcome.ANSWERED
    line = line_of(path, record, seconds, queries=queries)
    expected: dict[str, object] = {
        "time": json.loads(line)["time"],
        "level": "info",
        "event": "request",
        "request": "an id",
        "method": "GET",
        "path": path,
        "route": route or None,
        "status": 200,
        "seconds": round(seconds, 6),
        "bytes": 12,
        "whole": whole,
    }
    if query is not None:
        expected |= {"outcome": "answered", "build": build, "query_sha256": digest(query)}
        if queries:
            expected["query"] = query
    assert line == json.dumps(expected, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_every_outcome_is_told_by_its_name(outcome: Outcome | None) -> None:
    record = Record("an id", 0.0)
    record.query, record.outcome = "ASK {}", outcome
    assert json.loads(line_of("/sparql", record, 0.5))["outcome"] == outcome

"""A worker reads the same inquiry once, and what it refuses it refuses every time."""

from __future__ import annotations

import pytest

from reportedly.errors import QueryError
from reportedly_api.workers import reading
from reportedly_api.workers.frames import LENGTH, Around, Inquiry
from reportedly_api.workers.reading import Reading

CALL = "ASK { SERVICE <https://example.org/sparql> { ?s ?p ?o } }"


def told(query: str, accept: str = "text/csv") -> bytes:
    """An inquiry as a worker is told it, its length taken off."""
    return Inquiry(query, Around("Query"), accept=accept).encode()[LENGTH.size :]


def test_what_is_asked_again_is_remembered() -> None:
    reader = Reading(frozenset())
    first, calls = reader.read(told("ASK {}"))
    assert (first.query, first.accept, calls) == ("ASK {}", "text/csv", False)
    assert reader.read(told("ASK {}"))[0] is first


def test_all_of_an_inquiry_tells_it_apart() -> None:
    reader = Reading(frozenset())
    read = [reader.read(told("ASK {}"))[0], reader.read(told("ASK {}", "text/html"))[0]]
    assert [each.accept for each in read] == ["text/csv", "text/html"]


@pytest.mark.parametrize("query", [CALL, "CLEAR ALL"])
def test_what_is_refused_is_refused_again(query: str) -> None:
    reader = Reading(frozenset())
    for _ in range(2):
        with pytest.raises(QueryError):
            reader.read(told(query))


def test_that_a_query_calls_out_is_remembered_with_it() -> None:
    reader = Reading(frozenset({"https://example.org/sparql"}))
    assert [reader.read(told(CALL))[1] for _ in range(2)] == [True, True]


def test_no_more_is_remembered_than_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "REMEMBERED", 2)
    reader = Reading(frozenset())
    first, second, third = (reader.read(told(f"ASK {{}} # {n}"))[0] for n in range(3))
    assert reader.read(told("ASK {} # 2"))[0] is third
    assert reader.read(told("ASK {} # 1"))[0] is second
    assert reader.read(told("ASK {} # 0"))[0] is not first


def test_a_long_inquiry_is_not_remembered() -> None:
    reader = Reading(frozenset())
    long = told("ASK {} #" + 5000 * " ")
    assert reader.read(long)[0] is not reader.read(long)[0]

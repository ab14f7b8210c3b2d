"""Queries that call other servers have places and a queue of their own, and no more than these."""

from __future__ import annotations

import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from tests.api.workers.harness import PATIENCE, Serve, address_of, nobody_came

from reportedly_api.workers.outcomes import Outcome


def call(listening: socket.socket, mark: int) -> str:
    """A query that waits for a server; no two are the same, or they would share an answer."""
    return f"SELECT * {{ SERVICE <{address_of(listening)}> {{ ?s ?p {mark} }} }}"


@pytest.fixture
def called() -> Iterator[ExitStack]:
    """Holds the connections of those who called, until the test ends."""
    with ExitStack() as connections:
        yield connections


@pytest.mark.parametrize(("places", "queue"), [(1, 1), (2, 0)])
def test_beyond_their_places_and_queue_a_query_that_calls_is_turned_away(
    serve: Serve, silent: socket.socket, called: ExitStack, places: int, queue: int
) -> None:
    served = serve(
        federate=(address_of(silent),), federating_workers=places, max_federating_queued=queue
    )
    federating = served.engine.federating
    assert federating is not None
    for mark in range(places):
        served.hold(call(silent, mark))
    for _ in range(places):
        assert select.select([silent], [], [], PATIENCE)[0], "as many call as there are places"
        called.enter_context(silent.accept()[0])  # and nothing is said
    for mark in range(places, places + queue):
        served.hold(call(silent, mark))
    served.wait_for(lambda: federating.waiting == queue, "the others wait")

    answer = served.ask(call(silent, places + queue))
    assert answer.status_code == 503, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"].endswith("/busy")
    assert f"{queue} queries wait" in answer.json()["detail"]
    assert int(answer.headers["retry-after"]) > 0
    turned_away = served.end()
    assert (turned_away.pool, turned_away.outcome) == ("federating", Outcome.TURNED_AWAY)
    assert nobody_came(silent)  # neither it nor who waits has called
    assert served.count() == 12  # what calls nobody does not wait for them

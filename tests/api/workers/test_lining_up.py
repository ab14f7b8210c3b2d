"""Queries wait at a busy worker where that is quickest, and lose nothing by it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx2
import pytest
from tests.api.workers.harness import PATIENCE, Serve, Served, hard

from reportedly_api.workers.lining import DEPTH, QUICK, Lining
from reportedly_api.workers.outcomes import Outcome


@pytest.fixture
def served(serve: Serve) -> Served:
    """One place, and every reason to think that queries are quick."""
    served = serve(workers=1, slow_workers=1, fast_seconds=0.5, cache_bytes=0)
    for _ in range(100):
        served.engine.queries.lanes.lining.took(0)
    return served


@dataclass
class Waited:
    """What is asked of a worker before a query lines up at it."""

    behind: list[int] = field(default_factory=list)
    spoiled: bool = False
    paused: bool = False


def numbered(served: Served, number: int) -> Future[httpx2.Response]:
    return served.asking(f"SELECT ({number} AS ?n) {{}}")


def number_in(answer: Future[httpx2.Response]) -> int:
    return int(answer.result().json()["results"]["bindings"][0]["n"]["value"])


@contextmanager
def halted(served: Served) -> Iterator[None]:
    """Meanwhile no worker does anything, as if the system gave none of them any time."""
    idle = list(served.engine.queries.lanes.idle)
    for worker in idle:
        worker.process.signal(signal.SIGSTOP)
    yield
    for worker in idle:
        worker.process.signal(signal.SIGCONT)


def test_answers_go_to_whoever_asked_for_them(served: Served) -> None:
    lanes = served.engine.queries.lanes
    with halted(served):
        answers = [numbered(served, number) for number in range(DEPTH + 3)]
        served.wait_for(lambda: len(lanes.queue) == 2, "who finds no place there waits as before")
        (worker,) = lanes.fast
        assert len(worker.behind) == DEPTH
        assert len(lanes.passages()) == DEPTH + 3
        waits = 'reportedly_queue{lane="fast",pool="queries"} ' + f"{DEPTH + 2}.0"
        assert waits in served.get("/metrics").text
        assert served.engine.queries.waiting == DEPTH + 2
    assert [number_in(answer) for answer in answers] == list(range(DEPTH + 3))
    assert {served.end().outcome for _ in answers} == {Outcome.ANSWERED}
    assert not worker.spoiled


def test_many_clients_at_once_are_each_told_their_own(served: Served) -> None:
    answers = [numbered(served, number) for number in range(600)]
    assert [number_in(answer) for answer in answers] == list(range(600))


def test_who_waits_behind_a_dear_query_is_taken_elsewhere(served: Served) -> None:
    lanes = served.engine.queries.lanes
    served.hold(hard())
    served.wait_for(lambda: lanes.fast, "the dear query has the only place")
    (dear,) = lanes.fast
    answers = [numbered(served, number) for number in range(3)]
    assert [number_in(answer) for answer in answers] == [0, 1, 2]
    assert dear.passage is not None  # it is under way still
    assert dear.spoiled
    assert lanes.lining.choose([dear]) is None
    assert {served.end().outcome for _ in answers} == {Outcome.ANSWERED}


def test_a_worker_that_was_asked_in_vain_is_not_asked_again(served: Served) -> None:
    lanes = served.engine.queries.lanes
    finite = served.asking(hard(0, 6))
    served.wait_for(lambda: lanes.fast, "it has the only place")
    (worker,) = lanes.fast
    assert number_in(numbered(served, 7)) == 7
    assert number_in(finite) == 12**6
    served.wait_for(lambda: worker not in lanes.workers(), "it is let go")
    assert number_in(numbered(served, 8)) == 8


def test_if_the_worker_dies_only_what_it_did_is_lost(served: Served) -> None:
    lanes = served.engine.queries.lanes
    with halted(served):
        first = numbered(served, 0)
        served.wait_for(lambda: lanes.fast, "the first is under way")
        others = [numbered(served, number) for number in range(1, 4)]
        (worker,) = lanes.fast
        served.wait_for(lambda: len(worker.behind) == 3, "the others wait behind it")
        worker.process.signal(signal.SIGKILL)
    assert first.result().status_code == 500
    assert [number_in(other) for other in others] == [1, 2, 3]


def test_one_who_waits_there_may_go_and_takes_nobody_along(served: Served) -> None:
    lanes = served.engine.queries.lanes
    with halted(served):
        first = numbered(served, 0)
        served.wait_for(lambda: lanes.fast, "the first is under way")
        (worker,) = lanes.fast
        goes = served.hold("SELECT (1 AS ?n) {}")
        other = numbered(served, 2)
        served.wait_for(lambda: len(worker.behind) == 2, "two wait behind it")
        goes.close()
        served.wait_for(lambda: not worker.behind, "both are taken back")
    assert (number_in(first), number_in(other)) == (0, 2)
    outcomes = sorted(served.end().outcome for _ in range(3))
    assert outcomes == [Outcome.ANSWERED, Outcome.ANSWERED, Outcome.CANCELLED]


def test_nobody_lines_up_before_queries_were_quick_or_after_one_was_not() -> None:
    lining = Lining()
    worker = Waited()
    assert lining.choose([worker]) is None
    for _ in range(200):
        lining.took(QUICK / 10)
    assert lining.choose([worker]) is worker
    full = [Waited([0] * DEPTH), Waited(spoiled=True), Waited(paused=True)]
    assert lining.choose(full) is None
    assert lining.choose([*full, Waited([0]), worker]) is worker
    lining.took(PATIENCE)
    assert lining.choose([worker]) is None
    for _ in range(200):
        lining.took(QUICK / 10)
    lining.failed()
    assert lining.choose([worker]) is None

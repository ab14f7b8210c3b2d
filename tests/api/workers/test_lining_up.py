"""Queries wait at a busy worker where that is quickest, and lose nothing by it."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.api.workers.harness import PATIENCE, Serve, Served, hard

from reportedly_api.workers import lining
from reportedly_api.workers.lining import DEPTH, MOST, QUICK, SOON, Lining
from reportedly_api.workers.outcomes import Outcome


@pytest.fixture
def served(serve: Serve) -> Served:
    """One place, and reason to think that queries are quick, but not that quick."""
    served = serve(workers=1, slow_workers=1, fast_seconds=0.5, cache_bytes=0)
    for _ in range(400):
        served.engine.queries.lanes.lining.took(0.8 * QUICK)
    return served


@dataclass
class Began:
    """A query under way."""

    started_at: float = 0.0


@dataclass
class Waited:
    """What is asked of a worker before a query lines up at it."""

    behind: list[int] = field(default_factory=list)
    spoiled: bool = False
    paused: bool = False
    passage: Began | None = field(default_factory=Began)


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
    worker = Waited()
    assert Lining().choose([worker]) is None
    quick = paced(QUICK / 10)
    assert quick.choose([worker]) is worker
    full = [Waited([0] * DEPTH), Waited(spoiled=True), Waited(paused=True)]
    assert quick.choose(full) is None
    assert quick.choose([*full, Waited([0]), worker]) is worker
    assert paced(QUICK / 10, PATIENCE).choose([worker]) is None
    quick.failed()
    assert quick.choose([worker]) is None


def paced(seconds: float, *others: float) -> Lining:
    """What is known after many queries of so long, and then these."""
    known = Lining()
    for took in [*[seconds] * 400, *others]:
        known.took(took)
    return known


def test_very_quick_queries_wait_at_one_worker_while_others_rest() -> None:
    resting, busy = Waited(), Waited([1, 2])
    assert paced(SOON / 20).nearest([resting, busy], 0.0) is busy
    assert paced(SOON / 20).nearest([], 0.0) is None
    assert paced(SOON / 20).nearest([Waited([0] * MOST)], 0.0) is None


@given(
    pace=st.floats(0, 2 * SOON),
    before=st.integers(0, 2 * MOST),
    age=st.floats(0, 2 * SOON),
)
def test_they_wait_where_their_turn_comes_soon_and_nowhere_else(
    pace: float, before: int, age: float
) -> None:
    found = paced(pace).nearest([Waited([0] * before)], age)
    assert (found is None) or ((before + 1) * pace <= SOON and age < SOON and before < MOST)
    if (before + 1) * pace < 0.99 * SOON and age < SOON and before < MOST:
        assert found is not None


def test_one_slow_query_among_quick_ones_makes_the_others_more_careful() -> None:
    worker = Waited()
    assert paced(SOON / 20).nearest([worker], 0.0) is worker
    assert paced(SOON / 20, 20 * SOON).nearest([worker], 0.0) is None


def test_nobody_waits_there_who_would_not_be_answered() -> None:
    quick = paced(SOON / 20)
    assert quick.nearest([Waited(spoiled=True)], 0.0) is None
    assert quick.nearest([Waited(paused=True)], 0.0) is None
    assert quick.nearest([Waited(passage=None)], 0.0) is None


def test_clients_of_quick_queries_share_a_worker_and_each_is_told_its_own(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lining, "SOON", PATIENCE)  # however long the requests take to come
    served = serve(workers=2, slow_workers=1, cache_bytes=0)
    lanes = served.engine.queries.lanes
    for _ in range(400):
        lanes.lining.took(0.0001)
    with halted(served):
        answers = [numbered(served, number) for number in range(3)]
        served.wait_for(lambda: len(lanes.passages()) == 3, "all are taken in")
        (worker,) = lanes.fast
        assert len(worker.behind) == 2
        assert lanes.idle
    assert [number_in(answer) for answer in answers] == [0, 1, 2]


def test_it_is_the_worker_that_tells_how_long_it_took(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = serve(workers=1, slow_workers=1)
    told: list[float] = []
    monkeypatch.setattr(Lining, "took", lambda _, seconds: told.append(seconds))
    with halted(served):
        answer = numbered(served, 1)
        served.wait_for(lambda: served.engine.queries.lanes.fast, "it is under way")
        time.sleep(0.2)
    assert number_in(answer) == 1
    (took,) = told
    assert 0 < took < 0.2

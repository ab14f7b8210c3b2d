"""How many workers stay at hand, and with what they are started."""

from __future__ import annotations

import time
from concurrent.futures import Future
from pathlib import Path

import httpx2
import pytest
from tests.api.workers.harness import PATIENCE, Serve, Served, hard

from reportedly_api.machine import allocator
from reportedly_api.workers import staff
from reportedly_api.workers.staff import SPARE

FINITE = 6  # statements to the power of six, three million: it outstays the moment
MOST = 2 + SPARE + 1  # that stay for good: wanted, spare, and from the slow lane


def crowded(serve: Serve) -> tuple[Served, list[Future[httpx2.Response]]]:
    """A server that many ask at once what outstays the moment, and what they will be answered."""
    served = serve(workers=2, slow_workers=1, fast_seconds=0.05, max_seconds=4 * PATIENCE)
    return served, [served.asking(hard(mark, FINITE)) for mark in range(6)]


def test_workers_of_a_crowd_stay_for_a_while_and_then_go(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "CROWD", 1.0)
    served, answers = crowded(serve)
    lanes = served.engine.queries.lanes
    served.wait_for(
        lambda: len(lanes.idle) > MOST or len(lanes.idle_slow) > 1, "more stay than are wanted"
    )
    assert {answer.result().status_code for answer in answers} == {200}
    served.wait_for(
        lambda: len(lanes.idle) <= MOST and len(lanes.idle_slow) <= 1, "the crowd has left"
    )
    assert served.count() == 12
    assert len(lanes.idle) >= 2 + SPARE


def test_of_a_crowd_nobody_stays_who_holds_much(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "LIGHT", 0)
    served, answers = crowded(serve)
    lanes = served.engine.queries.lanes
    while not all(answer.done() for answer in answers):
        time.sleep(0.005)
        assert len(lanes.idle) <= MOST
        assert len(lanes.idle_slow) <= 1
    assert {answer.result().status_code for answer in answers} == {200}


@pytest.mark.parametrize("own", [None, "narenas:2"], ids=["by default", "if somebody set it"])
def test_workers_are_started_with_what_suits_their_allocator(
    own: str | None, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = allocator()
    if library is None or "jemalloc" not in library:
        pytest.skip("no allocator that is told anything (jemalloc)")
    monkeypatch.delenv("MALLOC_CONF", raising=False)
    if own is not None:
        monkeypatch.setenv("MALLOC_CONF", own)
    served = serve(workers=1)
    assert served.count() == 12
    (worker, *_) = served.engine.queries.lanes.workers()
    told = Path(f"/proc/{worker.process.pid}/environ").read_bytes().decode().split("\0")
    assert f"MALLOC_CONF={own or 'thp:always'}" in told
    assert library in Path(f"/proc/{worker.process.pid}/maps").read_text(encoding="utf-8")

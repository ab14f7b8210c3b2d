"""How many workers stay at hand, and with what they are started."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.api.workers.harness import Serve, hard

from reportedly_api.machine import allocator, tuned
from reportedly_api.workers import staff
from reportedly_api.workers.staff import SPARE

FINITE = 6  # statements to the power of six, three million: it outstays the moment


def test_workers_of_a_crowd_stay_for_a_while_and_then_go(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "CROWD", 1.0)
    served = serve(workers=2, slow_workers=1, fast_seconds=0.05, cache_bytes=0)
    lanes = served.engine.queries.lanes
    most = 2 + SPARE + 1
    answers = [served.asking(hard(mark, FINITE)) for mark in range(10)]
    served.wait_for(
        lambda: len(lanes.idle) > most or len(lanes.idle_slow) > 1, "more stay than are wanted"
    )
    assert {answer.result().status_code for answer in answers} == {200}
    served.wait_for(
        lambda: len(lanes.idle) <= most and len(lanes.idle_slow) <= 1, "the crowd has left"
    )
    assert served.count() == 12
    assert len(lanes.idle) >= 2 + SPARE


def test_of_a_crowd_nobody_stays_who_holds_much(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "LIGHT", 0)
    served = serve(workers=2, slow_workers=1, fast_seconds=0.05, cache_bytes=0)
    lanes = served.engine.queries.lanes
    answers = [served.asking(hard(mark, FINITE)) for mark in range(10)]
    while not all(answer.done() for answer in answers):
        time.sleep(0.005)
        assert len(lanes.idle) <= 2 + SPARE + 1
        assert len(lanes.idle_slow) <= 1
    assert {answer.result().status_code for answer in answers} == {200}


@pytest.mark.parametrize("own", [None, "narenas:2"], ids=["by default", "if somebody set it"])
def test_workers_are_started_with_what_suits_their_allocator(
    own: str | None, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = allocator()
    if library is None or not tuned(library):
        pytest.skip("no allocator that is told anything (jemalloc)")
    monkeypatch.delenv("MALLOC_CONF", raising=False)
    if own is not None:
        monkeypatch.setenv("MALLOC_CONF", own)
    served = serve(workers=1)
    assert served.count() == 12
    (worker, *_) = served.engine.queries.lanes.workers()
    told = Path(f"/proc/{worker.process.pid}/environ").read_bytes().decode().split("\0")
    assert f"MALLOC_CONF={own or tuned(library)['MALLOC_CONF']}" in told
    assert library in Path(f"/proc/{worker.process.pid}/maps").read_text(encoding="utf-8")

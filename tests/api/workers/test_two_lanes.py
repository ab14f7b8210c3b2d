"""Cheap queries do not wait behind dear ones, and dear ones lose nothing but time."""

from __future__ import annotations

import signal

from tests.api.workers.harness import PATIENCE, Serve, Served, hard, state_of

from reportedly_api.workers.outcomes import Outcome
from reportedly_api.workers.staff import SPARE

MOMENT = 0.1
FINITE = 6  # statements to the power of six, three million: it outstays the moment


def crowded(serve: Serve, dear: int) -> Served:
    """A server on which so many dear queries are under way, with one place in the slow lane."""
    served = serve(
        workers=2, slow_workers=1, max_slow_queued=dear, fast_seconds=MOMENT, cache_bytes=0
    )
    for mark in range(dear):
        served.hold(hard(mark))
    lanes = served.engine.queries.lanes
    served.wait_for(lambda: len(lanes.slow_queue) == dear - 1, "all but one dear query wait")
    served.wait_for(lambda: len(lanes.idle) == 2 + SPARE, "the fast lane is staffed again")
    return served


def test_cheap_queries_pass_while_dear_ones_are_under_way(serve: Serve) -> None:
    served = crowded(serve, 6)
    lanes = served.engine.queries.lanes
    answers = [served.asking(f"ASK {{ ?s ?p ?o . FILTER(?s != <urn:{n}>) }}") for n in range(100)]
    assert all(answer.result().json()["boolean"] for answer in answers)
    ends = [served.end() for _ in answers]
    assert {end.outcome for end in ends} == {Outcome.ANSWERED}
    assert len(lanes.slow_queue) + len(lanes.slow) == 6  # not one dear query has ended
    assert not lanes.queue


def test_a_query_that_takes_its_time_lets_by_who_waits(serve: Serve) -> None:
    served = serve(workers=1, slow_workers=1, fast_seconds=8)
    lanes = served.engine.queries.lanes
    served.hold(hard(0))
    served.wait_for(lambda: lanes.fast, "the dear query has the only place")
    assert served.count() == 12
    assert len(lanes.overtime) == len(lanes.fast) == 1  # in the fast lane still, but not in the way
    (dear,) = lanes.fast
    assert dear.niced
    served.hold(hard(1))
    served.wait_for(lambda: len(lanes.fast) == 2, "another takes the place")
    served.wait_for(lambda: lanes.slow, "and waits till the first has had its moment")
    assert dear in lanes.slow
    assert dear not in lanes.overtime


def test_of_the_dear_ones_as_many_run_as_there_are_places_and_the_others_are_halted(
    serve: Serve,
) -> None:
    served = crowded(serve, 3)
    lanes = served.engine.queries.lanes
    dear = [passage.worker for passage in lanes.passages() if passage.worker is not None]
    assert len(dear) == 3

    def states() -> list[str]:
        return sorted(state_of(worker.process.pid).replace("S", "R") for worker in dear)

    served.wait_for(lambda: states() == ["R", "T", "T"], "one runs, two are halted")
    (running,) = lanes.slow
    running.process.signal(signal.SIGKILL)
    dear.remove(running)
    served.wait_for(lambda: states() == ["R", "T"], "another one runs in its place")


def test_who_had_little_of_a_processor_goes_before_who_had_much(serve: Serve) -> None:
    served = serve(workers=2, slow_workers=1, fast_seconds=MOMENT, max_seconds=4 * PATIENCE)
    lanes = served.engine.queries.lanes
    served.hold(hard(0))
    served.wait_for(lambda: any(p.level >= 1 for p in lanes.passages()), "it had its share")
    first = next(passage for passage in lanes.passages() if passage.level >= 1)
    other = served.asking(hard(1))
    served.wait_for(lambda: first in lanes.slow_queue, "it is halted for the other's sake")
    served.wait_for(lambda: len({p.level for p in lanes.passages()}) == 1, "both had as much")
    served.wait_for(lambda: first not in lanes.slow_queue, "and takes its turn again")
    assert first.worker is not None
    assert first.worker.niced > 5
    other.cancel()


def test_who_waited_long_takes_a_turn_however_many_come_anew(serve: Serve) -> None:
    served = serve(workers=2, slow_workers=1, fast_seconds=MOMENT, max_seconds=10)
    lanes = served.engine.queries.lanes
    served.hold(hard(0))
    served.wait_for(lambda: any(p.level >= 1 for p in lanes.passages()), "it had its share")
    first = next(passage for passage in lanes.passages() if passage.level >= 1)
    for mark in range(1, 20):  # each has more than that to do before it has had as much
        served.hold(hard(mark))
    served.wait_for(lambda: first in lanes.slow_queue, "it is halted for the others' sake")
    served.wait_for(lambda: first.level < 0, "it goes before all others")
    served.wait_for(lambda: first not in lanes.slow_queue, "and runs")


def test_a_dear_query_is_answered_however_often_it_had_to_wait(serve: Serve) -> None:
    served = serve(workers=2, slow_workers=1, fast_seconds=MOMENT, max_seconds=4 * PATIENCE)
    answers = [served.asking(hard(mark, FINITE)) for mark in range(4)]
    for answer in answers:
        told = answer.result().json()
        assert told["results"]["bindings"][0]["n"]["value"] == str(12**FINITE)
    ends = [served.end() for _ in answers]
    assert {end.outcome for end in ends} == {Outcome.ANSWERED}
    assert any(end.slow for end in ends)


def test_a_query_that_was_dear_goes_to_the_slow_lane_at_once(serve: Serve) -> None:
    served = crowded(serve, 2)
    lanes = served.engine.queries.lanes
    served.hold(hard(0))
    served.wait_for(lambda: len(lanes.slow_queue) == 2, "it waits in the slow lane")
    assert lanes.slow_queue[-1].worker is None  # and has never held a worker
    assert len(lanes.idle) == 2 + SPARE
    served.engine.queries.lanes.dear.forget()


def test_queries_like_those_that_were_dear_go_to_the_slow_lane_at_once_until_one_is_cheap(
    serve: Serve,
) -> None:
    served = serve(workers=2, slow_workers=1, fast_seconds=MOMENT, max_seconds=4 * PATIENCE)
    lanes = served.engine.queries.lanes

    def about(iri: str, mark: int) -> str:
        return hard(mark).replace("?s1 ?p1 ?o1", f"<{iri}> ?p1 ?o1")

    known = served.ask("SELECT ?s { ?s ?p ?o } LIMIT 1").json()["results"]["bindings"][0]
    for mark in range(2):
        served.hold(about(known["s"]["value"], mark))
    served.wait_for(lambda: [p.blamed for p in lanes.passages()] == [True] * 2, "both had much")
    assert served.ask(about("urn:none", 3)).json()["results"]["bindings"][0]["n"]["value"] == "0"
    assert [served.end().slow for _ in range(2)] == [False, True]  # the first asks what is known
    assert served.ask(about("urn:none", 4)).status_code == 200
    assert not served.end().slow  # as one of them was cheap


def test_beyond_the_slow_lanes_queue_a_dear_query_is_turned_away(serve: Serve) -> None:
    served = serve(workers=2, slow_workers=1, max_slow_queued=0, fast_seconds=MOMENT)
    lanes = served.engine.queries.lanes
    served.hold(hard(1))
    served.wait_for(lambda: lanes.slow, "the first has the slow lane")
    answer = served.ask(hard(2))
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert f"{MOMENT:g} s" in answer.json()["detail"]
    again = served.ask(hard(2))  # known by now, and turned away without a worker
    assert again.status_code == 503
    assert [served.end().killed for _ in range(2)] == [True, False]
    assert served.count() == 12


def test_a_client_that_does_not_read_takes_no_place(serve: Serve) -> None:
    served = serve(workers=2, slow_workers=1, fast_seconds=MOMENT, max_seconds=PATIENCE)
    lanes = served.engine.queries.lanes
    rows = hard(1).replace("(COUNT(*) AS ?n)", "*")
    connection = served.hold(rows)
    served.wait_for(
        lambda: any(worker.paused for worker in lanes.slow), "the worker waits for its client"
    )
    assert lanes.has_slow_place
    assert served.ask(hard(2, FINITE)).status_code == 200
    connection.close()
    served.wait_for(lambda: not lanes.slow, "the client is gone, and its worker")


def test_an_answer_that_is_under_way_when_its_query_is_halted_ends_it(serve: Serve) -> None:
    # Every query outstays a moment as short as this one, and many are halted in their last breath.
    served = serve(workers=2, slow_workers=1, fast_seconds=1e-6, max_slow_queued=64)
    lanes = served.engine.queries.lanes
    rows = "SELECT ?a ?b WHERE { ?a ?p ?o . ?b ?q ?r . ?c ?s ?t } LIMIT 1200 # "
    answers = [served.asking(f"{rows}{n}") for n in range(60)]
    assert {len(answer.result().json()["results"]["bindings"]) for answer in answers} == {1200}
    assert {served.end().outcome for _ in answers} == {Outcome.ANSWERED}
    assert not lanes.slow_queue
    assert not lanes.slow
    assert all(state_of(worker.process.pid) != "T" for worker in lanes.workers())
    assert served.finished.empty()

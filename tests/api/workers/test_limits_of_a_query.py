"""Time, size, memory, queue: what happens to a query beyond its limit, and to nothing else."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
from tests.api.workers.harness import EASY, PATIENCE, Serve, Served, endless, hard

from reportedly_api.workers.outcomes import Outcome


def problem(answer: httpx2.Response, status: int, kind: str) -> dict[str, object]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    told: dict[str, object] = answer.json()
    assert str(told["type"]).endswith(f"/{kind}")
    return told


def test_a_query_that_takes_too_long_is_stopped_and_told_so(serve: Serve) -> None:
    served = serve(max_seconds=0.3, workers=2)
    told = problem(served.ask(hard()), 504, "timed-out")
    assert "0.3 s" in str(told["detail"])
    finished = served.end()
    assert (finished.outcome, finished.killed, finished.build) == (
        Outcome.TIMED_OUT,
        True,
        served.engine.build.id,
    )
    assert 0.3 <= finished.seconds < PATIENCE / 2
    assert served.count() == 12


@pytest.mark.parametrize(
    "query",
    [
        hard(),
        endless() + " ORDER BY ?s1",
        hard().replace("COUNT(*)", "GROUP_CONCAT(?s1)"),
        hard().replace("WHERE {", "WHERE { ?a (<urn:x>|!<urn:y>)* ?b . ?c (!<urn:z>)* ?d ."),
        f"ASK {{ {{ {hard()} }} FILTER(?n = 1) }}",
    ],
    ids=["count", "sort", "concatenate", "path", "ask"],
)
def test_whatever_the_engine_does_it_is_stopped(served: Served, query: str) -> None:
    answer = served.ask(query)
    assert answer.status_code in (500, 504), answer.text  # what fills the memory first, dies first
    assert served.count() == 12


@pytest.fixture
def served(serve: Serve) -> Served:
    return serve(max_seconds=0.5, max_memory_bytes=400 * 2**20)


def test_a_stream_that_takes_too_long_is_broken_off(serve: Serve) -> None:
    served = serve(max_seconds=0.5)
    with httpx2.stream(
        "GET", f"{served.address}/sparql", params={"query": endless()}, timeout=PATIENCE
    ) as answer:
        assert answer.status_code == 200
        with pytest.raises(httpx2.RemoteProtocolError):
            answer.read()
    assert served.end().outcome is Outcome.TIMED_OUT
    assert served.count() == 12


def test_an_answer_that_grows_too_long_is_broken_off_or_refused(serve: Serve) -> None:
    served = serve(max_result_bytes=100_000)
    with pytest.raises(httpx2.RemoteProtocolError):
        served.ask(endless(), format="csv")
    assert served.end().outcome is Outcome.REFUSED
    small = serve(max_result_bytes=1000)
    problem(small.ask(endless() + " LIMIT 500", format="csv"), 422, "result-too-large")
    assert small.count() == 12


def test_a_client_of_http_1_0_never_gets_a_part_that_looks_whole(serve: Serve) -> None:
    served = serve(max_seconds=0.5)
    host, _, port = served.address.removeprefix("http://").partition(":")

    def ask(query: str) -> tuple[bytes, bytes]:
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
            target = httpx2.URL(f"{served.address}/sparql", params={"query": query}).raw_path
            connection.sendall(b"GET " + target + b" HTTP/1.0\r\n\r\n")
            head, _, body = b"".join(iter(lambda: connection.recv(65536), b"")).partition(
                b"\r\n\r\n"
            )
            return head.lower(), body

    head, _ = ask(endless())
    assert b" 504 " in head.split(b"\r\n")[0]
    head, body = ask("SELECT ?a ?b WHERE { ?a ?p ?o . ?b ?q ?r . ?c ?s ?t } LIMIT 1000")
    assert f"content-length: {len(body)}".encode() in head
    assert len(body) > 65536


def test_a_query_that_wants_too_much_memory_dies_alone(serve: Serve) -> None:
    served = serve(max_memory_bytes=300 * 2**20)
    hog = served.asking(endless() + " ORDER BY ?s1 ?s2")
    while not hog.done():
        assert served.count() == 12
    told = problem(hog.result(), 500, "worker-died")
    assert "300 MiB" in str(told["detail"])


def test_a_worker_that_is_killed_costs_its_own_query_only(serve: Serve) -> None:
    served = serve(workers=2, fast_seconds=PATIENCE)
    lanes = served.engine.queries.lanes
    lost = served.asking(hard(1))
    served.wait_for(lambda: lanes.fast, "the query began")
    (victim,) = list(lanes.fast)
    kept = served.asking(hard(2))
    served.wait_for(lambda: len(lanes.fast) == 2, "the other began")
    os.kill(victim.process.pid, signal.SIGKILL)
    problem(lost.result(), 500, "worker-died")
    finished = served.end()
    assert (finished.outcome, finished.build) == (Outcome.DIED, served.engine.build.id)
    assert not kept.done()
    assert served.count() == 12


def test_workers_killed_at_random_under_load_give_no_wrong_answer(
    serve: Serve, record_property: Callable[[str, object], None]
) -> None:
    served = serve(workers=2, cache_bytes=0)
    lanes = served.engine.queries.lanes
    rows = "SELECT ?a ?b WHERE { ?a ?p ?o . ?b ?q ?r . ?c ?t ?u . ?d ?v ?w } LIMIT 3000"
    expected = served.ask(rows, format="csv").text
    assert expected.count("\r\n") == 3001
    assert served.end().outcome is Outcome.ANSWERED
    killed = 0
    with ThreadPoolExecutor(8) as clients:
        answers = [clients.submit(served.ask, rows, format="csv") for _ in range(120)]
        for _ in range(20):
            next_end = served.end()  # paced by the answers themselves
            assert next_end.outcome in (Outcome.ANSWERED, Outcome.DIED)
            for worker in list(lanes.fast)[:1]:
                worker.process.signal(signal.SIGKILL)
                killed += 1
    right = wrong = told_so = broken = 0
    for answer in answers:
        try:
            told = answer.result()
        except httpx2.TransportError:
            broken += 1
            continue
        if told.status_code == 200:
            right += told.text == expected
            wrong += told.text != expected
        else:
            problem(told, 500, "worker-died")
            told_so += 1
    record_property("workers killed", killed)
    record_property("answers right", right)
    record_property("answers wrong", wrong)
    record_property("errors told", told_so)
    record_property("broken off", broken)
    assert wrong == 0
    assert right >= 60
    assert served.count() == 12


def test_the_fork_server_that_is_killed_comes_back(serve: Serve) -> None:
    served = serve()
    nursery = served.engine._nursery
    before = nursery.pid
    assert before is not None
    os.kill(before, signal.SIGKILL)
    served.wait_for(lambda: nursery.pid not in (None, before), "another fork server")
    assert served.count() == 12


def test_a_client_that_goes_away_frees_its_worker_at_once(serve: Serve) -> None:
    served = serve(workers=2)
    for query in (hard(), endless()):
        served.hold(query).close()
        finished = served.end()
        assert (finished.outcome, finished.killed) == (Outcome.CANCELLED, True)
        assert finished.seconds < PATIENCE / 2
    assert served.count() == 12


def test_a_client_that_goes_away_leaves_the_queue(serve: Serve) -> None:
    served = serve(workers=1, fast_seconds=PATIENCE)
    first = served.hold(hard())
    served.wait_for(lambda: served.engine.queries.lanes.fast, "the first began")
    served.hold(EASY).close()
    finished = served.end()
    assert (finished.outcome, finished.killed) == (Outcome.CANCELLED, False)
    assert served.engine.queries.waiting == 0
    first.close()


def test_where_long_queries_hold_too_much_together_the_heaviest_is_lost(serve: Serve) -> None:
    served = serve(workers=2, slow_workers=1, fast_seconds=0.1, max_slow_memory_bytes=400 * 2**20)
    lanes = served.engine.queries.lanes
    lean = served.hold(hard(0))
    served.wait_for(lambda: lanes.slow, "a lean one runs")
    told = problem(served.ask(endless(1) + " ORDER BY ?s1"), 503, "busy")
    assert "400 MiB" in str(told["detail"])
    ended = served.end()
    assert (ended.outcome, ended.killed) == (Outcome.TURNED_AWAY, True)
    assert len(lanes.passages()) == 1  # the lean one goes on
    assert served.count() == 12
    lean.close()


def test_beyond_the_queue_a_query_is_turned_away_with_when_to_come_back(serve: Serve) -> None:
    served = serve(workers=1, max_queued=1, fast_seconds=PATIENCE)
    pool = served.engine.queries
    first = served.asking(hard())
    served.wait_for(lambda: pool.lanes.fast, "the first began")
    second = served.asking(EASY)
    served.wait_for(lambda: pool.waiting == 1, "the second waits")
    answer = served.ask("ASK {}")
    problem(answer, 503, "busy")
    assert int(answer.headers["retry-after"]) > 0
    assert served.end().outcome is Outcome.TURNED_AWAY
    (worker,) = list(pool.lanes.fast)
    worker.process.signal(signal.SIGKILL)
    assert second.result().status_code == 200
    assert first.result().status_code == 500


def test_a_query_whose_turn_comes_late_or_never_is_given_no_more_time(serve: Serve) -> None:
    served = serve(workers=1, fast_seconds=PATIENCE, max_seconds=0.5)
    answers = [asked.result() for asked in [served.asking(hard(n)) for n in range(4)]]
    assert 504 in {answer.status_code for answer in answers}
    assert {answer.status_code for answer in answers} <= {503, 504}
    ends = [served.end() for _ in answers]
    assert {end.outcome for end in ends} <= {Outcome.TIMED_OUT, Outcome.TURNED_AWAY}
    assert all(0.5 <= end.seconds < PATIENCE / 2 for end in ends)

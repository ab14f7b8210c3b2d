"""Who asks what is being answered already waits for that answer, and is nobody's prisoner."""

from __future__ import annotations

import signal

from tests.api.workers.harness import PATIENCE, Serve, Served, endless, hard

from reportedly_api.workers.outcomes import Outcome
from reportedly_api.workers.passage import Passage

FINITE = 6  # statements to the power of six, three million: long enough for others to come
MANY = 20


def waiting(served: Served, many: int) -> Passage:
    """The query that so many others wait for; there is no other."""
    lanes = served.engine.queries.lanes

    def led() -> list[Passage]:
        return [passage for passage in lanes.passages() if len(passage.others) == many]

    served.wait_for(led, f"{many} wait for one")
    (leader,) = led()
    assert len(lanes.passages()) == 1
    return leader


def test_many_who_ask_the_same_are_answered_by_one_worker(serve: Serve) -> None:
    served = serve(workers=2)
    answers = [served.asking(hard(0, FINITE)) for _ in range(MANY)]
    waiting(served, MANY - 1)
    told = {answer.result().json()["results"]["bindings"][0]["n"]["value"] for answer in answers}
    assert told == {str(12**FINITE)}
    ends = [served.end() for _ in answers]
    outcomes = sorted(end.outcome for end in ends)
    assert outcomes == [Outcome.ANSWERED] + [Outcome.SHARED] * (MANY - 1)
    assert {end.build for end in ends} == {served.engine.build.id}


def test_without_a_cache_everybody_has_an_answer_of_their_own(serve: Serve) -> None:
    served = serve(workers=2, cache_bytes=0)
    answers = [served.asking(hard(0, FINITE)) for _ in range(3)]
    assert all(answer.result().status_code == 200 for answer in answers)
    assert {served.end().outcome for _ in answers} == {Outcome.ANSWERED}


def test_what_may_be_another_the_next_time_is_not_shared(serve: Serve) -> None:
    served = serve(workers=3)
    random = "SELECT (RAND() AS ?r) WHERE { { " + hard(0, FINITE) + " } }"
    answers = [served.asking(random) for _ in range(3)]
    told = {answer.result().json()["results"]["bindings"][0]["r"]["value"] for answer in answers}
    assert len(told) == 3


def test_the_next_one_leads_on_when_the_first_goes(serve: Serve) -> None:
    served = serve(workers=2)
    first = served.hold(hard(0, FINITE))
    lanes = served.engine.queries.lanes
    served.wait_for(lanes.passages, "the first is under way")
    answer = served.asking(hard(0, FINITE))
    others = [served.asking(hard(0, FINITE)) for _ in range(2)]
    leader = waiting(served, 3)
    worker, since = leader.worker, leader.counts_from
    first.close()
    heir = waiting(served, 2)
    assert (heir.worker, heir.counts_from) == (worker, since)  # nothing was lost, no time is won
    assert served.end().outcome is Outcome.CANCELLED
    for shared in (answer, *others):
        told = shared.result().json()["results"]["bindings"][0]["n"]["value"]
        assert told == str(12**FINITE)
    assert sorted(served.end().outcome for _ in range(3)) == [
        Outcome.ANSWERED,
        Outcome.SHARED,
        Outcome.SHARED,
    ]
    assert served.finished.empty()


def test_one_who_waits_may_go_and_takes_nobody_along(serve: Serve) -> None:
    served = serve(workers=2, fast_seconds=PATIENCE)
    answer = served.asking(hard(0, FINITE))
    served.wait_for(served.engine.queries.lanes.passages, "it is under way")
    waits = served.hold(hard(0, FINITE))
    waiting(served, 1)
    waits.close()
    waiting(served, 0)
    assert answer.result().status_code == 200
    assert sorted(served.end().outcome for _ in range(2)) == [Outcome.ANSWERED, Outcome.CANCELLED]


def test_the_time_is_that_of_the_query_whoever_asks_for_it(serve: Serve) -> None:
    served = serve(workers=2, max_seconds=1)
    answers = [served.asking(hard()) for _ in range(3)]
    leader = waiting(served, 2)
    late = served.asking(hard())
    waiting(served, 3)
    assert [answer.result().status_code for answer in (*answers, late)] == [504] * 4
    ends = [served.end() for _ in range(4)]
    assert {end.outcome for end in ends} == {Outcome.TIMED_OUT}
    assert sum(end.killed for end in ends) == 1
    assert leader.worker is None


def test_a_worker_that_is_killed_costs_only_its_own_query(serve: Serve) -> None:
    served = serve(workers=2)
    answers = [served.asking(hard(0, FINITE)) for _ in range(4)]
    leader = waiting(served, 3)
    assert leader.worker is not None
    leader.worker.process.signal(signal.SIGKILL)
    statuses = sorted(answer.result().status_code for answer in answers)
    assert statuses == [200, 200, 200, 500]
    outcomes = [served.end().outcome for _ in answers]
    assert outcomes.count(Outcome.DIED) == 1
    assert outcomes.count(Outcome.DIED) + outcomes.count(Outcome.TIMED_OUT) == 1


def test_a_long_answer_is_sent_to_everyone_at_their_own_pace(serve: Serve) -> None:
    served = serve(workers=2, max_seconds=PATIENCE)
    rows = "SELECT ?a ?b ?c WHERE { ?a ?p ?o . ?b ?q ?r . ?c ?s ?t . ?d ?u ?v } LIMIT 20000"
    slow = served.hold(endless())
    second = served.hold(endless())
    lanes = served.engine.queries.lanes
    served.wait_for(
        lambda: len([w for w in (*lanes.fast, *lanes.slow) if w.paused]) == 2,
        "both have workers of their own, which wait for their clients",
    )
    assert all(not passage.others for passage in lanes.passages())
    assert len(served.ask(rows).json()["results"]["bindings"]) == 20000
    slow.close()
    second.close()

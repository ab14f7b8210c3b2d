"""A store that lies on another server is served under the limits of one that lies here."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import httpx2
import pytest
from tests.api.conftest import graphs
from tests.api.workers.harness import (
    EASY,
    PATIENCE,
    Serve,
    address_of,
    answer_once,
    endless,
    hard,
    nobody_came,
)
from tests.support.real_servers import oxigraph

from reportedly.store.backends import open_writer
from reportedly_api.workers.outcomes import Outcome

CALLS = [
    "SELECT * { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <ADDRESS> { ?s ?p ?o } }",
    r"ASK { \u0053ERVICE <ADDRESS> { ?s ?p ?o } }",
    "SELECT * { VALUES ?e { <ADDRESS> } SERVICE ?e { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <ADDRESS> { ?s ?p ?o } }",
]


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small store in an Oxigraph server of its own: what is asked there goes on for ever."""
    with oxigraph(tmp_path_factory.mktemp("oxigraph"), "--timeout-s", str(int(PATIENCE))) as url:
        with open_writer(f"{url}/query") as writer:
            for graph, quads in graphs().items():
                writer.replace(graph, quads)
            writer.publish()
        yield f"{url}/query"


def test_a_query_that_takes_too_long_there_is_given_up(serve: Serve, there: str) -> None:
    served = serve(store=there, max_seconds=1)
    assert served.count() == 12
    assert served.end().outcome is Outcome.ANSWERED
    answer = served.ask(hard())
    assert answer.status_code == 504, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert "1 s" in answer.json()["detail"]
    finished = served.end()
    assert (finished.outcome, finished.killed) == (Outcome.TIMED_OUT, True)
    assert 1 <= finished.seconds < PATIENCE / 2
    assert served.count() == 12


@pytest.mark.parametrize("name", ["csv", "tsv", "json", "xml"])
def test_an_answer_from_there_that_grows_too_long_never_looks_whole(
    serve: Serve, there: str, name: str
) -> None:
    served = serve(store=there, max_result_bytes=100_000)
    short = served.ask(endless() + " LIMIT 20", format=name)
    assert short.status_code == 200, short.text
    assert 0 < len(short.content) <= 100_000
    assert served.end().outcome is Outcome.ANSWERED
    form = {"query": endless() + " LIMIT 2000", "format": name}
    with httpx2.stream("POST", f"{served.address}/sparql", data=form, timeout=PATIENCE) as answer:
        assert answer.status_code == 200
        with pytest.raises(httpx2.RemoteProtocolError):
            answer.read()
    finished = served.end()
    assert finished.outcome is Outcome.REFUSED
    assert finished.sent <= 100_000


def test_one_that_is_too_long_before_it_begins_is_refused(serve: Serve, there: str) -> None:
    served = serve(store=there, max_result_bytes=1000)
    answer = served.ask(endless() + " LIMIT 50", format="csv")
    assert answer.status_code == 422, answer.text
    assert answer.json()["type"].endswith("/result-too-large")
    assert served.count() == 12


def test_a_call_is_refused_before_it_is_sent_there(
    serve: Serve, there: str, silent: socket.socket
) -> None:
    served = serve(store=there)
    for call in CALLS:
        answer = served.ask(call.replace("ADDRESS", address_of(silent)))
        assert answer.status_code == 403, (call, answer.text)
        assert answer.json()["rule"] == "sparql-no-service", call
    assert served.count(f"{EASY} # asked last: what was sent before it has arrived") == 12
    assert nobody_came(silent)
    # That the silence means something: the server itself calls whoever it is told to.
    asked: list[bytes] = []
    answering = threading.Thread(target=answer_once, args=(silent, asked))
    answering.start()
    form = {"query": CALLS[0].replace("ADDRESS", address_of(silent))}
    httpx2.post(there, data=form, timeout=PATIENCE)
    answering.join(timeout=PATIENCE)
    assert asked[0].startswith((b"POST /sparql", b"GET /sparql"))

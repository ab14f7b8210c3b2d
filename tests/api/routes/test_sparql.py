"""The SPARQL 1.1 Protocol, section 2.1, case by case."""

from __future__ import annotations

import socket
import threading

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from pyoxigraph import Store

from reportedly_api.app import create_app
from reportedly_api.settings import Settings

BASE = "https://w3id.org/reportedly/id/"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def count(answer: Response) -> int:
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def problem(answer: Response, status: int) -> dict[str, object]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Accept" in answer.headers["vary"]
    told: dict[str, object] = answer.json()
    assert told["status"] == status
    assert told["instance"] == "/sparql"
    assert str(told["type"]).startswith("https://w3id.org/reportedly/problem/")
    return told


def test_a_query_is_taken_by_get_by_form_and_as_the_body(client: TestClient) -> None:
    by_get = client.get("/sparql", params={"query": COUNT})
    by_form = client.post("/sparql", data={"query": COUNT})
    direct = client.post("/sparql", content=COUNT, headers={"Content-Type": QUERY})
    charset = client.post(
        "/sparql", content=COUNT, headers={"Content-Type": f'{QUERY}; charset="UTF-8"'}
    )
    assert count(by_get) == count(by_form) == count(direct) == count(charset) == 12


def test_text_beyond_ascii_is_taken_in_all_three_ways(client: TestClient) -> None:
    query = 'ASK { FILTER("Пхеньян — 평양 + &" = "Пхеньян — 평양 + &") }'
    told = [
        client.get("/sparql", params={"query": query}),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", content=query.encode(), headers={"Content-Type": QUERY}),
    ]
    assert [answer.json()["boolean"] for answer in told] == [True] * 3


@pytest.mark.parametrize(
    ("graphs", "expected"),
    [
        ([], 12),
        (["graph/a1/00ff"], 4),
        (["graph/a1/00ff", "graph/a2/11ee"], 8),
        (["graph/none"], 0),
    ],
)
def test_the_request_can_name_the_default_graph(
    client: TestClient, graphs: list[str], expected: int
) -> None:
    named = [BASE + graph for graph in graphs]
    parameters = {"query": COUNT, "default-graph-uri": named}
    assert count(client.get("/sparql", params=parameters)) == expected
    assert count(client.post("/sparql", data=parameters)) == expected
    direct = client.post(
        "/sparql",
        params={"default-graph-uri": named},
        content=COUNT,
        headers={"Content-Type": QUERY},
    )
    assert count(direct) == expected


def test_the_request_can_name_the_named_graphs_and_wins_over_the_query(client: TestClient) -> None:
    named = {"query": COUNT_NAMED, "named-graph-uri": BASE + "graph/a2/11ee"}
    assert count(client.get("/sparql", params=named)) == 4
    overruled = COUNT.replace("WHERE", f"FROM <{BASE}graph/none> WHERE")
    assert count(client.get("/sparql", params={"query": overruled})) == 0
    wins = {"query": overruled, "default-graph-uri": BASE + "graph/a1/00ff"}
    assert count(client.get("/sparql", params=wins)) == 4


def test_relative_iris_are_those_of_instances(client: TestClient) -> None:
    said = COUNT.replace("?s ?p ?o", "?s ?p <claim/c1>")
    assert count(client.get("/sparql", params={"query": said})) == 2
    elsewhere = f"BASE <https://example.org/> {said}"
    assert count(client.get("/sparql", params={"query": elsewhere})) == 0
    named = {"query": said, "default-graph-uri": BASE + "graph/a1/00ff"}
    assert count(client.get("/sparql", params=named)) == 1


def test_a_query_must_be_sent_once(client: TestClient) -> None:
    answer = client.get("/sparql", params={"default-graph-uri": BASE})
    assert problem(answer, 400)["detail"] == "No query was sent."
    twice = client.get("/sparql", params={"query": [COUNT, COUNT]})
    assert problem(twice, 400)["detail"] == "2 queries were sent, and one is wanted."
    problem(client.post("/sparql", data={"format": "json"}), 400)
    problem(client.post("/sparql", params={"query": COUNT}, data={"query": COUNT}), 400)
    both = client.post(
        "/sparql", params={"query": COUNT}, content=COUNT, headers={"Content-Type": QUERY}
    )
    problem(both, 400)


def test_a_body_of_another_type_or_charset_is_refused(client: TestClient) -> None:
    for headers in (
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/json"},
        {"Content-Type": f"{QUERY}; charset=utf-16"},
    ):
        problem(client.post("/sparql", content=COUNT.encode(), headers=headers), 415)


def test_bytes_that_are_no_utf_8_are_refused(client: TestClient) -> None:
    problem(client.post("/sparql", content=b"ASK { '\xff' }", headers={"Content-Type": QUERY}), 400)
    problem(client.post("/sparql", content=b"query=%FF", headers={"Content-Type": FORM}), 400)
    problem(client.get("/sparql?query=%FF"), 400)


def test_a_graph_name_that_is_no_iri_is_refused(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": COUNT, "default-graph-uri": "no iri"})
    assert "default-graph-uri" in str(problem(answer, 400)["detail"])


def test_a_body_beyond_the_limit_is_refused(settings: Settings) -> None:
    small = settings.model_copy(update={"max_request_bytes": 100})
    with TestClient(create_app(small)) as client:
        fits = client.post("/sparql", content=COUNT, headers={"Content-Type": QUERY})
        longer = client.post("/sparql", content=COUNT + " " * 100, headers={"Content-Type": QUERY})
    assert count(fits) == 12
    assert "100 bytes" in str(problem(longer, 413)["detail"])


def test_a_malformed_query_is_told_with_its_place(client: TestClient) -> None:
    told = problem(
        client.get("/sparql", params={"query": "SELECT *\nWHERE { ?s ?p ?o } LIMIT x"}), 400
    )
    assert (told["line"], told["column"]) == (2, 26)
    assert str(told["type"]).endswith("/malformed-query")


def test_a_person_is_shown_the_fault_in_the_query(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK { <b> }"}, headers=BROWSER)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<mark>" in answer.text
    assert "ASK { &lt;b&gt;" in answer.text


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"data": {"update": "CLEAR ALL"}}, 405),
        ({"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, 405),
        ({"data": {"query": "CLEAR ALL"}}, 400),
        ({"content": "CLEAR ALL", "headers": {"Content-Type": QUERY}}, 400),
        ({"data": {"query": "LOAD <http://127.0.0.1:1/>"}}, 400),
    ],
)
def test_an_update_is_refused_and_changes_nothing(
    client: TestClient, request_: dict[str, object], status: int
) -> None:
    answer = client.post("/sparql", **request_)  # type: ignore[arg-type]
    told = problem(answer, status)
    assert told["title"] == "This endpoint is read-only"
    assert "pdate" in str(told["detail"])
    assert "reportedly load" in str(told["mend"])
    if status == 405:
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
        assert answer.headers["accept-post"] == f"{QUERY}, {FORM}"
    assert count(client.get("/sparql", params={"query": COUNT})) == 12


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_another_method_is_refused_with_those_that_are_taken(
    client: TestClient, method: str
) -> None:
    answer = client.request(method, "/sparql")
    problem(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert "reportedly load" in str(answer.json()["mend"])


def test_what_cannot_be_accepted_is_refused_with_what_can(client: TestClient) -> None:
    told = problem(
        client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "text/csv"}), 406
    )
    assert [str(offer).partition(" ")[0] for offer in told["available"]] == ["json", "xml", "html"]  # type: ignore[attr-defined]
    problem(client.get("/sparql", params={"query": COUNT, "format": "turtle"}), 406)


def test_several_accept_fields_count_as_one(client: TestClient) -> None:
    fields = [("Accept", "text/csv;q=0.5"), ("Accept", "text/tab-separated-values")]
    answer = client.get("/sparql", params={"query": COUNT}, headers=fields)
    assert answer.headers["content-type"].startswith("text/tab-separated-values")


def test_head_is_get_without_the_body(client: TestClient) -> None:
    anew = {"X-Request-ID": ""}  # none that is sane, so each gets one of its own
    got = client.get("/sparql", params={"query": COUNT}, headers=anew)
    head = client.head("/sparql", params={"query": COUNT}, headers=anew)
    assert head.content == b""
    assert got.headers.pop("x-request-id") != head.headers.pop("x-request-id")
    assert (head.status_code, head.headers) == (200, got.headers)


def test_a_long_answer_is_streamed(client: TestClient) -> None:
    values = " ".join(map(str, range(200)))
    query = f"SELECT ?a ?b {{ VALUES ?a {{ {values} }} VALUES ?b {{ {values} }} }}"
    answer = client.get("/sparql", params={"query": query, "format": "csv"})
    assert "content-length" not in answer.headers
    assert answer.text.count("\r\n") == 200 * 200 + 1


def test_the_engine_sends_nothing_to_anybody(client: TestClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        service = f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"
        glued = f"PREFIX x: <{address}> SELECT * {{ SERVICESILENTx:a{{?s ?p ?o}} }}"
        escaped = service.replace("SERVICE", r"\u0053ERVICE")
        columns = {
            service: 12,
            glued: glued.index("SERVICE") + 1,
            escaped: 12,
            f"LOAD <{address}>": 1,
        }
        for query, column in columns.items():
            for answer in (
                client.get("/sparql", params={"query": query}),
                client.post("/sparql", data={"query": query}),
                client.post("/sparql", content=query, headers={"Content-Type": QUERY}),
            ):
                told = problem(answer, 400 if query.startswith("LOAD") else 403)
                assert (told["line"], told["column"]) == (1, column)
        listening.settimeout(0.3)
        with pytest.raises(TimeoutError):
            listening.accept()

        # That the silence means something: asked directly, the engine does call.
        def ask_directly() -> None:
            with pytest.raises(OSError, match="500"):
                Store().query(service.replace("SELECT *", "ASK"))

        asking = threading.Thread(target=ask_directly)
        asking.start()
        listening.settimeout(10)
        connection, _ = listening.accept()
        with connection:
            assert connection.recv(4096).startswith((b"POST /", b"GET /"))
            connection.sendall(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        asking.join(timeout=10)
        assert not asking.is_alive()

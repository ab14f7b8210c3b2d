"""What watches over the server sees: health, readiness, counters, ids and lines of the log."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import re
from functools import partial

import pytest
from fastapi.testclient import TestClient
from prometheus_client import CollectorRegistry
from tests.api.operations.counting import counters, rise
from tests.api.workers.harness import EASY, Serve, endless, hard

from reportedly_api.app import create_app
from reportedly_api.operations.gauges import Gauges
from reportedly_api.operations.logs import JsonFormatter, RequestLog
from reportedly_api.settings import Settings
from reportedly_api.workers.outcomes import Outcome

ASK = {"query": EASY}


def test_a_server_that_has_started_is_alive_and_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json()["workers"] >= 1
    assert re.fullmatch("[0-9a-f]{16}", ready.json()["build"])
    assert ready.headers["cache-control"] == "no-store"


def test_a_server_that_has_not_started_is_alive_and_not_ready(settings: Settings) -> None:
    client = TestClient(create_app(settings))  # not entered: its lifespan does not begin
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["type"].endswith("/not-ready")
    assert "starting or stopping" in answer.json()["detail"]
    assert answer.headers["retry-after"]


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        ("/sparql?query=ASK%7B%7D", "/sparql", "200"),
        ("/sparql?query=ASK", "/sparql", "400"),
        ("/sparql", "/sparql", "200"),
        ("/id/claim/c1", "/id/{path:path}", "200"),
        ("/static/reportedly.css", "/static", "200"),
        ("/static/reference/swagger-ui.css", "/static/reference", "200"),
        ("/openapi.json", "/openapi.json", "200"),
        ("/nothing/of/this/name", "none", "404"),
    ],
)
def test_requests_are_counted_by_the_route_that_took_them(
    client: TestClient, path: str, route: str, status: str
) -> None:
    labels = {"route": route, "status": status}
    for method in ("GET", "HEAD"):
        rose = rise(
            client, partial(client.request, method, path), "reportedly_requests_total", **labels
        )
        assert rose == 1, method


def test_queries_are_counted_by_how_they_ended(serve: Serve) -> None:
    served = serve(max_seconds=0.5)
    served.count()
    assert served.ask(hard()).status_code == 504
    assert served.ask("SELECT").status_code == 400
    told = counters(served.get("/metrics").text)
    by_outcome = dict.fromkeys(Outcome, 0.0)
    for (name, labels), value in told.items():
        if name == "reportedly_queries_total":
            by_outcome[Outcome(dict(labels)["outcome"])] += value
    ended = {Outcome.ANSWERED: 1, Outcome.TIMED_OUT: 1, Outcome.REFUSED: 1}
    assert by_outcome == dict.fromkeys(Outcome, 0) | ended
    killed = ("outcome", "timed-out"), ("pool", "queries")
    assert told["reportedly_workers_killed_total", killed] == 1
    assert told["reportedly_resident_memory_bytes", (("role", "front"),)] > 1_000_000
    assert told["reportedly_resident_memory_bytes", (("role", "workers"),)] > 1_000_000
    (info,) = [dict(labels) for name, labels in told if name == "reportedly_build_info"]
    assert info["build"] == served.engine.build.id


def test_workers_and_queues_are_told_as_they_stand(serve: Serve) -> None:
    served = serve(workers=1, slow_workers=1, fast_seconds=0.05)
    served.hold(endless())
    served.hold(hard(1))
    served.hold(hard(2))
    lanes = served.engine.queries.lanes
    served.wait_for(lambda: len(lanes.slow) + len(lanes.slow_queue) == 3, "all three are slow")
    told = counters(served.get("/metrics").text)
    lane = {
        dict(labels)["lane"]: value
        for (name, labels), value in told.items()
        if name == "reportedly_workers"
    }
    assert lane["slow"] + lane["halted"] == 3
    waiting = ("lane", "slow"), ("pool", "queries")
    # Beside what the same page tells: the lanes may have moved since.
    assert told["reportedly_queue", waiting] == lane["halted"] > 0


def test_two_applications_count_apart(settings: Settings) -> None:
    one, other = CollectorRegistry(), CollectorRegistry()
    with TestClient(create_app(settings, registry=one)) as client:
        client.get("/healthz")
    create_app(settings, registry=other)
    labels = {"route": "/healthz", "status": "200"}
    assert one.get_sample_value("reportedly_requests_total", labels) == 1
    assert other.get_sample_value("reportedly_requests_total", labels) is None


def test_openmetrics_is_given_to_who_asks_for_it(client: TestClient) -> None:
    wish = {"Accept": "application/openmetrics-text; version=1.0.0"}
    answer = client.get("/metrics", headers=wish)
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.text.endswith("# EOF\n")


def test_a_cache_is_counted_where_there_is_one(serve: Serve) -> None:
    class Cache:
        hits, misses, bytes = 3, 5, 700

    registry, cache = CollectorRegistry(), Cache()
    gauges = Gauges(registry)
    engine = serve().engine
    gauges.refresh(engine, cache)
    cache.hits = 4
    gauges.refresh(engine, cache)
    gauges.refresh(engine, None)
    assert registry.get_sample_value("reportedly_cache_total", {"result": "hit"}) == 4
    assert registry.get_sample_value("reportedly_cache_total", {"result": "miss"}) == 5
    assert registry.get_sample_value("reportedly_cache_bytes") == 700


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("0af7651916cd43dd8448eb211c80319c", True),
        ("a/b:c=d+e.f_g-h", True),
        ("", False),
        ("with space", False),
        ("x" * 129, False),
        ('"quoted"', False),
    ],
)
def test_a_sane_request_id_is_kept_and_any_other_replaced(
    client: TestClient, sent: str, kept: bool
) -> None:
    for path in ("/healthz", "/sparql?query=ASK%7B%7D", "/nothing"):
        told = client.get(path, headers={"X-Request-ID": sent}).headers["x-request-id"]
        assert (told == sent) is kept
        assert kept or re.fullmatch("[0-9a-f]{16}", told)


def lines_of(settings: Settings, text: str) -> list[dict[str, object]]:
    assert settings.log_format == "json"
    return [json.loads(line) for line in text.splitlines() if '"event": "request"' in line]


@pytest.mark.parametrize("told", [False, True])
def test_the_log_has_the_digest_of_a_query_and_its_text_only_if_asked(
    settings: Settings, capsys: pytest.CaptureFixture[str], told: bool
) -> None:
    chosen = settings.model_copy(update={"log_format": "json", "log_queries": told})
    with TestClient(create_app(chosen)) as client:
        answer = client.get("/sparql", params=ASK)
        build = client.get("/readyz").json()["build"]
    text = capsys.readouterr().err
    line, _ = lines_of(chosen, text)
    assert ("COUNT" in text) is told
    assert line.get("query") == (EASY if told else None)
    assert line["query_sha256"] == hashlib.sha256(EASY.encode()).hexdigest()[:16]
    assert (line["method"], line["path"], line["route"]) == ("GET", "/sparql", "/sparql")
    assert (line["status"], line["outcome"], line["build"]) == (200, "answered", build)
    assert line["request"] == answer.headers["x-request-id"]
    assert line["bytes"] == len(answer.content)
    assert line["whole"] is True


def test_lines_for_people_stay_on_their_line(client: TestClient, settings: Settings) -> None:
    chosen = settings.model_copy(update={"log_format": "text"})
    stream = io.StringIO()
    app = create_app(chosen)
    app.recorder._log = RequestLog(stream, as_json=False, queries=True)  # type: ignore[attr-defined]
    with TestClient(app) as asked:
        asked.get("/id/a%0Ab%1B[31m")
        asked.get("/sparql", params={"query": "ASK {\n}"})
    assert stream.getvalue().count("\n") == 2
    assert "\x1b" not in stream.getvalue()
    assert '"ASK {\\n}"' in stream.getvalue()


def test_no_log_where_none_is_wanted(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with TestClient(create_app(settings.model_copy(update={"log_requests": False}))) as client:
        client.get("/healthz")
    assert "healthz" not in capsys.readouterr().err


def test_an_error_is_logged_with_its_traceback_on_one_line() -> None:
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int("out\nof order")
    failure = (ValueError, caught.value, caught.tb)
    record = logging.LogRecord("a.b", logging.ERROR, __file__, 1, "it %s", ("broke",), failure)
    line = JsonFormatter().format(record)
    told = json.loads(line)
    assert "\n" not in line
    assert (told["level"], told["logger"], told["event"]) == ("error", "a.b", "it broke")
    assert "ValueError: invalid literal" in told["exception"]

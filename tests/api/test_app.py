from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from reportedly.errors import InputError, StoreError
from reportedly_api.app import create_app
from reportedly_api.settings import Settings


def test_a_store_without_a_build_stops_the_start_and_says_what_to_do(tmp_path: Path) -> None:
    app = create_app(Settings(store=str(tmp_path / "empty"), questions=tmp_path))
    with pytest.raises(StoreError, match="reportedly load"), TestClient(app):
        pass


def test_a_question_that_cannot_be_read_stops_the_start(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_text("ASK {}", encoding="utf-8")
    bad = settings.model_copy(update={"questions": tmp_path})
    with pytest.raises(InputError, match=r"bad\.rq"), TestClient(create_app(bad)):
        pass


def test_the_settings_come_from_the_environment(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTEDLY_STORE", settings.store)
    monkeypatch.setenv("REPORTEDLY_PAGE_ROWS", "7")
    told = Settings()
    assert (told.store, told.page_rows) == (settings.store, 7)
    with pytest.raises(ValueError, match="frozen"):
        told.page_rows = 8
    with pytest.raises(ValueError, match="absolute IRI"):
        Settings(base="ids/")


def test_two_applications_in_one_process_do_not_know_each_other(
    settings: Settings, tmp_path: Path
) -> None:
    other = settings.model_copy(update={"questions": tmp_path / "none"})
    with TestClient(create_app(settings)) as first, TestClient(create_app(other)) as second:
        assert len(first.get("/questions").json()) == 1
        assert second.get("/questions").json() == []


def test_the_home_page_tells_the_build_and_asks_by_a_plain_form(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert '<form id="ask" class="ask" method="get" action="/sparql">' in answer.text
    assert "<dd>12</dd>" in answer.text
    assert "<dd>4</dd>" in answer.text
    assert 'href="/questions/tellings"' in answer.text
    query = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", answer.text, re.DOTALL)
    assert query is not None
    assert client.get("/sparql", params={"query": html.unescape(query[1])}).status_code == 200


def test_pages_need_nothing_from_elsewhere_and_run_no_script(client: TestClient) -> None:
    for path in ("/", "/questions", "/id/claim/c1", "/ns", "/questions/tellings"):
        answer = client.get(path, params={"format": "html"})
        assert "<script" not in answer.text
        loaded = re.findall(r'<(?:link|img)[^>]*(?:href|src)="([^"]*)"', answer.text)
        assert loaded
        assert all(address.startswith("/") for address in loaded)
        for address in loaded:
            assert client.get(address.replace("&amp;", "&")).status_code == 200
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_every_link_of_the_home_page_leads_somewhere(client: TestClient) -> None:
    for address in re.findall(r'<a[^>]*href="(/[^"#]*)', client.get("/").text):
        assert client.get(address).status_code == 200, address


def test_a_page_may_ask_from_another_site(client: TestClient) -> None:
    origin = {"Origin": "https://example.org"}
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    preflight = client.options(
        "/sparql",
        headers=origin
        | {
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]


def test_what_is_not_there_is_a_problem_and_not_the_frameworks_own_shape(
    client: TestClient,
) -> None:
    for path in ("/nothing", "/redoc", "/static/none.css"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["instance"] == path


def test_openapi_describes_the_resources(client: TestClient) -> None:
    told = client.get("/openapi.json").json()
    assert set(told["paths"]) == {
        "/sparql",
        "/graph-store",
        "/id/{path}",
        "/ns",
        "/ns/{version}",
        "/questions",
        "/questions/{name}",
        "/.well-known/void",
        "/dumps/",
        "/dumps/SHA256SUMS",
        "/dumps/{name}",
        "/limits",
        "/build.json",
        "/healthz",
        "/readyz",
        "/metrics",
    }
    assert set(told["paths"]["/sparql"]) == {"get", "post"}
    bodies = told["paths"]["/sparql"]["post"]["requestBody"]["content"]
    assert set(bodies) == {"application/sparql-query", "application/x-www-form-urlencoded"}


def test_what_breaks_is_told_without_its_inside(settings: Settings) -> None:
    app = create_app(settings)

    async def breaks(_request: Request) -> None:
        raise RuntimeError("a secret")

    app.add_api_route("/breaks", breaks)
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/breaks")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text


def test_it_can_be_mounted_below_another_application(settings: Settings) -> None:
    inner = create_app(settings)

    @asynccontextmanager
    async def lifespan(_outer: FastAPI) -> AsyncIterator[None]:
        async with inner.router.lifespan_context(inner):
            yield

    outer = FastAPI(lifespan=lifespan)
    outer.mount("/graph", inner)
    with TestClient(outer) as client:
        assert client.get("/graph/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
        page = client.get("/graph/id/claim/c1", params={"format": "html"}).text
        assert 'href="/graph/id/report/r1"' in page
        assert 'href="/graph/static/reportedly.css"' in page
        assert client.get("/graph/id/report/r%20x").status_code == 200

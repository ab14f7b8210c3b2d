"""Whatever a server answers, the user is told what to do, and no password is shown."""

from __future__ import annotations

import base64
import logging
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import QuerySolutions

from reportedly.errors import QueryError, StoreError
from reportedly.store.backends import open_view
from reportedly.store.build import describe
from reportedly.store.remote.client import open_client
from reportedly.store.remote.view import RemoteView

Start = Callable[..., Any]
Reply = Callable[..., Any]
JSON = {"Content-Type": "application/sparql-results+json"}
EMPTY = b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'
ASK = "SELECT ?s { ?s ?p ?o }"


@pytest.fixture(autouse=True)
def _in_no_hurry_to_retry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.store.remote.client._FIRST_PAUSE", 0.0)


def over(url: str) -> RemoteView:
    """A view of an empty build, without asking the server for its record."""
    return RemoteView(open_client(url)[0], describe({})[0], server_union=True)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, "Set REPORTEDLY_REMOTE_USER"),
        (403, "Ask the server's operator"),
        (404, "Give the URL of the query service"),
        (405, "docs/stores.md"),
        (413, "size of a request"),
        (429, "try again later"),
        (500, "The server's own log"),
        (502, "see to it that it runs"),
        (503, "try again later"),
        (504, "Ask for less"),
    ],
)
def test_each_refusal_says_what_to_do(
    scripted: Start, reply: Reply, status: int, told: str
) -> None:
    server = scripted(reply(status, b"<p>because</p>", {"Content-Type": "text/html"}))
    with over(server.url) as view, pytest.raises(StoreError, match=told) as caught:
        view.query(ASK)
    assert f"answers {status}: because" in str(caught.value)
    assert len(server.seen) == (4 if status in {429, 502, 503} else 1)


def test_a_busy_server_is_asked_again(scripted: Start, reply: Reply) -> None:
    server = scripted(reply(503, headers={"Retry-After": "0"}), reply(200, EMPTY, JSON))
    with over(server.url) as view:
        assert isinstance(view.query(ASK), QuerySolutions)
    assert len(server.seen) == 2


def test_an_update_that_may_not_be_repeated_is_not(scripted: Start, reply: Reply) -> None:
    server = scripted(reply(503))
    client, _ = open_client(server.url)
    with pytest.raises(StoreError):
        client.update("MOVE <a:a> TO <a:b>", again=False)
    client.close()
    assert len(server.seen) == 1


def test_a_redirection_is_told_and_not_followed(scripted: Start, reply: Reply) -> None:
    server = scripted(reply(302, headers={"Location": "https://me:secret@example.org/query"}))
    with over(server.url) as view, pytest.raises(StoreError, match="redirects to") as caught:
        view.query(ASK)
    assert "https://example.org/query" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        open_view(f"http://me:secret@127.0.0.1:{port}/query")
    assert "secret" not in str(caught.value)


def test_a_silent_server_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_REMOTE_TIMEOUT", "0.2")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/query"
        with pytest.raises(StoreError, match="silent for too long"):
            open_view(url)


def test_what_only_the_server_refuses_is_told_in_its_words(scripted: Start, reply: Reply) -> None:
    server = scripted(reply(400, b"no such function", {"Content-Type": "text/plain"}))
    with over(server.url) as view, pytest.raises(QueryError, match="no such function") as caught:
        view.query(ASK)
    assert caught.value.line is None


@pytest.mark.parametrize(
    "text",
    ["INSERT DATA { <a:a> <a:b> <a:c> }", 'DEFINE get:soft "soft" SELECT * {}', "", "LOAD <a:a>"],
)
def test_what_is_no_query_is_never_sent(scripted: Start, reply: Reply, text: str) -> None:
    server = scripted(reply(200, EMPTY, JSON))
    with over(server.url) as view, pytest.raises(QueryError):
        view.query(text)
    assert server.seen == []


ROW = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"a"}},'


def test_an_answer_that_breaks_off_never_looks_whole(scripted: Start, reply: Reply) -> None:
    server = scripted(reply(200, ROW, JSON, length=10_000), reply(200, ROW, JSON))
    with over(server.url) as view:
        rows = view.query(ASK)
        with pytest.raises(StoreError, match="broke off"):
            list(rows)  # type: ignore[arg-type]
        rows = view.query(ASK)
        with pytest.raises(SyntaxError):
            list(rows)  # type: ignore[arg-type]


def test_an_answer_that_the_server_cut_is_refused(scripted: Start, reply: Reply) -> None:
    server = scripted(reply(200, EMPTY, JSON | {"X-SPARQL-MaxRows": "10000"}))
    with over(server.url) as view, pytest.raises(StoreError, match="after 10000 rows"):
        view.query(ASK)


def test_a_page_for_people_is_no_answer(scripted: Start, reply: Reply) -> None:
    server = scripted(reply(200, b"<html>", {"Content-Type": "text/html"}))
    with over(server.url) as view, pytest.raises(StoreError, match="cannot be read as an answer"):
        view.query(ASK)


BASIC = "Basic " + base64.b64encode(b"me:secret").decode()
ASKS_BASIC = {"WWW-Authenticate": 'Basic realm="x"'}


def test_a_password_is_sent_only_to_who_asks(
    scripted: Start, reply: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    server = scripted(reply(401, headers=ASKS_BASIC), reply(200, EMPTY, JSON))
    with caplog.at_level(logging.DEBUG), over(server.url.replace("//", "//me:secret@")) as view:
        view.query(ASK)
        view.query(ASK)
    sent = [headers.get("Authorization") for _, _, headers in server.seen]
    assert sent == [None, BASIC, BASIC]
    assert "secret" not in caplog.text


def test_digest_is_preferred(scripted: Start, reply: Reply) -> None:
    digest = {"WWW-Authenticate": 'Digest realm="x", nonce="n", qop="auth"'}
    server = scripted(reply(401, headers=digest), reply(200, EMPTY, JSON))
    with over(server.url.replace("//", "//me:secret@")) as view:
        view.query(ASK)
    assert server.seen[1][2]["Authorization"].startswith('Digest username="me"')


def test_a_wrong_password_is_an_error_once(scripted: Start, reply: Reply) -> None:
    server = scripted(reply(401, headers=ASKS_BASIC))
    with (
        over(server.url.replace("//", "//me:secret@")) as view,
        pytest.raises(StoreError, match="401") as caught,
    ):
        view.query(ASK)
    assert "secret" not in str(caught.value)
    assert len(server.seen) == 2


def test_a_token_is_sent(scripted: Start, reply: Reply, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_REMOTE_TOKEN", "t0ken")
    server = scripted(reply(200, EMPTY, JSON))
    with over(server.url) as view:
        view.query(ASK)
    assert server.seen[0][2]["Authorization"] == "Bearer t0ken"


def test_netrc_is_read(
    scripted: Start, reply: Reply, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "netrc"
    file.write_text("machine 127.0.0.1 login me password secret\n", encoding="ascii")
    file.chmod(0o600)
    monkeypatch.setenv("REPORTEDLY_REMOTE_NETRC", str(file))
    server = scripted(reply(401, headers=ASKS_BASIC), reply(200, EMPTY, JSON))
    with over(server.url) as view:
        view.query(ASK)
    assert server.seen[1][2]["Authorization"] == BASIC

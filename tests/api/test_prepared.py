"""A request that was read before is not read again, unless it may mean something else by now."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from starlette.types import Scope

from reportedly_api import prepared
from reportedly_api.answers import RequestError
from reportedly_api.app import create_app
from reportedly_api.prepared import Preparing
from reportedly_api.routes.desk import Desk
from reportedly_api.settings import Settings
from reportedly_api.workers.frames import LENGTH, decode

ROWS = "SELECT * WHERE { ?s ?p ?o } LIMIT 3"


@pytest.fixture
def desk(settings: Settings) -> Desk:
    """A desk that was started once; nothing is asked of its workers."""
    app = create_app(settings)
    with TestClient(app):
        kept = app.state.desk
        assert isinstance(kept, Desk)
        return kept


def scope(query: str, accept: str = "*/*", root: str = "") -> Scope:
    """A GET of ``/sparql``."""
    return {
        "type": "http",
        "method": "GET",
        "path": f"{root}/sparql",
        "root_path": root,
        "query_string": f"query={quote(query)}".encode(),
        "headers": [(b"accept", accept.encode())],
    }


def test_what_is_asked_again_is_remembered(desk: Desk) -> None:
    preparing = Preparing(desk)
    first = preparing.read(scope(ROWS))
    assert first.query == ROWS
    assert decode(first.asked[LENGTH.size :]).accept == "*/*"
    assert preparing.read(scope(ROWS)) is first


def test_what_the_answer_depends_on_tells_requests_apart(desk: Desk) -> None:
    preparing = Preparing(desk)
    told = [
        preparing.read(scope(ROWS)),
        preparing.read(scope(ROWS, "text/csv")),
        preparing.read(scope(ROWS, root="/below")),
        preparing.read(scope(ROWS + " ")),
    ]
    assert len({each.asked for each in told}) == len(told)


def test_a_volatile_query_has_no_tag_and_may_not_be_kept(desk: Desk) -> None:
    volatile = Preparing(desk).read(scope("SELECT (NOW() AS ?now) {}"))
    assert volatile.stamp is None
    assert volatile.told("one") == (
        ((b"cache-control", b"no-store"),),
        b"cache-control: no-store\r\n",
    )


def test_the_tag_is_that_of_the_build_which_answered(desk: Desk) -> None:
    asked = Preparing(desk).read(scope(ROWS))
    assert asked.stamp is not None
    for build in ("one", "two", "one"):
        headers, lines = asked.told(build)
        assert dict(headers)[b"etag"].decode() == asked.stamp.tag(build)
        assert asked.stamp.tag(build).encode() in lines


def test_another_build_forgets_everything(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    preparing = Preparing(desk)
    first = preparing.read(scope(ROWS))
    other = replace(desk.engine.build, id="0" * 16, sha256="0" * 64)
    monkeypatch.setattr(type(desk.engine), "build", property(lambda _: other))
    again = preparing.read(scope(ROWS))
    assert again is not first
    assert again.stamp is not None
    assert again.stamp.build == other.id


def test_only_so_many_short_requests_are_remembered(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "_REMEMBERED", 2)
    preparing = Preparing(desk)
    first, second = (preparing.read(scope(f"{ROWS}{n}")) for n in range(2))
    assert preparing.read(scope(f"{ROWS}0")) is first  # asked for last, and so kept
    preparing.read(scope(f"{ROWS}2"))
    assert preparing.read(scope(f"{ROWS}0")) is first
    assert preparing.read(scope(f"{ROWS}1")) is not second
    long = scope(ROWS + " " * 4096)
    assert preparing.read(long) is not preparing.read(long)


def test_what_cannot_be_read_is_an_error_each_time(desk: Desk) -> None:
    preparing = Preparing(desk)
    faulty = {**scope(ROWS), "query_string": b"query=%ff"}
    for _ in range(2):
        with pytest.raises(RequestError):
            preparing.read(faulty)

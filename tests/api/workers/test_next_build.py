"""Another build is published while the endpoint answers: it is served, and no request is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from tests.api.workers.harness import EASY, Serve, hard

from reportedly.store.backends import open_view, open_writer
from reportedly_api.workers.outcomes import Outcome

GRAPH = NamedNode("https://w3id.org/reportedly/id/graph/new")


@pytest.fixture
def own_store(store: Path, tmp_path: Path) -> Path:
    """A copy of the store, to publish in."""
    copy = tmp_path / "store"
    shutil.copytree(store, copy, symlinks=True)
    return copy


def publish(store: Path, quads: int) -> str:
    """Publish a build of so many statements; its id."""
    with open_writer(store) as writer:
        number = NamedNode("urn:number")
        writer.replace(
            GRAPH, [Quad(NamedNode(f"urn:s{n}"), number, Literal(n), GRAPH) for n in range(quads)]
        )
        return writer.publish().build.id


def test_a_new_build_is_served_and_nothing_is_lost(
    serve: Serve, own_store: Path, record_property: Callable[[str, object], None]
) -> None:
    served = serve(store=str(own_store), watch_seconds=0.02)
    before = served.engine.build.id
    counts: list[int] = []
    with ThreadPoolExecutor(6) as clients:
        for size in (3, 5, 7):
            after = publish(own_store, size)
            while served.engine.build.id != after:
                counts += [served.count() for _ in range(5)]
                counts += [answer.result() for answer in [clients.submit(served.count)] * 3]
            counts.append(served.count())
    record_property("builds switched", 3)
    record_property("requests answered", len(counts))
    assert served.engine.build.id not in (before, None)
    assert set(counts) <= {12, 3, 5, 7}
    assert counts == sorted(counts, key=[12, 3, 5, 7].index)
    assert counts[-1] == 7
    ends = [served.finished.get_nowait() for _ in range(served.finished.qsize())]
    assert {end.outcome for end in ends} == {Outcome.ANSWERED}
    assert {end.build for end in ends} <= {before, *(end.build for end in ends if end.build)}
    assert served.ask(EASY, format="csv").text.split() == ["n", "7"]


def test_a_query_under_way_ends_in_the_build_in_which_it_began(
    serve: Serve, own_store: Path
) -> None:
    served = serve(store=str(own_store), watch_seconds=0.02, fast_seconds=30.0)
    before = served.engine.build.id
    answer = served.asking(hard(1, 5))
    lanes = served.engine.queries.lanes
    served.wait_for(lambda: lanes.fast, "the query began")
    after = publish(own_store, 3)
    served.wait_for(lambda: served.engine.build.id == after, "the new build is served")
    assert served.count() == 3
    assert answer.result().json()["results"]["bindings"][0]["n"]["value"] == str(12**5)
    assert {served.end().build, served.end().build} == {before, after}
    with open_view(own_store) as view:
        assert view.build.id == after


def test_a_build_that_cannot_be_opened_leaves_the_old_one_in_service(
    serve: Serve, own_store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    served = serve(store=str(own_store), watch_seconds=0.02)
    before = served.engine.build.id
    current = own_store / "current"
    sound = current.readlink()
    broken = own_store / "generations" / "0123456789abcdef"
    broken.mkdir()
    current.unlink()
    current.symlink_to(broken.relative_to(own_store))
    served.wait_for(lambda: "cannot be served" in caplog.text, "it is noticed, and logged")
    assert (served.count(), served.engine.build.id) == (12, before)
    current.unlink()
    current.symlink_to(sound)
    assert served.count() == 12


def test_a_tag_is_of_the_build_that_answered_and_of_no_other(
    serve: Serve, own_store: Path, record_property: Callable[[str, object], None]
) -> None:
    served = serve(store=str(own_store), watch_seconds=0.02)
    answer = served.ask(EASY)
    seen = {answer.headers["etag"]: {answer.content}}
    answered = 1
    sizes = [30, 50, 70, 30]
    with ThreadPoolExecutor(4) as clients:
        for size in sizes:
            after = publish(own_store, size)
            while served.engine.build.id != after:
                asked = [clients.submit(served.ask, EASY) for _ in range(8)]
                answered += len(asked)
                for answer in (one.result() for one in asked):
                    assert answer.status_code == 200
                    seen.setdefault(answer.headers["etag"], set()).add(answer.content)
            answer = served.ask(EASY)
            seen.setdefault(answer.headers["etag"], set()).add(answer.content)
            assert f'"{size}"'.encode() in answer.content
    record_property("builds switched", len(sizes))
    record_property("requests answered", answered + len(sizes))
    assert all(len(contents) == 1 for contents in seen.values())
    assert len(set.union(*seen.values())) == len(seen) == len({12, *sizes})

"""Behind nginx and Caddy, over TLS, by the files in deploy/: addresses, streams, broken answers."""

from __future__ import annotations

import os
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import rdflib
from tests.api.operations.harness import PATIENCE, running
from tests.api.operations.proxies import NAME, Behind, missing, proxied, version_of_caddy
from tests.api.workers.harness import endless

CANCELLED = 'reportedly_queries_total{lane="fast",outcome="cancelled",pool="queries"}'
SLOW = CANCELLED.replace("fast", "slow")
LIMIT = 4 * 1024**2
HONEST_CADDY = (2, 8, 0)
"""From here on Caddy breaks the connection where the answer broke; older ones end it in form."""
STREAM_BROKEN = 92
"""As curl tells it: the stream of an HTTP/2 connection was not closed cleanly."""
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module", params=["nginx", "nginx/kg", "caddy", "caddy/kg"])
def behind(
    request: pytest.FixtureRequest, store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Behind]:
    name, slash, path = str(request.param).partition("/")
    if absent := missing(name):
        pytest.skip(f"{absent} is not installed")
    folder = tmp_path_factory.mktemp(name)
    given = {"REPORTEDLY_MAX_RESULT_BYTES": str(LIMIT), "REPORTEDLY_ROOT_PATH": slash + path}
    with (
        running(store, folder, **given) as server,
        proxied(name, slash + path, server, folder) as found,
    ):
        yield found


def test_links_and_descriptions_name_the_address_that_people_see(behind: Behind) -> None:
    void = rdflib.Graph().parse(data=behind.get("/.well-known/void", Accept="text/turtle").text)
    (endpoint,) = void.objects(None, rdflib.VOID.sparqlEndpoint)
    assert str(endpoint) == f"{behind.seen}/sparql"
    answer = behind.post("/sparql", {"query": "ASK { ?s ?p ?o }"})
    assert answer.json()["boolean"] is True


def test_the_service_description_has_https_iris_only(behind: Behind) -> None:
    told = behind.get("/sparql", Accept="text/turtle")
    service = rdflib.Graph().parse(data=told.text)
    assert [str(it) for it in service.objects(None, SD.endpoint)] == [f"{behind.seen}/sparql"]
    assert behind.seen.startswith("https://127.0.0.1:")
    assert f"http://127.0.0.1:{behind.server.port}" not in told.text
    assert behind.seen.replace("https:", "http:") not in told.text


def test_redirects_and_pages_stay_below_that_address(behind: Behind) -> None:
    moved = behind.get("/dumps/latest.nq.gz")
    assert moved.is_redirect
    assert str(httpx2.URL(f"{behind.seen}/dumps/").join(moved.headers["location"])).startswith(
        f"{behind.seen}/dumps/"
    )
    page = behind.get("/docs").text
    root = httpx2.URL(behind.seen).path.rstrip("/")
    assert f'data-description="{root}/openapi.json"' in page
    home = behind.get("/", Accept="text/html").text
    assert f'href="{root}/static/reportedly.css"' in home
    assert behind.get("/static/reportedly.css").status_code == 200


def test_who_comes_without_tls_is_sent_on_and_a_post_stays_one(behind: Behind) -> None:
    moved = httpx2.post(f"{behind.plain}/sparql?format=csv", data={"query": "ASK {}"})
    assert moved.status_code == 308
    # nginx's file says the name that it is for; Caddy says the one that was asked.
    host = "127.0.0.1" if behind.proxy == "caddy" else NAME
    assert moved.headers["location"] == f"https://{host}{path_of(behind)}/sparql?format=csv"


def test_what_a_client_says_of_its_own_way_is_not_believed(behind: Behind) -> None:
    told = behind.get(
        "/.well-known/void",
        Accept="text/turtle",
        X_Forwarded_Proto="gopher",
        X_Forwarded_Host="elsewhere.example",
        X_Forwarded_For="203.0.113.9",
        Forwarded="proto=gopher;host=elsewhere.example",
    )
    assert f"<{behind.seen}/sparql>" in told.text
    assert "gopher" not in told.text
    assert "elsewhere.example" not in told.text


def test_an_iri_dereferences_with_its_escapes_as_they_were_sent(behind: Behind) -> None:
    thing = behind.get("/id/report/r%20x", Accept="text/turtle")
    assert thing.status_code == 200, thing.text
    assert "r%20x" in thing.text
    assert thing.headers["link"]


def test_an_answer_is_compressed_once_by_the_endpoint_alone(behind: Behind) -> None:
    with (
        behind.client() as client,
        client.stream(
            "GET", f"{behind.seen}/openapi.json", headers={"Accept-Encoding": "gzip"}
        ) as answer,
    ):
        assert answer.headers.get_list("content-encoding") == ["gzip"]
        packed = b"".join(answer.iter_raw())
    plain = behind.get("/openapi.json", Accept_Encoding="identity")
    assert "content-encoding" not in plain.headers
    assert zlib.decompress(packed, wbits=31) == plain.content
    # What is too short for the endpoint is not packed by the proxy either: its tag stays strong.
    short = behind.get("/sparql?query=ASK%7B%7D", Accept_Encoding="gzip")
    assert "content-encoding" not in short.headers
    assert short.headers["etag"].startswith('"')
    again = behind.get("/sparql?query=ASK%7B%7D", If_None_Match=short.headers["etag"])
    assert again.status_code == 304


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_an_answer_that_breaks_off_does_not_look_whole(behind: Behind, coding: str) -> None:
    """The query's answer outgrows its limit when much of it has been sent."""
    if behind.proxy == "caddy" and version_of_caddy() < HONEST_CADDY:
        pytest.skip("this Caddy ends a broken answer as if it were whole (caddy issue 5951)")
    form = {"query": endless(1), "format": "csv"}
    taken = 0
    with (
        behind.client() as client,
        client.stream(
            "POST", f"{behind.seen}/sparql", data=form, headers={"Accept-Encoding": coding}
        ) as answer,
        pytest.raises(httpx2.RemoteProtocolError),
    ):
        assert answer.status_code == 200
        for block in answer.iter_raw():
            taken += len(block)
    assert taken > 0


def test_over_http_2_it_does_not_look_whole_either(behind: Behind) -> None:
    """As curl tells it, which speaks HTTP/2 as browsers do."""
    if behind.proxy == "caddy" and version_of_caddy() < HONEST_CADDY:
        pytest.skip("this Caddy ends a broken answer as if it were whole (caddy issue 5951)")
    curl = ["curl", "-sS", "--http2", "--cacert", str(behind.certificate), "-o", os.devnull]
    if shutil.which("curl") is None or "HTTP2" not in run("curl", "--version").stdout:
        pytest.skip("no curl is installed that speaks HTTP/2")
    told = run(*curl, "-w", "%{http_version} %{http_code}", f"{behind.seen}/readyz")
    assert (told.returncode, told.stdout) == (0, "2 200")
    form = ["--data-urlencode", f"query={endless(1)}", "-d", "format=csv"]
    told = run(*curl, *form, "-w", "%{http_version} %{http_code}", f"{behind.seen}/sparql")
    assert told.stdout == "2 200"
    assert told.returncode == STREAM_BROKEN, told.stderr


def test_who_leaves_frees_the_worker_through_the_proxy(behind: Behind) -> None:
    """A stream that is read in part, and then left."""
    before = behind.server.counted(CANCELLED) + behind.server.counted(SLOW)
    form = {"query": endless(2), "format": "csv"}
    with (
        behind.client() as client,
        client.stream("POST", f"{behind.seen}/sparql", data=form) as answer,
    ):
        next(answer.iter_raw())
    behind.server.wait_for("reportedly_responses_broken_total", 1)
    assert behind.server.counted(CANCELLED) + behind.server.counted(SLOW) > before


def test_a_request_keeps_one_id_through_the_proxy(behind: Behind) -> None:
    asked = behind.get("/healthz")
    behind.server.wait_for_log(asked.headers["x-request-id"])


def test_the_scheme_that_a_trusted_proxy_tells_is_believed(behind: Behind) -> None:
    told = {"X-Forwarded-Proto": "https", "Host": NAME}
    void = httpx2.get(f"{behind.server.address}/.well-known/void", headers=told, timeout=PATIENCE)
    assert f"https://{NAME}/" in void.text


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)


def path_of(behind: Behind) -> str:
    return httpx2.URL(behind.seen).path.rstrip("/")

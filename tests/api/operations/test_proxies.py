"""Behind nginx and Caddy, by the files in deploy/: addresses, streams, broken answers."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
import rdflib
from tests.api.operations.harness import PATIENCE, Running, free_port, running, wait_until_ready
from tests.api.workers.harness import endless

DEPLOY = Path(__file__).parents[3] / "deploy"
CANCELLED = 'reportedly_queries_total{lane="fast",outcome="cancelled",pool="queries"}'
SLOW = CANCELLED.replace("fast", "slow")
LIMIT = 4 * 1024**2
HONEST_CADDY = (2, 8, 0)
"""From here on Caddy breaks the connection where the answer broke; older ones end it in form."""

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@dataclass(frozen=True)
class Behind:
    """An endpoint behind a proxy: its name, where people see it, and the server itself."""

    proxy: str
    seen: str
    server: Running


def nginx(port: int, behind: int, path: str, folder: Path) -> list[str]:
    """The file as it is shipped, on free ports; below a path as the docs say."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    text = text.replace("listen      80;", f"listen 127.0.0.1:{port};")
    if path:
        text = text.replace("location / {", f"location {path}/ {{", 1)
        text = text.replace("proxy_pass http://reportedly;", "proxy_pass http://reportedly/;", 1)
    whole = folder / "nginx.conf"
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole.write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log stderr warn;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{text}\n}}\n",
        encoding="utf-8",
    )
    return ["nginx", "-e", "stderr", "-c", str(whole)]


def caddy(port: int, behind: int, path: str, folder: Path) -> list[str]:
    """The same; without certificates, and without its own port for administration."""
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    text = text.replace("kg.example.org {", f"http://127.0.0.1:{port} {{", 1)
    if path:
        text = text.replace("handle {", f"handle_path {path}/* {{", 1)
    whole = folder / "Caddyfile"
    whole.write_text("{\n\tadmin off\n\tauto_https off\n}\n" + text, encoding="utf-8")
    return ["caddy", "run", "--config", str(whole), "--adapter", "caddyfile"]


def version_of_caddy() -> tuple[int, ...]:
    told = subprocess.run(["caddy", "version"], capture_output=True, text=True, check=True).stdout
    found = re.match(r"v?(\d+)\.(\d+)\.(\d+)", told)
    return tuple(map(int, found.groups())) if found else ()


PROXIES = {"nginx": nginx, "caddy": caddy}


@pytest.fixture(scope="module", params=["nginx", "nginx/kg", "caddy", "caddy/kg"])
def behind(
    request: pytest.FixtureRequest, store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Behind]:
    name, slash, path = str(request.param).partition("/")
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    folder = tmp_path_factory.mktemp(name)
    port = free_port()
    given = {"REPORTEDLY_MAX_RESULT_BYTES": str(LIMIT), "REPORTEDLY_ROOT_PATH": slash + path}
    log = folder / "proxy.log"
    with running(store, folder, **given) as server, log.open("wb") as stderr:
        command = PROXIES[name](port, server.port, slash + path, folder)
        proxy = subprocess.Popen(command, stdout=stderr, stderr=stderr)
        seen = f"http://127.0.0.1:{port}{slash}{path}"
        try:
            wait_until_ready(f"{seen}/readyz", proxy, log)
            yield Behind(name, seen, server)
        finally:
            proxy.terminate()
            proxy.wait(PATIENCE)


def test_links_and_descriptions_name_the_address_that_people_see(behind: Behind) -> None:
    void = rdflib.Graph().parse(f"{behind.seen}/.well-known/void", format="turtle")
    (endpoint,) = void.objects(None, rdflib.VOID.sparqlEndpoint)
    assert str(endpoint) == f"{behind.seen}/sparql"
    answer = httpx2.post(str(endpoint), data={"query": "ASK { ?s ?p ?o }"}, timeout=PATIENCE)
    assert answer.json()["boolean"] is True


def test_redirects_and_pages_stay_below_that_address(behind: Behind) -> None:
    moved = httpx2.get(f"{behind.seen}/dumps/latest.nq.gz", timeout=PATIENCE)
    assert moved.is_redirect
    assert str(httpx2.URL(f"{behind.seen}/dumps/").join(moved.headers["location"])).startswith(
        f"{behind.seen}/dumps/"
    )
    page = httpx2.get(f"{behind.seen}/docs", timeout=PATIENCE).text
    root = httpx2.URL(behind.seen).path.rstrip("/")
    assert f'data-description="{root}/openapi.json"' in page
    home = httpx2.get(f"{behind.seen}/", headers={"Accept": "text/html"}, timeout=PATIENCE).text
    assert f'href="{root}/static/reportedly.css"' in home
    assert httpx2.get(f"{behind.seen}/static/reportedly.css", timeout=PATIENCE).status_code == 200


def test_an_iri_dereferences_with_its_escapes_as_they_were_sent(behind: Behind) -> None:
    thing = httpx2.get(
        f"{behind.seen}/id/report/r%20x", headers={"Accept": "text/turtle"}, timeout=PATIENCE
    )
    assert thing.status_code == 200, thing.text
    assert "r%20x" in thing.text
    assert thing.headers["link"]


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_an_answer_that_breaks_off_does_not_look_whole(behind: Behind, coding: str) -> None:
    """The query's answer outgrows its limit when much of it has been sent."""
    if behind.proxy == "caddy" and version_of_caddy() < HONEST_CADDY:
        pytest.skip("this Caddy ends a broken answer as if it were whole (caddy issue 5951)")
    form = {"query": endless(1), "format": "csv"}
    taken = 0
    with (
        httpx2.stream(
            "POST", f"{behind.seen}/sparql", data=form,
            headers={"Accept-Encoding": coding}, timeout=PATIENCE,
        ) as answer,
        pytest.raises(httpx2.RemoteProtocolError),
    ):  # fmt: skip
        assert answer.status_code == 200
        for block in answer.iter_raw():
            taken += len(block)
    assert taken > 0


def test_who_leaves_frees_the_worker_through_the_proxy(behind: Behind) -> None:
    """A stream that is read in part, and then left."""
    before = behind.server.counted(CANCELLED) + behind.server.counted(SLOW)
    form = {"query": endless(2), "format": "csv"}
    with httpx2.stream("POST", f"{behind.seen}/sparql", data=form, timeout=PATIENCE) as answer:
        next(answer.iter_raw())
    behind.server.wait_for("reportedly_responses_broken_total", 1)
    assert behind.server.counted(CANCELLED) + behind.server.counted(SLOW) > before


def test_a_request_keeps_one_id_through_the_proxy(behind: Behind) -> None:
    asked = httpx2.get(f"{behind.seen}/healthz", timeout=PATIENCE)
    behind.server.wait_for_log(asked.headers["x-request-id"])


def test_the_scheme_that_a_trusted_proxy_tells_is_believed(behind: Behind) -> None:
    told = {"X-Forwarded-Proto": "https", "Host": "kg.example.org"}
    void = httpx2.get(f"{behind.server.address}/.well-known/void", headers=told, timeout=PATIENCE)
    assert "https://kg.example.org/" in void.text

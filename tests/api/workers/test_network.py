"""No query makes the endpoint speak to anybody, but to those whom its operator lists."""

from __future__ import annotations

import socket
import subprocess
import sys
import textwrap
import threading

import pytest
from tests.api.workers.harness import EASY, Serve, address_of, answer_once, nobody_came

from reportedly_api.settings import Settings
from reportedly_api.workers.engine import Engine
from reportedly_api.workers.frames import Around, Inquiry
from reportedly_api.workers.outcomes import Finished
from reportedly_api.workers.serving import NO_SANDBOX

CALLS = [
    "SELECT * WHERE { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "SELECT * WHERE { service silent <ADDRESS> { ?s ?p ?o } }",
    "ASK { sErViCe<ADDRESS>{?s ?p ?o} }",
    r"SELECT * WHERE { \u0053ERVICE <ADDRESS> { ?s ?p ?o } }",
    r"SELECT * WHERE { S\U00000045RVICE <ADDRESS> { ?s ?p ?o } }",
    "SELECT * WHERE { SERVICE # a comment\n <ADDRESS> # another { \n { ?s ?p ?o } }",
    "SELECT * WHERE { VALUES ?e { <ADDRESS> } SERVICE ?e { ?s ?p ?o } }",
    "SELECT * WHERE { BIND(<ADDRESS> AS ?e) SERVICE SILENT $e { ?s ?p ?o } }",
    "PREFIX e: <ADDRESS> SELECT * WHERE { SERVICE e: { ?s ?p ?o } }",
    "PREFIX e: <ADDRESS> SELECT * WHERE { SERVICESILENTe:{ ?s ?p ?o } }",
    "BASE <ADDRESS> SELECT * WHERE { SERVICE <> { ?s ?p ?o } }",
    "SELECT * WHERE { { SELECT * WHERE { OPTIONAL { SERVICE <ADDRESS> { ?s ?p ?o } } } } }",
    "SELECT * WHERE { FILTER EXISTS { SERVICE <ADDRESS> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "DESCRIBE ?s WHERE { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "SELECT * FROM <ADDRESS> WHERE { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "LOAD <ADDRESS>",
    r"\u004cOAD SILENT <ADDRESS> INTO GRAPH <urn:g>",
    "# a comment\nPREFIX e: <urn:e> lOaD <ADDRESS>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <ADDRESS> { ?s ?p ?o } }",
]
LISTED = "http://127.0.0.1:9/sparql"  # nobody is there, and nobody is asked


@pytest.mark.parametrize("federate", [(), (LISTED,)], ids=["none listed", "another listed"])
def test_calls_are_refused_before_anything_is_asked(
    serve: Serve, silent: socket.socket, federate: tuple[str, ...]
) -> None:
    served = serve(federate=federate)
    for call in CALLS:
        answer = served.ask(call.replace("ADDRESS", address_of(silent)))
        assert answer.status_code in (400, 403), (call, answer.text)
        if "SERVICE" in call and "INSERT" not in call:
            assert answer.json()["rule"] == "sparql-no-service", call
            assert answer.json()["line"] >= 1
        if federate and answer.json()["rule"] == "sparql-no-service":
            assert LISTED in answer.json()["mend"]
    nested = (
        f"SELECT * {{ SERVICE <{LISTED}> {{ SERVICE <{address_of(silent)}> {{ ?s ?p ?o }} }} }}"
    )
    assert served.ask(nested).status_code == 403
    graph = (
        f"SELECT * FROM <{address_of(silent)}> {{ GRAPH <{address_of(silent)}> {{ ?s ?p ?o }} }}"
    )
    assert served.ask(graph).json()["results"]["bindings"] == []
    assert nobody_came(silent)


def ask_past_the_lexer(settings: Settings, listening: socket.socket, *, networked: bool) -> str:
    """What a worker says that is told it may call, whether or not the kernel lets it."""
    import asyncio
    from dataclasses import replace

    address = address_of(listening)
    finished: list[Finished] = []

    async def ask() -> str:
        engine = Engine(settings, "test", finished.append)
        pool = engine.queries
        order = replace(
            pool._order, networked=networked, calls_out=True, federate=(address,), memory=2**30
        )
        pool._order = pool._staff._order = order
        async with engine:
            passage = engine.ask(Inquiry(CALLS[0].replace("ADDRESS", address), Around("")))
            try:
                return (await passage.begun).body.decode()
            except Exception as error:  # noqa: BLE001 - what it says is what is looked at
                return str(error)

    return asyncio.run(ask())


def test_the_kernel_refuses_even_what_the_lexer_would_let_pass(
    settings: Settings, silent: socket.socket
) -> None:
    told = ask_past_the_lexer(settings, silent, networked=False)
    assert "not permitted" in told
    assert nobody_came(silent)
    # That the silence means something: with the network, the very same query does call.
    asked: list[bytes] = []
    answering = threading.Thread(target=answer_once, args=(silent, asked))
    answering.start()
    told = ask_past_the_lexer(settings, silent, networked=True)
    answering.join(timeout=10)
    assert told.startswith("A server that the query calls gave no answer")
    assert "418" in told
    assert asked[0].startswith((b"POST /sparql", b"GET /sparql"))


@pytest.mark.parametrize("way", ["_filter_sockets", "_leave_network"])
def test_each_way_of_taking_the_network_takes_it(way: str, silent: socket.socket) -> None:
    host, port = silent.getsockname()
    code = f"""
        import socket, sys
        from reportedly_api.workers import sandbox
        kept, _other = socket.socketpair()
        if not sandbox.{way}():
            sys.exit(77)
        kept.send(b"still mine")
        try:
            socket.create_connection(({host!r}, {port}), timeout=5)
        except OSError as error:
            print(type(error).__name__)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    if done.returncode == 77:
        pytest.skip("this kernel, or the container around it, does not offer that way")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()  # the connection was refused by the kernel
    assert nobody_came(silent)


@pytest.mark.parametrize("public", [True, False])
def test_without_a_sandbox_a_public_endpoint_does_not_start(
    settings: Settings, public: bool
) -> None:
    # A kernel that offers neither way, made of the filter itself: prctl, seccomp and unshare are
    # refused in the fork server, and so in every worker.
    code = f"""
        import asyncio, os
        from reportedly_api.settings import Settings
        from reportedly_api.workers import sandbox
        from reportedly_api.workers.engine import Engine
        from reportedly_api.workers.frames import Around, Inquiry
        if not sandbox.refuse_calls("prctl", "seccomp", "unshare"):
            raise SystemExit(77)
        async def main():
            settings = Settings(store={settings.store!r}, public={public})
            async with Engine(settings, "test", print) as engine:
                print((await engine.ask(Inquiry({EASY!r}, Around(""))).begun).body)
        asyncio.run(main())
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    if done.returncode == 77:
        pytest.skip("this kernel offers no filter to take the others away with")
    if public:
        assert done.returncode == 1
        assert NO_SANDBOX in done.stderr
        assert "REPORTEDLY_PUBLIC=false" in done.stderr
    else:
        assert done.returncode == 0, done.stderr
        assert '"12"' in done.stdout


def test_a_listed_endpoint_is_called_and_its_answer_joined(serve: Serve) -> None:
    remote = serve()
    served = serve(federate=(f"{remote.address}/sparql",))
    query = f"""SELECT ?s ?n WHERE {{
      SERVICE <{remote.address}/sparql> {{ SELECT (COUNT(*) AS ?n) WHERE {{ ?a ?b ?c }} }}
      ?s <https://w3id.org/reportedly/ns#number> 12
    }}"""
    answer = served.ask(query, format="csv")
    assert answer.status_code == 200, answer.text
    assert answer.text.split() == ["s,n", "https://w3id.org/reportedly/id/report/r2,12"]
    ends = {served.end().pool, remote.end().pool}
    assert ends == {"federating", "queries"}
    assert served.count() == 12
    assert served.end().pool == "queries"  # what calls nobody goes nowhere near the network
    sandboxes = {worker.sandbox for worker in served.engine.queries.lanes.workers()}
    assert sandboxes <= {"seccomp", "namespace"}


def test_a_listed_endpoint_that_is_silent_is_given_up(serve: Serve, silent: socket.socket) -> None:
    served = serve(federate=(address_of(silent),), federating_seconds=0.5)
    query = CALLS[0].replace("ADDRESS", address_of(silent))
    answer = served.ask(query)
    assert answer.status_code == 504
    assert not nobody_came(silent)
    assert served.count() == 12


def test_an_endpoint_to_list_must_be_an_iri() -> None:
    with pytest.raises(ValueError, match="no http or https IRI"):
        Settings(federate=("file:///etc/passwd",))

"""A worker that has the network is held to the ports that it needs, by the kernel."""

from __future__ import annotations

import socket
import subprocess
import sys
import textwrap
import threading

import pytest
from tests.api.workers.harness import EASY, PATIENCE, Serve, address_of, answer_once, nobody_came
from tests.api.workers.unguarded import order, unguarded

from reportedly.errors import InputError
from reportedly_api.settings import Settings
from reportedly_api.workers import landlock
from reportedly_api.workers.engine import Engine
from reportedly_api.workers.reach import Confinement, Extent, Reach, reach_of

held = pytest.mark.skipif(
    landlock.version() < 4,
    reason="this kernel, or the container around it, holds no process to ports (Landlock)",
)
SERVER = "http://127.0.0.1:7878/query"


@held
def test_a_worker_that_calls_out_reaches_the_ports_of_the_listed_endpoints_alone(
    settings: Settings, silent: socket.socket
) -> None:
    query = "SELECT * {{ SERVICE <{}> {{ ?s ?p ?o }} }}"
    with (
        socket.create_server(("127.0.0.1", 0)) as listed,
        unguarded(order(settings.store, address_of(listed))) as worker,
    ):
        assert worker.sandbox == "landlock"
        assert "denied" in worker.ask(query.format(address_of(silent)))
        assert nobody_came(silent)
        # That the silence means something: to the port of the listed one the same query goes.
        asked: list[bytes] = []
        answering = threading.Thread(target=answer_once, args=(listed, asked))
        answering.start()
        assert "418" in worker.ask(query.format(address_of(listed)))
        answering.join(timeout=PATIENCE)
        assert asked[0].startswith((b"POST /sparql", b"GET /sparql"))


@held
def test_a_worker_of_a_store_on_a_server_reaches_the_port_of_that_server_alone(
    serve: Serve, silent: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    remote = serve()
    with unguarded(order(f"{remote.address}/sparql")) as worker:
        assert worker.sandbox == "landlock"
        assert '"12"' in worker.ask(EASY)
        worker.ask(f"CONNECT {silent.getsockname()[1]}")
        assert nobody_came(silent)
        assert '"12"' in worker.ask(EASY)


@held
def test_who_is_held_to_ports_has_no_other_way_out(silent: socket.socket) -> None:
    port = silent.getsockname()[1]
    code = f"""
        import socket
        from reportedly_api.workers.reach import Reach
        from reportedly_api.workers.sandbox import bind_network
        beside = socket.create_server(("127.0.0.1", 0))
        free = beside.getsockname()[1]
        ready = socket.socket()  # made before, as one that is inherited would be
        assert bind_network(Reach((free,))) == "landlock"
        socket.create_connection(("127.0.0.1", free)).close()
        there = ("127.0.0.1", {port})
        ways = {{
            "connect": lambda: socket.create_connection(there, timeout=5),
            "inherited": lambda: ready.connect(there),
            "fast open": lambda: socket.socket().sendto(b"GET", socket.MSG_FASTOPEN, there),
            "fast open of a message": lambda: socket.socket().sendmsg(
                [b"GET"], [], socket.MSG_FASTOPEN, there
            ),
            "multipath": lambda: socket.socket(proto=262),
            "sctp": lambda: socket.socket(proto=132),
            "datagram": lambda: socket.socket(type=socket.SOCK_DGRAM),
            "raw": lambda: socket.socket(type=socket.SOCK_RAW, proto=1),
            "local": lambda: socket.socket(socket.AF_UNIX),
            "netlink": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
            "listen": lambda: socket.socket().bind(("127.0.0.1", 0)),
        }}
        for name, way in ways.items():
            try:
                way()
            except PermissionError:
                continue
            print(name)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""  # each way was refused by the kernel
    assert nobody_came(silent)


@held
def test_names_are_looked_up_where_the_operator_named_one(silent: socket.socket) -> None:
    code = f"""
        import socket
        from reportedly_api.workers.reach import Reach
        from reportedly_api.workers.sandbox import bind_network
        resolver = socket.socket(type=socket.SOCK_DGRAM)
        resolver.bind(("127.0.0.1", 0))
        assert bind_network(Reach(({silent.getsockname()[1]},), lookups=True)) == "landlock"
        socket.create_connection(("localhost", {silent.getsockname()[1]}), timeout=5)
        assert socket.getaddrinfo("localhost", 1, flags=socket.AI_ADDRCONFIG)
        asking = socket.socket(type=socket.SOCK_DGRAM)
        asking.connect(resolver.getsockname())
        asking.send(b"who?")
        assert resolver.recv(4) == b"who?"
        for kind, protocol in ((socket.SOCK_RAW, 1), (socket.SOCK_STREAM, 262)):
            try:
                socket.socket(type=kind, proto=protocol)
            except PermissionError:
                continue
            raise SystemExit(f"{{kind}} was let through")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not nobody_came(silent)


@held
def test_an_endpoint_says_whom_its_processes_can_call(serve: Serve) -> None:
    remote = serve()
    url = f"{remote.address}/sparql"
    served = serve(store=url, federate=(SERVER,))
    assert served.count() == 12
    told = served.get("/limits").json()["network"]
    assert told == [
        {"pool": "queries", "reach": "ports", "by": "landlock"},
        {"pool": "federating", "reach": "ports", "by": "landlock"},
    ]
    (embedded,) = remote.get("/limits").json()["network"]
    assert embedded["reach"] == "nobody"
    assert embedded["by"] in ("seccomp", "namespace")


def test_where_the_kernel_holds_no_ports_an_endpoint_says_so_and_starts(settings: Settings) -> None:
    code = f"""
        import asyncio, logging
        from reportedly_api.settings import Settings
        from reportedly_api.workers.engine import Engine
        from reportedly_api.workers.seccomp import install, refused
        if not install([refused("landlock_create_ruleset")]):
            raise SystemExit(77)
        logging.basicConfig(level=logging.INFO)
        async def main():
            settings = Settings(store={settings.store!r}, federate=({SERVER!r},))
            async with Engine(settings, "test", print) as engine:
                print([str(one.extent) for one in engine.confined])
        asyncio.run(main())
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    if done.returncode == 77:
        pytest.skip("this kernel offers no filter to take Landlock away with")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "['nobody', 'anybody']\n"
    assert "INFO:reportedly_api.workers.engine:queries: processes can call nobody" in done.stderr
    assert "WARNING:reportedly_api.workers.engine:federating: processes can call" in done.stderr


@pytest.mark.parametrize(
    ("store", "federate", "ports", "lookups"),
    [
        ("store", ["http://127.0.0.1:9/sparql"], (9,), False),
        ("store", ["http://[::1]/sparql", "HTTPS://127.0.0.1/"], (80, 443), False),
        ("store", ["https://query.example.org/sparql"], (53, 443), True),
        (SERVER, [], (7878,), False),
        ("http://user:secret@db.example.org:7200/repositories/x", [SERVER], (53, 7200, 7878), True),
    ],
)
def test_the_ports_are_those_of_the_store_and_of_the_endpoints(
    monkeypatch: pytest.MonkeyPatch,
    store: str,
    federate: list[str],
    ports: tuple[int, ...],
    lookups: bool,
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert reach_of(order(store, *federate)) == Reach(ports, lookups)


def test_an_endpoint_whose_port_there_is_not_is_told_of_at_the_start(settings: Settings) -> None:
    wrong = settings.model_copy(update={"federate": ("http://me:secret@127.0.0.1:99999/sparql",)})
    with pytest.raises(InputError, match="Port out of range") as told:
        Engine(wrong, "test", print)
    assert told.value.where is not None
    assert "99999" in told.value.where
    assert "secret" not in str(told.value)


def test_a_proxy_that_the_environment_names_is_reached_for_the_store_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTP_PROXY", "10.0.0.1:3128")
    assert reach_of(order(SERVER)).ports == (3128, 7878)
    assert reach_of(order("store", SERVER)).ports == (7878,)


def test_what_is_said_tells_ports_and_what_is_not_held() -> None:
    ports = Confinement("federating", "landlock", Reach((53, 443), lookups=True))
    assert ports.extent is Extent.PORTS
    assert str(ports) == (
        "federating: processes can call TCP port 53, 443 and UDP, to look up names, and no other "
        "port (landlock); addresses are not restricted"
    )
    assert Confinement("queries", "seccomp", Reach()).extent is Extent.NOBODY
    assert Confinement("queries", None, Reach()).extent is Extent.ANYBODY

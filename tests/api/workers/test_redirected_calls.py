"""A listed endpoint that redirects a call sends it nowhere: who is called is who is listed."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tests.api.workers.harness import PATIENCE, Serve, address_of, nobody_came


@contextmanager
def redirecting(listening: socket.socket, target: str, status: str) -> Iterator[list[bytes]]:
    """Redirects whoever comes to a socket; gives what they asked, until the block ends."""
    asked: list[bytes] = []

    def redirect() -> None:
        while True:
            connection, _ = listening.accept()
            with connection:
                connection.settimeout(PATIENCE)
                told = connection.recv(65536)
                if not told:
                    return
                asked.append(told)
                head = f"HTTP/1.1 {status}\r\nLocation: {target}\r\n"
                head += "Content-Length: 0\r\nConnection: close\r\n\r\n"
                connection.sendall(head.encode())

    answering = threading.Thread(target=redirect)
    answering.start()
    try:
        yield asked
    finally:
        socket.create_connection(listening.getsockname()).close()  # says nothing: the end
        answering.join(timeout=PATIENCE)
        assert not answering.is_alive()


@pytest.mark.parametrize("status", ["307 Temporary Redirect", "302 Found"])
@pytest.mark.parametrize("place", ["unlisted", "listed", "its own"])
def test_a_redirected_call_goes_no_further(
    serve: Serve, silent: socket.socket, place: str, status: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listed:
        federate = [address_of(listed)]
        if place == "listed":  # its port is open then, and the kernel would let the call through
            federate.append(address_of(silent))
        target = address_of(listed if place == "its own" else silent)
        target += "" if place == "listed" else "/elsewhere"
        served = serve(federate=tuple(federate))
        query = f"SELECT * {{ SERVICE <{address_of(listed)}> {{ ?s ?p ?o }} }}"
        with redirecting(listed, target, status) as asked:
            answer = served.ask(query)
            assert answer.status_code == 502, answer.text
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["detail"].startswith("A server that the query calls gave no")
            silently = served.ask(query.replace("SERVICE", "SERVICE SILENT"))
            assert silently.status_code == 200, silently.text
        assert [told.split(b" ", 2)[1] for told in asked] == [b"/sparql"] * 2
    assert nobody_came(silent)

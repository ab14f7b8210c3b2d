"""HTTP with one server: what is sent, what is tried again, and what each refusal means."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

import httpx
from pyoxigraph import NamedNode

from reportedly import __version__
from reportedly.errors import InputError, StoreError
from reportedly.store.remote.access import access
from reportedly.store.remote.layout import Services
from reportedly.store.remote.refusals import refusal, unreachable
from reportedly.store.remote.settings import of_location, read_settings

RESULTS: Final = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
TRIPLES: Final = "application/n-triples, text/turtle;q=0.9"
_CONNECT = 10.0
_TRIES = 4
_FIRST_PAUSE = 0.25
_LONGEST_PAUSE = 30.0
_BUSY = frozenset({429, 502, 503})  # "not now"; 504 is a query that takes too long, and would again
_LOST = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ReadError, httpx.WriteError)
_CUT = (*_LOST, httpx.RemoteProtocolError)


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs that a query is asked of, as the protocol's parameters say them."""

    default: Sequence[str] = ()
    named: Sequence[str] = ()


class Client:
    """One server's three services, over connections that are kept and may be shared by threads.

    What may be sent twice is tried up to four times, with growing pauses, where the connection
    fails before an answer began or the server says that it is busy (RFC 9110, section 9.2.2). A
    redirection is not followed: it would carry a password or an update to where nobody sent it.
    """

    __slots__ = ("_http", "_sleep", "services")

    def __init__(
        self,
        services: Services,
        http: httpx.Client,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.services = services
        self._http = http
        self._sleep = sleep

    def query(self, text: str, graphs: Graphs, accept: str) -> httpx.Response:
        """Asks, by POST of a form (SPARQL 1.1 Protocol, section 2.1.2); the body is not read yet.

        Raises:
            QueryError: the server says that the query is at fault.
            StoreError: there is no answer, or the server refuses.
        """
        form: dict[str, str | list[str]] = {"query": text}
        if graphs.default:
            form["default-graph-uri"] = list(graphs.default)
        if graphs.named:
            form["named-graph-uri"] = list(graphs.named)
        request = self._http.build_request(
            "POST", self.services.query, data=form, headers={"Accept": accept}
        )
        return self._sent(request, again=True, query=text)

    def update(self, text: str, *, again: bool) -> None:
        """Sends an update, by POST of a form (SPARQL 1.1 Protocol, section 2.2.1).

        Args:
            text: the update; one request, which a server should carry out whole or not at all.
            again: whether it may be sent twice.

        Raises:
            StoreError: there is no answer, or the server refuses.
            InputError: nobody has said where the server takes updates.
        """
        if self.services.update is None:
            raise no_updates(self.services.query)
        request = self._http.build_request("POST", self.services.update, data={"update": text})
        self._sent(request, again=again).close()

    def put(self, graph: NamedNode, data: bytes, *, first: bool) -> None:
        """Gives a graph its triples, or adds to them (Graph Store Protocol, sections 5.3, 5.5).

        Args:
            graph: the graph.
            data: N-Triples, which are Turtle, too: every server takes that.
            first: whether they replace what is there.

        Raises:
            StoreError: there is no answer, or the server refuses.
        """
        url = httpx.URL(str(self.services.graphs)).copy_merge_params({"graph": graph.value})
        request = self._http.build_request(
            "PUT" if first else "POST", url, content=data, headers={"Content-Type": "text/turtle"}
        )
        self._sent(request, again=True).close()  # the same triples twice are the same triples

    def get(self, url: str) -> bytes | None:
        """What is at a URL; None if there is nothing.

        Raises:
            StoreError: there is no answer, or the server refuses.
        """
        request = self._http.build_request("GET", url, headers={"Accept": "application/json"})
        response = self._once_or_more(request, again=True)
        with closing(response):
            if response.status_code != httpx.codes.OK:
                return None
            return response.read()

    def _sent(
        self, request: httpx.Request, *, again: bool, query: str | None = None
    ) -> httpx.Response:
        response = self._once_or_more(request, again=again)
        if not response.is_success:
            with closing(response):
                raise refusal(response, query)
        return response

    def _once_or_more(self, request: httpx.Request, *, again: bool) -> httpx.Response:
        for attempt in range(_TRIES):
            last = attempt == _TRIES - 1 or not again
            try:
                response = self._http.send(request, stream=True)
            except httpx.TransportError as error:
                if last or not isinstance(error, _CUT):
                    raise unreachable(error, request) from error
                self._sleep(_pause(attempt, None))
                continue
            if last or response.status_code not in _BUSY:
                return response
            wait = _pause(attempt, response.headers.get("retry-after"))
            response.close()
            self._sleep(wait)
        raise StoreError("No attempt was made.")

    def close(self) -> None:
        """Lets the connections go."""
        self._http.close()


def open_client(location: str) -> tuple[Client, RemoteOptions]:
    """A client for a location, logged in as the environment says; nothing is sent yet.

    Raises:
        InputError: the location or a setting cannot be used.
    """
    services, settings = of_location(location, read_settings())
    http = httpx.Client(
        auth=access(httpx.URL(services.query).host, settings),
        timeout=httpx.Timeout(settings.timeout, connect=_CONNECT),
        headers={"User-Agent": f"reportedly/{__version__}"},
    )
    options = RemoteOptions(settings.union == "server", settings.break_lock, settings.accept_loss)
    return Client(services, http), options


@dataclass(frozen=True, slots=True)
class RemoteOptions:
    """What of the settings concerns reading and writing; see `settings.RemoteSettings`."""

    server_union: bool = False
    break_lock: bool = False
    accept_loss: bool = False


def no_updates(query: str) -> InputError:
    """That a server can be read and not written, as far as anybody has said."""
    return InputError(
        "Nobody has said where this server takes updates.",
        where=query,
        mend="Set REPORTEDLY_REMOTE_UPDATE to the URL of its update service, and "
        "REPORTEDLY_REMOTE_GRAPHS to that of its graph store, if it has one.",
    )


def _pause(attempt: int, retry_after: str | None) -> float:
    if retry_after is not None and retry_after.isdigit():
        return min(float(retry_after), _LONGEST_PAUSE)
    jitter: float = random.uniform(0.5, 1.0)
    return min(_FIRST_PAUSE * 2.0**attempt * jitter, _LONGEST_PAUSE)

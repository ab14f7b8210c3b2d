"""A worker from within: opens the build, reads one inquiry after another, writes answers.

It runs in one thread, because pyoxigraph's answers may be touched by no other. It ends when the
front closes the socket, or is killed; nothing in it has to be saved.
"""

from __future__ import annotations

import json
import logging
import os
import socket
from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

from jinja2 import Environment

from reportedly.errors import ReportedlyError, StoreError
from reportedly.store.backends import open_view
from reportedly.store.generations import LOAD_AGAIN
from reportedly.store.protocol import View
from reportedly.store.sparql import is_damage
from reportedly_api.answers import Fault, Problem, RequestError
from reportedly_api.problems import of_error, of_fault
from reportedly_api.workers.answering import Answering
from reportedly_api.workers.frames import FEDERATES, LENGTH, PROBLEM, READY, Order
from reportedly_api.workers.outlet import Outlet, send_frame
from reportedly_api.workers.reach import reach_of
from reportedly_api.workers.sandbox import bind_network, deny_network, die_with, limit_memory

_log = logging.getLogger(__name__)
_READ: Final = 64 * 1024

NO_SANDBOX: Final = "This system cannot take the network from the processes that answer queries."
_MEND: Final = (
    "Serve on Linux, where the kernel can (seccomp, or a network namespace); or, for nobody but "
    "yourself, set REPORTEDLY_PUBLIC=false."
)


def work(front: socket.socket, order: Order, templates: Environment, parent: int) -> None:
    """Be a worker: enter the sandbox, open the build, and answer until the front is gone.

    Args:
        front: the socket to the front; what goes wrong while starting is told there, too.
        order: what the front ordered.
        templates: the pages' templates.
        parent: the process whose end is this one's.
    """
    die_with(parent)
    try:
        sandbox = _enter_sandbox(order)
        view = open_view(order.store)
    except ReportedlyError as error:
        told = {"what": error.what, "where": error.where, "rule": error.rule, "mend": error.mend}
        send_frame(front, PROBLEM, json.dumps(told).encode())
        return
    limit_memory(order.memory)
    hello = {"build": view.build.id, "sandbox": sandbox, "pid": os.getpid()}
    described = json.dumps(_described(view)).encode() if order.describes else b""
    send_frame(front, READY, json.dumps(hello).encode(), described)
    answering = Answering(view, order, templates)
    inbox = _Inbox(front)
    while (told_inquiry := inbox.next()) is not None:
        _answer(front, answering, told_inquiry, order)


def _enter_sandbox(order: Order) -> str | None:
    if order.networked:
        return bind_network(reach_of(order))
    sandbox = deny_network()
    if sandbox is None and order.sandboxed:
        raise StoreError(NO_SANDBOX, mend=_MEND)
    return sandbox


def _described(view: View) -> dict[str, object]:
    build = view.build
    graphs = {iri: asdict(digest) for iri, digest in build.graphs.items()}
    return {"id": build.id, "sha256": build.sha256, "quads": build.quads, "graphs": graphs}


def _answer(front: socket.socket, answering: Answering, told: bytes, order: Order) -> None:
    """Answer one inquiry, whatever becomes of it: a frame that ends it is always sent."""
    outlet = Outlet(front, order.result)
    headers: Mapping[str, str] = {}
    try:
        if answering.answer(told, outlet):
            outlet.finish()
        else:
            send_frame(front, FEDERATES)
    except ReportedlyError as error:
        problem = of_error(error)
    except RequestError as error:
        problem, headers = of_fault(error.fault), error.fault.headers
    except (BrokenPipeError, ConnectionResetError):
        raise SystemExit(0) from None  # the front is gone, and with it whoever asked
    except MemoryError:
        fault = Fault(422, "The answer needs more memory than a query is given.")
        problem = of_fault(fault)
    except BaseException as panic:  # noqa: BLE001 - a panic of the engine is no Exception
        _log.error("a query failed in the engine", exc_info=panic)
        if is_damage(panic):
            problem = of_error(StoreError("The published build is damaged.", mend=LOAD_AGAIN))
        else:
            fault = Fault(500, "The answer could not be made. It is in the server's log.")
            problem = of_fault(fault)
    else:
        return
    send_frame(front, PROBLEM, json.dumps([_members(problem), dict(headers)]).encode())


def _members(problem: Problem) -> dict[str, object]:
    return asdict(problem)


class _Inbox:
    """The inquiries that come from the front; several may have come at once."""

    __slots__ = ("_front", "_held")

    def __init__(self, front: socket.socket) -> None:
        self._front = front
        self._held = b""

    def next(self) -> bytes | None:
        """The next inquiry; None if the front has gone."""
        held = self._held
        while len(held) < LENGTH.size:
            more = self._front.recv(_READ)
            if not more:
                return None
            held += more
        end = LENGTH.size + LENGTH.unpack_from(held)[0]
        parts, missing = [held], end - len(held)
        while missing > 0:
            more = self._front.recv(min(missing, 1 << 20))
            if not more:
                return None
            parts.append(more)
            missing -= len(more)
        whole = held if len(parts) == 1 else b"".join(parts)
        self._held = whole[end:]
        return whole[LENGTH.size : end]

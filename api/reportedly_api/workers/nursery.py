"""The fork server: a process that has imported what a worker needs, and makes workers by forking.

It has one thread, opens no store and answers no query, so that a fork of it is sound, takes some
five milliseconds, and shares its memory. The front sends an `Order` with one end of a socket pair;
back comes a descriptor of the new process (``pidfd_open(2)``), which can never come to mean
another. When the front is gone the fork server ends, and the kernel ends its workers.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import socket
import sys
from types import FrameType
from typing import Final

from jinja2 import Environment

from reportedly_api.formats.page import make_templates
from reportedly_api.workers.frames import Order
from reportedly_api.workers.serving import work

LONGEST: Final = 256 * 1024
"""Bytes of an order, at most."""


def main() -> None:
    """Serve orders that come over the descriptor named by the first argument."""
    logging.basicConfig(format="%(levelname)s:     worker %(process)d: %(message)s")
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)  # the front decides: it lets queries end first
    signal.signal(signal.SIGCHLD, _reap)
    front = socket.socket(fileno=int(sys.argv[1]))
    templates = make_templates(sys.argv[2])
    gc.collect()
    gc.freeze()  # what is shared after a fork stays shared
    while True:
        told, descriptors, _flags, _address = socket.recv_fds(front, LONGEST, 1)
        if not told:
            return
        _make(front, json.loads(told), descriptors[0], templates)


def _make(
    front: socket.socket, order: dict[str, object], descriptor: int, templates: Environment
) -> None:
    parent = os.getpid()
    # A worker that ends at once must not be reaped before its descriptor is made.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            front.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
            with socket.socket(fileno=descriptor) as own:
                work(own, _order(order), templates, parent)
            status = 0
        except SystemExit:
            status = 0
        except BaseException:  # nothing may return into the fork server
            logging.getLogger(__name__).exception("a worker failed")
        finally:
            logging.shutdown()
            os._exit(status)
    process = os.pidfd_open(pid)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    os.close(descriptor)
    socket.send_fds(front, [str(pid).encode()], [process])
    os.close(process)


def _order(told: dict[str, object]) -> Order:
    return Order(**{**told, "federate": tuple(told["federate"])})  # type: ignore[arg-type]


def _reap(_signal: int, _frame: FrameType | None) -> None:
    """Let every worker that ended be forgotten by the kernel."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return  # there is none left


if __name__ == "__main__":
    main()

"""One writer at a time on a server that has no locks: each says that it is there, then looks."""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import socket
from pathlib import Path

from reportedly.errors import StoreError
from reportedly.store.remote.client import Client
from reportedly.store.remote.record import locked, read_record, unlocked

_log = logging.getLogger(__name__)


class Lock:
    """The lock of one writer.

    Two that come at the same instant may both be turned away; never do both get in. A lock whose
    process has died on this machine is taken over; one of another machine is left alone, because
    from here nobody can tell whether its writer is still at work.
    """

    __slots__ = ("_client", "_token")

    def __init__(self, client: Client) -> None:
        self._client = client
        self._token = f"{_machine()}:{os.getpid()}:{secrets.token_hex(8)}"

    def take(self, *, break_others: bool) -> None:
        """Takes the lock.

        Args:
            break_others: takes away the locks of other machines, too.

        Raises:
            StoreError: another writer has it, or the server does not answer.
        """
        self._client.update(locked(self._token), again=True)
        for other in read_record(self._client).locks:
            if other == self._token:
                continue
            if break_others or _is_dead(other):
                _log.warning("The lock of a writer that is gone is taken over.")
                self._client.update(unlocked(other), again=True)
                continue
            self.release()
            raise _taken(other, self._client.services.query)

    def release(self) -> None:
        """Gives the lock back; where that fails it is logged, and the next writer takes it over."""
        try:
            self._client.update(unlocked(self._token), again=True)
        except StoreError as error:
            _log.warning("The lock on the server could not be given back: %s", error)


def _taken(other: str, where: str) -> StoreError:
    machine, _, rest = other.partition(":")
    process = rest.partition(":")[0]
    if machine == _machine():
        return StoreError(
            f"Another build is running here, in process {process}.",
            where=where,
            mend="Wait until it is done, or end that process; the next one takes its lock over.",
        )
    return StoreError(
        f"Another build is running here, in process {process} of another machine.",
        where=where,
        mend="Wait until it is done. If you know that it is gone, set "
        "REPORTEDLY_REMOTE_BREAK_LOCK=1 for one load.",
    )


def _is_dead(token: str) -> bool:
    machine, _, rest = token.partition(":")
    process = rest.partition(":")[0]
    if machine != _machine() or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _machine() -> str:
    """What tells this machine, or container, from others, and says nothing else about it."""
    namespace = Path("/proc/self/ns/pid")
    pids = str(namespace.readlink()) if namespace.is_symlink() else ""
    return hashlib.sha256(f"{socket.gethostname()} {pids}".encode()).hexdigest()[:16]

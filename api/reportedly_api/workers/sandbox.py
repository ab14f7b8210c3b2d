"""What the kernel denies a worker: the network, more memory than it was given, a life of its own.

No root is needed. By a filter (`seccomp`) a worker keeps the socket that it was born with, and can
make no other. Where there is no such filter, an empty network namespace (``user_namespaces(7)``,
``network_namespaces(7)``) does as well: it holds no interface that is up. A worker that must call
others is held to their ports (`landlock`).
"""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path
from typing import Final

from reportedly_api.workers.landlock import allow_ports
from reportedly_api.workers.reach import Reach
from reportedly_api.workers.seccomp import (
    allowed_only,
    install,
    linux_libc,
    refused,
    refused_with,
)

_PR_SET_PDEATHSIG: Final = 1
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000

_PAST_A_FILTER: Final = (
    "io_uring_setup",  # makes sockets past any filter
    "ptrace",  # these two take the sockets of another process
    "pidfd_getfd",
)
_NETWORK: Final = ("socket", "connect", *_PAST_A_FILTER)
# bits/socket.h and netinet/in.h
_AF_INET, _AF_INET6, _STREAM, _DATAGRAM, _TYPE = 2, 10, 1, 2, 0xF
_DEFAULT, _TCP, _UDP, _WHOLE = 0, 6, 17, 0xFFFFFFFF
_FAST_OPEN: Final = 0x20000000  # MSG_FASTOPEN, which connects without `connect`


def deny_network() -> str | None:
    """Take the network from this process, for good; it must have no second thread.

    Returns:
        How it was done, ``seccomp`` or ``namespace``; None if this kernel can do neither.
    """
    if _filter_sockets():
        return "seccomp"
    return "namespace" if _leave_network() else None


def bind_network(reach: Reach) -> str | None:
    """Leave this process no more of the network than it needs, for good; likewise.

    Sockets other than those of TCP, and of UDP where names are looked up, are refused wherever
    there is a filter. Ports are the kernel's to hold from Linux 6.7 on; addresses it cannot hold.

    Returns:
        ``landlock``; None if this kernel cannot hold a process to ports.
    """
    bound = allow_ports(reach.ports)
    types = (_STREAM, _DATAGRAM) if reach.lookups else (_STREAM,)
    protocols = (_DEFAULT, _TCP, _UDP) if reach.lookups else (_DEFAULT, _TCP)
    filtered = install(
        [
            *map(refused, _PAST_A_FILTER),
            allowed_only(
                "socket",
                (_WHOLE, (_AF_INET, _AF_INET6)),
                (_TYPE, types),
                (_WHOLE, protocols),  # MPTCP and SCTP are streams that no rule of ports holds
            ),
            refused_with("sendto", 3, _FAST_OPEN),
            refused_with("sendmsg", 2, _FAST_OPEN),
            refused_with("sendmmsg", 3, _FAST_OPEN),
        ]
    )
    return "landlock" if bound and filtered else None


def limit_memory(size: int) -> None:
    """Let this process take no more than `size` bytes of data, code left aside (RLIMIT_DATA)."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, allowed))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would be as large


def die_with(parent: int) -> None:
    """End with the parent, however it ends, and be the first to go when memory is short.

    Args:
        parent: its process id; if it is gone already, this process ends here.
    """
    libc = linux_libc()
    if libc is not None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)
    score = Path("/proc/self/oom_score_adj")
    if score.exists():
        score.write_text("1000", encoding="ascii")


def refuse_calls(*names: str) -> bool:
    """Have the kernel refuse these calls (EPERM) to this process and all that it starts, for good.

    Returns:
        Whether it does; False where there is no such filter, or for a machine not known here.
    """
    return install([refused(name) for name in names])


def _filter_sockets() -> bool:
    return refuse_calls(*_NETWORK)


def _leave_network() -> bool:
    libc = linux_libc()
    return libc is not None and any(
        libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET)
    )

"""To which TCP ports a process may connect: network rules of ``landlock(7)``, from Linux 6.7 on.

No root is needed. The kernel decides by the port alone, whatever the address, and holds TCP only:
what else a socket can be is for `seccomp` to refuse.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from collections.abc import Iterable
from typing import Final

from reportedly_api.workers.seccomp import linux_libc, renounce_privileges

# asm-generic/unistd.h: the same numbers on each machine named here.
_MACHINES: Final = frozenset({"x86_64", "aarch64"})
_CREATE, _ADD, _RESTRICT = 444, 445, 446
# linux/landlock.h
_TELL_VERSION: Final = 1
_BIND_TCP, _CONNECT_TCP = 1, 2
_ABSTRACT_SOCKETS, _SIGNALS = 1, 2
_RULE_OF_PORT: Final = 2
_PORTS_FROM, _SCOPES_FROM = 4, 6
"""The versions of the interface that brought rules of ports, and the two scopes."""


def version() -> int:
    """The version of the kernel's interface; 0 where there is none, or it is switched off."""
    libc = _libc()
    return 0 if libc is None else max(0, libc.syscall(_CREATE, None, 0, _TELL_VERSION))


def allow_ports(ports: Iterable[int]) -> bool:
    """Let this process connect by TCP to these ports alone and listen on none, for good.

    It must have no second thread. Where the kernel can, it is also kept from the abstract sockets
    and from signalling the processes of others.

    Returns:
        Whether the kernel does; nothing is changed if it does not.
    """
    libc, offered = _libc(), version()
    if libc is None or offered < _PORTS_FROM:
        return False
    attributes = struct.pack("=QQ", 0, _BIND_TCP | _CONNECT_TCP)
    if offered >= _SCOPES_FROM:
        attributes += struct.pack("=Q", _ABSTRACT_SOCKETS | _SIGNALS)
    rules = libc.syscall(_CREATE, attributes, ctypes.c_size_t(len(attributes)), 0)
    if rules < 0:
        return False
    try:
        told = [struct.pack("=QQ", _CONNECT_TCP, port) for port in ports]
        return (
            all(libc.syscall(_ADD, rules, _RULE_OF_PORT, rule, 0) == 0 for rule in told)
            and renounce_privileges()
            and libc.syscall(_RESTRICT, rules, 0) == 0
        )
    finally:
        os.close(rules)


def _libc() -> ctypes.CDLL | None:
    return linux_libc() if platform.machine() in _MACHINES else None

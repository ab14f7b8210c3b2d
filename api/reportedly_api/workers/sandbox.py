"""What the kernel denies a worker: the network, more memory than it was given, a life of its own.

No root is needed. The filter is the classic BPF of ``seccomp(2)``: a worker keeps the socket that
it was born with, and can make no other. Where there is no such filter, an empty network namespace
(``user_namespaces(7)``, ``network_namespaces(7)``) does as well: it holds no interface that is up.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000

# linux/audit.h and asm/unistd.h: the architecture's number, and those of its calls.
_MACHINES: Final[Mapping[str, tuple[int, Mapping[str, int]]]] = MappingProxyType(
    {
        "x86_64": (
            0xC000003E,
            {
                "socket": 41,
                "connect": 42,
                "ptrace": 101,
                "prctl": 157,
                "unshare": 272,
                "seccomp": 317,
                "io_uring_setup": 425,
                "pidfd_getfd": 438,
            },
        ),
        "aarch64": (
            0xC00000B7,
            {
                "socket": 198,
                "connect": 203,
                "ptrace": 117,
                "prctl": 167,
                "unshare": 97,
                "seccomp": 277,
                "io_uring_setup": 425,
                "pidfd_getfd": 438,
            },
        ),
    }
)
_NETWORK: Final = (
    "socket",
    "connect",
    "io_uring_setup",  # makes sockets past any filter
    "ptrace",  # these two take the sockets of another process
    "pidfd_getfd",
)
_X32: Final = 0x40000000  # the bit of the second set of numbers that x86-64 has
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # linux/bpf_common.h
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050001  # linux/seccomp.h; EPERM is 1


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def deny_network() -> str | None:
    """Take the network from this process, for good; it must have no second thread.

    Returns:
        How it was done, ``seccomp`` or ``namespace``; None if this kernel can do neither.
    """
    if _filter_sockets():
        return "seccomp"
    return "namespace" if _leave_network() else None


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
    libc = _libc()
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
    libc = _libc()
    if libc is None or platform.machine() not in _MACHINES:
        return False
    architecture, numbers = _MACHINES[platform.machine()]
    steps = [
        (_LOAD, 0, 0, 4),  # the architecture of the call: struct seccomp_data
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),  # its number
    ]
    if architecture == _MACHINES["x86_64"][0]:
        steps += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _REFUSE)]
    for name in names:
        steps += [(_EQUAL, 0, 1, numbers[name]), (_RETURN, 0, 0, _REFUSE)]
    steps.append((_RETURN, 0, 0, _ALLOW))
    code = b"".join(struct.pack("=HBBI", *step) for step in steps)
    kept = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(steps), ctypes.cast(kept, ctypes.c_void_p))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter_sockets() -> bool:
    return refuse_calls(*_NETWORK)


def _leave_network() -> bool:
    libc = _libc()
    return libc is not None and any(
        libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET)
    )


def _libc() -> ctypes.CDLL | None:
    """The C library of a Linux; None elsewhere."""
    return ctypes.CDLL(None, use_errno=True) if platform.system() == "Linux" else None

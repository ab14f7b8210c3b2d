"""Filters of calls, as the kernel takes them: the classic BPF of ``seccomp(2)``. No root is needed.

A filter sees the number of a call and its arguments, but nothing that an argument points to: which
kind of socket is made, and not to which address it is connected.
"""

from __future__ import annotations

import ctypes
import platform
import struct
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

Step = tuple[int, int, int, int]
"""One instruction: its code, how far to jump where it holds and where not, and its value."""
Rule = tuple[str, Sequence[Step]]
"""The name of a call, and what is done with it: steps that all end in a verdict."""

_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2

# linux/audit.h and asm/unistd.h: the architecture's number, and those of its calls.
_MACHINES: Final[Mapping[str, tuple[int, Mapping[str, int]]]] = MappingProxyType(
    {
        "x86_64": (
            0xC000003E,
            {
                "socket": 41,
                "connect": 42,
                "sendto": 44,
                "sendmsg": 46,
                "ptrace": 101,
                "prctl": 157,
                "unshare": 272,
                "sendmmsg": 307,
                "seccomp": 317,
                "io_uring_setup": 425,
                "pidfd_getfd": 438,
                "landlock_create_ruleset": 444,
            },
        ),
        "aarch64": (
            0xC00000B7,
            {
                "socket": 198,
                "connect": 203,
                "sendto": 206,
                "sendmsg": 211,
                "ptrace": 117,
                "prctl": 167,
                "unshare": 97,
                "sendmmsg": 269,
                "seccomp": 277,
                "io_uring_setup": 425,
                "pidfd_getfd": 438,
                "landlock_create_ruleset": 444,
            },
        ),
    }
)
_X32: Final = 0x40000000  # the bit of the second set of numbers that x86-64 has
# linux/bpf_common.h
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050001  # linux/seccomp.h; EPERM is 1
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # struct seccomp_data: where each stands


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def refused(name: str) -> Rule:
    """A call that is refused (EPERM) whatever its arguments are."""
    return name, [(_RETURN, 0, 0, _REFUSE)]


def refused_with(name: str, argument: int, bits: int) -> Rule:
    """A call that is refused where one of its arguments, counted from 0, has any of these bits."""
    return name, [
        (_LOAD, 0, 0, _ARGUMENTS + 8 * argument),
        (_ANY_BIT, 0, 1, bits),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]


def allowed_only(name: str, *arguments: tuple[int, Sequence[int]]) -> Rule:
    """A call that is refused unless each of its first arguments is among some values.

    Args:
        name: the call.
        arguments: of each argument, which of its bits count, and the values that they may have.
    """
    steps: list[Step] = []
    for place, (mask, values) in enumerate(arguments):
        steps += [(_LOAD, 0, 0, _ARGUMENTS + 8 * place), (_AND, 0, 0, mask)]
        # Each value that is met jumps over the rest of them, and over the refusal at their end.
        steps += [(_EQUAL, len(values) - n, 0, value) for n, value in enumerate(values)]
        steps.append((_RETURN, 0, 0, _REFUSE))
    return name, [*steps, (_RETURN, 0, 0, _ALLOW)]


def install(rules: Sequence[Rule]) -> bool:
    """Hold this process, and all that it starts, to rules for good; other calls are let be.

    Returns:
        Whether the kernel does; False where it has no such filter, or for a machine not known here.
    """
    libc = linux_libc()
    if libc is None or platform.machine() not in _MACHINES:
        return False
    architecture, numbers = _MACHINES[platform.machine()]
    steps: list[Step] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if architecture == _MACHINES["x86_64"][0]:
        steps += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _REFUSE)]
    for name, then in rules:
        steps += [(_EQUAL, 0, len(then), numbers[name]), *then]
    steps.append((_RETURN, 0, 0, _ALLOW))
    code = b"".join(struct.pack("=HBBI", *step) for step in steps)
    kept = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(steps), ctypes.cast(kept, ctypes.c_void_p))
    return (
        renounce_privileges()
        and libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0
    )


def renounce_privileges() -> bool:
    """Never gain a privilege again, for good; else the kernel lets only root restrict itself."""
    libc = linux_libc()
    return libc is not None and libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0


def linux_libc() -> ctypes.CDLL | None:
    """The C library of a Linux; None elsewhere."""
    return ctypes.CDLL(None, use_errno=True) if platform.system() == "Linux" else None

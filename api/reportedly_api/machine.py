"""What of the machine this process may use."""

from __future__ import annotations

import os
import platform
import resource
from collections.abc import Mapping
from ctypes.util import find_library
from pathlib import Path
from typing import Final, NamedTuple

ALLOCATORS: Final = ("jemalloc", "mimalloc")
"""Memory allocators that suit the engine better than the C library's own; the first is taken."""
_TUNED: Final = {"jemalloc": {"MALLOC_CONF": "thp:always"}}
"""What some of them are told, by the environment: the engine keeps the blocks of the store that it
read in memory that it takes of them, and finds its way there sooner in large pages
(``madvise(2)``, MADV_HUGEPAGE)."""
_MANY: Final = 65_536
"""Files that are enough for anybody."""
_CGROUP: Final = Path("/sys/fs/cgroup")


def cores() -> int:
    """Processor cores; two at least, so that one can be kept waiting."""
    return max(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)


def memory(root: Path = _CGROUP, own: Path = Path("/proc/self/cgroup")) -> int:
    """Bytes of memory: the machine's, or what a container or a unit is bound to, if that is less.

    Args:
        root: where the kernel shows its control groups (version 2; ``cgroups(7)``).
        own: the file that says which of them this process is in.
    """
    found = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        group = own.read_text(encoding="ascii").rpartition("::")[2].strip().strip("/")
    except OSError:
        group = ""
    for folder in (root / group, *(root / group).parents):
        limit = folder / "memory.max"
        if limit.is_file() and (told := limit.read_text(encoding="ascii").strip()).isdigit():
            found = min(found, int(told))
        if folder == root:
            break
    return found


def open_files() -> int:
    """How many files, sockets among them, this process may have open (``getrlimit(2)``)."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _MANY if soft == resource.RLIM_INFINITY else min(_MANY, soft)


def open_more_files() -> None:
    """Let this process have as many files open as the system allows it, within reason.

    Shells give 1,024, for the sake of programs that know no more; a server is no such program.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = _MANY if hard == resource.RLIM_INFINITY else min(_MANY, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))


def allocator() -> str | None:
    """The shared library of a better memory allocator, if this system has one.

    The engine takes and gives back many small pieces for each query. With such an allocator it
    needs less time for that; it is put before the C library's own (``LD_PRELOAD``,
    ``ld.so(8)``), as many servers do.
    """
    if platform.system() != "Linux":
        return None
    return next(filter(None, map(find_library, ALLOCATORS)), None)


def preloading(library: str, environ: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process that takes its memory of an allocator.

    Args:
        library: the allocator's shared library, as `allocator` gives it.
        environ: the environment otherwise; what it tells the allocator stands.
    """
    suited = next((told for name, told in _TUNED.items() if name in library), {})
    before_all = filter(None, (environ.get("LD_PRELOAD"), library))
    return {**suited, **environ, "LD_PRELOAD": ":".join(before_all)}


class Held(NamedTuple):
    """What a process holds of the memory, in bytes.

    Attributes:
        resident: all of it, pages that it shares with others included.
        own: what lies in no file: that would be free without it, but for some pages that it still
            shares with the process that made it. The kernel may drop the others.
    """

    resident: int
    own: int


def memory_of(pid: int) -> Held:
    """What a process holds now, as the kernel counts it (``proc(5)``, statm); 0 if it has ended."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_bytes().split()
    except (OSError, ValueError):
        return Held(0, 0)
    page = os.sysconf("SC_PAGE_SIZE")
    return Held(int(resident) * page, (int(resident) - int(shared)) * page)

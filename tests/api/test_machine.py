"""What of the machine a process may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportedly_api.machine import cores, memory, memory_of, preloading

WHOLE = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({}, WHOLE),
        ({"": "max"}, WHOLE),
        ({"a/b": "1000000"}, 1_000_000),
        ({"a": "500000", "a/b": "1000000"}, 500_000),
        ({"a": "max", "a/b": str(2 * WHOLE)}, WHOLE),
        ({"elsewhere": "1000"}, WHOLE),
    ],
)
def test_the_least_bound_of_all_groups_around_a_process_holds(
    limits: dict[str, str], expected: int, tmp_path: Path
) -> None:
    root, own = tmp_path / "cgroup", tmp_path / "own"
    own.write_text("0::/a/b\n", encoding="ascii")
    for group, limit in {"a/b": "max", **limits}.items():
        folder = root / group
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "memory.max").write_text(limit + "\n", encoding="ascii")
    assert memory(root, own) == expected


def test_without_control_groups_all_of_the_machine_is_ours(tmp_path: Path) -> None:
    assert memory(tmp_path, tmp_path / "none") == WHOLE


def test_there_are_two_cores_at_least_so_that_one_can_be_kept_waiting() -> None:
    assert cores() >= 2


def test_what_a_process_holds_grows_by_what_it_takes() -> None:
    before = memory_of(os.getpid())
    taken = b"x" * 64 * 2**20
    after = memory_of(os.getpid())
    assert after.resident >= after.own
    assert after.own - before.own >= len(taken) // 2
    assert memory_of(2**22 + 1) == (0, 0)  # beyond the greatest id (proc(5), pid_max)


@pytest.mark.parametrize(
    ("library", "environ", "told"),
    [
        ("libjemalloc.so.2", {}, {"MALLOC_CONF": "thp:always"}),
        ("libjemalloc.so.2", {"MALLOC_CONF": "narenas:2"}, {"MALLOC_CONF": "narenas:2"}),
        ("libmimalloc.so.2", {"HOME": "/"}, {"HOME": "/"}),
    ],
)
def test_an_allocator_is_told_what_suits_the_engine_unless_somebody_told_it(
    library: str, environ: dict[str, str], told: dict[str, str]
) -> None:
    assert preloading(library, environ) == told | {"LD_PRELOAD": library}


def test_an_allocator_is_loaded_after_what_somebody_else_has_loaded_first() -> None:
    told = preloading("libmimalloc.so.2", {"LD_PRELOAD": "libown.so"})
    assert told == {"LD_PRELOAD": "libown.so:libmimalloc.so.2"}

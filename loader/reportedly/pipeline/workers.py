"""Entries checked in several processes at once, and what was found in the order of the files."""

from __future__ import annotations

import gc
import multiprocessing
import pickle
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from pathlib import Path
from typing import Final

from reportedly.errors import InputError
from reportedly.pipeline.shared import Shared
from reportedly.pipeline.slices import Slices
from reportedly.pipeline.sources import Sources
from reportedly.pipeline.verdict import Batch, Checker

BATCH: Final = 16
"""Entries validated together: the cost of a validation as such is shared, memory stays small."""
ALONE: Final = 2 * BATCH
"""So many entries are checked sooner than a second process has started."""
RARELY: Final = 50_000
"""Values made between two looks for garbage: some 10 MiB."""
AHEAD: Final = 3
"""Batches that wait for each process; more would only fill memory."""

_Needed = tuple[Sources, Shared, Slices]


def look_for_garbage_rarely() -> None:
    """Settles Python's collector for checking: for a process that does nothing else, at its start.

    What is there now is needed to the end and is not looked through again; entries make many values
    and few circles, so that a look at every few hundred is a fifth of the work for nothing.
    """
    gc.freeze()
    gc.set_threshold(RARELY)


def check_all(
    files: Sequence[Path],
    checker: Checker,
    needed: _Needed,
    jobs: int,
    *,
    summed_up: bool = False,
) -> Iterator[Batch]:
    """Check entries batch by batch; batches come in the order of the files, whoever was first.

    Args:
        files: the entries.
        checker: what checks them if this process does.
        needed: what another process makes its own checker from.
        jobs: how many processes may work; with one, or for few entries, this process does.
        summed_up: whether entries are only summed up, and neither texts, shapes nor rules asked.

    Raises:
        InputError: a process died, or what a check raises.
    """
    batches = [files[start : start + BATCH] for start in range(0, len(files), BATCH)]
    if jobs < 2 or len(files) <= ALONE:
        for batch in batches:
            yield checker.check(batch, summed_up=summed_up)
        return
    with tempfile.TemporaryDirectory(prefix="reportedly-jobs-") as folder:
        handed = Path(folder) / "needed.pickle"  # private to us; read once by each process
        handed.write_bytes(pickle.dumps(needed))
        try:
            yield from _in_order(batches, handed, min(jobs, len(batches)), summed_up)
        except BrokenProcessPool as error:
            raise InputError(
                "a process that checked entries died, so that their verdict is not known",
                mend="Mostly the machine ran out of memory: give --jobs 1, or fewer than now.",
            ) from error


def _in_order(
    batches: Sequence[Sequence[Path]], handed: Path, jobs: int, summed_up: bool
) -> Iterator[Batch]:
    with ProcessPoolExecutor(jobs, mp_context=_context()) as pool:
        waiting: deque[Future[Batch]] = deque()
        for batch in batches:
            waiting.append(pool.submit(_check, handed, tuple(batch), summed_up))
            if len(waiting) > AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _context() -> multiprocessing.context.BaseContext:
    """A server that imports once and is forked, where there is one; never a fork of ourselves."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _check(handed: Path, files: tuple[Path, ...], summed_up: bool) -> Batch:
    return _checker(handed).check(files, summed_up=summed_up)


@lru_cache(maxsize=1)
def _checker(handed: Path) -> Checker:
    needed: _Needed = pickle.loads(handed.read_bytes())
    look_for_garbage_rarely()
    return Checker(*needed)

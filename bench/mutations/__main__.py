"""Every single-place mutation of every entry: noticed on its line, equivalent, or a blind spot.

Each key is dropped and misspelt, each value mistaken for a near one, each reference pointed at
another record of its kind, each anchor moved, each number nudged, one at a time. The mutant is
pinned again, so that no lock gives it away, and checked with its text.

    python -m bench.mutations --sample 300 --seed 7             # some, for work
    python -m bench.mutations --resume build/mutation.jsonl     # all; goes on where it stopped
    python -m bench.mutations --registry --sample 600 --seed 3  # of the registry's files instead
    python -m bench.mutations --resume build/mutation.jsonl --again unnoticed,elsewhere
        # after new rules, which only add findings: those that came to this, once more
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from bench.mutations.harness import VERDICTS, Case, Harness
from bench.mutations.mutants import Mutant
from bench.mutations.page import BLIND, MOST_BLIND, Run, summary, write
from bench.mutations.registry import RegistryHarness
from bench.mutations.registry_page import summary_of_registry, write_registry

ROOT: Final = Path(__file__).parents[2]
_CHUNK: Final = 8
"""Mutants that a process is given at a time."""


class _Worker:
    """A forked process's harness: it is inherited, never sent."""

    harness: Harness

    @classmethod
    def begin(cls, harness: Harness) -> None:
        cls.harness = harness

    @classmethod
    def try_mutant(cls, mutant: Mutant) -> Case:
        return cls.harness.try_mutant(mutant)


def tried(harness: Harness, mutants: Sequence[Mutant], jobs: int) -> Iterator[Case]:
    """Try mutants, in as many processes, which share what the harness has read."""
    if jobs == 1:
        yield from map(harness.try_mutant, mutants)
        return
    fork = multiprocessing.get_context("fork")
    with fork.Pool(jobs, _Worker.begin, (harness,)) as pool:
        yield from pool.imap(_Worker.try_mutant, mutants, chunksize=_CHUNK)


def kept_cases(file: Path | None) -> dict[str, Case]:
    """What came of each mutant that was tried; what is kept last of one holds."""
    if file is None or not file.exists():
        return {}
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return {row["mutant"]: Case(**row | {"rules": tuple(row["rules"])}) for row in rows}


def verdicts_of(those: str) -> frozenset[str]:
    """The verdicts of a list with commas.

    Raises:
        argparse.ArgumentTypeError: one of them is none.
    """
    named = frozenset(each.strip() for each in those.split(","))
    if not named <= set(VERDICTS):
        raise argparse.ArgumentTypeError(f"a verdict is one of: {', '.join(VERDICTS)}")
    return named


def is_left(known: Case | None, again: frozenset[str]) -> bool:
    """Whether a mutant is to be tried, again perhaps; what comes of it last holds."""
    return known is None or known.verdict in again


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--seeds", type=Path, default=ROOT / "seeds")
    options.add_argument("--texts", type=Path, default=ROOT.parent / "shared" / "seeds")
    options.add_argument(
        "--registry", action="store_true", help="mutants of the records that the entries use"
    )
    options.add_argument("--sample", type=int, help="try so many, drawn by the seed")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", help="try those whose name has these words")
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--resume", type=Path, help="keep what was tried, and go on from there")
    options.add_argument(
        "--again",
        type=verdicts_of,
        default=frozenset(),
        metavar="VERDICTS",
        help="try those kept with these verdicts once more, such as: unnoticed,elsewhere",
    )
    options.add_argument("--minutes", type=float, help="stop after so long")
    options.add_argument("--list", action="store_true", help="print each that is no success")
    options.add_argument("--write", action="store_true", help="write bench/results/mutation.*")
    chosen = options.parse_args()
    kind = RegistryHarness if chosen.registry else Harness
    harness = kind(chosen.seeds, chosen.texts)
    mutants = [each for each in harness.mutants() if (chosen.only or "") in each.name]
    count = len(mutants)
    drawn = min(chosen.sample or count, count)
    mutants = random.Random(chosen.seed).sample(mutants, drawn)  # any part of a run is a sample
    known = kept_cases(chosen.resume)
    left = [each for each in mutants if is_left(known.get(each.name), chosen.again)]
    started = time.monotonic()
    kept = chosen.resume.open("a", encoding="utf-8") if chosen.resume else None
    for n, case in enumerate(tried(harness, left, chosen.jobs), 1):
        known[case.mutant] = case
        if kept is not None:
            kept.write(json.dumps(asdict(case), ensure_ascii=False) + "\n")
        took = time.monotonic() - started
        if n % 100 == 0:
            print(f"{n} of {len(left)}, {took / n:.2f} s each", file=sys.stderr)
        if chosen.minutes and took > 60 * chosen.minutes:
            break
    if kept is not None:
        kept.close()
    cases = [known[each.name] for each in mutants if each.name in known]
    if chosen.list:
        for case in cases:
            if case.verdict in ("unnoticed", "elsewhere"):
                print(case.verdict, case.mutant, *case.rules)
    if not cases:
        raise SystemExit("no mutant was tried")
    run = Run(tuple(cases), count, chosen.seed)
    print(summary_of_registry(run) if chosen.registry else summary(run))
    if chosen.write:
        write_registry(run) if chosen.registry else write(run)
    if len(cases) < len(mutants):
        raise SystemExit(f"{len(mutants) - len(cases)} mutants are left")
    if sum(map(run.share, BLIND)) > MOST_BLIND and not chosen.registry:
        raise SystemExit(f"more than {MOST_BLIND:.0%} are blind spots")


if __name__ == "__main__":
    main()

"""What came of the mutants, as a page, as data, and in docs/mutation.md."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from math import sqrt
from pathlib import Path
from statistics import median
from typing import Final

from bench.mutations.harness import VERDICTS, Case
from bench.mutations.known import why

ROOT: Final = Path(__file__).parents[2]
RESULTS: Final = ROOT / "bench" / "results"
DOCS: Final = ROOT / "docs" / "mutation.md"
BLIND: Final = ("unnoticed", "elsewhere")
"""The verdicts of what nobody is led to: no finding stands on the line, or none at all."""
MOST_BLIND: Final = 0.02
"""The share of mutants that may be so."""
_COMMONEST: Final = 4
"""Rules that a row names."""
_LONGEST: Final = 110
"""Letters of a mutant's name that are printed."""
_SURE: Final = 1.96
"""Standard errors on each side of a share that hold the true one in 95 of 100 samples."""


@dataclass(frozen=True, slots=True)
class Run:
    """Mutants that were tried, and of how many they were drawn.

    Attributes:
        cases: what came of each.
        of: how many mutants there are.
        seed: what they were drawn by, if not all were tried.
    """

    cases: tuple[Case, ...]
    of: int
    seed: int

    def share(self, verdict: str) -> float:
        """The share of one verdict, 0 to 1."""
        return sum(case.verdict == verdict for case in self.cases) / len(self.cases)


def summary(run: Run) -> str:
    """The tables of the documentation."""
    return "\n".join(
        [
            *head(run, BLIND),
            "",
            *table(run.cases, "operator", "mistake"),
            "",
            *_echoes(run.cases),
            "",
            *_reasons(run.cases),
        ]
    )


def page(run: Run) -> str:
    """The whole result."""
    kinds = table(run.cases, "kind", "key")
    missed = [case for case in run.cases if case.verdict in BLIND]
    listed = [
        f"- {' '.join((case.verdict, *case.rules))}: `{short(case.mutant)}`"
        for case in sorted(missed, key=lambda case: (case.verdict, case.mutant))
    ]
    parts = ["# Mutants", "", summary(run), "", "## By key", "", *kinds]
    return "\n".join([*parts, "", "## Not noticed, or not on the line", "", *listed, ""])


def short(name: str) -> str:
    """A mutant's name with few of the words put: the article is not printed here."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def write(run: Run) -> None:
    """Write the data, the page, and the part of the documentation."""
    RESULTS.joinpath("mutation.md").write_text(page(run), encoding="utf-8")
    rows = [
        asdict(replace(case, mutant=short(case.mutant)))
        for case in run.cases
        if case.verdict in BLIND
    ]
    counted: dict[str, int] = {n: sum(c.verdict == n for c in run.cases) for n in VERDICTS}
    data: dict[str, object] = {
        "tried": len(run.cases),
        "of": run.of,
        "seed": run.seed,
        **counted,
        "cases": rows,
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    RESULTS.joinpath("mutation.json").write_text(text + "\n", encoding="utf-8")
    DOCS.write_text(within(DOCS.read_text(encoding="utf-8"), summary(run)), encoding="utf-8")


def within(text: str, part: str, name: str = "mutation") -> str:
    """A page with the tables of one part replaced.

    Raises:
        ValueError: the page has no place for them.
    """
    marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    if not marked.search(text):
        raise ValueError(f"the page has no part '{name}'")
    return marked.sub(lambda match: f"{match[1]}{part}\n{match[2]}", text)


def head(run: Run, blind: Sequence[str] = ("unnoticed",)) -> Iterator[str]:
    """What came of a run, in sentences; and how much of it is of the verdicts of blind spots."""
    tried = len(run.cases)
    drawn = "" if tried == run.of else f" (drawn from {run.of:,} by the seed {run.seed})"
    counts = Counter(case.verdict for case in run.cases)
    yield (
        f"Of {tried:,} mutants{drawn} {counts['on the line']:,} "
        f"({run.share('on the line'):.1%}) are reported on the mutated line, "
        f"{counts['elsewhere']:,} ({run.share('elsewhere'):.1%}) on another line only, "
        f"{counts['equivalent']:,} ({run.share('equivalent'):.1%}) are equivalent, and "
        f"{counts['unnoticed']:,} ({run.share('unnoticed'):.1%}) are not noticed."
    )
    yield from _among(run.cases)
    share = sum(map(run.share, blind))
    if "elsewhere" in blind:
        yield f"Blind spots are these and what is told on another line only: {share:.2%} together."
    if tried < run.of:
        error = _SURE * sqrt(share * (1 - share) / tried)
        yield f"Of all, {share - error:.1%} to {share + error:.1%} would be such (95 % sure)."
    stale = sum(case.stale or case.verdict == "equivalent" for case in run.cases)
    yield (
        f"Where nobody pinned again, the lock gives away more: {stale / tried:.1%} are noticed or "
        "equivalent."
    )


def _among(cases: Sequence[Case]) -> Iterator[str]:
    """On how many lines no finding stands, and they are among other places that one shows.

    Nothing is said where that was not counted of all: what was tried once more is no sample.
    """
    there = [case for case in cases if case.verdict == "on the line"]
    shown = [case.among for case in there if case.among]
    if shown and all(case.among is not None for case in cases):
        yield (
            f"At {len(shown) / len(there):.1%} of these lines no finding stands: they are among "
            f"the other places that one shows, {median(shown):g} as a rule (the median), "
            f"{max(shown)} at most."
        )


def table(cases: Sequence[Case], by: str, first: str) -> Iterator[str]:
    """Verdicts by operator or key; ``first`` is the head of the first column."""
    columns = " | ".join(VERDICTS)
    yield f"| {first} | mutants | {columns} | rules that found it first |"
    yield f"| --- | ---: | {' | '.join(['---:'] * len(VERDICTS))} | --- |"
    for name in sorted({getattr(case, by) for case in cases}):
        those = [case for case in cases if getattr(case, by) == name]
        yield f"| {name} | {_counts(those)} |"
    yield f"| **all** | {_counts(cases)} |"


def _counts(cases: Sequence[Case]) -> str:
    verdicts = Counter(case.verdict for case in cases)
    rules = Counter(case.rules[0] for case in cases if case.rules).most_common(_COMMONEST)
    named = ", ".join(f"{rule} {count}" for rule, count in rules)
    return f"{len(cases)} | {' | '.join(str(verdicts[v]) for v in VERDICTS)} | {named}"


def _echoes(cases: Sequence[Case]) -> Iterator[str]:
    noticed = [case for case in cases if case.rules]
    once = sum(case.findings == 1 for case in noticed)
    share = once / len(noticed) if noticed else 1.0
    more = Counter(" with ".join(case.rules[:2]) for case in noticed if case.findings > 1)
    named = ", ".join(f"{rules} {count}" for rules, count in more.most_common(_COMMONEST))
    yield f"Of those noticed {share:.1%} are reported once; the others mostly by {named or 'none'}."


def _reasons(cases: Sequence[Case]) -> Iterator[str]:
    yield "| blind spots | why | keys |"
    yield "| ---: | --- | --- |"
    blind = [case for case in cases if case.verdict in BLIND]
    reasons = Counter(why(case) or "not listed" for case in blind)
    for reason, count in reasons.most_common():
        keys = Counter(
            f"{c.kind} ({c.operator})" for c in blind if (why(c) or "not listed") == reason
        )
        named = ", ".join(f"{number} {key}" for key, number in keys.most_common())
        yield f"| {count} | {reason} | {named} |"

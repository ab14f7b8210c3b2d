"""What came of the mutants of the registry, in docs/mutation.md and as data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Final

from bench.mutations.harness import VERDICTS, Case
from bench.mutations.page import DOCS, RESULTS, Run, head, table, within

PART: Final = "registry mutation"


def summary_of_registry(run: Run) -> str:
    """The tables of the documentation."""
    parts = [*tuple(head(run))[:-1], "", *table(run.cases, "operator", "mistake"), ""]
    return "\n".join([*parts, *_unnoticed(run.cases)])


def write_registry(run: Run) -> None:
    """Write the data, and the part of the documentation."""
    counted: dict[str, object] = {
        name: sum(case.verdict == name for case in run.cases) for name in VERDICTS
    }
    rows = [asdict(case) for case in run.cases if case.verdict in ("unnoticed", "elsewhere")]
    data = {"tried": len(run.cases), "of": run.of, "seed": run.seed, **counted, "cases": rows}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    RESULTS.joinpath("mutation-registry.json").write_text(text + "\n", encoding="utf-8")
    page = DOCS.read_text(encoding="utf-8")
    DOCS.write_text(within(page, summary_of_registry(run), PART), encoding="utf-8")


def _unnoticed(cases: Sequence[Case]) -> Iterator[str]:
    """What is not noticed, by the key of the record and what was done to it."""
    blind = Counter((case.operator, _key(case)) for case in cases if case.verdict == "unnoticed")
    of = Counter((case.operator, _key(case)) for case in cases)
    yield "| not noticed | of | mistake | key |"
    yield "| ---: | ---: | --- | --- |"
    for (operator, key), count in blind.most_common():
        yield f"| {count} | {of[operator, key]} | {operator} | {key} |"


def _key(case: Case) -> str:
    """The key at fault, with the one that holds it: "label en", "not_same_as id"."""
    path = case.mutant.split(f" {case.operator} ", 1)[1].split(" ", 1)[0]
    return " ".join(step for step in path.split(".") if not step.isdigit())

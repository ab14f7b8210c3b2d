"""The figures of a run: how many tests of each suite went which way, as a table in Markdown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from bench.w3c.expected import Known, Reason
from bench.w3c.manifest import Case, Kind
from bench.w3c.outcome import Outcome, Verdict
from bench.w3c.runners import LEFT_OUT

_FORMATS: Final = frozenset({"sparql11/csv-tsv-res", "sparql11/json-res"})
_NAMES: Final = {
    Kind.EVALUATION: "query evaluation",
    Kind.POSITIVE_SYNTAX: "query syntax",
    Kind.NEGATIVE_SYNTAX: "query syntax",
    Kind.PROTOCOL: "protocol",
    Kind.GRAPH_STORE: "graph store protocol, reading",
    Kind.DESCRIPTION: "service description",
    Kind.FEDERATION: "federated query",
    Kind.UPDATE: "update",
    Kind.ENTAILMENT: "entailment",
}
HEAD: Final = (
    "| suite | tests | passed | of these by value | the engine's failures | refused by policy "
    "| not served yet | ours | left out |"
)


def suite_of(case: Case) -> str:
    """The suite under which a test is counted."""
    name = _NAMES[case.kind]
    if case.folder in _FORMATS:
        name = "result formats"
    return f"SPARQL {case.version}, {name}"


@dataclass(slots=True)
class Figures:
    """How the tests of one suite went; ``left out`` are those of a kind that is not run."""

    tests: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    reasons: Counter[Reason | None] = field(default_factory=Counter)
    left_out: int = 0

    @property
    def ours(self) -> int:
        """The failures that no other reason accounts for."""
        told = Reason.ENGINE, Reason.PENDING
        return self.verdicts[Verdict.FAILED] - sum(self.reasons[reason] for reason in told)

    def row(self, suite: str) -> str:
        """The line of the table."""
        cells = (
            self.tests,
            self.verdicts[Verdict.PASSED] + self.verdicts[Verdict.BY_VALUE],
            self.verdicts[Verdict.BY_VALUE],
            self.reasons[Reason.ENGINE],
            self.verdicts[Verdict.REFUSED],
            self.reasons[Reason.PENDING],
            self.ours,
            self.left_out,
        )
        return f"| {suite} | {' | '.join(map(str, cells))} |"


def figures(
    cases: Iterable[Case], outcomes: Mapping[str, Outcome], known: Mapping[str, Known]
) -> dict[str, Figures]:
    """The figures of every suite, and of all together, from the outcomes by the tests' ids."""
    found: defaultdict[str, Figures] = defaultdict(Figures)
    for case in cases:
        outcome = outcomes.get(case.id)
        for one in (found[suite_of(case)], found["all"]):
            one.tests += 1
            if outcome is None:
                one.left_out += 1
                continue
            one.verdicts[outcome.verdict] += 1
            if outcome.verdict is Verdict.FAILED:
                one.reasons[known[case.id].reason if case.id in known else None] += 1
    return dict(sorted(found.items(), key=lambda pair: (pair[0] == "all", pair[0])))


def table(found: Mapping[str, Figures]) -> str:
    """The figures as a table in Markdown."""
    rule = "| --- |" + " ---: |" * 8
    return "\n".join([HEAD, rule, *(one.row(suite) for suite, one in found.items())])


def summary(every: Figures, builds: int, seconds: float) -> str:
    """All suites in two sentences, for who wants no table.

    Args:
        every: the figures of all together.
        builds: how many builds were published for them, one after the other.
        seconds: how long it all took.
    """
    passed = every.verdicts[Verdict.PASSED] + every.verdicts[Verdict.BY_VALUE]
    return (
        f"{every.tests - every.left_out:,} tests were run, over {builds:,} builds that one process "
        f"served, in {seconds:,.0f} s: {passed:,} passed, {every.reasons[Reason.ENGINE]} fail in "
        f"the engine alone as well, {every.verdicts[Verdict.REFUSED]} are refused by policy, and "
        f"{every.ours} are ours."
    )


def exceptions(known: Mapping[str, Known]) -> str:
    """Every exception but those of lexical form, with its tests, as a table in Markdown."""
    groups: defaultdict[Known, list[str]] = defaultdict(list)
    for test, exception in known.items():
        groups[exception].append(test)
    lines = ["| reason | tests | what it is | which |", "| --- | ---: | --- | --- |"]
    for exception, tests in groups.items():
        which = ", ".join(f"`{test}`" for test in _folded(tests))
        lines.append(f"| {exception.reason} | {len(tests)} | {exception.why} | {which} |")
    lines += [f"| left out | | {why} | the {kind} tests |" for kind, why in LEFT_OUT.items()]
    return "\n".join(lines)


def _folded(tests: list[str]) -> list[str]:
    """The tests, those of one folder together: ``folder#a, b``."""
    folders: defaultdict[str, list[str]] = defaultdict(list)
    for test in tests:
        folder, _, name = test.partition("#")
        folders[folder].append(name)
    return [f"{folder}#{', '.join(names)}" for folder, names in folders.items()]

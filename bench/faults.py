"""Every fault and every hostility, whole, by one command: what is done, what passed, what was seen.

    python -m bench.faults              # about 5 minutes; writes bench/results/faults.json and .md
    python -m bench.faults --jobs 0     # one test at a time; JOBS is what `pytest -n` takes

Run from the repository's root. The rows stand in `faults_table.py`; their figures are what tests
tell by `record_property`, added up over the cases of a row. Exits 1 if a test failed or was
skipped, or if a row had none.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from bench.endpoint.docs import PAGE, fill
from bench.faults_table import FAULTS, Fault, fault_of

ROOT: Final = Path(__file__).parents[1]
RESULTS: Final = ROOT / "bench" / "results"


@dataclass(slots=True)
class Found:
    """How the cases of one row went.

    Attributes:
        cases: number of cases that were run.
        passed: of these, those that passed.
        amiss: names of the others, each with what happened: failed or skipped.
        figures: what they counted, by what it is; added up over the cases.
    """

    cases: int = 0
    passed: int = 0
    amiss: list[str] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)


def main() -> int:
    """Run the tests, write what was found, and say whether all of it passed."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "faults.xml"
        status = run(selected(), report, options.jobs)
        if not report.exists():
            print("pytest ended before it had run a test", file=sys.stderr)
            return 1
        found = gather(ElementTree.parse(report).getroot())
    told = [{"done": fault.done, "module": fault.module} | asdict(found[fault]) for fault in FAULTS]
    page = page_of(found)
    options.results.mkdir(parents=True, exist_ok=True)
    (options.results / "faults.json").write_text(json.dumps(told, indent=1) + "\n")
    (options.results / "faults.md").write_text(page)
    if options.results == RESULTS:
        fill(PAGE, "bench/results/faults.md", page)
    print(page)
    amiss = [f"{fault.done}: {each}" for fault in FAULTS for each in found[fault].amiss]
    empty = [f"{fault.done}: no test" for fault in FAULTS if not found[fault].cases]
    print("\n".join(amiss + empty), file=sys.stderr)
    return int(status != 0 or bool(amiss + empty))


def selected() -> list[str]:
    """What pytest is asked for: files of which a row has all, tests by name of the others."""
    files = {fault.module: fault.file for fault in FAULTS}
    return [
        f"{file}::{name}"
        for module, file in files.items()
        for name in named_tests(ROOT / file)
        if fault_of(module, name)
    ]


def named_tests(file: Path) -> list[str]:
    """The names of the tests that a file defines."""
    return re.findall(r"^(?:async )?def (test_\w+)", file.read_text(encoding="utf-8"), re.M)


def run(tests: Sequence[str], report: Path, jobs: str) -> int:
    """Run tests, every case of them, and have JUnit's report written; pytest's exit code."""
    pytest = [sys.executable, "-m", "pytest", "--all", "-q", "-n", jobs, "--dist", "loadfile"]
    return subprocess.run(
        [*pytest, f"--junitxml={report}", *tests], cwd=ROOT, check=False
    ).returncode


def gather(report: ElementTree.Element) -> dict[Fault, Found]:
    """What a report of JUnit tells of each row.

    Raises:
        KeyError: it tells of a test that no row has.
    """
    found = {fault: Found() for fault in FAULTS}
    for case in report.iter("testcase"):
        name = case.get("name", "")
        module = case.get("classname", "")
        fault = fault_of(module, name.partition("[")[0])
        if fault is None:
            raise KeyError(f"{module}::{name}")
        row = found[fault]
        row.cases += 1
        ends = [end for end in ("failure", "error", "skipped") if case.find(end) is not None]
        row.passed += not ends
        row.amiss += [f"{name}: {end}" for end in ends]
        for told in case.iter("property"):
            what = told.get("name", "")
            row.figures[what] = row.figures.get(what, 0) + int(told.get("value", 0))
    return found


def page_of(found: Mapping[Fault, Found]) -> str:
    """The table, in Markdown."""
    lines = ["| what is done | tests | passed | seen |", "| --- | --- | ---: | --- |"]
    for fault, row in found.items():
        seen = ", ".join(f"{what}: {number:,}" for what, number in row.figures.items())
        name = fault.module.removeprefix("tests.")
        lines.append(f"| {fault.done} | `{name}` | {row.passed} of {row.cases} | {seen} |")
    cases = sum(row.cases for row in found.values())
    passed = sum(row.passed for row in found.values())
    return "\n".join([f"{passed} of {cases} cases passed.", "", *lines, ""])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.faults", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--jobs", default="auto", help="processes that run tests (pytest -n)")
    parser.add_argument("--results", type=Path, default=RESULTS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

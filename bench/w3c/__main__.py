"""The W3C's SPARQL test suites, whole, against one served endpoint.

    python -m bench.w3c                 # ../shared/w3c/sparql; prints surprises and the figures
    python -m bench.w3c --write         # also writes docs/w3c.md and the sum in docs/endpoint.md
    python -m bench.w3c --only functions

Exit codes: 0 every test went as `expected.yaml` says, 1 some did not.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path
from typing import Final

from bench.endpoint.docs import PAGE as ENDPOINT
from bench.endpoint.docs import fill
from bench.w3c.expected import read_expected, surprise
from bench.w3c.manifest import Suites
from bench.w3c.outcome import Outcome
from bench.w3c.report import exceptions, figures, summary, table
from bench.w3c.runners import RUNNERS, in_order
from bench.w3c.served import served

ROOT: Final = Path(__file__).parents[2]
SUITES: Final = ROOT.parent / "shared" / "w3c" / "sparql"
PAGE: Final = ROOT / "docs" / "w3c.md"


def main() -> int:
    """Run, print, and write if that is asked."""
    options = _options()
    suites, known = Suites(options.suites.resolve()), read_expected()
    cases = [case for case in suites.cases() if options.only in case.id]
    outcomes: dict[str, Outcome] = {}
    surprises = 0
    began = time.monotonic()
    with served() as endpoint:
        for case in in_order([case for case in cases if case.kind in RUNNERS]):
            outcomes[case.id] = RUNNERS[case.kind](case, suites, endpoint)
            said = surprise(outcomes[case.id], known.get(case.id))
            if said is not None:
                surprises += 1
                print(f"{case.id}: {said}")
        builds = endpoint.builds
    figures_table = table(figures(cases, outcomes, known))
    print(figures_table)
    took = time.monotonic() - began
    print(f"{len(outcomes)} tests, {builds} builds, {took:.0f} s; {surprises} surprises")
    if options.write:
        write(PAGE, {"figures": figures_table, "exceptions": exceptions(known)})
        fill(ENDPOINT, "bench/w3c", summary(figures(cases, outcomes, known)["all"], builds, took))
    return 1 if surprises else 0


def write(page: Path, blocks: dict[str, str]) -> None:
    """Put each block between its two marks in the page.

    Raises:
        ValueError: the page has no such marks.
    """
    text = page.read_text(encoding="utf-8")
    for name, block in blocks.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        blocked = f"{begin}\n\n{block}\n\n{end}".replace("\\", r"\\\\")
        text, count = pattern.subn(blocked, text)
        if count != 1:
            raise ValueError(f"{page} has {count} places for {name}")
    page.write_text(text, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--suites", type=Path, default=SUITES, help="the folder of the suites")
    parser.add_argument("--only", default="", help="run only tests whose id holds this text")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    options = parser.parse_args()
    if options.write and options.only:
        parser.error("--write needs the whole run: leave --only out")
    return options


if __name__ == "__main__":
    sys.exit(main())

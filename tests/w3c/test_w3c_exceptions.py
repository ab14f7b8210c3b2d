"""The table of exceptions: each is a test's, has a reason, and is checked without us."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from bench.w3c.engine import ask_engine
from bench.w3c.expected import VERDICTS, Known, Reason, read_expected, surprise
from bench.w3c.manifest import Case, Kind, Suites
from bench.w3c.outcome import PASSED, Outcome, Verdict, failed
from bench.w3c.report import exceptions, figures, table
from bench.w3c.runners import LEFT_OUT, RUNNERS

PAGE: Final = Path(__file__).parents[2] / "docs" / "w3c.md"
CSV: Final = "sparql11/csv-tsv-res#csv03"  # of strings: the engine alone has terms to compare


def test_the_suites_are_whole(cases: dict[str, Case]) -> None:
    counted = Counter((case.version, case.kind) for case in cases.values())
    assert counted == {
        ("1.0", Kind.EVALUATION): 283,
        ("1.0", Kind.POSITIVE_SYNTAX): 149,
        ("1.0", Kind.NEGATIVE_SYNTAX): 50,
        ("1.1", Kind.EVALUATION): 235,
        ("1.1", Kind.POSITIVE_SYNTAX): 63,
        ("1.1", Kind.NEGATIVE_SYNTAX): 40,
        ("1.1", Kind.PROTOCOL): 34,
        ("1.1", Kind.GRAPH_STORE): 13,
        ("1.1", Kind.DESCRIPTION): 3,
        ("1.1", Kind.FEDERATION): 10,
        ("1.1", Kind.UPDATE): 157,
        ("1.1", Kind.ENTAILMENT): 70,
        ("1.2", Kind.EVALUATION): 63,
        ("1.2", Kind.POSITIVE_SYNTAX): 102,
        ("1.2", Kind.NEGATIVE_SYNTAX): 81,
        ("1.2", Kind.UPDATE): 23,
    }
    assert len({case.iri for case in cases.values()}) == 1376


def test_every_kind_is_run_or_left_out_by_name() -> None:
    assert set(RUNNERS) | set(LEFT_OUT) == set(Kind)
    assert not set(RUNNERS) & set(LEFT_OUT)


def test_every_exception_is_that_of_a_test_that_is_run(
    cases: dict[str, Case], known: dict[str, Known]
) -> None:
    assert [name for name in known if name not in cases] == []
    assert {cases[name].kind for name in known} <= set(RUNNERS)


def test_the_exceptions_are_counted_and_none_is_ours(known: dict[str, Known]) -> None:
    counted = Counter(exception.reason for exception in known.values())
    assert counted == {
        Reason.ENGINE: 38,
        Reason.LEXICAL: 26,
        Reason.POLICY: 14,
    }
    assert counted[Reason.OURS] == 0


@pytest.mark.parametrize("reason", [Reason.ENGINE, Reason.LEXICAL])
def test_the_engine_alone_does_what_is_laid_at_its_door(
    reason: Reason, cases: dict[str, Case], suites: Suites, known: dict[str, Known]
) -> None:
    laid = [name for name, exception in known.items() if exception.reason is reason]
    seen = {name: ask_engine(cases[name], suites).verdict for name in laid if name != CSV}
    assert seen == dict.fromkeys(seen, VERDICTS[reason])


def test_a_pass_where_a_failure_is_known_is_a_surprise_and_so_is_the_reverse() -> None:
    known = Known(Reason.ENGINE, "it cannot count")
    assert surprise(PASSED, None) is None
    assert surprise(failed("3"), known) is None
    assert "it cannot count" in str(surprise(PASSED, known))
    assert "nothing" in str(surprise(failed("3"), None))
    assert surprise(Outcome(Verdict.REFUSED), known) is not None


def test_a_test_that_is_named_twice_is_refused(tmp_path: Path) -> None:
    twice = tmp_path / "expected.yaml"
    twice.write_text("exceptions: [{reason: engine, why: it, tests: [a#b, a#b]}]")
    with pytest.raises(ValueError, match="a#b is named twice"):
        read_expected(twice)


def test_the_page_shows_what_the_tables_say(
    cases: dict[str, Case], known: dict[str, Known]
) -> None:
    outcomes = {
        name: Outcome(VERDICTS[known[name].reason]) if name in known else PASSED
        for name, case in cases.items()
        if case.kind in RUNNERS
    }
    assert block("figures") == table(figures(cases.values(), outcomes, known))
    assert block("exceptions") == exceptions(known)


def block(name: str) -> str:
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(f"<!-- {name}: begin -->\n\n(.*?)\n\n<!-- {name}: end -->", text, re.DOTALL)
    assert found is not None
    return found[1]

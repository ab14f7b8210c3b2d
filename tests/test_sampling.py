"""The sampling of slow suites, asked of small suites of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).with_name("conftest.py").read_text(encoding="utf-8")
SUITE = """
import pytest

@pytest.mark.slow
@pytest.mark.parametrize("case", range(12))
def test_case(case): pass

def test_quick(): pass
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Two files, each of 12 slow tests and a quick one."""
    for name in ("REPORTEDLY_SAMPLE", "REPORTEDLY_SEED", "PYTEST_ADDOPTS"):
        monkeypatch.delenv(name, raising=False)
    pytester.makeconftest(CONFTEST)
    pytester.makeini("[pytest]\nmarkers = slow: many cases\n")
    pytester.makepyfile(test_one=SUITE, test_two=SUITE)
    return pytester


def ran(result: pytest.RunResult) -> set[str]:
    return set(re.findall(r"test_\w+\.py::\S+(?= PASSED)", result.stdout.str()))


def test_each_file_runs_a_sample_and_all_its_quick_tests(suite: pytest.Pytester) -> None:
    result = suite.runpytest("-v", "--sample", "3", "--sample-seed", "one")
    names = ran(result)
    assert len([name for name in names if name.startswith("test_one.py::test_case")]) == 3
    assert len([name for name in names if name.startswith("test_two.py::test_case")]) == 3
    assert {"test_one.py::test_quick", "test_two.py::test_quick"} <= names
    result.assert_outcomes(passed=8, deselected=18)
    result.stdout.fnmatch_lines(
        [
            "slow tests: 3 of each file, seed one",
            "left out: 18 of 24 slow tests (seed one); skipped: 0",
        ]
    )


def test_the_same_seed_chooses_the_same_cases_and_another_seed_others(
    suite: pytest.Pytester,
) -> None:
    first, again, other = (
        ran(suite.runpytest("-v", "--sample", "4", "--sample-seed", seed))
        for seed in ("one", "one", "two")
    )
    assert first == again
    assert first != other


def test_a_run_without_a_seed_prints_the_one_it_took(suite: pytest.Pytester) -> None:
    first = suite.runpytest("-v", "--sample", "5")
    seed = re.search(r"seed (\w+)\)", first.stdout.str())
    assert seed is not None
    again = suite.runpytest("-v", "--sample", "5", "--sample-seed", seed[1])
    assert ran(again) == ran(first)


def test_all_leaves_nothing_out(suite: pytest.Pytester) -> None:
    result = suite.runpytest("--all", "--sample-seed", "one")
    result.assert_outcomes(passed=26)
    result.stdout.fnmatch_lines(["left out: 0 of 24 slow tests (seed one); skipped: 0"])


def test_the_environment_sets_sample_and_seed(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTEDLY_SAMPLE", "1")
    monkeypatch.setenv("REPORTEDLY_SEED", "env")
    result = suite.runpytest()
    result.assert_outcomes(passed=4, deselected=22)
    result.stdout.fnmatch_lines(["left out: 22 of 24 slow tests (seed env); skipped: 0"])


@pytest.mark.parametrize("value", ["many", "-1", "1.5"])
def test_a_sample_that_is_no_number_is_refused(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("REPORTEDLY_SAMPLE", value)
    result = suite.runpytest()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*REPORTEDLY_SAMPLE is '{value}', which is no number from 0"])


def test_workers_choose_alike_without_being_given_a_seed(suite: pytest.Pytester) -> None:
    shared = suite.runpytest_subprocess("--sample", "3", "-n2", "-v")
    shared.assert_outcomes(passed=8)
    shared.stdout.fnmatch_lines(["left out: 18 of 24 slow tests*; skipped: 0"])
    seed = re.search(r"seed (\w+)\)", shared.stdout.str())
    assert seed is not None
    alone = suite.runpytest("-v", "--sample", "3", "--sample-seed", seed[1])
    assert set(re.findall(r"PASSED (\S+)", shared.stdout.str())) == ran(alone)


def test_skips_are_counted_by_reason_with_and_without_workers(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.skip(reason="no texts at hand")
        def test_a(): pass

        def test_b(): pytest.skip("no browser here")

        def test_c(): pytest.skip("no browser here")
        """
    )
    alone, shared = pytester.runpytest(), pytester.runpytest_subprocess("-n2")
    for result in (alone, shared):
        result.assert_outcomes(skipped=3)
        result.stdout.fnmatch_lines(
            [
                "left out: 0 of 0 slow tests*; skipped: 3",
                "  skipped 2: no browser here",
                "  skipped 1: no texts at hand",
            ]
        )


def test_what_a_filter_drops_is_not_counted_as_left_out(suite: pytest.Pytester) -> None:
    result = suite.runpytest("-m", "not slow", "--sample-seed", "one")
    result.assert_outcomes(passed=2, deselected=24)
    result.stdout.fnmatch_lines(["left out: 0 of 0 slow tests (seed one); skipped: 0"])

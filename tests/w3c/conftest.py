"""The W3C's suites and one endpoint to ask; skipped, by name, where the suites are not at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from bench.w3c.expected import Known, read_expected, surprise
from bench.w3c.manifest import Case, Suites
from bench.w3c.runners import RUNNERS, in_order
from bench.w3c.served import Endpoint, served

ROOT: Final = Path(__file__).parents[3] / "shared" / "w3c" / "sparql"
_ABSENT: Final = pytest.mark.skip(reason="the W3C's test suites are not at ../shared/w3c/sparql")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes a `case` runs for each of its module's `KINDS`, by data set."""
    if "case" not in metafunc.fixturenames:
        return
    if not ROOT.is_dir():
        metafunc.parametrize("case", [pytest.param(None, marks=_ABSENT)])
        return
    cases = [case for case in Suites(ROOT.resolve()).cases() if case.kind in metafunc.module.KINDS]
    metafunc.parametrize("case", in_order(cases), ids=lambda case: case.id)


@pytest.fixture(scope="session")
def suites() -> Suites:
    if not ROOT.is_dir():
        pytest.skip(str(_ABSENT.kwargs["reason"]))
    return Suites(ROOT.resolve())


@pytest.fixture(scope="session")
def cases(suites: Suites) -> dict[str, Case]:
    """Every test of the suites, by its id."""
    return {case.id: case for case in suites.cases()}


@pytest.fixture(scope="session")
def known() -> dict[str, Known]:
    """Every exception, by the id of its test."""
    return read_expected()


@pytest.fixture(scope="session")
def endpoint() -> Iterator[Endpoint]:
    """One process for all: each data set that a test needs is published into its store."""
    with served() as started:
        yield started


@pytest.fixture
def told(case: Case, suites: Suites, endpoint: Endpoint, known: dict[str, Known]) -> str | None:
    """How a case goes against the W3C and the table of exceptions; None if as they say."""
    return surprise(RUNNERS[case.kind](case, suites, endpoint), known.get(case.id))

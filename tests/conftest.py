"""Slow suites are sampled: a test run says which cases it left out, and by which seed.

A test marked ``slow`` is one case of a large suite (the W3C's, say). Unless ``--all`` is given,
each file runs ``--sample`` of its slow cases, chosen by the seed: the same seed chooses the same
cases on every machine and in every worker, and another seed shows another part of the suite.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import settings

# Speed belongs in benchmarks: a machine that is busy must not fail a test.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SAMPLE = 25  # slow cases of each file: the W3C suites then take seconds, not minutes
LEFT_OUT = pytest.StashKey[tuple[int, int]]()
FROM_WORKERS = pytest.StashKey[dict[str, tuple[int, int]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("reportedly", "slow suites")
    group.addoption(
        "--sample",
        type=int,
        metavar="N",
        default=None,
        help=f"run N slow tests of each file (or REPORTEDLY_SAMPLE; default {SAMPLE})",
    )
    group.addoption(
        "--sample-seed",
        metavar="SEED",
        default=None,
        help="any text; chooses which slow tests run (or REPORTEDLY_SEED; default: a new one)",
    )
    group.addoption("--all", action="store_true", dest="run_all", help="run every slow test")


def pytest_configure(config: pytest.Config) -> None:
    """Settle sample and seed once; a worker of xdist takes the seed of the run it serves."""
    option = config.option
    if option.sample is None:
        given = os.environ.get("REPORTEDLY_SAMPLE", str(SAMPLE))
        if not given.isdigit():
            raise pytest.UsageError(f"REPORTEDLY_SAMPLE is {given!r}, which is no number from 0")
        option.sample = int(given)
    if option.sample < 0:
        raise pytest.UsageError(f"--sample is {option.sample}, which is no number from 0")
    if option.sample_seed is None:
        told: dict[str, str] = getattr(config, "workerinput", {})
        option.sample_seed = (
            told.get("sample_seed") or os.environ.get("REPORTEDLY_SEED") or secrets.token_hex(4)
        )
    config.stash[LEFT_OUT] = (0, 0)
    config.stash[FROM_WORKERS] = {}


def pytest_report_header(config: pytest.Config) -> str:
    if config.option.run_all:
        return "slow tests: all"
    return f"slow tests: {config.option.sample} of each file, seed {config.option.sample_seed}"


def chosen(nodeids: Iterable[str], seed: str, size: int) -> set[str]:
    """Choose `size` of the names by `seed`; what is chosen depends on neither order nor machine."""
    return set(
        sorted(nodeids, key=lambda name: hashlib.sha256(f"{seed}\n{name}".encode()).digest())[:size]
    )


@pytest.hookimpl(trylast=True)  # after -k and -m: what nobody asked for is not "left out"
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    slow: dict[str, list[str]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("slow"):
            slow[str(item.path)].append(item.nodeid)
    total = sum(map(len, slow.values()))
    if config.option.run_all:
        config.stash[LEFT_OUT] = (0, total)
        return
    run = set[str]()
    for names in slow.values():
        run |= chosen(names, config.option.sample_seed, config.option.sample)
    out = [item for item in items if item.get_closest_marker("slow") and item.nodeid not in run]
    config.stash[LEFT_OUT] = (len(out), total)
    if out:
        left = set(map(id, out))
        items[:] = [item for item in items if id(item) not in left]
        config.hook.pytest_deselected(items=out)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under xdist, a worker tells the terminal's process what it left out."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        left, total = session.config.stash[LEFT_OUT]
        output["left_out"] = [left, total]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:  # noqa: ANN401  # xdist's node has no public type
    node.workerinput["sample_seed"] = node.config.option.sample_seed


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401  # xdist's node has no public type
    told = getattr(node, "workeroutput", {}).get("left_out")
    if told is not None:
        node.config.stash[FROM_WORKERS][node.gateway.id] = tuple(told)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    # Every worker collects everything and chooses alike, so that one of them speaks for all.
    told = config.stash[FROM_WORKERS]
    left, total = next(iter(told.values())) if told else config.stash[LEFT_OUT]
    skipped: Counter[str] = Counter(
        str(report.longrepr[2]).removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    terminalreporter.section("left out")
    terminalreporter.line(
        f"left out: {left} of {total} slow tests (seed {config.option.sample_seed}); "
        f"skipped: {skipped.total()}"
    )
    if left:
        terminalreporter.line("run every slow test with: pytest --all")
    for reason, count in sorted(skipped.items()):
        terminalreporter.line(f"  skipped {count}: {reason}")

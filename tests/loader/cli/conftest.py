"""The command, run in this process with its real streams and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportedly.cli import main
from reportedly.pipeline.build import Sources, load
from reportedly.pipeline.files import find_seeds
from reportedly.resources import data_dir

if TYPE_CHECKING:
    from tests.loader.conftest import Islands

ENVIRONMENT = (
    *(f"REPORTEDLY_{name}" for name in ("SEEDS", "TEXTS", "STORE", "BASE", "JOBS", "CACHE")),
    *(f"REPORTEDLY_OUTPUT_{name}" for name in ("FORMAT", "FILE")),
    *(f"GITHUB_{name}" for name in ("STEP_SUMMARY", "WORKSPACE", "SERVER_URL")),
    *("CI_PROJECT_DIR", "CI_PROJECT_URL", "NO_COLOR", "FORCE_COLOR"),
)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the command left behind."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Command:
    """Runs ``reportedly`` with some arguments, in an environment that says nothing of its own."""
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("REPORTEDLY_CACHE", str(tmp_path / "remembered"))

    def run(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["reportedly", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        captured = capsys.readouterr()
        code = left.value.code
        return Ran(code if isinstance(code, int) else 0, captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def loaded(islands: Islands, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives a store in which the two articles are published."""
    store = tmp_path_factory.mktemp("cli") / "store"
    outcome = load(
        Sources(
            find_seeds(islands.seeds),
            data_dir("ontology") / "reportedly.ttl",
            data_dir("shapes"),
        ),
        store,
    )
    assert outcome.publication is not None
    return store

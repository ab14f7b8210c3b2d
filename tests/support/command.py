"""The command, run as a person runs it, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ISLANDS = ROOT / "tests" / "data" / "islands"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Gives a working directory with seeds and texts of its own."""
    shutil.copytree(ISLANDS, tmp_path, dirs_exist_ok=True)
    return tmp_path


def reportedly(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does, in a process of its own."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("REPORTEDLY_")}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "loader"), str(ROOT / "api")))
    return subprocess.run(
        [sys.executable, "-m", "reportedly", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

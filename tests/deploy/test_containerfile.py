"""The Containerfile: what it copies is enough, what it sets is a setting, its health is ours.

Its parts are run. The whole image is built and served from by ``deploy/try-image``, as root.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from tests.deploy.runner import ROOT

from reportedly_api.settings import PREFIX, Settings

FILE: Final = ROOT / "deploy" / "Containerfile"


def instructions() -> list[tuple[str, str]]:
    """The instructions in order, each with its words; lines that go on are joined."""
    text = re.sub(r"^#.*\n", "", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    return [(word, rest) for line in lines if line for word, _, rest in [line.partition(" ")]]


def words_of(instruction: str) -> list[str]:
    return [rest for word, rest in instructions() if word == instruction]


def test_the_wheel_is_made_of_what_is_copied_and_of_nothing_else(tmp_path: Path) -> None:
    context = tmp_path / "context"
    context.mkdir()
    for words in words_of("COPY"):
        if words.startswith("--from="):
            continue
        *sources, into = words.split()
        for source in sources:
            place = context / into / source if into.startswith(".") else context / into
            if (ROOT / source).is_dir():
                ignored = shutil.ignore_patterns("__pycache__")  # as .dockerignore has it
                shutil.copytree(ROOT / source, context / into, ignore=ignored)
            else:
                shutil.copy(ROOT / source, place)
    assert (context / "requirements-run.lock").is_file()
    copied, whole = (build(root, tmp_path / name) for root, name in [(context, "a"), (ROOT, "b")])
    assert copied.name == whole.name
    assert copied.read_bytes() == whole.read_bytes()


def build(root: Path, into: Path) -> Path:
    """Build the wheel of a folder as the Containerfile does."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    assert " ".join(command[1:]) in FILE.read_text(encoding="utf-8")
    subprocess.run([*command, "--directory", str(into)], cwd=root, check=True, capture_output=True)
    (wheel,) = into.glob("*.whl")
    return wheel


def test_what_it_sets_is_a_setting() -> None:
    (environment,) = words_of("ENV")
    names = [pair.partition("=")[0] for pair in environment.split()]
    ours = [name.removeprefix(PREFIX).lower() for name in names if name.startswith(PREFIX)]
    assert sorted(ours) == ["host", "log_format", "store"]
    assert set(ours) <= set(Settings.model_fields)
    (volume,) = words_of("VOLUME")
    assert f"{PREFIX}STORE={volume}/store" in environment.split()


def test_it_runs_as_nobody_in_particular_and_serves() -> None:
    order = [word for word, _ in instructions()]
    assert order.index("USER") < order.index("ENTRYPOINT")
    (user,) = words_of("USER")
    assert int(user) > 0
    assert any(f"--uid {user}" in words for words in words_of("RUN"))
    told = json.loads(words_of("ENTRYPOINT")[0]) + json.loads(words_of("CMD")[0])
    assert told == ["reportedly", "serve"]


def test_what_stands_in_for_its_base_where_no_registry_is_has_the_same_name() -> None:
    bases = {words.partition(" ")[0] for words in words_of("FROM")}
    script = (ROOT / "deploy" / "try-image").read_text(encoding="utf-8")
    assert bases == set(re.findall(r"^base=(\S+)", script, re.MULTILINE))


def test_every_package_that_it_installs_is_held_to_a_hash_or_made_here() -> None:
    installs = re.findall(r"pip install ([^&]*)", " ".join(words_of("RUN")))
    assert len(installs) == 3
    for options in installs:
        assert "--require-hashes" in options or "--no-deps --no-index" in options, options


def test_its_health_is_that_of_readyz(serve: Callable[[str], str], published: Path) -> None:
    (health,) = words_of("HEALTHCHECK")
    command = json.loads(health.partition("CMD")[2])
    assert command[0] == "python"
    assert "http://127.0.0.1:8000/readyz" in command[2]
    address = serve(str(published)).removesuffix("/sparql")
    sound = command[2].replace("http://127.0.0.1:8000", address)
    gone = command[2].replace("http://127.0.0.1:8000", "http://127.0.0.1:1")
    for code, status in ((sound, 0), (gone, 1)):
        done = subprocess.run(
            [sys.executable, "-c", code], env=os.environ, check=False, capture_output=True
        )
        assert done.returncode == status, done.stderr


@pytest.mark.parametrize("name", [".git", ".venv", "build", "**/__pycache__"])
def test_what_no_build_needs_is_not_sent_to_it(name: str) -> None:
    assert name in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()

"""A build killed at any moment leaves the published one whole, and the next build clean."""

from __future__ import annotations

import json
import os
import random
import runpy
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reportedly.store.backends import open_view
from reportedly.store.build import BuildInfo
from reportedly.store.verify import verify

SCRIPT = Path(__file__).with_name("killed_build.py")
SMALL, LARGE = 20, 8_000  # quads in each of three graphs


@dataclass(frozen=True, slots=True)
class Ending:
    """How a build ended: exit status (negative: signal) and what it told the file system."""

    status: int
    steps: list[str]


class Builders:
    """Starts builds in processes of their own, which can be killed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def start(self, location: Path, edition: str, size: int, **death: int) -> int:
        order = {"location": str(location), "edition": edition, "size": size, **death}
        self._say(json.dumps(order))
        return int(self._said("started"))

    def end(self) -> Ending:
        self._say("end")
        steps = self._said("steps").split()
        return Ending(int(self._said("ended")), steps)

    def run(self, location: Path, edition: str, size: int, **death: int) -> Ending:
        self.start(location, edition, size, **death)
        return self.end()

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _said(self, word: str) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.startswith(word), f"the builder said {line!r}, not {word!r}"
        return line.removeprefix(word)


@pytest.fixture(scope="module")
def builders() -> Iterator[Builders]:
    with subprocess.Popen(
        [sys.executable, str(SCRIPT)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Builders(process)


@pytest.fixture(scope="module")
def publish() -> Callable[[Path, str, int], None]:
    build: Any = runpy.run_path(str(SCRIPT))["build"]

    def make(location: Path, edition: str, size: int) -> None:
        build(str(location), edition, size)

    return make


@pytest.fixture(scope="module")
def published(
    tmp_path_factory: pytest.TempPathFactory, publish: Callable[[Path, str, int], None]
) -> Path:
    """Makes a store that has a current, a previous, and a generation to be deleted next."""
    store = tmp_path_factory.mktemp("published") / "store"
    for edition in ("old", "before", "now"):
        publish(store, edition, SMALL)
    return store


def state(store: Path) -> tuple[BuildInfo, list[str]]:
    """Opens what is published, checks it to the last quad, and asks it something."""
    with open_view(store) as view:
        verify(view)
        answer = view.query("SELECT ?o { <https://example.org/0/1> ?p ?o }")
        return view.build, [row["o"].value for row in answer]  # type: ignore[union-attr]


def must_be_whole_and_mend(
    store: Path, allowed: list[BuildInfo], publish: Callable[[Path, str, int], None]
) -> BuildInfo:
    """What every killed build must leave: one of the allowed builds, and a clean next one."""
    after, answer = state(store)
    assert after in allowed
    assert len(answer) == 1
    publish(store, "next", SMALL)
    final, answer = state(store)
    assert answer == ["1 next"]
    assert final not in allowed
    generations = {path.name for path in (store / "generations").iterdir()}
    assert generations == {final.id, after.id}
    assert (store / "previous").readlink().name == after.id
    assert {path.name for path in store.iterdir()} == {
        *(".lock", "current", "generations", "previous"),
    }
    return after


# What the file system is told, in this order, while a build is published over two others.
LANDMARKS = [
    "open:.lock",
    "os.mkdir:.building-#",
    "open:build.json",  # before it is written: the database is loaded and flushed
    "open:#.sst",  # it is written and read back: the generation is made durable
    "os.rename:#",  # .building-... gets its name
    "os.symlink:.link-#",
    "os.rename:previous",
    "os.symlink:.link-#",
    "os.rename:current",  # the switch
    "os.rename:.trash-#",  # the oldest generation goes
    "os.rmdir:.trash-#",
]


def test_a_build_killed_at_every_step_of_the_file_system(
    builders: Builders,
    published: Path,
    publish: Callable[[Path, str, int], None],
    tmp_path: Path,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    """Every landmark is met, and some of the steps between them; all of them with --all."""
    before, _ = state(published)
    whole = shutil.copytree(published, tmp_path / "whole" / "store", symlinks=True)
    unkilled = builders.run(whole, "new", SMALL)
    assert unkilled.status == 0
    remaining = iter(unkilled.steps)
    for landmark in LANDMARKS:
        assert landmark in remaining, f"no {landmark} in its place among {unkilled.steps}"
    new, _ = state(whole)
    steps = list(range(1, len(unkilled.steps) + 1))
    if not request.config.getoption("run_all"):
        chance = random.Random(request.config.getoption("sample_seed"))
        met = {unkilled.steps.index(landmark) + 1 for landmark in LANDMARKS}
        steps = sorted(met | set(chance.sample(steps, 10)))
    sys.stdout.write(f"seed {request.config.getoption('sample_seed')}: killed at {steps}\n")
    for step in steps:
        store = shutil.copytree(published, tmp_path / f"{step}" / "store", symlinks=True)
        ending = builders.run(store, "new", SMALL, step=step)
        assert ending.status == -signal.SIGKILL
        assert len(ending.steps) == step
        # A step is heard before it is taken: at the switch itself the old build still stands.
        expected = new if "os.rename:current" in ending.steps[:-1] else before
        assert must_be_whole_and_mend(store, [expected], publish) == expected, ending.steps[-1]
        shutil.rmtree(store)
    record_property("builds killed", len(steps))
    record_property("published builds left whole", len(steps))


@pytest.mark.parametrize("quad", [0, 1, SMALL, 3 * SMALL - 1])
def test_a_build_killed_while_its_quads_are_made(
    builders: Builders,
    published: Path,
    publish: Callable[[Path, str, int], None],
    tmp_path: Path,
    quad: int,
) -> None:
    before, _ = state(published)
    store = shutil.copytree(published, tmp_path / "store", symlinks=True)
    assert builders.run(store, "new", SMALL, quad=quad).status == -signal.SIGKILL
    must_be_whole_and_mend(store, [before], publish)


def test_a_build_killed_in_the_middle_of_the_bulk_load(
    builders: Builders,
    published: Path,
    publish: Callable[[Path, str, int], None],
    tmp_path: Path,
) -> None:
    before, _ = state(published)
    store = shutil.copytree(published, tmp_path / "store", symlinks=True)
    pid = builders.start(store, "new", LARGE)
    while not list(store.glob("generations/.building-*/oxigraph/CURRENT")):
        time.sleep(0.001)
    os.kill(pid, signal.SIGKILL)
    ending = builders.end()
    assert ending.status == -signal.SIGKILL
    assert ending.steps[-1] == "os.mkdir:.building-#"  # so build.json was not begun
    [orphan] = store.glob("generations/.building-*")
    assert list(orphan.iterdir()) == [orphan / "oxigraph"]
    must_be_whole_and_mend(store, [before], publish)


@pytest.fixture(scope="module")
def unkilled(
    builders: Builders, published: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[BuildInfo, float]:
    """Tells what a large build gives, and how many seconds it lasts."""
    store = shutil.copytree(published, tmp_path_factory.mktemp("unkilled") / "s", symlinks=True)
    began = time.monotonic()
    assert builders.run(store, "new", LARGE).status == 0
    lasts = time.monotonic() - began
    return state(store)[0], lasts


@pytest.mark.parametrize("chance", range(5))
def test_a_build_killed_at_a_random_time(
    builders: Builders,
    published: Path,
    publish: Callable[[Path, str, int], None],
    tmp_path: Path,
    unkilled: tuple[BuildInfo, float],
    request: pytest.FixtureRequest,
    chance: int,
) -> None:
    seed = f"{request.config.getoption('sample_seed')}-{chance}"
    before, _ = state(published)
    new, lasts = unkilled
    store = shutil.copytree(published, tmp_path / "store", symlinks=True)
    delay = random.Random(seed).uniform(0, lasts)
    sys.stdout.write(f"seed {seed}: killed after {delay:.3f} s of {lasts:.3f} s\n")
    pid = builders.start(store, "new", LARGE)
    time.sleep(delay)
    os.kill(pid, signal.SIGKILL)
    builders.end()
    must_be_whole_and_mend(store, [before, new], publish)


def test_a_build_killed_before_the_very_first_publication(
    builders: Builders, publish: Callable[[Path, str, int], None], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    unkilled = builders.run(tmp_path / "whole", "new", SMALL)
    for name in ("open:build.json", "os.rename:#", "os.rename:current"):
        step = unkilled.steps.index(name) + 1
        assert builders.run(store, "new", SMALL, step=step).status == -signal.SIGKILL
        assert not (store / "current").exists()
    publish(store, "new", SMALL)
    new, _ = state(store)
    assert {path.name for path in (store / "generations").iterdir()} == {new.id}


def test_a_killed_writer_s_lock_is_gone_with_it(builders: Builders, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert builders.run(store, "new", SMALL, quad=1).status == -signal.SIGKILL
    assert builders.run(store, "new", SMALL).status == 0

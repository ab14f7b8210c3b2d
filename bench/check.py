"""What a check costs: beside plain pySHACL, as a repository grows, and for one changed entry.

Every measurement is a process of its own, and each of ours is paired with its peer in turn, so
that a machine whose speed drifts slows both. Seeds are invented by ``synthetic.py``. The peer is
the ``pyshacl`` command, once, over the very statements of entries and registry, merged, and all
shapes, merged; it is given them ready-made as N-Triples, while ours reads YAML, checks the entries
in other ways too, says them in statements and asks the rules. The peak of memory is the sum of
what all processes of a command hold at once, shared pages counted in each, sampled.

    python bench/check.py throughput          # 1,000 entries beside pySHACL
    python bench/check.py growth              # 100 to 10,000 entries
    python bench/check.py one                 # one changed entry in 10,000 and in five
    python bench/check.py                     # all three; writes bench/results/check.{json,md,svg}
                                              # and the block of docs/scale.md

With ``--folder`` what is invented is kept, and so is what was remembered of a check of it: then all
three take about eight minutes on two quiet cores, the first of them under three. pySHACL is not
tried at a size at which it would need more than `PATIENCE`, by what it needed before. The growth
takes the row of the throughput's size from the throughput.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil
from check_page import draw, page
from synthetic import write

from reportedly.graph.build import entry_graphs, registry_graphs
from reportedly.ids import Ids
from reportedly.lock.lockfile import lock_path, read_lock
from reportedly.model.entry import Entry
from reportedly.model.places import Lock
from reportedly.parse.documents import parse_document
from reportedly.pipeline.files import find_seeds
from reportedly.pipeline.shared import read_shared
from reportedly.resources import data_dir

RESULTS = Path(__file__).parent / "results"
PAGE = Path(__file__).parent.parent / "docs" / "scale.md"
SAMPLING = 0.1
"""Seconds between two looks at all processes of a command."""
PATIENCE = 180
"""Seconds that the peer may take."""


@dataclass
class Run:
    """One finished command.

    Attributes:
        wall: seconds by the clock.
        cpu: seconds of the processor, of all of its processes, as last seen before each ended.
        peak: what all of its processes held at once, in MiB.
    """

    wall: float
    cpu: float
    peak: float


def run(*command: str) -> Run:
    """Run a command to its end, and add up what its processes held at once, and worked in all."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        watched, peak, worked = psutil.Process(process.pid), 0, dict[int, float]()
        while process.poll() is None:
            peak = max(peak, _look(watched, worked))
            time.sleep(SAMPLING)
        wall = time.perf_counter() - start
        if process.returncode != 0:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{said.read().decode()}")
    return Run(wall, sum(worked.values()), peak / 2**20)


def _look(process: psutil.Process, worked: dict[int, float]) -> int:
    """What a process and its descendants hold, in bytes; notes how long each has worked."""
    held = 0
    try:
        for each in (process, *process.children(recursive=True)):
            times = each.cpu_times()
            worked[each.pid] = times.user + times.system
            held += each.memory_info().rss
    except psutil.NoSuchProcess:  # it has just ended
        return 0
    return held


def seeds_of(root: Path, entries: int) -> Path:
    """Seeds of a size below a folder, made if they are not there yet."""
    folder = root / str(entries)
    if not folder.is_dir():
        part = root / f"{entries}.part"  # a run that was broken off leaves nothing half made
        shutil.rmtree(part, ignore_errors=True)
        write(part, entries)
        part.rename(folder)
    return folder


def merged(folder: Path) -> tuple[str, str]:
    """Every statement of entries and registry, and all shapes, each in one file."""
    data, shapes = folder / "data.nt", folder / "shapes.ttl"
    if not data.exists():
        seeds, ids = find_seeds(folder / "seeds"), Ids()
        registry = read_shared(seeds).registry
        with data.open("w", encoding="utf-8") as file:
            for graphs in (registry_graphs(registry, ids), *map(_said, seeds.entries)):
                file.writelines(f"{q.triple} .\n" for quads in graphs.values() for q in quads)
    files = sorted(data_dir("shapes").glob("*.ttl"))
    shapes.write_text("\n".join(file.read_text() for file in files))
    return str(data), str(shapes)


def _said(file: Path) -> Any:  # noqa: ANN401
    entry = parse_document(file.read_bytes(), file, Entry).document
    lock = read_lock(lock_path(file).read_bytes(), lock_path(file))
    if entry is None or not isinstance(lock, Lock):
        raise SystemExit(f"{file} is not in order")
    return entry_graphs(entry, lock, Ids())


def ours(folder: Path, *options: str) -> Run:
    """The command over a folder's seeds."""
    seeds = str(folder / "seeds")
    return run(sys.executable, "-m", "reportedly", "check", "--seeds", seeds, *options)


def plain(folder: Path) -> Run:
    """The pyshacl command over everything merged."""
    data, shapes = merged(folder)
    return run(sys.executable, "-m", "pyshacl", "-s", shapes, "-f", "json-ld", data)


def throughput(root: Path, size: int, rounds: int) -> dict[str, Any]:
    """Ours beside the peer, in turn."""
    folder = seeds_of(root, size)
    merged(folder)
    pairs = [(ours(folder, "--no-cache"), plain(folder)) for _ in range(rounds)]
    return {
        "entries": size,
        "check": [asdict(mine) for mine, _ in pairs],
        "pyshacl": [asdict(peer) for _, peer in pairs],
        "times": statistics.median(peer.wall / mine.wall for mine, peer in pairs),
    }


def growth(root: Path, sizes: list[int], beside: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Each size once; the peer up to where it takes too long, and not where it was run before."""
    rows: list[dict[str, Any]] = []
    for size in sizes:
        folder = seeds_of(root, size)
        if beside is not None and beside["entries"] == size:
            rows.append({"entries": size, **{k: beside[k][0] for k in ("check", "pyshacl")}})
            continue
        mine = asdict(ours(folder, "--no-cache"))
        last = next((row for row in reversed(rows) if row["pyshacl"]), None)
        slow = last is not None and last["pyshacl"]["wall"] * size / last["entries"] > PATIENCE
        peer = None if slow else asdict(plain(folder))
        rows.append({"entries": size, "check": mine, "pyshacl": peer})
        print(f"{size:,} entries: {1000 * mine['wall'] / size:.0f} ms each", flush=True)
    return rows


def one(root: Path, small: int, large: int, rounds: int) -> dict[str, Any]:
    """One changed entry after a check of everything, in a small and a large repository.

    What is remembered of the repositories lies beside their seeds, so that a second run of this
    need not check everything first.
    """
    sizes = {size: seeds_of(root, size) for size in (small, large)}
    options = {size: ("--cache", str(folder / "checked")) for size, folder in sizes.items()}
    for size, folder in sizes.items():
        ours(folder, *options[size])
    time.sleep(3)  # what was written just now is read again, and not trusted by its times
    for size, folder in sizes.items():
        ours(folder, *options[size])
    runs: dict[int, list[Run]] = {small: [], large: []}
    for number in range(rounds):
        for size, folder in sizes.items():
            entry = sorted((folder / "seeds" / "entries").glob("*.yaml"))[size // 2]
            with entry.open("a", encoding="utf-8") as file:
                file.write(f"# change {number}\n")
            runs[size].append(ours(folder, *options[size]))
    ratio = statistics.median(
        many.wall / few.wall for few, many in zip(runs[small], runs[large], strict=True)
    )
    told = {str(size): [asdict(each) for each in those] for size, those in runs.items()}
    return {"small": small, "large": large, "runs": told, "ratio": ratio}


def main() -> None:
    """Measure what is asked for, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", default=["throughput", "growth", "one"])
    parser.add_argument("--folder", type=Path, help="where what is invented is kept")
    parser.add_argument("--size", type=int, default=1_000, help="entries of the throughput")
    parser.add_argument("--sizes", default="100,300,1000,3000,10000", help="of the growth")
    parser.add_argument("--large", type=int, default=10_000, help="the larger repository of one")
    parser.add_argument("--rounds", type=int, default=2, help="pairs of the throughput")
    asked = parser.parse_args()
    file = RESULTS / "check.json"
    found: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        root = asked.folder or Path(folder)
        if "throughput" in asked.parts:
            found["throughput"] = throughput(root, asked.size, asked.rounds)
        if "growth" in asked.parts:
            sizes = [int(size) for size in asked.sizes.split(",")]
            found["growth"] = growth(root, sizes, found.get("throughput"))
        if "one" in asked.parts:
            found["one"] = one(root, 5, asked.large, 5)
    RESULTS.mkdir(exist_ok=True)
    file.write_text(json.dumps(found, indent=1) + "\n")
    if "growth" in found:
        draw(found["growth"], RESULTS / "check.svg")
    text = page(found)
    (RESULTS / "check.md").write_text(text)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition("<!-- check: begin -->\n")
    after = rest.partition("<!-- check: end -->\n")[2]
    block = f"<!-- check: begin -->\n{text}<!-- check: end -->\n"
    PAGE.write_text(before + block + after, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()

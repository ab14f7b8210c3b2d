"""How checking and loading scale: seconds per entry and peak memory, from 2 to 5,000 entries.

Each size is made afresh by ``synthetic.py``, then checked and loaded by the installed command in
processes of their own. Beside them, in the same run, stand two peers over the same data: the
engine alone (pyoxigraph bulk-loads the very N-Quads that the build holds) and plain pySHACL, the
command, over the smaller sizes merged into one graph. The machine's speed drifts, so the ratios to
the peers are what to quote.

    python bench/load.py                      # all sizes; writes bench/results/load.{json,md,svg}
    python bench/load.py --sizes 2,20,200
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import matplotlib as mpl
from synthetic import write

mpl.use("svg")
import matplotlib.pyplot as plt

RESULTS = Path(__file__).parent / "results"
SIZES = (2, 10, 50, 200, 1000, 5000)
PLAIN_SHACL_UP_TO = 200
"""Plain pySHACL over everything merged: larger sizes take it minutes."""

ENGINE = """
import sys, pyoxigraph as ox
store = ox.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS)
store.flush()
"""


@dataclass
class Run:
    """One finished process.

    Attributes:
        wall: seconds by the clock.
        cpu: seconds of user and system time.
        peak: largest resident size in MiB.
    """

    wall: float
    cpu: float
    peak: float


@dataclass
class Row:
    """What was measured at one size."""

    entries: int
    quads: int
    check: Run
    load: Run
    engine: Run
    plain_shacl: Run | None


def run(*command: str) -> Run:
    """Run a process and read what it used off the kernel's own account."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as complaint:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=complaint)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            complaint.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{complaint.read().decode()}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(entries: int) -> Row:
    """Make, check and load seeds of one size."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, entries)
        command = (sys.executable, "-m", "reportedly")
        seeds, store, quads = str(root / "seeds"), str(root / "store"), str(root / "build.nq")
        check = run(*command, "check", "--seeds", seeds)
        load = run(*command, "load", "--seeds", seeds, "--store", store)
        run(*command, "export", "--store", store, "-o", quads)
        engine = run(sys.executable, "-c", ENGINE, quads, str(root / "engine"))
        count = Path(quads).read_bytes().count(b"\n")
        plain = plain_shacl(root, quads) if entries <= PLAIN_SHACL_UP_TO else None
    return Row(entries, count, check, load, engine, plain)


def plain_shacl(root: Path, quads: str) -> Run:
    """The pyshacl command over all graphs and all shapes merged."""
    shapes = Path(__file__).parent.parent / "shapes"
    merged, data = root / "shapes.ttl", root / "data.nt"
    merged.write_text("\n".join(p.read_text() for p in sorted(shapes.glob("*.ttl"))))
    lines = Path(quads).read_text(encoding="utf-8").splitlines()
    data.write_text("".join(sorted({line.rsplit("<", 1)[0] + ".\n" for line in lines})))
    return run(sys.executable, "-m", "pyshacl", "-s", str(merged), "-f", "json-ld", str(data))


def draw(rows: list[Row], file: Path) -> None:
    """The curves: milliseconds per entry, and peak memory."""
    mpl.rcParams["svg.hashsalt"] = "reportedly"
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    sizes = [row.entries for row in rows]
    for name in ("check", "load", "engine"):
        runs: list[Run] = [getattr(row, name) for row in rows]
        per_entry = [1000 * r.wall / n for r, n in zip(runs, sizes, strict=True)]
        left.plot(sizes, per_entry, marker="o", label=name)
        right.plot(sizes, [r.peak for r in runs], marker="o", label=name)
    left.set(xlabel="entries", ylabel="ms per entry, start-up included", xscale="log", yscale="log")
    right.set(xlabel="entries", ylabel="peak memory, MiB", xscale="log", ylim=(0, None))
    for axes in (left, right):
        axes.grid(visible=True, alpha=0.3)
        axes.legend(frameon=False)
    figure.savefig(file, metadata={"Date": None})


def table(rows: list[Row]) -> str:
    """The same figures as a Markdown table."""
    head = (
        "| entries | quads | check, ms/entry | load, ms/entry | load / engine alone "
        "| check / plain pySHACL | peak of load, MiB | peak of plain pySHACL, MiB |\n"
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
    )
    lines = []
    for row in rows:
        plain = row.plain_shacl
        lines.append(
            f"| {row.entries:,} | {row.quads:,} "
            f"| {1000 * row.check.wall / row.entries:,.0f} "
            f"| {1000 * row.load.wall / row.entries:,.0f} "
            f"| {row.load.wall / row.engine.wall:.1f} "
            f"| {f'{row.check.wall / plain.wall:.2f}' if plain else '–'} "
            f"| {row.load.peak:,.0f} | {f'{plain.peak:,.0f}' if plain else '–'} |\n"
        )
    return head + "".join(lines)


def main() -> None:
    """Measure every size and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    rows: list[Row] = []
    RESULTS.mkdir(exist_ok=True)
    for size in sizes:
        row = measure(size)
        rows.append(row)
        print(
            f"{size:>6,} entries: check {row.check.wall:.1f} s, load {row.load.wall:.1f} s",
            flush=True,
        )
        (RESULTS / "load.json").write_text(json.dumps([asdict(r) for r in rows], indent=1) + "\n")
        (RESULTS / "load.md").write_text(table(rows))
        draw(rows, RESULTS / "load.svg")
    print(table(rows))


if __name__ == "__main__":
    main()

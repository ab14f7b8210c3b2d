"""The figures of ``check.py`` as tables in words, and as curves."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
import matplotlib.pyplot as plt


def page(found: dict[str, Any]) -> str:
    """What was measured, in Markdown; parts that were not are left out."""
    parts = []
    if "throughput" in found:
        parts.append(_throughput(found["throughput"]))
    if "growth" in found:
        parts.append(_growth(found["growth"]))
    if "one" in found:
        parts.append(_one(found["one"]))
    return "\n".join(parts)


def _throughput(told: dict[str, Any]) -> str:
    pairs = list(zip(told["check"], told["pyshacl"], strict=True))
    work = statistics.median(peer["cpu"] / mine["cpu"] for mine, peer in pairs)
    return (
        f"At {told['entries']:,} entries a check without memory of former ones has "
        f"**{told['times']:.1f} times the throughput** of one plain `pyshacl` over everything "
        f"merged, and takes 1/{work:.1f} of its processor time, all processes together (median of "
        f"{len(pairs)} pairs, run in turn; two cores).\n"
    )


def _growth(rows: list[dict[str, Any]]) -> str:
    least = min(1000 * row["check"]["wall"] / row["entries"] for row in rows)
    head = (
        "| entries | check, cost of an entry (least = 1) | pySHACL / check, time "
        "| pySHACL / check, processor "
        "| check, peak MiB of all processes | pySHACL, peak MiB |\n"
        "| ---: | ---: | ---: | ---: | ---: | ---: |\n"
    )
    lines = []
    for row in rows:
        mine, peer = row["check"], row["pyshacl"]
        each = 1000 * mine["wall"] / row["entries"] / least
        time = f"{peer['wall'] / mine['wall']:.1f}" if peer else "–"
        work = f"{peer['cpu'] / mine['cpu']:.1f}" if peer else "–"
        memory = f"{peer['peak']:,.0f}" if peer else "–"
        lines.append(
            f"| {row['entries']:,} | {each:.2f} | {time} | {work} "
            f"| {mine['peak']:,.0f} | {memory} |\n"
        )
    stopped = "–: not tried, as pySHACL would have taken more than three minutes.\n\n"
    if all(row["pyshacl"] for row in rows):
        stopped = ""
    curves = "![Milliseconds per entry and peak memory](../bench/results/check.svg)\n"
    return f"{head}{''.join(lines)}\n{stopped}{curves}"


def _one(told: dict[str, Any]) -> str:
    return (
        f"After a check of everything, checking **one changed entry** in a repository of "
        f"{told['large']:,} costs **{told['ratio']:.2f} times** what it costs in one of "
        f"{told['small']}, start-up included (median of pairs, run in turn).\n"
    )


def draw(rows: list[dict[str, Any]], file: Path) -> None:
    """The curves: milliseconds per entry, and peak memory."""
    mpl.rcParams["svg.hashsalt"] = "reportedly"
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    for name in ("check", "pyshacl"):
        there = [row for row in rows if row[name]]
        sizes = [row["entries"] for row in there]
        each = [1000 * row[name]["wall"] / row["entries"] for row in there]
        left.plot(sizes, each, marker="o", label=name)
        right.plot(sizes, [row[name]["peak"] for row in there], marker="o", label=name)
    left.set(xlabel="entries", ylabel="ms per entry, start-up included", xscale="log", yscale="log")
    right.set(xlabel="entries", ylabel="peak memory, MiB", xscale="log", ylim=(0, None))
    for axes in (left, right):
        axes.grid(visible=True, alpha=0.3)
        axes.legend(frameon=False)
    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)

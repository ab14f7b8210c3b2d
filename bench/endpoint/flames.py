"""Flame graphs as drawings: who called whom, and what part of the time each took.

The bottom of a drawing is the loop that a process runs; a bar's width is the part of the samples in
which that function was on the stack, and what stands on it are the functions that it called. A bar
with nothing on it is work of its own, or of what it calls in C.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import matplotlib as mpl

mpl.use("svg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Patch

LEAST: Final = 0.004
"""Bars narrower than this part of the whole are not drawn."""
_LETTERS: Final = 170
"""Letters that fit the whole width."""
_TOWERS: Final[Mapping[str, tuple[str, str]]] = {  # by what is in a frame, the first that is
    "OxigraphView.query": ("#a8d5a2", "the engine"),
    "_results.<locals>.write": ("#a8d5a2", "the engine"),
    "reportedly": ("#7fb2d9", "our own"),
    "uvicorn": ("#f2c87e", "uvicorn"),
    "prometheus": ("#d9a6c8", "counters"),
    "": ("#d0d0d0", "Python and others"),
}


@dataclass(slots=True)
class Bar:
    """A function where it was called from.

    Attributes:
        name: its name and file.
        samples: samples in which it was on the stack there.
        calls: what it called, by name.
    """

    name: str
    samples: int = 0
    calls: dict[str, Bar] = field(default_factory=dict)


def stacked(lines: Iterable[str], loop: str, waits: frozenset[str]) -> tuple[Bar, float]:
    """Folded stacks as a tree, from a function on.

    Args:
        lines: ``frame;frame;frame count``, the outermost first, a frame being ``name (file)``.
        loop: the function that the tree begins with; other stacks are passed over.
        waits: functions in which nothing is done: stacks that end there are passed over.

    Returns:
        The tree, and the part of the loop's samples that waited.
    """
    root, waited = Bar(loop), 0
    for line in lines:
        frames, _, told = line.rpartition(" ")
        count, stack = int(told), frames.split(";")
        names = [frame.partition(" (")[0] for frame in stack]
        if loop not in names:
            continue
        if names[-1] in waits:
            waited += count
            continue
        bar = root
        bar.samples += count
        for frame in stack[names.index(loop) + 1 :]:
            bar = bar.calls.setdefault(frame, Bar(frame))
            bar.samples += count
    return root, waited / max(1, waited + root.samples)


def draw(panels: Mapping[str, Bar], file: Path) -> None:
    """Draw trees, one above the other, each with its title."""
    mpl.rcParams["svg.hashsalt"] = "reportedly"
    heights = [_depth(bar, bar.samples) for bar in panels.values()]
    figure, rows = plt.subplots(
        len(panels), 1, figsize=(13, 0.24 * sum(heights) + 1.2 * len(panels)),
        height_ratios=heights, layout="constrained", squeeze=False,
    )  # fmt: skip
    for axes, (title, bar), height in zip(rows[:, 0], panels.items(), heights, strict=True):
        _draw(axes, bar, 0.0, 0, bar.samples)
        axes.set(xlim=(0, 1), ylim=(0, height), yticks=[], xlabel="part of its time")
        axes.set_title(title, loc="left", fontsize="medium")
        axes.spines[["left", "top", "right"]].set_visible(False)
    towers = dict(_TOWERS.values())
    legend = [Patch(color=colour, label=label) for colour, label in towers.items()]
    figure.legend(handles=legend, loc="outside lower center", ncols=5, frameon=False)
    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)


def _depth(bar: Bar, whole: int) -> int:
    drawn = [call for call in bar.calls.values() if call.samples >= LEAST * whole]
    return 1 + max((_depth(call, whole) for call in drawn), default=0)


def _draw(axes: Axes, bar: Bar, left: float, row: int, whole: int) -> None:
    part = bar.samples / max(1, whole)
    colour = next(colour for key, (colour, _) in _TOWERS.items() if key in bar.name)
    axes.broken_barh([(left, part)], (row, 0.94), facecolor=colour, edgecolor="white")
    name = bar.name.partition(" (")[0]
    room = int(part * _LETTERS)
    if room >= 3:
        shown = name if len(name) <= room else name[: room - 1] + "…"
        axes.text(
            left + part / 2, row + 0.45, shown, ha="center", va="center", fontsize=6, clip_on=True
        )
    for call in sorted(bar.calls.values(), key=lambda call: call.name):
        if call.samples >= LEAST * whole:
            _draw(axes, call, left, row + 1, whole)
        left += call.samples / max(1, whole)

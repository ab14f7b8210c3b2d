"""A run's figures as a drawing."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import matplotlib as mpl
import numpy as np

from bench.endpoint.queries import KINDS, TIMED
from bench.endpoint.servers import SERVERS
from bench.endpoint.summary import Figures

mpl.use("svg")
import matplotlib.pyplot as plt

WIDTH: Final = 0.8
"""How much of the room between two groups the bars of one group take."""


def draw(figures: Figures, file: Path) -> None:
    """Answers a second by kind, one row a number of clients; whiskers are the rounds' extremes."""
    mpl.rcParams["svg.hashsalt"] = "reportedly"
    counts, servers = figures.clients(), figures.servers()
    figure, rows = plt.subplots(
        len(counts), 1, figsize=(10, 3 * len(counts)), layout="constrained", squeeze=False
    )
    bar = WIDTH / len(servers)
    for axes, clients in zip(rows[:, 0], counts, strict=True):
        for i, server in enumerate(servers):
            lines = [figures.line(server, kind, clients) for kind in TIMED]
            speeds = np.array([line.per_second if line else np.nan for line in lines])
            least = np.array([line.least if line else np.nan for line in lines])
            most = np.array([line.most if line else np.nan for line in lines])
            axes.bar(
                np.arange(len(TIMED)) + (i - (len(servers) - 1) / 2) * bar,
                np.where(speeds > 0, speeds, np.nan),
                bar,
                yerr=[speeds - least, most - speeds],
                error_kw={"linewidth": 0.8},
                label=SERVERS[server].title,
            )
        axes.set(yscale="log", ylabel="answers a second")
        axes.set_title(f"{clients} client{'' if clients == 1 else 's'}", loc="left")
        axes.set_xticks(range(len(TIMED)), [KINDS[kind].title for kind in TIMED])
        axes.grid(visible=True, axis="y", alpha=0.3)
    rows[0, 0].legend(frameon=False, ncols=3, fontsize="small")
    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)

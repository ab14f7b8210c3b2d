"""A run's figures as Markdown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.endpoint.queries import KINDS, TIMED
from bench.endpoint.rig import Cell
from bench.endpoint.schedule import CALM, LOADED, PRESSED, RATE, STEADY, ZIPF, ZIPF_COLD
from bench.endpoint.servers import SERVERS
from bench.endpoint.summary import PEER, Figures, Line, Target

VIRTUOSO = "virtuoso"


def page(figures: Figures, met: list[Target], facts: dict[str, Any]) -> str:
    """Everything that a reader wants of one run, without a heading of the first level."""
    graph = facts["graph"]
    size = f"{graph['quads']:,} quads, {graph['reports']:,} reports"
    place = f"{facts['cores']} cores, shared by the servers and the load generator"
    median, most = figures.taken()
    others = f"Others took {median:.0%} of the cores (median of all cells), {most:.0%} at worst."
    return "\n".join(
        [
            f"{size}; {place}; {facts['rounds']} rounds. {others}",
            "",
            "### Targets",
            "",
            *_targets(met),
            "### Answers a second, and as a multiple of the native server's",
            "",
            *_speeds(figures),
            "### Latency in ms: median and 99th percentile",
            "",
            *_latencies(figures),
            "### Processor time of an answer in ms, and as a multiple of the native server's",
            "",
            *_costs(figures),
            "### Mixed loads",
            "",
            *_mixes(figures),
            "### Where Virtuoso is ahead",
            "",
            *_ahead(figures),
            "### Memory and disk",
            "",
            *_sizes(figures, facts["disk"]),
        ]
    )


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    rule = ["---", *["---:"] * (len(head) - 1)]
    return [*("| " + " | ".join(cells) + " |" for cells in (head, rule, *rows)), ""]


def _title(server: str) -> str:
    return SERVERS[server].title


def _targets(met: list[Target]) -> list[str]:
    verdict = {True: "met", False: "**missed**", None: "not measured"}
    return _table(
        ["target", "wanted", "found", ""],
        [[one.name, one.wanted, one.found, verdict[one.met]] for one in met],
    )


def _cells(figures: Figures) -> list[tuple[str, int]]:
    return [(kind, clients) for kind in TIMED for clients in figures.clients()]


def _by_cell(figures: Figures, told: Callable[[str, Line, str, int], str]) -> list[str]:
    """A row a cell and a column a server; ``told`` writes what came of a server in a cell."""
    rows = []
    for kind, clients in _cells(figures):
        row = [f"{KINDS[kind].title}, {clients}"]
        for server in figures.servers():
            line = figures.line(server, kind, clients)
            answered = line is not None and line.per_second
            row.append(told(server, line, kind, clients) if line and answered else "none")
        rows.append(row)
    return _table(["kind, clients", *map(_title, figures.servers())], rows)


def _times(server: str, ratio: float | None) -> str:
    return "" if server == PEER or ratio is None else f" ×{ratio:.2f}"


def _speeds(figures: Figures) -> list[str]:
    def told(server: str, line: Line, kind: str, clients: int) -> str:
        text = f"{_figure(line.per_second)} ({_figure(line.least)}–{_figure(line.most)})"
        text += _times(server, figures.ratio(server, PEER, kind, clients))
        return text + (f", {line.failed} failed" if line.failed else "")

    return _by_cell(figures, told)


def _latencies(figures: Figures) -> list[str]:
    return _by_cell(figures, lambda _, line, *__: f"{_figure(line.p50)} / {_figure(line.p99)}")


def _costs(figures: Figures) -> list[str]:
    def told(server: str, line: Line, kind: str, clients: int) -> str:
        ratio = figures.dearness(server, PEER, kind, clients)
        return f"{_figure(line.processor)}{_times(server, ratio)}"

    return _by_cell(figures, told)


def _mixes(figures: Figures) -> list[str]:
    words = {
        ZIPF_COLD: "four kinds by Zipf's law, just started",
        ZIPF: "the same, from then on",
        CALM: "look-ups, joins, chains",
        LOADED: "the same with 5 % runaways",
        STEADY: f"the same, {RATE} a second come what may",
        PRESSED: f"the same, {RATE} a second, with 5 % runaways",
    }
    rows = [
        [
            words[cell.load],
            "–" if load in (STEADY, PRESSED) else str(cell.clients),
            _title(cell.server),
            _figure(cell.per_second),
            f"{cell.right:,} of {cell.sent:,}",
            f"{_figure(cell.p50)} / {_figure(cell.p99)} / {_figure(cell.worst)}",
            f"{cell.gap:.1f}",
            _ends(cell),
        ]
        for load in words
        for cell in figures.cells
        if cell.load == load
    ]
    head = ["load", "clients", "server", "answers/s", "honest answered", "p50 / p99 / worst, ms"]
    return _table([*head, "longest silence, s", "other ends"], rows)


def _ends(cell: Cell) -> str:
    told = [f"{count} × {end}" for end, count in cell.failed.items()]
    told += [f"runaways: {count} × {end}" for end, count in cell.runaways.items()]
    return "; ".join(told) or "none"


def _ahead(figures: Figures) -> list[str]:
    rows = []
    for kind, clients in _cells(figures):
        ours = figures.line("reportedly", kind, clients)
        ratio = figures.ratio(VIRTUOSO, "reportedly", kind, clients)
        theirs = figures.line(VIRTUOSO, kind, clients)
        if ours and theirs and ratio is not None and ratio > 1:
            speeds = [_figure(theirs.per_second), _figure(ours.per_second)]
            rows.append([f"{KINDS[kind].title}, {clients}", *speeds, f"{ratio:.1f}"])
    if not rows:
        return ["Nowhere in this run.", ""]
    return _table(["kind, clients", "Virtuoso/s", "Reportedly, cache off/s", "times"], rows)


def _sizes(figures: Figures, disk: dict[str, float]) -> list[str]:
    return _table(
        ["server", "largest memory, MiB (PSS)", "database, MiB"],
        [
            [_title(name), f"{figures.peak(name):,.0f}", f"{disk[name]:,.0f}"]
            for name in figures.servers()
        ],
    )


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"

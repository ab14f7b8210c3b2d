"""Figures of one run: rounds put together, ratios within rounds, targets met or missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

from bench.endpoint.queries import TIMED
from bench.endpoint.rig import Cell
from bench.endpoint.schedule import CALM, LOADED, PRESSED, STEADY, ZIPF
from bench.endpoint.servers import CACHED, NATIVE, SERVERS, UNCACHED

OURS, OURS_CACHED, PEER = UNCACHED.name, CACHED.name, NATIVE.name
RDFLIB: Final = "rdflib-endpoint"
AGAINST_NATIVE: Final = {
    "lookup": 0.4,
    "chain": 0.5,
    "join": 0.95,
    "aggregate": 0.95,
    "large": 0.95,
}
AGAINST_RDFLIB: Final = 15
CACHE_GAIN: Final = 2
_STRICTLY: Final = 8
"""Clients whose 99th percentile under runaways is held against one calm client's as well."""
STRETCH: Final = 3
"""How many times its calm value the 99th percentile may be under runaways."""


@dataclass(frozen=True, slots=True)
class Target:
    """One target of the benchmark.

    Attributes:
        name: what is asked.
        wanted: the figure to reach, in words.
        found: the figure that was measured, in words.
        met: whether it was reached; None if it was not measured.
    """

    name: str
    wanted: str
    found: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class Line:
    """A server under a load, over all rounds.

    Attributes:
        per_second: the median over rounds of right answers a second.
        least: the least of the rounds.
        most: the most of them.
        p50: median of the rounds' medians in ms.
        p99: median of the rounds' 99th percentiles in ms.
        failed: honest requests that were not answered rightly, in all rounds.
        rounds: number of rounds.
        processor: median of the rounds' processor time of a right answer, in ms.
    """

    per_second: float
    least: float
    most: float
    p50: float
    p99: float
    failed: int
    rounds: int
    processor: float


class Figures:
    """The cells of a run, to be asked for lines and ratios."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self.cells = tuple(cells)

    def of(self, server: str, load: str, clients: int) -> list[Cell]:
        """The cells of a server under a load, by round."""
        found = [c for c in self.cells if (c.server, c.load, c.clients) == (server, load, clients)]
        return sorted(found, key=lambda cell: cell.round)

    def line(self, server: str, load: str, clients: int) -> Line | None:
        """The rounds put together; None if the server was not measured so."""
        cells = self.of(server, load, clients)
        if not cells:
            return None
        speeds = [cell.per_second for cell in cells]
        return Line(
            per_second=median(speeds),
            least=min(speeds),
            most=max(speeds),
            p50=median(cell.p50 for cell in cells),
            p99=median(cell.p99 for cell in cells),
            failed=sum(cell.sent - cell.right for cell in cells),
            rounds=len(cells),
            processor=median(cell.processor for cell in cells),
        )

    def ratio(self, one: str, other: str, load: str, clients: int) -> float | None:
        """Throughput of one server as a multiple of another's: the median of the rounds' ratios.

        Where the other answered nothing, it counts as one answer in the time it had, so that the
        ratio is at least that. None if either was not measured, or `one` answered nothing.
        """
        others = {cell.round: cell for cell in self.of(other, load, clients)}
        ratios = [
            cell.per_second / (there.per_second or 1 / there.seconds)
            for cell in self.of(one, load, clients)
            if cell.right and (there := others.get(cell.round))
        ]
        return median(ratios) if ratios else None

    def dearness(self, one: str, other: str, load: str, clients: int) -> float | None:
        """Processor time of an answer as a multiple of another server's: likewise by rounds.

        None if either was not measured, or answered nothing.
        """
        others = {cell.round: cell for cell in self.of(other, load, clients) if cell.right}
        ratios = [
            cell.processor / there.processor
            for cell in self.of(one, load, clients)
            if cell.right and (there := others.get(cell.round)) and there.processor
        ]
        return median(ratios) if ratios else None

    def taken(self) -> tuple[float, float]:
        """The shares of the machine that others took: their median over cells, and the largest."""
        shares = [cell.taken for cell in self.cells]
        return (median(shares), max(shares)) if shares else (0.0, 0.0)

    def peak(self, server: str) -> float:
        """Largest memory of a server in MiB, whatever the load."""
        return max((cell.peak for cell in self.cells if cell.server == server), default=0.0)

    def clients(self) -> list[int]:
        """The numbers of clients that were measured."""
        return sorted({cell.clients for cell in self.cells if cell.load in TIMED})

    def servers(self) -> list[str]:
        """The servers that were measured, in the order of their table."""
        measured = {cell.server for cell in self.cells}
        return [name for name in SERVERS if name in measured]


def targets(figures: Figures) -> list[Target]:
    """Every target with what was found."""
    return [
        *(
            _at_least(
                f"{kind}, 8 clients, cache off, against the native server",
                least,
                figures.ratio(OURS, PEER, kind, 8),
            )
            for kind, least in AGAINST_NATIVE.items()
        ),
        _at_least(
            "four kinds by Zipf's law, 8 clients, cache on, against the native server",
            CACHE_GAIN,
            figures.ratio(OURS_CACHED, PEER, ZIPF, 8),
        ),
        _everywhere(figures),
        *_under_runaways(figures),
        _no_wrong_answer(figures),
    ]


def _at_least(name: str, least: float, found: float | None) -> Target:
    if found is None:
        return Target(name, f"≥ {least}", "not measured", None)
    return Target(name, f"≥ {least}", f"{found:.2f}", found >= least)


def _everywhere(figures: Figures) -> Target:
    name = "every kind, every number of clients, cache off, against rdflib-endpoint"
    ratios: dict[str, float] = {}
    for kind in TIMED:
        for clients in figures.clients():
            found = figures.ratio(OURS, RDFLIB, kind, clients)
            if found is not None:
                ratios[f"{kind}, {clients} clients"] = found
    if not ratios:
        return Target(name, f"≥ {AGAINST_RDFLIB}", "not measured", None)
    where = min(ratios, key=lambda key: ratios[key])
    found = ratios[where]
    return Target(
        name, f"≥ {AGAINST_RDFLIB}", f"least {found:.1f} ({where})", found >= AGAINST_RDFLIB
    )


def _under_runaways(figures: Figures) -> list[Target]:
    found: list[Target] = []
    for load, calm in ((LOADED, CALM), (PRESSED, STEADY)):
        ours = sorted(
            (cell for cell in figures.cells if (cell.server, cell.load) == (OURS, load)),
            key=lambda cell: cell.clients,
        )
        for cell in ours:
            clients = f"{cell.clients} client{'s' * (cell.clients > 1)}"
            where = ("steady stream" if load == PRESSED else clients) + ", 5 % runaways"
            answered = f"{cell.right:,} of {cell.sent:,}"
            whole = cell.right == cell.sent
            found.append(Target(f"{where}: honest queries answered", "all", answered, whole))
            found.append(_stretched(figures, cell, f"{where}: p99 against the same without", calm))
            if load == LOADED and cell.clients == _STRICTLY:
                name = f"{where}: p99 against one client alone (stricter than asked)"
                found.append(_stretched(figures, cell, name, calm, 1))
        if not ours:
            name = f"{load}, 5 % runaways: honest queries answered"
            found.append(Target(name, "all", "not measured", None))
    return found


def _stretched(
    figures: Figures, cell: Cell, name: str, calm: str, clients: int | None = None
) -> Target:
    """Whether a cell's 99th percentile is near that of a calm load, by as many clients or these."""
    line = figures.line(OURS, calm, clients or cell.clients)
    if line is None:
        return Target(name, f"≤ {STRETCH}", "not measured", None)
    times = cell.p99 / line.p99
    return Target(name, f"≤ {STRETCH}", f"{times:.1f} ({cell.p99:.1f} ms)", met=times <= STRETCH)


def _no_wrong_answer(figures: Figures) -> Target:
    wrong: Mapping[str, int] = {
        name: sum(cell.wrong for cell in figures.cells if cell.server == name)
        for name in (OURS, OURS_CACHED)
    }
    sent = sum(cell.right for cell in figures.cells if cell.server in wrong)
    total = sum(wrong.values())
    return Target("wrong or truncated answers of ours", "0", f"{total} beside {sent:,}", total == 0)

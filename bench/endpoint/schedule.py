"""What is measured, in which order: neighbours in time are compared, so that drift cancels."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bench.endpoint.queries import CACHED, HONEST, RUNAWAY, TIMED, draw
from bench.endpoint.rig import Cell, Rig

SLOW: Final = frozenset({"aggregate", "large"})
RUNAWAY_SHARE: Final = 0.05
RUNAWAY_LIMIT: Final = 5
"""Seconds that a query may take under the mixed load."""
CALM, ALONE, LOADED, ZIPF = "calm", "alone", "loaded", "zipf mix"
_DRAWN: Final = 200_000


@dataclass(frozen=True, slots=True)
class Plan:
    """How long everything takes.

    Attributes:
        clients: how many clients ask at a time, one after the other.
        fast: seconds of a cell of quick queries.
        slow: seconds of a cell of slow ones.
        grace: seconds that what is under way may take after that.
        mix: seconds of the mix that a cache is for, from a cold cache.
        loaded: seconds under runaways.
        minutes: no further round is begun after that, from the start of the run.
        rounds: rounds at most.
        crowd: the clients of the mixed loads.
        seed: where the draws come from.
    """

    clients: tuple[int, ...] = (1, 8, 32)
    fast: float = 2
    slow: float = 4
    grace: float = 12
    mix: float = 40
    loaded: float = 20
    minutes: float = 17
    rounds: int = 5
    crowd: tuple[int, ...] = (8, 32)
    seed: int = 1


QUICK: Final = Plan(
    clients=(1, 8), fast=0.5, slow=1, grace=3, mix=6, loaded=8, minutes=1.2, rounds=1, crowd=(8,)
)


def rounds(rig: Rig, plan: Plan, began: float, keep: Callable[[Cell], None]) -> int:
    """Every kind, every number of clients, every server, again and again; says how many rounds.

    Every other round takes the servers in reverse. A server that does not answer a kind from one
    client within its while is not asked it by more.
    """
    hopeless: set[tuple[str, str]] = set()
    for number in range(1, plan.rounds + 1):
        for kind, clients, name in _order(rig, plan, number):
            if (name, kind) in hopeless:
                continue
            cell = rig.measure(
                name,
                kind,
                draw(rig.asked, {kind: 1.0}, _DRAWN, plan.seed + number),
                clients=clients,
                seconds=plan.slow if kind in SLOW else plan.fast,
                grace=plan.grace,
                round_=number,
            )
            keep(cell)
            if cell.right == 0 and clients == plan.clients[0]:
                hopeless.add((name, kind))
        if time.monotonic() - began > 60 * plan.minutes:
            return number
    return plan.rounds


def _order(rig: Rig, plan: Plan, number: int) -> Iterator[tuple[str, int, str]]:
    names = list(rig.servers)
    for kind in TIMED:
        for clients in plan.clients:
            for name in names if number % 2 else reversed(names):
                yield kind, clients, name


def zipf_mix(rig: Rig, plan: Plan, names: list[str], keep: Callable[[Cell], None]) -> None:
    """The first four kinds in equal parts, a thousand queries each by Zipf's law, caches cold.

    Every server is asked the same sequence of queries by eight clients, right after its start.
    """
    shares = {kind: 1 / len(CACHED) for kind in CACHED}
    sequence = draw(rig.asked, shares, _DRAWN, plan.seed, zipf=True)
    for name in names:
        rig.start(name)
        cell = rig.measure(
            name, ZIPF, sequence, clients=8, seconds=plan.mix, grace=plan.grace
        )  # fmt: skip
        keep(cell)


def mixed(
    rig: Rig, plan: Plan, crowds: Mapping[str, tuple[int, ...]], keep: Callable[[Cell], None]
) -> None:
    """Look-ups, joins and chains: by one client, by many, and by many with runaways among them.

    Each server is started with a limit of five seconds a query, and started anew afterwards, since
    a runaway may outlive its client.
    """
    honest = {kind: 1 / len(HONEST) for kind in HONEST}
    wild = {kind: (1 - RUNAWAY_SHARE) / len(HONEST) for kind in HONEST} | {RUNAWAY: RUNAWAY_SHARE}
    for name, crowd in crowds.items():
        for clients in crowd:
            for load, shares, many, seconds in (
                (ALONE, honest, 1, plan.loaded / 5),
                (CALM, honest, clients, plan.loaded / 4),
                (LOADED, wild, clients, plan.loaded),
            ):
                if load == ALONE and clients != crowd[0]:
                    continue
                if load != CALM:
                    rig.start(name, RUNAWAY_LIMIT)
                cell = rig.measure(
                    name,
                    load,
                    draw(rig.asked, shares, _DRAWN, plan.seed),
                    clients=many,
                    seconds=seconds,
                    grace=RUNAWAY_LIMIT + 3,
                    limit=RUNAWAY_LIMIT,
                )
                keep(cell)
        rig.start(name)

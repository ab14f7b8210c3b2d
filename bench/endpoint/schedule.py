"""What is measured, in which order: neighbours in time are compared, so that drift cancels."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from bench.endpoint.queries import CACHED, HONEST, RUNAWAY, TIMED, draw
from bench.endpoint.rig import Cell, Load, Rig

SLOW: Final = frozenset({"aggregate", "large"})
RUNAWAY_SHARE: Final = 0.05
RUNAWAY_LIMIT: Final = 5
"""Seconds that a query may take under the mixed load."""
CALM, LOADED = "calm", "loaded"
ZIPF_COLD, ZIPF = "zipf, cold", "zipf mix"
STEADY, PRESSED = "steady", "pressed"
RATE: Final = 40
"""Requests a second of the steady load, which comes whether or not the server keeps up: about a
third of what two cores answer of it, so that what waits does so for the runaways."""
ROOM: Final = 400
"""Clients of the steady load: enough that a request waits for the server only."""
_DRAWN: Final = 200_000
_MARGIN: Final = 1.3
"""How many times its while a kind must be expected to take, not to be asked at all."""


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
        seed: where the draws come from.
    """

    clients: tuple[int, ...] = (1, 8, 32)
    fast: float = 1.5
    slow: float = 3
    grace: float = 25
    mix: float = 90
    loaded: float = 16
    minutes: float = 19
    rounds: int = 5
    seed: int = 1


QUICK: Final = Plan(
    clients=(1, 8), fast=0.5, slow=1, grace=8, mix=6, loaded=6, minutes=1.2, rounds=1
)


def rounds(rig: Rig, plan: Plan, began: float, keep: Callable[[Cell], None]) -> int:
    """Every kind, every number of clients, every server, again and again; says how many rounds.

    Every other round takes the servers in reverse. A server that does not answer a kind within its
    while, or would not if more clients took as much longer as they are more, is not asked it by
    more.
    """
    hopeless: dict[tuple[str, str], int] = {}  # and by how many clients it is asked at most
    for number in range(1, plan.rounds + 1):
        for kind, clients, name in _order(rig, plan, number):
            if clients > hopeless.get((name, kind), clients):
                continue
            load = Load(
                kind,
                draw(rig.asked, {kind: 1.0}, _DRAWN, plan.seed + number),
                clients,
                seconds=plan.slow if kind in SLOW else plan.fast,
                grace=plan.grace,
            )
            cell = rig.measure(name, load, round_=number)
            keep(cell)
            more = next((each for each in plan.clients if each > clients), clients)
            expected = cell.p50 / 1000 * more / clients
            if cell.right == 0 or expected > _MARGIN * (load.seconds + load.grace):
                hopeless[name, kind] = clients
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
    """The first four kinds in equal parts, a thousand queries each by Zipf's law.

    Every server is asked the same sequence of queries by eight clients, right after its start, and
    then another of the same law, as it is asked from then on.
    """
    shares = {kind: 1 / len(CACHED) for kind in CACHED}
    for name in names:
        rig.start(name)
        for part, load in enumerate((ZIPF_COLD, ZIPF)):
            sequence = draw(rig.asked, shares, _DRAWN, plan.seed + part, zipf=True)
            keep(rig.measure(name, Load(load, sequence, 8, plan.mix, plan.grace)))


def mixed(rig: Rig, plan: Plan, names: list[str], keep: Callable[[Cell], None]) -> None:
    """Look-ups, joins and chains, with and without runaways among them.

    Once by clients that each wait for their answer (first all honest, then with one runaway in
    twenty requests), once as a steady stream that does not wait. Each server is started with a
    limit of five seconds a query, and anew after each load with runaways, since a runaway may
    outlive its client. One that cannot keep up with the stream is spared it.
    """
    honest = {kind: 1 / len(HONEST) for kind in HONEST}
    wilder = {kind: (1 - RUNAWAY_SHARE) / len(HONEST) for kind in HONEST} | {RUNAWAY: RUNAWAY_SHARE}
    calm, wild = (draw(rig.asked, shares, _DRAWN, plan.seed) for shares in (honest, wilder))
    grace, long = RUNAWAY_LIMIT + 3, plan.loaded
    waiting = [Load(CALM, calm, clients, long / 4, grace) for clients in plan.clients]
    weathered = [Load(LOADED, wild, clients, long, grace) for clients in plan.clients]
    stream = (
        Load(STEADY, calm, ROOM, long / 2, grace, RATE),
        Load(PRESSED, wild, ROOM, long, grace, RATE),
    )
    for name in names:
        rig.start(name, RUNAWAY_LIMIT)
        cells = [rig.measure(name, load, limit=RUNAWAY_LIMIT) for load in waiting]
        keeps_up = max(cell.per_second for cell in cells) > RATE
        for load in (*weathered, *(stream if keeps_up else ())):
            cells.append(rig.measure(name, load, limit=RUNAWAY_LIMIT))
            if load.name == LOADED:
                rig.start(name, RUNAWAY_LIMIT)
        rig.start(name)
        for cell in cells:
            keep(cell)

"""The kinds of query that are asked, a thousand different ones of most kinds, and how they mix."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from bench.endpoint.graph import Written

Sequence = np.ndarray[tuple[int], np.dtype[np.uint32]]

DISTINCT: Final = 1_000
RUNAWAY: Final = "runaway"
_PREFIX: Final = "PREFIX rp: <https://w3id.org/reportedly/ns#>\n"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of query.

    Attributes:
        name: what it is called.
        title: what it is, for the table.
        text: its text; ``$1`` and ``$2`` are where the queries of the kind differ.
    """

    name: str
    title: str
    text: str


KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind("lookup", "point look-up", "SELECT ?p ?o WHERE { <$1> ?p ?o }"),
        Kind(
            "join",
            "three-way join with filter",
            "SELECT ?telling ?number ?who WHERE {\n"
            "  ?telling rp:tells <$1> ; rp:amount ?amount ; rp:relays ?hop .\n"
            "  ?amount rp:number ?number .\n"
            "  ?hop rp:saidBy ?who .\n"
            "  FILTER (?number > $2)\n}",
        ),
        Kind(
            "aggregate",
            "aggregate over everything",
            "SELECT ?claim (COUNT(?report) AS ?reports) (MAX(?depth) AS ?longest) WHERE {\n"
            "  ?report rp:tells ?claim ; rp:depth ?depth .\n"
            "} GROUP BY ?claim HAVING (COUNT(?report) >= $1)",
        ),
        Kind(
            "chain",
            "property-path chain",
            "SELECT ?hop ?who WHERE { <$1> rp:relays+ ?hop . ?hop rp:saidBy ?who }",
        ),
        Kind(
            "large",
            "large result",
            "SELECT ?report ?claim ?depth WHERE { ?report rp:tells ?claim ; rp:depth ?depth }",
        ),
        Kind(
            RUNAWAY,
            "runaway",
            "SELECT (COUNT(*) AS ?n) WHERE {\n"
            "  ?a rp:tells ?x . ?b rp:certainty ?y . ?c rp:inArticle ?z .\n"
            "  FILTER (STR(?a) > STR(?b) && STR(?b) > STR(?c) && STR(?z) != '$1')\n}",
        ),
    )
}
TIMED: Final = ("lookup", "join", "aggregate", "chain", "large")
CACHED: Final = ("lookup", "join", "aggregate", "chain")
HONEST: Final = ("lookup", "join", "chain")


@dataclass(frozen=True, slots=True)
class Asked:
    """Every query of a run, by number from 0.

    Attributes:
        texts: the queries.
        kinds: the kind of each.
        of: the numbers of each kind's queries, as a half-open range.
    """

    texts: tuple[str, ...]
    kinds: tuple[str, ...]
    of: Mapping[str, range]


def make_queries(written: Written, seed: int = 1) -> Asked:
    """A thousand different queries of each kind, one of ``large``, all by one seed."""
    rng = random.Random(f"queries {seed}")
    tellings = [telling for telling in written.tellings if telling.hops]
    told = [telling.iri for telling in rng.sample(tellings, min(2 * DISTINCT, len(tellings)))]
    claims = written.claims[:200]
    pairs = [(claim, str(least)) for claim in claims for least in (100, 1000, 5000, 20000, 80000)]
    values: dict[str, list[tuple[str, ...]]] = {
        "lookup": [(iri,) for iri in told[:DISTINCT]],
        "join": rng.sample(pairs, DISTINCT),
        "aggregate": [(str(least),) for least in range(1, DISTINCT + 1)],
        "chain": [(iri,) for iri in told[-DISTINCT:]],
        "large": [()],
        RUNAWAY: [(str(n),) for n in range(DISTINCT)],
    }
    texts: list[str] = []
    kinds: list[str] = []
    of: dict[str, range] = {}
    for name, kind in KINDS.items():
        rng.shuffle(values[name])  # what is drawn most is no claim told most
        of[name] = range(len(texts), len(texts) + len(values[name]))
        for value in values[name]:
            text = kind.text
            for n, each in enumerate(value, 1):
                text = text.replace(f"${n}", each)
            texts.append(_PREFIX + text)
            kinds.append(name)
    return Asked(tuple(texts), tuple(kinds), of)


def draw(
    asked: Asked, shares: Mapping[str, float], length: int, seed: int, *, zipf: bool = False
) -> Sequence:
    """The numbers of so many queries, drawn one by one.

    Args:
        asked: every query.
        shares: kind -> its share; shares add up to 1.
        length: how many.
        seed: the same seed draws the same.
        zipf: whether the nth query of a kind (from 1) is drawn with a weight of 1/n (Zipf's law,
            s = 1) and not evenly.
    """
    rng = np.random.default_rng(seed)
    names = list(shares)
    kinds = rng.choice(len(names), size=length, p=[shares[name] for name in names])
    drawn = np.zeros(length, np.uint32)
    for n, name in enumerate(names):
        numbers = asked.of[name]
        weights = 1 / np.arange(1, len(numbers) + 1) if zipf else np.ones(len(numbers))
        where = kinds == n
        drawn[where] = numbers.start + rng.choice(
            len(numbers), size=int(where.sum()), p=weights / weights.sum()
        )
    return drawn

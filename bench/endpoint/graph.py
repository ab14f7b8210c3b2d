"""An invented graph of any size in our own ontology, written straight as N-Quads.

Articles tell claims in chains of hops, with amounts, passages and restatements, in the words of
``bench/synthetic.py``. What is told, who speaks and who publishes is drawn by Zipf's law, as in
the news: few claims are told by thousands, most by a handful. Every statement stands in one graph,
so that a union of graphs counts it once. The same seed gives the same bytes.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Final

from bench.synthetic import OUTLETS, PEOPLE, PLACES, THINGS, slug
from reportedly import vocabularies as v
from reportedly.ids import Ids
from reportedly.terms import RP, SCHEMES, scheme_value

TELLINGS: Final = 4
"""Tellings an article."""
LONGEST_CHAIN: Final = 8
GOES_ON: Final = 0.6
"""How likely a hop has another behind it."""
RESTATES: Final = 0.4
CLAIMS: Final = 2_000
ACTORS: Final = 600
PUBLISHERS: Final = 80


@dataclass(frozen=True, slots=True)
class Telling:
    """A telling that queries may ask about.

    Attributes:
        iri: its node.
        hops: how many hops its chain has.
    """

    iri: str
    hops: int


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and what queries are made from.

    Attributes:
        quads: number of lines.
        reports: number of reports: tellings and hops.
        claims: IRIs of the claims, the most told first.
        tellings: every telling, in the order of the file.
    """

    quads: int
    reports: int
    claims: tuple[str, ...]
    tellings: tuple[Telling, ...]


class Zipf:
    """Draws from a sequence, its nth item (from 1) with a weight of 1/n."""

    def __init__(self, items: Sequence[str], rng: random.Random) -> None:
        self._items, self._rng = items, rng
        self._weights = list(accumulate(1 / n for n in range(1, len(items) + 1)))

    def draw(self) -> str:
        """One item."""
        return self._rng.choices(self._items, cum_weights=self._weights)[0]


class Invention:
    """The graph in the making: who there is, what can be told, and the choices yet to come."""

    def __init__(self, seed: int) -> None:
        self.rng = rng = random.Random(seed)
        self.ids = Ids()
        self.claims = [self._node("registry", f"claim-{n:04d}") for n in range(CLAIMS)]
        self.actors = [self._node("registry", f"actor-{n:03d}") for n in range(ACTORS)]
        self.outlets = [self._node("registry", f"outlet-{n:02d}") for n in range(PUBLISHERS)]
        self.places = [self._node("registry", slug(place)) for place in PLACES]
        self.things = [self._node("registry", thing) for thing in THINGS]
        self.claim = Zipf(self.claims, rng)
        self.actor = Zipf([*self.actors, *self.outlets], rng)
        self.outlet = Zipf(self.outlets, rng)
        self.certainties = [str(scheme_value("certainty", c)) for c in SCHEMES["certainty"]]
        self.modalities = [str(scheme_value("modality", m)) for m in SCHEMES["modality"]]
        self.zones = [str(scheme_value("zone", z)) for z in ("headline", "lead", "body", "body")]

    def _node(self, *steps: str) -> str:
        return str(self.ids.node(*steps))

    def registry(self) -> Iterator[str]:
        """The lines of the registry's graph."""
        graph = str(self.ids.shared_graph("registry"))
        people = [*PEOPLE, *OUTLETS]
        named = [
            *zip(self.places, PLACES, strict=True),
            *zip(self.things, THINGS, strict=True),
            *((a, f"{people[n % len(people)]} {n}") for n, a in enumerate(self.actors)),
            *((o, f"{OUTLETS[n % len(OUTLETS)]} {n}") for n, o in enumerate(self.outlets)),
        ]
        for iri, name in named:
            yield f'{iri} {v.SKOS_PREF_LABEL} "{name}"@en {graph} .'
        for iri in (*self.actors, *self.outlets, *self.places):
            yield f"{iri} {v.RDF_TYPE} {RP.Actor} {graph} ."
        for iri in self.outlets:
            yield f"{iri} {v.RDF_TYPE} {RP.Outlet} {graph} ."
        for n, claim in enumerate(self.claims):
            agent, thing = n % len(PLACES), n % len(THINGS)
            yield f"{claim} {v.RDF_TYPE} {RP.Claim} {graph} ."
            yield f"{claim} {RP.agent} {self.places[agent]} {graph} ."
            yield f"{claim} {RP.thing} {self.things[thing]} {graph} ."
            label = f"{PLACES[agent]} sends {THINGS[thing]}, shipment {n}"
            yield f'{claim} {v.SKOS_PREF_LABEL} "{label}"@en {graph} .'

    def article(self, number: int, reports: int) -> tuple[list[str], list[Telling]]:
        """The lines of one article's graphs, stated before editor, and its tellings.

        Args:
            number: the article's number.
            reports: how many reports it may have at most; at least 1.
        """
        name = f"synthetic-{number:06d}"
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        graph = str(self.ids.stated_graph(name, sha256))
        article = str(self.ids.article(name))
        lines = [
            f"{article} {v.RDF_TYPE} {RP.Article} {graph} .",
            f'{article} {RP.textDigest} "{sha256}" {graph} .',
            f'{article} {RP.textLength} "{self.rng.randint(900, 9000)}"^^{v.XSD_INTEGER} {graph} .',
            f"{article} {RP.publishedBy} {self.outlet.draw()} {graph} .",
            f"{article} {RP.reviewState} {scheme_value('review', 'reviewed')} {graph} .",
        ]
        tellings: list[Telling] = []
        for i in range(TELLINGS):
            if reports <= 0:
                break
            iri = f"{article[:-1]}/report/r{i + 1}>"
            hops = min(reports - 1, self._length())
            lines += self._telling(article, graph, iri, hops)
            reports -= 1 + hops
            tellings.append(Telling(iri[1:-1], hops))
        editor = str(self.ids.editor_graph(name, sha256))
        lines += [
            f"<{one.iri}> {RP.restates} <{tellings[-1].iri}> {editor} ."
            for one in tellings[:-1]
            if self.rng.random() < RESTATES
        ]
        return lines, tellings

    def _length(self) -> int:
        hops = 0
        while hops < LONGEST_CHAIN and self.rng.random() < (GOES_ON if hops else 0.9):
            hops += 1
        return hops

    def _telling(self, article: str, graph: str, iri: str, hops: int) -> Iterator[str]:
        rng, claim = self.rng, self.claim.draw()
        start = rng.randint(0, 800)
        passage = f"{article[:-1]}/passage/{iri[iri.rindex('/') + 1 : -1]}>"
        amount, position = f"{iri[:-1]}/amount/1>", f"{passage[:-1]}/position>"
        number = int(10 ** rng.uniform(1, 6))
        tail = f"{graph} ."
        digest = hashlib.sha256(passage.encode()).hexdigest()
        yield f"{iri} {v.RDF_TYPE} {RP.Report} {tail}"
        yield f"{iri} {v.RDF_TYPE} {RP.Telling} {tail}"
        yield f"{iri} {RP.inArticle} {article} {tail}"
        yield f"{iri} {RP.passage} {passage} {tail}"
        yield f"{iri} {RP.tells} {claim} {tail}"
        yield f'{iri} {RP.depth} "0"^^{v.XSD_INTEGER} {tail}'
        yield f"{iri} {RP.certainty} {rng.choice(self.certainties)} {tail}"
        yield f"{iri} {RP.modality} {rng.choice(self.modalities)} {tail}"
        yield f"{iri} {RP.amount} {amount} {tail}"
        yield f"{passage} {v.RDF_TYPE} {RP.Passage} {tail}"
        yield f"{passage} {v.OA_HAS_SOURCE} {article} {tail}"
        yield f"{passage} {RP.zone} {rng.choice(self.zones)} {tail}"
        yield f'{passage} {RP.passageDigest} "{digest}" {tail}'
        yield f"{passage} {v.OA_HAS_SELECTOR} {position} {tail}"
        yield f'{position} {v.OA_START} "{start}"^^{v.XSD_INTEGER} {tail}'
        yield f'{position} {v.OA_END} "{start + rng.randint(20, 200)}"^^{v.XSD_INTEGER} {tail}'
        yield f"{amount} {v.RDF_TYPE} {RP.Quantity} {tail}"
        yield f"{amount} {RP.inArticle} {article} {tail}"
        yield f'{amount} {RP.number} "{number}"^^{v.XSD_DECIMAL} {tail}'
        yield f'{amount} {v.SCHEMA_MIN_VALUE} "{number}"^^{v.XSD_DECIMAL} {tail}'
        yield f"{amount} {RP.bound} {scheme_value('bound', 'at-least')} {tail}"
        yield f"{amount} {RP.counts} {rng.choice(self.things)} {tail}"
        nearer = iri
        for depth in range(1, hops + 1):
            hop = f"{iri[:-1]}/hop/{depth}>"
            yield f"{nearer} {RP.relays} {hop} {tail}"
            yield f"{hop} {v.RDF_TYPE} {RP.Report} {tail}"
            yield f"{hop} {v.RDF_TYPE} {RP.Hop} {tail}"
            yield f"{hop} {RP.inArticle} {article} {tail}"
            yield f"{hop} {RP.ofTelling} {iri} {tail}"
            yield f'{hop} {RP.depth} "{depth}"^^{v.XSD_INTEGER} {tail}'
            yield f"{hop} {RP.passage} {passage} {tail}"
            yield f"{hop} {RP.tells} {claim} {tail}"
            yield f"{hop} {RP.saidBy} {self.actor.draw()} {tail}"
            yield f"{hop} {RP.certainty} {rng.choice(self.certainties)} {tail}"
            nearer = hop


def write_graph(file: Path, reports: int, seed: int = 1) -> Written:
    """Write a graph that holds exactly so many reports, as N-Quads; each graph's lines together.

    Args:
        file: what is written, anew.
        reports: tellings and hops in all; about 14 quads each.
        seed: where all choices come from.
    """
    invention = Invention(seed)
    told: list[Telling] = []
    quads, left = 0, reports
    with file.open("w", encoding="utf-8") as out:
        for line in invention.registry():
            out.write(line + "\n")
            quads += 1
        number = 0
        while left > 0:
            number += 1
            lines, tellings = invention.article(number, left)
            out.write("\n".join(lines) + "\n")
            quads += len(lines)
            told += tellings
            left -= sum(1 + telling.hops for telling in tellings)
    claims = tuple(claim[1:-1] for claim in invention.claims)
    return Written(quads, reports, claims, tuple(told))

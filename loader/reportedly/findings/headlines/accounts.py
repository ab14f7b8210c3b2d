"""What a headline claims beyond the tellings of its body, aspect by aspect.

Nothing here knows of RDF: tellings, speakers and concepts are names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from reportedly.findings.disagreements.intervals import Interval
from reportedly.findings.headlines.strength import FIRMNESS, SURENESS, least_sure, says_no_more
from reportedly.terms import Certainty, Modality

Aspect = Literal[
    "tells", "saidBy", "amount", "counts", "certainty", "modality", "relays", "purpose"
]
"""In what a headline can say more; each is also the name of the property."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is told.

    Attributes:
        words: as the text writes it.
        numbers: the number, or the two of a range.
        interval: the numbers that the words allow.
        counts: what is counted.
        unit: the unit or currency; "" for none.
        per: per what it is given; "" if it is no rate.
    """

    words: str
    numbers: tuple[str, ...]
    interval: Interval
    counts: str
    unit: str = ""
    per: str = ""

    def same_as(self, other: Figure) -> bool:
        """Whether it is the same number, however bounded and whatever it counts."""
        mine, others = (self.numbers, self.unit, self.per), (other.numbers, other.unit, other.per)
        return mine == others


@dataclass(frozen=True, slots=True)
class Account:
    """A telling, as far as headline and body are compared.

    Attributes:
        name: which it is.
        certainties: the telling's own, then that of each hop, nearest the article first.
        modality: as what it is told.
        figures: the numbers it gives.
        purposes: the purposes it gives.
        named: actors and things that its claim names, to tell whether a figure is about the same.
    """

    name: str
    certainties: tuple[Certainty, ...]
    modality: Modality
    figures: tuple[Figure, ...] = ()
    purposes: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    @property
    def hops(self) -> int:
        """How many speak between the article and what is told."""
        return len(self.certainties) - 1

    @property
    def sureness(self) -> Certainty:
        """The least sure of its certainties."""
        return least_sure(self.certainties)


@dataclass(frozen=True, slots=True)
class Excess:
    """One aspect in which a headline says more.

    Attributes:
        aspect: which.
        what: the headline's words or values: those of a figure, a purpose.
        against: the tellings that it was compared with; none if there are none.
    """

    aspect: Aspect
    what: str
    against: tuple[Account, ...]


Broader = Callable[[str], AbstractSet[str]]
"""A concept, and all that are broader than it."""


def excesses(
    headline: Account, related: Sequence[Account], body: Sequence[Account], broader: Broader
) -> Iterator[Excess]:
    """In what a headline says more than its body supports.

    A figure is compared with the same number of the related tellings, and of others of the body
    whose claim or figure is about one of the same; else with related numbers that count the same.
    Certainty, modality and the number of hops are compared with the tellings that carry the
    headline's figure, if any do, for a number and what is claimed of it belong together; else with
    all that are related. What some telling supports is no excess.

    Args:
        headline: what the headline tells.
        related: the tellings of the body that tell the same, or that it restates.
        body: all tellings of the body.
        broader: the concepts broader than one, and itself.
    """
    if not related:
        yield Excess("tells", "", ())
    carrying: dict[str, Account] = {}
    for figure in headline.figures:
        carriers = [each for each in body if _carries(each, figure, headline, related, broader)]
        carrying |= {each.name: each for each in carriers}
        yield from _of_figure(figure, carriers, related, broader)
    compared = tuple(carrying.values()) or tuple(related)
    if compared:
        yield from _of_manner(headline, compared)
    for purpose in sorted(headline.purposes):
        if related and not any(purpose in broader(p) for each in related for p in each.purposes):
            yield Excess("purpose", purpose, tuple(related))


def _carries(
    telling: Account,
    figure: Figure,
    headline: Account,
    related: Sequence[Account],
    broader: Broader,
) -> bool:
    alike = [each for each in telling.figures if each.same_as(figure)]
    return bool(alike) and (
        telling in related
        or not telling.named.isdisjoint(headline.named)
        or any(figure.counts in broader(each.counts) for each in alike)
    )


def _of_figure(
    figure: Figure, carriers: Sequence[Account], related: Sequence[Account], broader: Broader
) -> Iterator[Excess]:
    if not related and not carriers:
        return
    same = [each for teller in carriers for each in teller.figures if each.same_as(figure)]
    if not same:
        alike = [
            (teller, each)
            for teller in related
            for each in teller.figures
            if (each.unit, each.per) == (figure.unit, figure.per)
            and figure.counts in broader(each.counts)
        ]
        if not any(says_no_more(figure.interval, each.interval) for _, each in alike):
            tellers = dict.fromkeys(teller for teller, _ in alike)
            yield Excess("amount", figure.words, tuple(tellers))
        return
    if not any(says_no_more(figure.interval, each.interval) for each in same):
        yield Excess("amount", figure.words, tuple(carriers))
    if not any(figure.counts in broader(each.counts) for each in same):
        yield Excess("counts", figure.words, tuple(carriers))


def _of_manner(headline: Account, compared: tuple[Account, ...]) -> Iterator[Excess]:
    if SURENESS[headline.sureness] > max(SURENESS[each.sureness] for each in compared):
        yield Excess("certainty", headline.sureness, compared)
    denied = {each.modality == "denied" for each in compared}
    if FIRMNESS[headline.modality] > max(FIRMNESS[each.modality] for each in compared) or (
        headline.modality == "denied" and denied == {False}
    ):
        yield Excess("modality", headline.modality, compared)
    if headline.hops < min(each.hops for each in compared):
        yield Excess("relays", str(headline.hops), compared)

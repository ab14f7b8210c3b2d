"""One finding, and the quads that it is said in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Quad

from reportedly.ids import Ids
from reportedly.terms import RP, FindingKind, scheme_value
from reportedly.vocabularies import (
    RDF_TYPE,
    RDFS_LABEL,
    XSD_BOOLEAN,
    XSD_DECIMAL,
    XSD_INTEGER,
)

FINDINGS: Final = "findings"
"""The graph that all findings stand in, as `Ids.shared_graph` names it."""

LISTED: Final = 12
"""So many things a sentence lists before it only counts the rest."""

Fact = tuple[NamedNode, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something derived from a build.

    Attributes:
        kind: what it says, by the rule that derived it.
        name: the steps of its IRI below ``finding/KIND``; the same finding has the same name in
            every build.
        label: what it is about, for a reader.
        because: the reasons, in plain English sentences.
        concerns: the IRIs of what it is about; each stands in the graphs that it is derived from.
        facts: what else is said of it, by property.
    """

    kind: FindingKind
    name: tuple[str, ...]
    label: str
    because: str
    concerns: tuple[str, ...]
    facts: tuple[Fact, ...] = ()

    def quads(self, ids: Ids) -> Iterator[Quad]:
        """The finding in the graph of findings; a statement comes once."""
        node, graph = ids.node("finding", self.kind, *self.name), ids.shared_graph(FINDINGS)
        said: tuple[Fact, ...] = (
            (RDF_TYPE, RP.Finding),
            (RP.findingKind, scheme_value("finding", self.kind)),
            (RDFS_LABEL, Literal(self.label, language="en")),
            (RP.because, Literal(self.because, language="en")),
            *((RP.concerns, NamedNode(each)) for each in self.concerns),
            *self.facts,
        )
        for predicate, value in dict.fromkeys(said):
            yield Quad(node, predicate, value, graph)


def nodes(predicate: NamedNode, iris: Iterable[str]) -> tuple[Fact, ...]:
    """One fact for each IRI."""
    return tuple((predicate, NamedNode(iri)) for iri in iris)


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=XSD_INTEGER)


def truth(value: bool) -> Literal:
    """True or false."""
    return Literal("true" if value else "false", datatype=XSD_BOOLEAN)


def decimal(lexical: str) -> Literal:
    """A number as a build writes it."""
    return Literal(lexical, datatype=XSD_DECIMAL)


def steps(ids: Ids, iri: str) -> tuple[str, ...]:
    """The steps by which an instance is named below the base, to name a finding after it.

    A registry record goes by its id alone; what an article holds keeps the article's id before it.
    """
    path = tuple(unquote(step) for step in iri.removeprefix(ids.base).split("/"))
    return path[1:] if len(path) > 1 and path[0] in {"registry", "article"} else path


def listed(things: Iterable[str], *, last: str = "and", of: int | None = None) -> str:
    """Things in a sentence: ``a, b and c``; of more than `LISTED`, the first and how many more.

    Args:
        things: what is listed.
        last: the word before the last.
        of: how many there are, where only the first `LISTED` are given.
    """
    shown = list(things)
    total = len(shown) if of is None else of
    if total > LISTED:
        shown = [*shown[: LISTED - 1], f"{total - LISTED + 1} more"]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}"


def counted(number: int, noun: str) -> str:
    """A number of things: ``1 telling``, ``2 tellings``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def number_words(lexical: str) -> str:
    """A number for a reader: ``100,000``."""
    whole, point, rest = lexical.partition(".")
    return f"{int(whole):,}{point}{rest}"

"""A graph in the making: statements in order, each once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from reportedly.vocabularies import RDF_TYPE, XSD_BOOLEAN, XSD_DATE, XSD_DECIMAL, XSD_INTEGER

Node = NamedNode | Literal


class Statements:
    """Collects the statements of one named graph.

    Args:
        graph: the named graph they are made in.
        language: the language of words taken from the article, as a BCP 47 tag.
    """

    def __init__(self, graph: NamedNode, language: str | None = None) -> None:
        self.graph = graph
        self.language = language
        self._quads: dict[Quad, None] = {}

    def say(self, subject: NamedNode, predicate: NamedNode, value: Node | None) -> None:
        """State a triple; no value states nothing, for what an article does not say."""
        if value is not None:
            self._quads[Quad(subject, predicate, value, self.graph)] = None

    def type(self, subject: NamedNode, *classes: NamedNode) -> None:
        """Say of what classes something is."""
        for each in classes:
            self.say(subject, RDF_TYPE, each)

    def words(self, words: str) -> Literal:
        """Words of the article, in its language."""
        return Literal(words, language=self.language) if self.language else Literal(words)

    def __iter__(self) -> Iterator[Quad]:
        return iter(self._quads)


def number(value: int | Decimal | None) -> Literal | None:
    """An exact number; ``xsd:decimal`` for all, so that they compare."""
    return None if value is None else Literal(str(value), datatype=XSD_DECIMAL)


def integer(value: int | None) -> Literal | None:
    """A whole number."""
    return None if value is None else Literal(str(value), datatype=XSD_INTEGER)


def day(value: date | None) -> Literal | None:
    """A calendar day."""
    return None if value is None else Literal(value.isoformat(), datatype=XSD_DATE)


def truth(value: bool) -> Literal:
    """True or false."""
    return Literal("true" if value else "false", datatype=XSD_BOOLEAN)

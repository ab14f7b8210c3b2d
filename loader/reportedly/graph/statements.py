"""A graph in the making: statements in order, each once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from reportedly.vocabularies import (
    RDF_TYPE,
    TIME_UNITS,
    XSD_BOOLEAN,
    XSD_DATE,
    XSD_DECIMAL,
    XSD_DURATION,
    XSD_INTEGER,
)

Node = NamedNode | Literal

_PERIOD: Final = re.compile(r"(\d+)([YMWD])")


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
    """An exact number; ``xsd:decimal`` for all, so that they compare.

    In the canonical form (XSD 1.1 Datatypes, 3.3.3.2): a store keeps the value and not the zeros
    that the entry wrote.
    """
    if value is None:
        return None
    text = f"{Decimal(value):f}" if value else "0"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal(text, datatype=XSD_DECIMAL)


def integer(value: int | None) -> Literal | None:
    """A whole number."""
    return None if value is None else Literal(str(value), datatype=XSD_INTEGER)


def day(value: date | None) -> Literal | None:
    """A calendar day."""
    return None if value is None else Literal(value.isoformat(), datatype=XSD_DATE)


def truth(value: bool) -> Literal:
    """True or false."""
    return Literal("true" if value else "false", datatype=XSD_BOOLEAN)


def smallest_unit(value: str | None) -> NamedNode | None:
    """The smallest unit in which a length of time is written: the week of ``P0W``, as OWL-Time's.

    `duration` cannot keep it: ``P0W`` and ``P0D`` are one value of ``xsd:duration``.
    """
    return None if value is None else TIME_UNITS[value[-1]]


def duration(value: str | None) -> Literal | None:
    """A length of time of whole years, months, weeks and days, as the entry writes it.

    In the canonical form (XSD 1.1 Datatypes, 3.3.6.2): twelve months are a year, none at all is
    ``PT0S``; and in days for weeks, of which ``xsd:duration`` has none.
    """
    if value is None:
        return None
    found = {unit: int(count) for count, unit in _PERIOD.findall(value)}
    years, months = divmod(12 * found.get("Y", 0) + found.get("M", 0), 12)
    days = 7 * found.get("W", 0) + found.get("D", 0)
    parts = "".join(f"{n}{unit}" for n, unit in ((years, "Y"), (months, "M"), (days, "D")) if n)
    sign = "-" if parts and value.startswith("-") else ""
    return Literal(f"{sign}P{parts or 'T0S'}", datatype=XSD_DURATION)

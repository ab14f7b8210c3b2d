"""A demand: something that an entry owes to what else it says, and whether it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportedly.ledger.demands.reading import Reading
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span


@dataclass(frozen=True, slots=True)
class Demand:
    """What is owed, and whether it was found.

    Attributes:
        span: the words that raise the demand.
        met: whether the entry answers it.
        what: if not met, what is missing, as the end of a message.
        path: the path of what owes it in the entry.
        others: the paths of further places that belong to it.
        who: the record that is missed there; None where it is none, or not one.
    """

    span: Span
    met: bool
    what: str
    path: YamlPath
    others: tuple[YamlPath, ...] = ()
    who: str | None = None


Finder = Callable[[Reading], Iterator[Demand]]
"""Takes an entry with its text, places and registry, and gives what it owes."""

"""A slip: what an entry says of some words, and the words do not bear."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportedly.ledger.demands.reading import Reading
from reportedly.model.findings import YamlPath


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that an entry says and its words do not bear.

    Attributes:
        code: the rule's stable code.
        path: the path of what is said.
        what: what is wrong, in plain words.
        mend: what to do about it, if more is known than the rule's page says.
        other: the path of a second place that belongs to it, if there is one.
        others: the paths of further places that belong to it.
    """

    code: str
    path: YamlPath
    what: str
    mend: str | None = None
    other: YamlPath | None = None
    others: tuple[YamlPath, ...] = ()


Finder = Callable[[Reading], Iterator[Slip]]
"""Takes an entry with its text, places and registry, and gives what does not agree."""

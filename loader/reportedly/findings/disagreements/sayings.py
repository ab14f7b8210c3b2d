"""Quotations that give the same words, whole or in part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from reportedly.findings.tellings import grouped

SHORTEST: Final = 4
"""So many words must be shared: fewer meet by chance."""

_WORD: Final = re.compile(r"\w+")


def same_sayings(quotations: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Groups of quotations of which each contains another, or is contained in one.

    Case, punctuation and the shape of apostrophes do not count. A quotation of fewer than
    `SHORTEST` words is in no group.

    Args:
        quotations: the words, by the name of each quotation.

    Returns:
        Groups of two or more names, sorted.
    """
    folded = {name: tuple(_WORD.findall(words.casefold())) for name, words in quotations.items()}
    starting: dict[tuple[str, ...], list[str]] = grouped(
        (words[:SHORTEST], name) for name, words in sorted(folded.items()) if len(words) >= SHORTEST
    )
    group = {name: {name} for name in folded}
    for name, words in sorted(folded.items()):
        for other in _contained(words, starting, folded):
            if group[other] is not group[name]:
                group[name] |= group[other]
                for member in group[name]:
                    group[member] = group[name]
    return tuple(sorted({tuple(sorted(names)) for names in group.values() if len(names) > 1}))


def _contained(
    words: tuple[str, ...],
    starting: Mapping[tuple[str, ...], list[str]],
    folded: Mapping[str, tuple[str, ...]],
) -> Iterator[str]:
    """The quotations whose words stand in these, one after another."""
    for at in range(len(words) - SHORTEST + 1):
        for other in starting.get(words[at : at + SHORTEST], ()):
            if words[at : at + len(folded[other])] == folded[other]:
                yield other

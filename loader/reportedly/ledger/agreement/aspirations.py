"""The concept of a purpose or a return, held against the names of the others in the entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.words import STEM, set_of
from reportedly.model.registry import Concept

_STEM: Final = 5
"""Letters by which two forms of a word are known to be one."""
_SHORTEST: Final = 3
"""Letters of a word that means something by itself."""
_PART: Final = 3
_SMALL: Final = set_of("the and for with its his her their into against out off over")


def find(reading: Reading) -> Iterator[Slip]:
    """RP172 for a purpose or a return whose words have the name of another, and none of its own.

    The other is one that the entry gives elsewhere, with a third of its name in the words, or any
    of the registry with all of it. Words of neither may be either.
    """
    used = {
        aspect.is_
        for report in reading.entry.reports
        for aspect in (*report.purpose, *report.in_return_for)
    }
    for i, report in enumerate(reading.entry.reports):
        for key, those in (("purpose", report.purpose), ("in_return_for", report.in_return_for)):
            for n, aspect in enumerate(those):
                given = reading.record(aspect.is_)
                if not isinstance(given, Concept):
                    continue
                said = _stems(aspect.q)
                if any(said & _stems(name) for name in (*given.names, given.id)):
                    continue
                others = [
                    other.id
                    for other in reading.registry.of(Concept)
                    if other.scheme == given.scheme
                    and any(
                        _named(said, name, used=other.id in used, thing=other.scheme == "thing")
                        for name in other.names
                    )
                ]
                if others:
                    what = f"'{aspect.q}' says nothing of '{aspect.is_}'"
                    near = " or ".join(f"'{other}'" for other in others[:3])
                    mend = f"Its words name {near}."
                    yield Slip("RP172", ("reports", i, key, n, "is"), what, mend)


def _named(said: set[str], name: str, *, used: bool, thing: bool) -> bool:
    """Whether words have a name: all of two or more, a thing's alone, or a third of one in use."""
    stems = _stems(name)
    if not stems:
        return False
    whole = stems <= said and (len(stems) > 1 or (thing and stems == said))
    return whole or (used and len(stems & said) * _PART >= len(stems))


def _stems(words: str) -> set[str]:
    return {
        word[:_STEM]
        for word in map(str.lower, STEM.findall(words.replace("-", " ")))
        if len(word) >= _SHORTEST and word not in _SMALL
    }

"""Into how few groups things fall when some pairs must be kept apart: graph colouring."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

EFFORT: Final = 5_000
"""Things placed, over all tries, before the search is given up: well below a second."""

MOST: Final = 60
"""Of more things than these, only a clique is looked for."""


def fewest_groups(apart: Sequence[AbstractSet[int]], effort: int = EFFORT) -> tuple[int, bool]:
    """The fewest groups with no two things in one group that are to be kept apart.

    This is the chromatic number, sought by trying one number after another from the size of a
    clique on; the thing with the fewest groups left to it is placed first (Brélaz's DSATUR,
    Communications of the ACM 22(4), 1979).

    Args:
        apart: for each thing, by its place from 0, those it is kept apart from; symmetric, and
            nothing is kept apart from itself.
        effort: how many placings may be tried.

    Returns:
        The number, and whether the search came to its end. If not, the number is a lower bound:
        all smaller ones were ruled out.
    """
    search = _Search(apart, effort)
    groups = len(_clique(apart))
    if len(apart) > MOST:
        return groups, False
    while not search.fits(groups):
        if search.left < 0:
            return groups, False
        groups += 1
    return groups, True


def _clique(apart: Sequence[AbstractSet[int]]) -> list[int]:
    """Things that are all kept apart from each other, gathered greedily."""
    clique: list[int] = []
    for thing in sorted(range(len(apart)), key=lambda each: (-len(apart[each]), each)):
        if apart[thing] >= set(clique):
            clique.append(thing)
    return clique


class _Search:
    """Tries to place all things in a number of groups, with so many placings left."""

    def __init__(self, apart: Sequence[AbstractSet[int]], effort: int) -> None:
        self.apart = apart
        self.left = effort
        self.group: dict[int, int] = {}

    def fits(self, groups: int) -> bool:
        """Whether so many groups do; also False if no placing is left."""
        self.group.clear()
        return self._place(groups)

    def _place(self, groups: int) -> bool:
        if len(self.group) == len(self.apart):
            return True
        closed = {
            thing: {self.group[other] for other in near if other in self.group}
            for thing, near in enumerate(self.apart)
            if thing not in self.group
        }
        thing = max(closed, key=lambda each: (len(closed[each]), len(self.apart[each]), -each))
        used = max(self.group.values(), default=-1) + 1
        for group in range(min(used + 1, groups)):  # an unused group is as good as any other
            if group in closed[thing]:
                continue
            self.left -= 1
            if self.left < 0:
                return False
            self.group[thing] = group
            if self._place(groups):
                return True
            del self.group[thing]
        return False

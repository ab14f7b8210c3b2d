"""How much a telling claims: two orders, each a table, and bounds of numbers.

Both orders are ours: they say only which of two words commits a telling to more. Words of one
rank commit it alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from reportedly.findings.disagreements.intervals import Interval
from reportedly.terms import Certainty, Modality

SURENESS: Final[Mapping[Certainty, int]] = MappingProxyType(
    {
        "stated": 5,
        "claimed": 4,
        "reported": 4,
        "alleged": 3,
        "estimated": 3,
        "expected": 3,
        "possible": 2,
        "unclear": 1,
    }
)
"""How sure a telling is: flat, on somebody's word, hedged, open."""

FIRMNESS: Final[Mapping[Modality, int]] = MappingProxyType(
    {
        "done": 6,
        "fact": 6,
        "ongoing": 6,
        "predicted": 5,
        "ordered": 4,
        "obliged": 4,
        "promised": 4,
        "planned": 4,
        "offered": 3,
        "requested": 2,
        "ready": 2,
        "conditional": 1,
        "possible": 1,
        "opinion": 1,
        "denied": 0,
    }
)
"""How near to the deed: it is so; it will be; somebody means it, offers it, is ready for it; it may
be; it is not."""


def least_sure(certainties: Iterable[Certainty]) -> Certainty:
    """The weakest link of a chain; of several that are equally sure, the first given.

    Raises:
        ValueError: none is given.
    """
    return min(certainties, key=lambda each: SURENESS[each])


def says_no_more(claimed: Interval, supported: Interval) -> bool:
    """Whether a number that is told stays within what another telling's number allows for.

    Every number of the other's interval then lies in its own; an end that is open in the other
    is open in it too. An "about" has no ends: whoever drops it says more.
    """
    low = claimed.low is None or (supported.low is not None and supported.low >= claimed.low)
    high = claimed.high is None or (supported.high is not None and supported.high <= claimed.high)
    return low and high

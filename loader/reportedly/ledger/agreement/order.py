"""Lists that follow the text, held against it: what stands out of its order was moved."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.model.findings import YamlPath


def find(reading: Reading) -> Iterator[Slip]:
    """RP117 for a report, quotation or event whose words come earlier than those of the one before.

    Of those out of order the fewest are named without which the rest is in order.
    """
    entry = reading.entry
    for name, keys, step in (
        ("reports", [f"reports.{each.id}.at" for each in entry.reports], ("at", "q")),
        ("quotations", [f"quotations.{each.id}" for each in entry.quotations], ("q",)),
        ("events", [f"events.{each.id}" for each in entry.events], ("q",)),
    ):
        placed = [
            (n, spans[0].start) for n, key in enumerate(keys) if (spans := reading.spans(key))
        ]
        astray = strays([start for _, start in placed])
        for at in astray:
            n, start = placed[at]
            path: YamlPath = (name, n, *step)
            line = reading.text.count("\n", 0, start) + 1
            what = f"line {line} of the text is out of order here: the others follow the text"
            beside: list[YamlPath] = [(name, m, *step) for m in (n - 1, n + 1) if m >= 0]
            yield Slip("RP117", path, what, others=tuple(beside))


def strays(starts: Sequence[int]) -> tuple[int, ...]:
    """The indices of the fewest numbers without which the others never fall.

    By the longest subsequence that does not fall (patience sorting, Fredman 1975).
    """
    ends: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for i, start in enumerate(starts):
        pile = bisect_right(ends, start)
        before.append(at[pile - 1] if pile else None)
        if pile == len(ends):
            ends.append(start)
            at.append(i)
        else:
            ends[pile], at[pile] = start, i
    kept = set[int]()
    last = at[-1] if at else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return tuple(i for i in range(len(starts)) if i not in kept)

"""A naming inside the words of an unnamed source denotes that source, or somebody with a name."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.model.details import Unnamed


def find(reading: Reading) -> Iterator[Slip]:
    """RP185 for a naming of one unnamed source that stands in the words of another alone."""
    spans = {each.id: reading.spans(f"unnamed.{each.id}") for each in reading.entry.unnamed}
    for named in reading.named:
        is_ = named.naming.is_
        if not isinstance(is_, Unnamed):
            continue
        holding = {key for key, those in spans.items() if any(s.holds(named.span) for s in those)}
        if holding and is_.unnamed not in holding:
            what = f"'{named.naming.q}' stands in the words of {', '.join(sorted(holding))}"
            yield Slip("RP185", (*named.path, "is", "unnamed"), what)

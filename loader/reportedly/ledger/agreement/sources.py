"""A naming inside the words of an unnamed source denotes that source, or somebody with a name."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.model.details import Unnamed


def find(reading: Reading) -> Iterator[Slip]:
    """RP185 for a naming of one unnamed source that stands in the words of another alone.

    And RP174 for an affiliation where the words of the source name others, and not the one given.
    """
    for i, source in enumerate(reading.entry.unnamed):
        own = reading.spans(f"unnamed.{source.id}")
        held = (n.ids for n in reading.named if any(span.holds(n.span) for span in own))
        those = {each for ids in held for each in ids if not each.startswith("unnamed.")}
        if source.affiliation is not None and those and source.affiliation not in those:
            what = f"'{source.q}' names {', '.join(sorted(those))}, not '{source.affiliation}'"
            yield Slip("RP174", ("unnamed", i, "affiliation"), what)
    spans = {each.id: reading.spans(f"unnamed.{each.id}") for each in reading.entry.unnamed}
    for named in reading.named:
        is_ = named.naming.is_
        if not isinstance(is_, Unnamed):
            continue
        holding = {key for key, those in spans.items() if any(s.holds(named.span) for s in those)}
        if holding and is_.unnamed not in holding:
            what = f"'{named.naming.q}' stands in the words of {', '.join(sorted(holding))}"
            yield Slip("RP185", (*named.path, "is", "unnamed"), what)

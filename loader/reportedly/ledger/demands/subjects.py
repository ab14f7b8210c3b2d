"""A quotation says of whom it is said."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Reading, speaker_id


def find(reading: Reading) -> Iterator[Demand]:
    """Demand of whom or of what words are said, wherever their reports tell of others.

    Words of a speaker whose claims are all of himself may be of nobody else.
    """
    for i, quotation in enumerate(reading.entry.quotations):
        told = [r for r in reading.entry.reports if r.id in quotation.in_]
        claims = [claim for report in told if (claim := reading.claim(report)) is not None]
        speaker = None if quotation.by is None else speaker_id(quotation.by)
        others = {claim.agent for claim in claims} - {speaker}
        for span in reading.spans(f"quotations.{quotation.id}") if others else ():
            what = f"of whom {quotation.id} is said, it does not say ({', '.join(sorted(others))}?)"
            yield Demand(span, bool(quotation.of), what, ("quotations", i, "id"))

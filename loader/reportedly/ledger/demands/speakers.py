"""Whoever the entry hears speaks in a chain."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Reading, speaker_id


def find(reading: Reading) -> Iterator[Demand]:
    """Demand that an unnamed source speaks in a chain, and a quotation's speaker in its reports'.

    A source that is described and says nothing was overlooked as a speaker; so was one whose words
    are quoted in a report that nobody is said to have made.
    """
    chains = {
        report.id: {speaker_id(hop.by) for hop in report.chain} for report in reading.entry.reports
    }
    heard = set().union(*chains.values())
    for i, source in enumerate(reading.entry.unnamed):
        key = f"unnamed.{source.id}"
        for span in reading.spans(key):
            what = f"the unnamed source {source.id} speaks in no chain"
            yield Demand(span, key in heard, what, ("unnamed", i))
    for i, quotation in enumerate(reading.entry.quotations):
        if quotation.by is None:
            continue
        speaker = speaker_id(quotation.by)
        for report in quotation.in_:
            for span in reading.spans(f"quotations.{quotation.id}"):
                met = speaker in chains.get(report, {speaker})
                what = f"the speaker of {quotation.id} is not in the chain of {report}"
                yield Demand(span, met, what, ("quotations", i, "by"))

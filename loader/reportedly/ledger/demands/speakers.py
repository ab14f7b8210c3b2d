"""Whoever the entry hears speaks in a chain."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Reading, speaker_id
from reportedly.model.details import Unnamed
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span


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
            others = tuple(_speaking_at(reading, span)) if key not in heard else ()
            yield Demand(span, key in heard, what, ("unnamed", i), others)
    for i, quotation in enumerate(reading.entry.quotations):
        if quotation.by is None:
            continue
        speaker = speaker_id(quotation.by)
        for n, report in enumerate(quotation.in_):
            for span in reading.spans(f"quotations.{quotation.id}"):
                met = speaker in chains.get(report, {speaker})
                what = f"the speaker of {quotation.id} is not in the chain of {report}"
                yield Demand(
                    span, met, what, ("quotations", i, "by"), (("quotations", i, "in", n),)
                )


def _speaking_at(reading: Reading, span: Span) -> Iterator[YamlPath]:
    """Who else speaks in the sentence."""
    sentence = reading.sentence_of(span)
    for i, report in enumerate(reading.entry.reports):
        for h, hop in enumerate(report.chain):
            if any(map(sentence.meets, reading.spans(f"reports.{report.id}.chain.{h + 1}.cue"))):
                unnamed = ("unnamed",) if isinstance(hop.by, Unnamed) else ()
                yield ("reports", i, "chain", h, "by", *unnamed)

"""Events in which nobody takes part, though somebody is named beside them."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.model.registry import Actor


def find(reading: Reading) -> Iterator[Slip]:
    """RP118 for an event without actors in whose sentence a person, a body or a country is named.

    Of an event that the registry knows nothing is asked, as its record may say so; nor of one by a
    name of its own, such as a holiday, or where a naming of the sentence leaves open whom it
    denotes.
    """
    for i, event in enumerate(reading.entry.events):
        if event.actors or event.is_ is not None or event.q[0].isupper():
            continue
        sentences = [reading.sentence_of(span) for span in reading.spans(f"events.{event.id}")]
        there = [each for each in reading.named if any(s.meets(each.span) for s in sentences)]
        if any(each.naming.could_be for each in there):
            continue
        named = [
            each
            for each in there
            if any(isinstance(reading.record(who), Actor) for who in each.ids)
        ]
        if named:
            what = f"nobody takes part in '{event.q}', and '{named[0].naming.q}' is named beside it"
            yield Slip("RP118", ("events", i, "id"), what, other=(*named[0].path, "q"))

"""A pronoun's antecedent is named near it."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.ledger import pronouns
from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Reading


def find(reading: Reading) -> Iterator[Demand]:
    """Demand other words than a pronoun's for whom a pronoun denotes.

    They stand in its sentence, in the one before, or before it in its paragraph; of an earlier
    sentence a pronoun will do, whose own antecedent is demanded there. A headline is no sentence
    before. Of several candidates one is enough.
    """
    found = set(pronouns.detect(reading.text))
    headline = reading.spans("article.headline")
    for named in reading.named:
        if named.span not in found:
            continue
        sentence = reading.sentence_of(named.span)
        earlier = (s for s in reading.sentences if s.end <= sentence.start)
        before = max((s.start for s in earlier if s not in headline), default=sentence.start)
        start = min(before, reading.text.rfind("\n", 0, sentence.start) + 1)
        met = any(
            other.ids & named.ids
            and start <= other.span.start < sentence.end
            and (other.span.end <= sentence.start or other.span not in found)
            for other in reading.named
        ) or any(
            start <= span.start < sentence.end
            for of in named.ids
            if of.startswith("unnamed.")
            for span in reading.spans(of)
        )
        what = f"'{reading.words(named.span)}' denotes what nothing near it names"
        who = next(iter(named.ids)) if len(named.ids) == 1 else None
        yield Demand(named.span, met, what, named.path, who=who)

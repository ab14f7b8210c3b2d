"""Parts against their whole, alone and summed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.findings.arithmetic.check import checked, ends, sentences, shown, things
from reportedly.findings.arithmetic.checks import Amount, Reckoned, at_most, comes_to, total
from reportedly.findings.arithmetic.corpus import Corpus, Number
from reportedly.findings.finding import Finding, listed
from reportedly.findings.tellings import grouped
from reportedly.terms import RP, Outcome


def parts(corpus: Corpus) -> Iterator[Finding]:
    """A finding for each part of a whole, and for each whole of several parts.

    Where several parts of one whole are told together, their sum is held against the whole. That
    there are no others is an assumption, unless ``rp:partsAreAll`` says so, and is printed where
    the sum falls short; if it says that there are others, the sum may be less. That no part counts
    what another does is assumed too, and printed where the sum is more.
    """
    of_whole = grouped((each.whole, each) for each in corpus.numbers.values() if each.whole)
    for name, those in of_whole.items():
        whole = corpus.numbers.get(name)
        if whole is None:
            continue
        for part in those:
            yield _part(part, whole, corpus)
        if len(those) > 1 and len({each.telling for each in those}) == 1:
            yield _sum(those, whole, corpus)


def _part(part: Number, whole: Number, corpus: Corpus) -> Finding:
    outcome: Outcome = "unchecked"
    why = f"“{part.words}” is part of “{whole.words}”, and one of them is no number."
    if (part.unit, part.per) != (whole.unit, whole.per):
        why = f"“{part.words}” is part of “{whole.words}”, and is not measured alike."
    elif part.amount is not None and whole.amount is not None:
        outcome = at_most(part.amount, whole.amount)
        said = "is no more than" if outcome == "holds" else "is, or may be, more than"
        why = f"“{part.words}” {said} the whole, “{whole.words}”."
    return checked(
        "part",
        part,
        (whole.name,),
        sentences(why, things(part, whole, corpus)),
        aspect=RP.partOf,
        outcome=outcome,
        corpus=corpus,
    )


def _sum(those: Sequence[Number], whole: Number, corpus: Corpus) -> Finding:
    alike = [each for each in those if (each.unit, each.per) == (whole.unit, whole.per)]
    amounts = [each.amount for each in alike if each.amount is not None]
    outcome: Outcome = "unchecked"
    why = f"Not all parts of “{whole.words}” are numbers that are measured alike."
    if len(amounts) == len(those) and whole.amount is not None:
        added = total(amounts)
        if whole.parts_are_all is False:
            outcome = at_most(added.whole, whole.amount)
        else:
            outcome = comes_to(added, whole.amount)
        words = listed(f"“{each.words}”" for each in those)
        why = sentences(
            f"{words} add up to {ends(added)}; the whole is “{whole.words}”.",
            _assumed(added, whole, whole.amount, outcome),
        )
    return checked(
        "sum",
        whole,
        (each.name for each in those),
        why,
        aspect=RP.partOf,
        outcome=outcome,
        corpus=corpus,
    )


def _assumed(added: Reckoned, whole: Number, told: Amount, outcome: Outcome) -> str:
    """On what assumption a sum that is not the whole fails, and by how much."""
    if outcome == "holds":
        return ""
    most, least = added.whole.high, added.whole.low
    if most is not None and told.low is not None and most < told.low:
        missing = f"{shown(told.low - most)} are in no part"
        if whole.parts_are_all:
            return f"{missing}, and the parts are said to be all there are."
        return f"{missing}: it fails if the parts told are all there are, which is an assumption."
    if least is not None and told.high is not None and least > told.high:
        more = shown(least - told.high)
        return f"That is {more} more: it fails if none counts what another does."
    return ""

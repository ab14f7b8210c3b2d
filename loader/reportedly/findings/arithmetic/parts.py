"""Parts against their whole, alone and summed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.findings.arithmetic.check import checked, sentences, shown, things
from reportedly.findings.arithmetic.checks import at_most, total
from reportedly.findings.arithmetic.corpus import Corpus, Number
from reportedly.findings.finding import Finding, listed
from reportedly.findings.tellings import grouped
from reportedly.terms import RP, Outcome


def parts(corpus: Corpus) -> Iterator[Finding]:
    """A finding for each part of a whole, and for each whole of several parts.

    That parts make up the whole, or that none counts what another does, no text need say: the sum
    may be less than the whole, and where it is more the parts may overlap.
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
        outcome = at_most(added, whole.amount)
        ends = listed(dict.fromkeys(map(shown, added.ends)), last="to")
        words = listed(f"“{each.words}”" for each in those)
        why = f"{words} add up to {ends}; the whole is “{whole.words}”."
    return checked(
        "sum",
        whole,
        (each.name for each in those),
        why,
        aspect=RP.partOf,
        outcome=outcome,
        corpus=corpus,
    )

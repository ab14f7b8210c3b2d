"""What all arithmetic findings have in common."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from pyoxigraph import NamedNode

from reportedly.findings.arithmetic.checks import Reckoned
from reportedly.findings.arithmetic.corpus import Corpus, Number
from reportedly.findings.finding import Finding, nodes, number_words, steps
from reportedly.terms import RP, Outcome, scheme_value


def checked(
    sort: str,
    number: Number,
    against: Iterable[str],
    because: str,
    *,
    aspect: NamedNode,
    outcome: Outcome,
    corpus: Corpus,
    name: tuple[str, ...] = (),
) -> Finding:
    """A finding on one number, and what it was checked against."""
    article = corpus.article(number)
    return Finding(
        "arithmetic",
        (sort, *steps(corpus.ids, number.name), *name),
        f"“{number.words}” in {'/'.join(steps(corpus.ids, article))}: {_SAID[outcome]}",
        because,
        tuple(dict.fromkeys((number.name, *against))),
        (
            *nodes(RP.aspect, [aspect.value]),
            (RP.outcome, scheme_value("outcome", outcome)),
            *nodes(RP.inArticle, [article]),
        ),
    )


_SAID: dict[Outcome, str] = {
    "holds": "holds",
    "one-end": "holds at one end only",
    "fails": "fails",
    "unchecked": "cannot be checked",
}


def things(one: Number, other: Number, corpus: Corpus) -> str:
    """That two numbers count different things, if they do."""
    if one.counts == other.counts:
        return ""
    mine, others = (corpus.told.name(each.counts, corpus.ids) for each in (one, other))
    return f"The things counted differ: {mine}, and {others}."


def shown(number: Fraction) -> str:
    """A number for a reader, to one decimal: ``15,000``, ``163.4``."""
    if number.denominator == 1:
        return number_words(str(number.numerator))
    return f"{float(number):,.1f}"


def ends(reckoned: Reckoned) -> str:
    """From what to what a reckoning goes: ``398``, ``15,000 to 20,000``, ``at most 9,000``."""
    low, high = reckoned.whole.low, reckoned.whole.high
    if low is not None and high is not None:
        return shown(low) if low == high else f"{shown(low)} to {shown(high)}"
    if low is not None:
        return f"{shown(low)} or more"
    return "any number" if high is None else f"at most {shown(high)}"


def sentences(*said: str) -> str:
    """Those sentences that are not empty."""
    return " ".join(filter(None, said))

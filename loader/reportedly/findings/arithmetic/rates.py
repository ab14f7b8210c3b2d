"""Rates over a length of time, against a total."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.findings.arithmetic.check import checked, sentences, shown, things
from reportedly.findings.arithmetic.checks import TOLERANCE, Amount, comes_to
from reportedly.findings.arithmetic.corpus import Corpus, Length, Number
from reportedly.findings.arithmetic.periods import PERIODS, Days, days_of
from reportedly.findings.finding import Finding, listed, steps
from reportedly.terms import RP


def rates(corpus: Corpus) -> Iterator[Finding]:
    """A finding for each rate and each total that bears on it, over a length of time.

    The length is one that the rate's telling gives, else one that the total's gives. A length that
    the words leave open ("over five months") is taken as it is written, and the finding says how
    long it would have to be at each end. A rate with nothing to check it by makes a finding too.
    """
    for rate in corpus.numbers.values():
        if not rate.per or rate.amount is None:
            continue
        period = PERIODS.get(corpus.told.name(rate.per, corpus.ids))
        checks = list(_checks(rate, period, corpus)) if period is not None else []
        yield from checks or (_unchecked(rate, period, corpus),)


def _checks(rate: Number, period: Days, corpus: Corpus) -> Iterator[Finding]:
    for total in corpus.beside(rate):
        if total.per or total.rank or total.amount is None or total.unit != rate.unit:
            continue
        if not corpus.linked(rate, total):
            continue
        lengths = corpus.lengths.get(rate.telling) or corpus.lengths.get(total.telling) or ()
        for length in lengths:
            days = days_of(length.duration)
            if days is not None:
                yield _check(rate, period, total, length, days, corpus)


def _check(
    rate: Number, period: Days, total: Number, length: Length, days: Days, corpus: Corpus
) -> Finding:
    told, each = total.amount or Amount(None, None), rate.amount or Amount(None, None)
    per = corpus.told.name(rate.per, corpus.ids)
    ends = []
    for end in told.ends if told.bound == "between" else told.ends[:1]:
        lowest, highest = end * period.fewest / days.most, end * period.most / days.fewest
        needed = listed(
            dict.fromkeys(
                shown(end * period.fewest / value) for value in reversed(each.ends) if value
            ),
            last="to",
        )
        ends.append(
            f"{shown(end)} in {days} is {shown(lowest)} to {shown(highest)} a {per}; at that rate "
            f"it takes {needed} days"
        )
    return checked(
        "rate",
        rate,
        (total.name, length.time),
        sentences(
            f"“{rate.words}” is checked against “{total.words}” over “{length.words}”, {days}.",
            _tolerance(rate),
            f"{'; '.join(ends)}.",
            f"“{length.words}” is open, and is taken as it is written." if length.bound else "",
            things(rate, total, corpus),
        ),
        aspect=RP.per,
        outcome=comes_to(each.times(days, period), told),
        corpus=corpus,
        name=("and", *steps(corpus.ids, total.name), "over", *steps(corpus.ids, length.time)[-1:]),
    )


def _tolerance(rate: Number) -> str:
    if rate.amount is None or rate.amount.bound != "about":
        return ""
    low, high = (shown(end) for end in rate.amount.ends)
    return f"About is taken as within {int(TOLERANCE * 100)} %: {low} to {high}."


def _unchecked(rate: Number, period: Days | None, corpus: Corpus) -> Finding:
    if period is None:
        per = corpus.told.name(rate.per, corpus.ids)
        why = f"“{rate.words}” is a rate per {per}, which is no length of time."
    else:
        why = (
            f"“{rate.words}” is a rate, and the article gives no total of it, with a length of "
            "time, to check it by."
        )
    return checked("rate", rate, (), why, aspect=RP.per, outcome="unchecked", corpus=corpus)

"""Rates against totals: times a length of time, times a number of things, or both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product as choices
from typing import Final

from reportedly.findings.arithmetic.check import checked, ends, sentences, shown, things
from reportedly.findings.arithmetic.checks import (
    TOLERANCE,
    Amount,
    comes_to,
    periods_in,
    product,
)
from reportedly.findings.arithmetic.corpus import Corpus, Length, Number
from reportedly.findings.arithmetic.periods import PERIODS, Days, days_of
from reportedly.findings.finding import Finding, listed, steps
from reportedly.findings.tellings import grouped
from reportedly.terms import RP

_NO_AMOUNT: Final = Amount(None, None)


def rates(corpus: Corpus) -> Iterator[Finding]:
    """A finding for each rate and each total that bears on it.

    A rate per something is held against a total that is not per it, by what lies between them: a
    length of time if that is a period (one that the rate's telling gives, else the total's), else
    numbers of the thing (`_multipliers`). A rate per ship-day is so held against a total per day by
    the number of ships. A length that the words leave open ("over five months") is taken as it is
    written, and the finding says how long it would have to be at each end. A rate with nothing to
    check it by, and that nothing else was checked against, makes a finding too.
    """
    found = [
        finding
        for rate in _rates(corpus)
        for total in corpus.beside(rate)
        for finding in _checks(rate, total, corpus)
    ]
    yield from found
    reckoned = {concerned for finding in found for concerned in finding.concerns}
    for rate in _rates(corpus):
        if rate.name not in reckoned:
            yield _unchecked(rate, corpus)


def _rates(corpus: Corpus) -> Iterator[Number]:
    return (each for each in corpus.numbers.values() if each.per and each.amount is not None)


def _checks(rate: Number, total: Number, corpus: Corpus) -> Iterator[Finding]:
    if total.rank or total.amount is None or total.unit != rate.unit or total.name == rate.name:
        return
    per, of_total = Counter(corpus.per(rate)), Counter(corpus.per(total))
    if not of_total < per:  # something must be left to multiply by
        return
    left = list((per - of_total).elements())
    periods = [each for each in left if _period(each, corpus)]
    counted = [each for each in left if not _period(each, corpus)]
    if len(periods) > 1 or not _bears_on(rate, total, counted, corpus):
        return
    lengths: Sequence[Length | None] = [None]
    if periods:
        told = corpus.lengths.get(rate.telling) or corpus.lengths.get(total.telling) or ()
        lengths = [each for each in told if days_of(each.duration)]
    for times in choices(*(_multipliers(each, rate, total, corpus) for each in counted)):
        for length in lengths:
            if length is not None and not times:
                yield _over_time(rate, total, length, periods[0], corpus)
            else:
                yield _times(rate, total, times, length, corpus)


def _bears_on(rate: Number, total: Number, counted: Sequence[str], corpus: Corpus) -> bool:
    """Whether a total is told of what the rate is told of.

    What is so much a day may be summed under another name, if one event is told of; what so many
    things cost each, only if the total counts the same and stands on the same word.
    """
    if not counted:
        return corpus.linked(rate, total)
    return corpus.kin(rate.counts, total.counts) and (
        corpus.on_one_word(rate, total) or corpus.linked(rate, total)
    )


def _multipliers(thing: str, rate: Number, total: Number, corpus: Corpus) -> Sequence[Number]:
    """How many of a thing there are: the nearest numbers of it, each reading once.

    Nearest are those told with the rate or the total, then those on the same word, then those of
    claims with the same agent.
    """
    counting = [
        each
        for each in corpus.beside(rate)
        if each.amount is not None
        and not (each.rank or each.per or each.unit)
        and corpus.kin(each.counts, thing)
    ]
    tellings = {rate.telling, total.telling}
    for near in (
        [each for each in counting if each.telling in tellings],
        [each for each in counting if corpus.on_one_word(each, rate)],
        [each for each in counting if corpus.linked(each, rate)],
    ):
        if near:
            return [those[0] for those in grouped((each.amount, each) for each in near).values()]
    return []


def _period(concept: str, corpus: Corpus) -> Days | None:
    return PERIODS.get(corpus.told.name(concept, corpus.ids))


def _times(
    rate: Number, total: Number, times: Sequence[Number], length: Length | None, corpus: Corpus
) -> Finding:
    factors = [each.amount or _NO_AMOUNT for each in (rate, *times)]
    shown_factors = [f"“{each.words}” ({_place(each, corpus)})" for each in times]
    name = tuple(step for each in times for step in ("times", *steps(corpus.ids, each.name)))
    concerns = [total.name, *(each.name for each in times)]
    if length is not None:
        days, period = days_of(length.duration), _only_period(rate, total, corpus)
        factors += [periods_in(days, period)] if days and period else []
        shown_factors.append(f"“{length.words}”")
        name = (*name, "over", *steps(corpus.ids, length.time)[-1:])
        concerns.append(length.time)
    reckoned = product(factors)
    return checked(
        "rate",
        rate,
        concerns,
        sentences(
            f"“{rate.words}” per {corpus.told.name(rate.per, corpus.ids)}, times "
            f"{listed(shown_factors)}, comes to {ends(reckoned)}; told is “{total.words}” "
            f"({_place(total, corpus)}).",
            _tolerance(rate),
            things(rate, total, corpus),
        ),
        aspect=RP.per,
        outcome=comes_to(reckoned, total.amount or _NO_AMOUNT),
        corpus=corpus,
        name=("and", *steps(corpus.ids, total.name), *name),
    )


def _only_period(rate: Number, total: Number, corpus: Corpus) -> Days | None:
    left = Counter(corpus.per(rate)) - Counter(corpus.per(total))
    return next((period for each in left if (period := _period(each, corpus))), None)


def _over_time(rate: Number, total: Number, length: Length, per: str, corpus: Corpus) -> Finding:
    days, period = days_of(length.duration), _period(per, corpus)
    if days is None or period is None:
        raise ValueError(f"no days for {length.duration} or no period for {per}")
    told, each = total.amount or _NO_AMOUNT, rate.amount or _NO_AMOUNT
    unit = corpus.told.name(per, corpus.ids)
    said = []
    for end in told.ends if told.bound == "between" else told.ends[:1]:
        lowest, highest = end * period.fewest / days.most, end * period.most / days.fewest
        needed = listed(
            dict.fromkeys(
                shown(end * period.fewest / value) for value in reversed(each.ends) if value
            ),
            last="to",
        )
        said.append(
            f"{shown(end)} in {days} is {shown(lowest)} to {shown(highest)} a {unit}; at that rate "
            f"it takes {needed} days"
        )
    return checked(
        "rate",
        rate,
        (total.name, length.time),
        sentences(
            f"“{rate.words}” is checked against “{total.words}” over “{length.words}”, {days}.",
            _tolerance(rate),
            f"{'; '.join(said)}.",
            f"“{length.words}” is open, and is taken as it is written." if length.bound else "",
            things(rate, total, corpus),
        ),
        aspect=RP.per,
        outcome=comes_to(product((each, periods_in(days, period))), told),
        corpus=corpus,
        name=("and", *steps(corpus.ids, total.name), "over", *steps(corpus.ids, length.time)[-1:]),
    )


def _place(number: Number, corpus: Corpus) -> str:
    return "/".join(steps(corpus.ids, number.telling))


def _tolerance(rate: Number) -> str:
    if rate.amount is None or rate.amount.bound != "about":
        return ""
    low, high = (shown(end) for end in rate.amount.ends)
    return f"About is taken as within {int(TOLERANCE * 100)} %: {low} to {high}."


def _unchecked(rate: Number, corpus: Corpus) -> Finding:
    per = corpus.told.name(rate.per, corpus.ids)
    if all(_period(each, corpus) for each in corpus.per(rate)):
        by = "a total of it, with a length of time,"
    else:
        by = f"a total of it, with the number that “per {per}” asks for,"
    why = f"“{rate.words}” is a rate per {per}, and the article does not give {by} to check it by."
    return checked("rate", rate, (), why, aspect=RP.per, outcome="unchecked", corpus=corpus)

"""Ranks against the numbers that are listed beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportedly.findings.arithmetic.check import checked, sentences
from reportedly.findings.arithmetic.checks import ranks
from reportedly.findings.arithmetic.corpus import Corpus, Number
from reportedly.findings.finding import Finding, listed
from reportedly.terms import RP

_FROM_BELOW: Final = re.compile(
    r"(?:low|least|small|few|short|weak|poor|young|slow|light)", re.IGNORECASE
)
"""English words by which a rank counts from the least; all others count from the greatest."""


def from_below(words: str) -> bool:
    """Whether the English words of a rank count from the least: "second-smallest"."""
    return bool(_FROM_BELOW.search(words))


def ranking(corpus: Corpus) -> Iterator[Finding]:
    """A finding for each rank: against numbers that count the same, of the same act, by others.

    The rank's own number is one of its telling that counts the same. Only what the article lists is
    compared: who else may stand in the order, the text does not say.
    """
    for rank in corpus.numbers.values():
        if rank.rank:
            yield _rank(rank, corpus)


def _rank(rank: Number, corpus: Corpus) -> Finding:
    own = next((each for each in _alike(rank, corpus) if each.telling == rank.telling), None)
    agent, act = corpus.deed(rank)
    others = [
        each
        for each in _alike(rank, corpus)
        if each.telling != rank.telling
        and corpus.deed(each)[0] != agent
        and corpus.deed(each)[1] == act
    ]
    amounts = [each.amount for each in others if each.amount is not None]
    outcome = ranks(
        rank.rank, own.amount if own else None, amounts, from_below=from_below(rank.words)
    )
    return checked(
        "rank",
        rank,
        (each.name for each in ((own, *others) if own else others)),
        _because(rank, own, others, corpus),
        aspect=RP.rank,
        outcome=outcome,
        corpus=corpus,
    )


def _alike(rank: Number, corpus: Corpus) -> list[Number]:
    return [
        each
        for each in corpus.beside(rank)
        if each.amount is not None
        and (each.counts, each.unit, each.per) == (rank.counts, rank.unit, rank.per)
    ]


def _because(rank: Number, own: Number | None, others: Sequence[Number], corpus: Corpus) -> str:
    if own is None:
        return f"“{rank.words}” is a rank, and the article gives no number that is so ranked."
    agents = (corpus.told.name(corpus.deed(each)[0], corpus.ids) for each in others)
    shown = listed(f"“{o.words}” of {agent}" for o, agent in zip(others, agents, strict=True))
    return sentences(
        f"“{rank.words}” is place {rank.rank}, with “{own.words}”.",
        f"Listed beside it: {shown}." if others else "No other number is listed beside it.",
        "Others than those listed are not told of.",
    )

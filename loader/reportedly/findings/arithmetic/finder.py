"""All arithmetic of a build: rates against totals, parts against wholes, ranks against lists."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from reportedly.findings.arithmetic.corpus import read_corpus
from reportedly.findings.arithmetic.parts import parts
from reportedly.findings.arithmetic.ranking import ranking
from reportedly.findings.arithmetic.rates import rates
from reportedly.findings.rows import Ask
from reportedly.ids import Ids


def arithmetic(ask: Ask, ids: Ids) -> Iterator[Quad]:
    """A finding for each rate, each part of a whole and each rank that an article gives.

    ``rp:outcome`` says what came of the check, ``rp:aspect`` by which property it was made:
    ``rp:per`` (a rate over a length of time against a total), ``rp:partOf`` (a part, or the sum of
    several, against the whole) or ``rp:rank`` (against the numbers listed beside it).
    ``rp:concerns`` names the numbers and times.
    """
    corpus = read_corpus(ask, ids)
    for check in (rates, parts, ranking):
        for finding in check(corpus):
            yield from finding.quads(ids)

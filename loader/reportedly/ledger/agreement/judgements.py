"""A few quoted words that praise or blame are a judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.words import STEM

_LONGEST: Final = 8
"""Words of which a part of a sentence that is quoted for its judgement has more only seldom."""
_DESCRIBES: Final = re.compile(
    r"(?:best|worst|(?:\w{2,}(?:ed|ing|ent|ant|ous|ful|less|ive|able|ible|est)))"
)
"""How an adjective or a participle ends in English."""
_FIGURES: Final = re.compile(r"\d")


def find(reading: Reading) -> Iterator[Slip]:
    """RP194 for a fact of which somebody else's few quoted words say how its agent is.

    The quotation is cut, opens with an adjective or a participle, has no number, and is said of
    the agent of the claim, by another: writers quote in part what they do not say themselves.
    """
    for i, report in enumerate(reading.entry.reports):
        claim = reading.claim(report)
        if claim is None or report.modality != "fact":
            continue
        for n, quotation in enumerate(reading.entry.quotations):
            words = STEM.findall(quotation.q)
            fitting = (
                quotation.kind == "cut"
                and report.id in quotation.in_
                and claim.agent in quotation.of
                and quotation.by not in (None, claim.agent)
            )
            short = len(words) <= _LONGEST and not _FIGURES.search(quotation.q)
            if fitting and short and _DESCRIBES.fullmatch(words[0].lower()):
                what = f"'{quotation.q}' says how '{claim.agent}' is, which is no fact"
                other = ("quotations", n, "q")
                yield Slip("RP194", ("reports", i, "modality"), what, None, other)

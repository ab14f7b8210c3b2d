"""The words of a purpose: they say what is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.lexicon import is_verb
from reportedly.ledger.words import STEM

_OPENS: Final = re.compile(r"(?i)(?:to|for|in|as|into|against|and|or|on|with|towards?|of)\b")
"""Words that open a phrase of purpose."""
_DOING: Final = re.compile(r"(?i)\w{2,}ing\b")


def find(reading: Reading) -> Iterator[Slip]:
    """RP180 where the words of a purpose open with a name or a number.

    They open with a verb, or with a word that leads to one.
    """
    for i, report in enumerate(reading.entry.reports):
        for n, purpose in enumerate(report.purpose):
            first = STEM.search(purpose.q)
            if first is None or first.group()[0].islower() or purpose.ends is not None:
                continue
            if _OPENS.match(purpose.q) or _DOING.match(purpose.q) or is_verb(first.group()):
                continue
            path = ("reports", i, "purpose", n, "q")
            yield Slip("RP180", path, f"'{purpose.q}' says nothing that is to be done")

"""The kinds of change: each says, in the graph's own words, one sort of difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from reportedly.changes.kinds.articles import articles
from reportedly.changes.kinds.details import details
from reportedly.changes.kinds.findings import disagreements, others
from reportedly.changes.kinds.origins import origins
from reportedly.changes.kinds.quotations import quotations
from reportedly.changes.kinds.registry import claims, registry
from reportedly.changes.kinds.reports import reports
from reportedly.changes.kinds.rest import rest
from reportedly.changes.kinds.sayings import sayings
from reportedly.changes.kinds.sources import sources
from reportedly.changes.kinds.vocabulary import vocabulary
from reportedly.changes.pair import Pair
from reportedly.changes.record import Change


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change.

    Attributes:
        title: the heading above its changes.
        one: what one of them is called in a count.
        many: what several are called.
        find: finds them in two sides.
        news: whether one that is new or gone is as much news as one that changed.
        minor: whether a reviewer is shown them only on asking.
    """

    title: str
    one: str
    many: str
    find: Callable[[Pair], Iterable[Change]]
    news: bool = False
    minor: bool = False


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "article": Kind("Articles", "article", "articles", articles, news=True),
        "sources": Kind("Named sources", "claim", "claims", sources, news=True),
        "origins": Kind("Origins", "claim or figure", "claims and figures", origins),
        "disagreement": Kind(
            "Disagreements", "disagreement", "disagreements", disagreements, news=True
        ),
        "saying": Kind("Sayings quoted more than once", "saying", "sayings", sayings, news=True),
        "claim": Kind("Claims", "claim", "claims", claims),
        "report": Kind("Reports", "report", "reports", reports),
        "quotation": Kind("Quotations", "quotation", "quotations", quotations),
        "registry": Kind("Registry", "record", "records", registry),
        "finding": Kind("Other findings", "finding", "findings", others, minor=True),
        "detail": Kind("Namings, events, sources, times", "detail", "details", details, minor=True),
        "vocabulary": Kind("Vocabulary", "term", "terms", vocabulary, minor=True),
        "other": Kind("Other statements", "thing", "things", rest),
    }
)
"""Each kind and what finds it, in the order of a report; a new one is a file and a row here.

The last tells what those before it did not."""

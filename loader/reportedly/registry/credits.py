"""What an article is said to state about itself, held against the words that are to state it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final

from reportedly.model.article import Credit
from reportedly.model.dates import unsaid_parts
from reportedly.model.entry import Entry
from reportedly.model.findings import Finding, SourceMap, YamlPath
from reportedly.model.registry import Registry
from reportedly.model.words import fold

_MEND: Final = "Quote the words that state it, or say basis: inferred, or basis: editor without q."


def unstated(
    entry: Entry, source: SourceMap, registry: Registry, missed: Container[YamlPath] = ()
) -> Iterator[Finding]:
    """RP152 for a credit or a date that rests on words which do not state it.

    Args:
        entry: the entry.
        source: where its paths stand.
        registry: the names of whom it credits.
        missed: paths of credits whose words are not in the text, which says enough of them.
    """
    for kind, credit in entry.article.credits():
        names = _names(credit, registry)
        if credit.q is None or credit.ground != "stated" or ("article", kind) in missed:
            continue
        if names and not any(_stands_in(name, credit.q) for name in names):
            yield Finding(
                "RP152",
                f"'{credit.q}' does not name the {kind}: {' or '.join(names)}",
                source.file,
                source.at(("article", kind, "q")),
                mend=_MEND,
            )
    published = entry.article.published
    if published.q is None or published.ground != "stated" or ("article", "published") in missed:
        return
    missing = tuple(unsaid_parts(published.edtf, published.q))
    if missing:
        yield Finding(
            "RP152",
            f"'{published.q}' does not give the {' or the '.join(missing)} of {published.edtf}",
            source.file,
            source.at(("article", "published", "edtf")),
            mend=f"Leave what the words do not give as X. {_MEND}",
        )


def _names(credit: Credit, registry: Registry) -> tuple[str, ...]:
    """All names of whom is credited; empty if the registry lacks the record, which is RP130."""
    record = registry.records.get(credit.is_) if credit.is_ is not None else None
    if credit.is_ is not None and record is None:
        return ()
    names = [] if credit.name is None else [credit.name]
    if record is not None:
        names += record.label.values()
        names += (name for those in record.aliases.values() for name in those)
    return tuple(dict.fromkeys(names))


def _stands_in(name: str, words: str) -> bool:
    pattern = rf"(?<!\w){re.escape(fold(name))}(?!\w)"
    return re.search(pattern, fold(words), re.IGNORECASE) is not None

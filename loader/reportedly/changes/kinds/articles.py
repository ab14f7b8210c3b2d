"""Articles that came, went, or were pinned to another text; and what else is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportedly.changes.describe import PLACE
from reportedly.changes.pair import Pair
from reportedly.changes.record import Change


def articles(pair: Pair) -> Iterator[Change]:
    """A change for each article of which something is said that is not said on both sides."""
    was, is_ = pair.was.articles, pair.is_.articles
    for node in sorted(was.keys() | is_.keys()):
        found = list(pair.change("article", was.get(node), is_.get(node)))
        for change in found:
            if node in pair.repinned:
                moved = "words that stand elsewhere in the new text only are not listed"
                yield replace(change, did="re-pinned", note=moved)
            else:
                yield (
                    replace(
                        change, parts=tuple(part for part in change.parts if part.name != PLACE)
                    )
                    if change.did != "changed"
                    else change
                )

"""Without the text, an anchor that changed since its lock was made is said to be unverified."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from reportedly.lock.verify import without_text
from reportedly.model.entry import Entry
from reportedly.model.findings import SourceMap
from reportedly.model.places import Lock
from reportedly.parse.documents import parse_document

FILE = Path("entries/vell-grain.lock")


class Pinned(Protocol):
    """See conftest."""

    entry: Entry
    source: SourceMap
    lock: Lock


CHANGED: dict[str, tuple[str, str, str]] = {
    "words": ("{q: Norland Offers Grain}", "{q: Norland Offers}", "Norland Offers"),
    "an nth": (
        "cue: {q: said}, certainty: stated}]\n    modality: offered",
        "cue: {q: said, nth: 1}, certainty: stated}]\n    modality: offered",
        "said",
    ),
    "a zone": ("{q: Norland, every", "{q: Norland, zone: body, every", "Norland"),
    "every": ("{q: Norland, every: true,", "{q: Norland, nth: 1,", "Norland"),
    "outside": (
        "cue: {q: said}, certainty: stated}]\n    modality: offered",
        "cue: {q: said, outside: true}, certainty: stated}]\n    modality: offered",
        "said",
    ),
    "the report that a quotation stands in": ("in: [r2]", "in: [r1]", "We are glad,"),
    "whether a quotation is closed": (
        "by: sudland}\nnam",
        "by: sudland, unclosed: true}\nnam",
        "We are glad,",
    ),
    "an anchor more": (
        "    modality: opinion",
        "    cue: {q: glad}\n    modality: opinion",
        "glad",
    ),
}


@pytest.mark.parametrize("what", CHANGED)
def test_an_anchor_that_was_changed_since_it_was_pinned_is_unverified(
    pinned: Pinned, yaml: str, what: str
) -> None:
    old, new, q = CHANGED[what]
    assert yaml.count(old) == 1
    text = yaml.replace(old, new)
    parsed = parse_document(text.encode(), Path("entries/vell-grain.yaml"), Entry)
    assert parsed.document is not None
    findings = list(without_text(parsed.document, pinned.lock, parsed.source, FILE))
    (stale,) = [finding for finding in findings if finding.code == "RP112"]
    assert stale.message.startswith(f"'{q}' was changed since it was pinned")
    assert stale.file == Path("entries/vell-grain.yaml")
    assert stale.position is not None
    assert q in text.splitlines()[stale.position.line - 1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("certainty: stated", "certainty: claimed"),
        ("modality: opinion", "modality: fact"),
        ("outlet: {is: daily-lantern", "outlet: {is: harbour-post"),
        ("  - id: r2", "  - id: r2  # the answer"),
    ],
)
def test_what_is_no_anchor_may_change_without_a_new_lock(
    pinned: Pinned, yaml: str, old: str, new: str
) -> None:
    assert old in yaml
    parsed = parse_document(yaml.replace(old, new, 1).encode(), Path("e.yaml"), Entry)
    assert parsed.document is not None
    assert list(without_text(parsed.document, pinned.lock, parsed.source, FILE)) == []

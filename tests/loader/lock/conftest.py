"""One small entry, its text, and the lock that pins the one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import place_entry
from reportedly.lock.verify import make_lock
from reportedly.model.entry import Entry
from reportedly.model.findings import SourceMap
from reportedly.model.places import Lock
from reportedly.parse.documents import parse_document

TEXT = """\
Norland Offers Grain

By Mara Quill
Share this story

Norland has offered
grain to Sudland, an envoy said. “We are glad,” said Sudland. Norland has grain.
"""
YAML = """\
format: 1
article:
  id: vell-grain
  language: en
  sha256: 4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a
  headline: {q: Norland Offers Grain}
  furniture: [{q: Share this story}]
  outlet: {is: daily-lantern, basis: editor}
  author: {name: Mara Quill, q: Mara Quill}
  published: {edtf: XXXX, basis: unknown}
annotators: [mlind]
review: draft
reports:
  - id: r1
    at: {q: Norland has offered … an envoy said.}
    tells: norland-offers-grain
    chain: [{by: ada-lind, cue: {q: said}, certainty: stated}]
    modality: offered
  - id: r2
    at: {q: "“We are glad,” said Sudland."}
    tells: sudland-is-glad
    chain: [{by: sudland, cue: {q: said}, certainty: stated}]
    modality: opinion
quotations:
  - {id: q1, q: "We are glad,", kind: cut, in: [r2], by: sudland}
namings:
  - {q: Norland, every: true, is: norland}
  - {q: Norland has offered grain, is: norland, in: r1, form: description}
"""


@dataclass(frozen=True, slots=True)
class Pinned:
    """An entry, where its parts stand in its file, and its lock."""

    entry: Entry
    source: SourceMap
    lock: Lock


def pinned_from(yaml: str) -> Pinned:
    parsed = parse_document(yaml.encode(), Path("entries/vell-grain.yaml"), Entry)
    if parsed.document is None:
        raise ValueError(parsed.findings)
    placed = place_entry(parsed.document, FoldedText.of(TEXT))
    if placed.misses:
        raise ValueError(placed.misses)
    return Pinned(
        parsed.document, parsed.source, make_lock(parsed.document, len(TEXT), placed.places)
    )


@pytest.fixture(scope="session")
def yaml() -> str:
    return YAML


@pytest.fixture(scope="session")
def pinned() -> Pinned:
    return pinned_from(YAML)

"""A good entry, and YAML in which a pilcrow marks the place that a finding is to point at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportedly.model.entry import Entry
from reportedly.parse.documents import parse_document

MARK = "¶"
GOOD = """\
format: 1
article:
  id: vell-grain
  language: en
  sha256: 4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a
  headline: {q: Norland Offers Grain}
  furniture: [{q: Read more, every: true}]
  outlet: {is: daily-lantern, basis: editor}
  author: {name: Mara Quill, q: By Mara Quill}
  published: {edtf: XXXX, basis: unknown}
annotators: [mlind]
review: draft
unnamed:
  - {id: official, q: a harbour official}
reports:
  - id: r1
    at: {q: Norland has offered grain}
    tells: norland-offers-grain
    chain:
      - by: ada-lind
        cue: {q: said}
        certainty: stated
        when: {q: last week, relative_to: published, shift: -P1W}
    modality: offered
    amounts:
      - {q: up to 500 trucks, value: 500, bound: at-most, cue: {q: up to}, counts: truck}
quotations:
  - {id: q1, q: We will send grain, kind: direct, in: [r1], by: ada-lind}
namings:
  - {q: Norland, every: true, is: norland}
"""


@dataclass(frozen=True, slots=True)
class Marked:
    """YAML without its mark, and where the mark stood (line and column from 1)."""

    data: bytes
    line: int
    column: int

    @classmethod
    def of(cls, text: str) -> Marked:
        before, mark, after = text.partition(MARK)
        if not mark or MARK in after:
            raise ValueError(f"one place must be marked with {MARK}")
        lines = before.replace("\r\n", "\n").removeprefix("\ufeff").split("\n")
        return cls((before + after).encode(), len(lines), len(lines[-1]) + 1)


@pytest.fixture(scope="session")
def marked() -> type[Marked]:
    return Marked


@pytest.fixture(scope="session")
def good() -> str:
    """An entry that nothing is wrong with."""
    return GOOD


Fault = tuple[str, str, str | None, tuple[int, int]]


@pytest.fixture(scope="session")
def fault_of() -> Callable[[str, str], tuple[list[Fault], tuple[int, int]]]:
    """Put a mistake into the good entry: what is found, and where the pilcrow stood."""

    def found(old: str, new: str) -> tuple[list[Fault], tuple[int, int]]:
        if GOOD.count(old) != 1:
            raise ValueError(f"{old!r} stands {GOOD.count(old)} times in the entry")
        marked = Marked.of(GOOD.replace(old, new))
        parsed = parse_document(marked.data, Path("entries/vell-grain.yaml"), Entry)
        if parsed.document is not None:
            raise ValueError(f"{new!r} is no mistake")
        faults = [
            (f.code, f.message, f.mend, (f.position.line, f.position.column))
            for f in parsed.findings
            if f.position is not None
        ]
        return faults, (marked.line, marked.column)

    return found

"""``nth`` is said for a person only where the rules leave one occurrence."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from reportedly.fixes.mend import mend
from reportedly.fixes.sheet import Sheet
from reportedly.model.entry import Entry

TEXT = """\
Barges leave

Lind said that grain leaves, and the envoy of grain said “grain” too.
Vell said that oats leave.
Share this grain
"""
ENTRY = f"""\
format: 1
article:
  id: barges
  language: en
  sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}
  headline: {{q: Barges leave}}
  furniture:
    - {{q: Share this grain}}
  outlet: {{basis: unknown}}
  author: {{basis: unknown}}
  published: {{edtf: XXXX, basis: unknown}}
annotators: [Somebody]
review: draft
reports:
  - id: r1
    at: {{q: "Lind said … too."}}
    tells: grain-leaves
    chain:
      - {{by: lind, cue: {{q: Lind said}}, certainty: stated}}
    modality: fact
  - id: r2
    at: {{q: Vell said that oats leave.}}
    tells: grain-leaves
    chain: []
    certainty: stated
    modality: fact
quotations:
  - {{id: q1, q: grain, nth: 3, kind: label, in: [r1]}}
namings:
  - {{q: Lind, is: lind}}
"""


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        pytest.param("q: grain, nth: 3, kind", "q: grain, kind", id="only one stands in marks"),
        pytest.param("q: grain, nth: 3, kind", "q: grain, nth: 4, kind", id="too many"),
        pytest.param("q: grain, nth: 3, kind", "q: grain, nth: 9, kind", id="far too many"),
    ],
)
def test_of_several_occurrences_the_only_one_in_quotation_marks_is_said(
    good: str, bad: str
) -> None:
    assert _mended(ENTRY.replace(good, bad)) == ENTRY


def test_the_only_occurrence_outside_the_furniture_and_other_namings_is_said() -> None:
    namings = (
        "  - {q: said, nth: 1, is: lind}\n  - {q: said, nth: 3, is: lind}\n"
        "  - q: said  # which\n    is: lind\n"
    )
    expected = namings.replace("# which\n", "# which\n    nth: 2\n")
    assert _mended(ENTRY + namings) == ENTRY + expected


def test_of_two_passages_the_one_that_holds_what_is_sought_in_it_is_said() -> None:
    quotations = "quotations:\n  - {id: q1, q: grain, nth: 3, kind: label, in: [r1]}\n"
    entry = ENTRY.replace(quotations, "").replace("- {q: Lind,", "- {q: Lind, every: true,")
    entry = entry.replace("cue: {q: Lind said}", "cue: {q: again}")
    text = TEXT + "Lind said again that grain leaves too.\n"
    expected = entry.replace('"Lind said … too."}', '"Lind said … too.", nth: 2}')
    assert _mended(entry, text) == _pinning(expected, text)


def test_where_two_occurrences_are_left_nothing_is_said() -> None:
    entry = ENTRY + "  - {q: grain, is: grain}\n"
    assert _mended(entry) == entry


def _mended(entry: str, text: str = TEXT) -> str:
    return mend(Sheet(Path("barges.yaml"), Entry, _pinning(entry, text), lambda _: text)).text


def _pinning(entry: str, text: str) -> str:
    former, digest = (hashlib.sha256(words.encode()).hexdigest() for words in (TEXT, text))
    return entry.replace(former, digest)

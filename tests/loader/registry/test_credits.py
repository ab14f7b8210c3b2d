"""What an article states about itself stands in the words that are to state it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.model.entry import Entry
from reportedly.model.registry import Actor, Outlet, Record, Registry
from reportedly.parse.documents import parse_document
from reportedly.registry.credits import unstated

FILE = Path("lantern-grain.yaml")
KEPT: dict[str, Record] = {
    "mara-quill": Actor.model_validate(
        {"id": "mara-quill", "label": {"en": "Mara Quill"}, "kind": "person"}
    ),
    "daily-lantern": Outlet.model_validate(
        {
            "id": "daily-lantern",
            "label": {"en": "The Daily Lantern"},
            "aliases": {"en": ("Lantern",), "sv": ("Lyktan",)},
        }
    ),
}
ENTRY = """
format: 1
article:
  id: lantern-grain
  language: en
  sha256: {digest}
  headline: {{q: Norland Offers Grain}}
  outlet: {{{outlet}}}
  author: {{{author}}}
  published: {{{published}}}
annotators: [mlind]
review: draft
reports:
  - {{id: r1, at: {{q: Norland}}, tells: offer, chain: [], certainty: stated, modality: offered}}
"""


def found(
    *,
    outlet: str = "basis: unknown",
    author: str = "basis: unknown",
    published: str = "edtf: XXXX, basis: unknown",
) -> list[tuple[str, str]]:
    """The words at the place of each finding, and what it says."""
    text = ENTRY.format(digest="4a" * 32, outlet=outlet, author=author, published=published)
    parsed = parse_document(text.encode(), FILE, Entry)
    assert parsed.document is not None, parsed.findings
    lines = text.splitlines()
    placed = []
    for finding in unstated(parsed.document, parsed.source, Registry(KEPT, {})):
        at = finding.position
        assert at is not None
        assert finding.code == "RP152"
        words = lines[at.line - 1][at.column - 1 : at.end_column - 1]
        placed.append((words, finding.message))
    return placed


@pytest.mark.parametrize(
    "author",
    [
        "is: mara-quill, q: By Mara Quill",
        "is: mara-quill, q: BY MARA QUILL",
        "name: Bo Reed, q: Words by Bo Reed",
        "is: mara-quill, basis: editor",
        "is: mara-quill, q: our reporter, basis: inferred",
        "is: nobody-known, q: our reporter",
        "basis: unknown",
    ],
)
def test_a_credit_that_its_words_name_or_that_is_not_stated_is_passed_over(author: str) -> None:
    assert found(author=author) == []


@pytest.mark.parametrize("words", ["The Daily Lantern", "from the Lantern", "Lyktan"])
def test_an_outlet_may_go_by_any_of_its_names(words: str) -> None:
    assert found(outlet=f"is: daily-lantern, q: {words}") == []


def test_words_that_do_not_name_whom_they_credit_are_found() -> None:
    ((words, message),) = found(author="is: mara-quill, q: our reporter")
    assert words == "our reporter"
    assert message == "'our reporter' does not name the author: Mara Quill"
    ((words, message),) = found(outlet="is: daily-lantern, q: Lanterns")
    assert message == "'Lanterns' does not name the outlet: The Daily Lantern or Lantern or Lyktan"


@pytest.mark.parametrize(
    "published",
    [
        "edtf: 2022-08-01, q: 1 August 2022",
        'edtf: 2022-08-01, q: "Monday, Aug. 1, 2022"',
        "edtf: 2022-08-01, q: 01/08/2022",
        "edtf: 2022-08-01, q: 1 August ’22",
        "edtf: 2022-08, q: August 2022",
        "edtf: XXXX-08-01, q: 1 August",
        "edtf: 2022-21, q: spring 2022",
        "edtf: 2022-08-01, q: 2 May 2020, basis: inferred",
        "edtf: 2022-08-01, basis: editor",
    ],
)
def test_a_date_that_its_words_give_is_passed_over(published: str) -> None:
    assert found(published=published) == []


@pytest.mark.parametrize(
    ("published", "missing"),
    [
        ("edtf: 2022-08-01, q: 1 August", "the year of"),
        ("edtf: 2022-08-02, q: 1 August 2022", "the day of"),
        ("edtf: 2022-07-01, q: 1 August 2022", "the month of"),
        ("edtf: 2022-08-01, q: today", "the year or the month or the day of"),
    ],
)
def test_a_part_of_a_date_that_the_words_do_not_give_is_found(published: str, missing: str) -> None:
    ((words, message),) = found(published=published)
    assert words == published.removeprefix("edtf: ").partition(",")[0]
    assert missing in message


def test_a_credit_whose_words_are_not_in_the_text_is_passed_over() -> None:
    text = ENTRY.format(
        digest="4a" * 32,
        outlet="basis: unknown",
        author="is: mara-quill, q: our reporter",
        published="edtf: 2022-08, q: today",
    )
    parsed = parse_document(text.encode(), FILE, Entry)
    assert parsed.document is not None
    missed = {("article", "author"), ("article", "published")}
    assert list(unstated(parsed.document, parsed.source, Registry(KEPT, {}), missed)) == []

"""A beginning says nothing that its text does not give, and is refused only for what is to do."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import place_entry
from reportedly.errors import InputError
from reportedly.model.entry import Entry
from reportedly.model.registry import Registry
from reportedly.model.words import fold
from reportedly.parse.documents import parse_document
from reportedly.scaffold.beginning import Beginning, Start, begin

NOTHING = Registry({}, {})
TEXT = "Barges leave\n\nVell said on Monday that 12 barges of “good” grain leave.\n"


def _begun(text: str, article: str = "barges", language: str = "en") -> Beginning:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return begin(Start(article, text, digest, language, "Somebody"), NOTHING)


def _entry(begun: Beginning) -> Entry:
    parsed = parse_document(begun.yaml.encode(), Path("barges.yaml"), Entry)
    assert parsed.findings == ()
    assert parsed.document is not None
    return parsed.document


def test_it_gives_the_digest_the_language_and_the_first_line_and_no_more() -> None:
    entry = _entry(_begun(TEXT, language="en-GB"))
    assert entry.article.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert entry.article.language == "en-GB"
    assert entry.article.headline.q == "Barges leave"
    assert {credit.ground for _, credit in entry.article.credits()} == {"unknown"}
    assert entry.article.published.edtf == "XXXX"
    assert [report.tells for report in entry.reports] == ["to-do"]
    assert (entry.namings, entry.quotations, entry.waivers) == ((), (), ())


def test_what_the_ledger_finds_is_listed_by_line() -> None:
    listed = _begun(TEXT).yaml.partition("# line 3\n")[2].splitlines()
    assert listed == [
        "#   name         Vell",
        "#   cue          said",
        "#   time         Monday",
        "#   number       12",
        "#   quotation    good",
    ]


def test_the_list_is_what_the_ledger_says_is_open() -> None:
    begun = _begun(TEXT)
    open_ = {row.kind: len(row.open) for row in begun.ledger.rows if row.open}
    listed = [line.split()[1] for line in begun.yaml.partition("# line")[2].splitlines()[1:]]
    for kind in ("name", "cue", "time", "number", "quotation"):
        assert listed.count(kind) == open_[kind]


def test_a_long_headline_is_named_by_its_ends() -> None:
    text = "One two three four five six seven eight nine ten\n\nVell said so.\n"
    assert _entry(_begun(text)).article.headline.q == "One two three … eight nine ten"


def test_a_headline_that_the_body_repeats_is_the_first() -> None:
    headline = _entry(_begun("Barges leave\n\nBarges leave\n")).article.headline
    assert (headline.q, headline.nth) == ("Barges leave", 1)


def test_long_quotations_are_listed_by_their_ends() -> None:
    words = " ".join(["nobody"] * 30)
    line = next(
        line
        for line in _begun(f"Barges\n\n“{words},” said Vell.\n").yaml.splitlines()
        if line.startswith("#   quotation    nobody")
    )
    assert "…" in line
    assert len(line) < 70


@pytest.mark.parametrize(
    ("text", "article", "language"),
    [
        (" \n\n", "barges", "en"),
        (TEXT, "Barges And Grain", "en"),
        (TEXT, "../barges", "en"),
        (TEXT, "barges", "English"),
        (TEXT, "barges", "no thing"),
    ],
)
def test_what_can_be_no_entry_is_refused(text: str, article: str, language: str) -> None:
    with pytest.raises(InputError):
        _begun(text, article, language)


@settings(max_examples=80, deadline=None)
@given(
    lines=st.lists(
        st.text(
            st.sampled_from("ab said 12 “”’'\"#:{}[],&*!|>%@`-…é \t. Monday Vell"), max_size=60
        ),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_the_text_its_beginning_is_an_entry_whose_headline_is_the_first_line(
    lines: list[str],
) -> None:
    text = "\n".join(lines)
    try:
        begun = _begun(text)
    except InputError:
        return
    entry, folded = _entry(begun), FoldedText.of(text)
    place = place_entry(entry, folded).places["article.headline"][0]
    first = next(line for line in text.splitlines() if line.strip())
    assert fold(folded.words(place.span)) == fold(first)
    assert "article.headline" in place_entry(entry, folded).places

"""A quotation is all that stands between its marks, no word more or less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.marks import marks_miss
from reportedly.anchor.resolve import Miss
from reportedly.model.places import Span

PAIRS = {"“": "”", "‘": "’", '"': '"', "'": "'", "„": "“", "‚": "‘", "«": "»", "‹": "›"}


def judged(text: str, *, unclosed: bool = False) -> Miss | None:
    """What is said of the stretch between [ and ] as a quotation of the rest."""
    start, end = text.index("["), text.index("]") - 1
    raw = text.replace("[", "").replace("]", "")
    return marks_miss(FoldedText.of(raw), Span(start, end), unclosed=unclosed)


def code(text: str, *, unclosed: bool = False) -> str | None:
    miss = judged(text, unclosed=unclosed)
    return None if miss is None else miss.code


@pytest.mark.parametrize(("opening", "closing"), PAIRS.items())
@given(words=st.text(st.sampled_from("ab ,.🙂"), min_size=1, max_size=10))
def test_all_between_a_pair_of_marks_is_a_quotation(opening: str, closing: str, words: str) -> None:
    assert code(f"They said: {opening}[{words}]{closing} and left") is None
    assert code(f"They said: {opening}x[{words}]{closing} and left") == "RP106"
    assert code(f"They said: {opening}[{words}]x{closing} and left") == "RP106"
    assert code(f"They said: [{words}]{closing} and left") == "RP106"


@pytest.mark.parametrize(
    "text",
    [
        "“[We are glad],” she said",
        "“We [are glad,]” she said",
        "“ [We are glad,]” she said",
        "“[We are glad, ]x",
        "[We are glad,]” she said",
        "”[We are glad,]” she said",
        "(“[We are glad,]’ she said",
        "“[the miners]’ strike”",
        "‘[We are glad,]” she said",
        "“[We are glad,” she said. “So glad]”",
        '"[We are glad," she said. "So glad]"',
    ],
)
def test_more_or_less_than_what_stands_between_the_marks_is_refused(text: str) -> None:
    miss = judged(text)
    assert miss is not None
    assert miss.code == "RP106"
    assert "the marks" in miss.mend


@pytest.mark.parametrize(
    "text",
    [
        "[We are glad,]” she said",
        "[We]",
    ],
)
def test_words_at_the_very_start_of_a_text_have_no_opening_mark(text: str) -> None:
    miss = judged(text)
    assert miss is not None
    assert miss.message.startswith("no opening quotation mark stands before")


@pytest.mark.parametrize(
    "text",
    [
        "‘[the miners’ strike]’ goes on",
        "“[the miners’ strike]” goes on",
        "“[he said ‘yes’]” and left",
        "“‘[yes]’ and so on”",
        "'[it's late]' they said",
    ],
)
def test_apostrophes_and_inner_marks_are_part_of_the_words(text: str) -> None:
    assert code(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "“[We are glad, she said.]",
        "“[We are glad,] she said. And left.",
        "“[We are glad,] she said. “And sorry,” she went on.",
        "“[We are glad.]\n“And sorry.”",
        "‘[We are] the miners’ friends",
    ],
)
def test_a_quotation_that_the_text_never_closes_is_said_to_be_unclosed(text: str) -> None:
    assert code(text) == "RP106"
    assert code(text, unclosed=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "“[We are glad,]” she said",
        "“[We are] glad,” she said",
        '"[We are] glad," she said',
        "‘[We are glad,]’ she said",
    ],
)
def test_a_quotation_that_is_closed_after_all_is_not_unclosed(text: str) -> None:
    miss = judged(text, unclosed=True)
    assert miss is not None
    assert miss.message.endswith("is closed, but unclosed: true is said")


def test_a_long_quotation_is_shown_shortened() -> None:
    miss = judged("“[" + "very " * 20 + "glad] and more")
    assert miss is not None
    assert "very very …" in miss.message or "…'" in miss.message
    assert len(miss.message) < 120

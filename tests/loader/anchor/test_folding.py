"""White space folds to one space and back; words are found whole, wherever they stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.anchor.folding import FoldedText
from reportedly.model.places import Span
from reportedly.model.words import digest, fold

# Few letters, so that words recur; every kind of space, word character and mark that matters.
ALPHABET = "abA1_ \n\t\r\u00a0\u2009\u3000’'-.,\u0301é🙂𝒜ब\u093f\u200d"
TEXTS = st.text(st.sampled_from(ALPHABET), max_size=60)
WORDS = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=4).filter(lambda w: w.strip())


def naive(text: str, words: str) -> list[tuple[int, int]]:
    """Every stretch of the text that reads as the words and cuts no word, found by trying all."""

    def part_of_word(char: str) -> bool:
        return char == "_" or unicodedata.category(char)[0] in "LNM"

    def cuts(at: int) -> bool:
        return 0 < at < len(text) and part_of_word(text[at - 1]) and part_of_word(text[at])

    return [
        (start, end)
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
        if " ".join(text[start:end].split()) == " ".join(words.split())
        and not text[start].isspace()
        and not text[end - 1].isspace()
        and not cuts(start)
        and not cuts(end)
    ]


@given(text=TEXTS, words=WORDS)
def test_words_are_found_where_trying_every_stretch_finds_them(text: str, words: str) -> None:
    found = FoldedText.of(text).occurrences(words)
    assert [(span.start, span.end) for span in found] == naive(text, words)


@given(text=TEXTS, data=st.data())
def test_words_cut_from_the_text_itself_are_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 8)))
    words = text[start:end].strip()
    if words:
        found = FoldedText.of(text).occurrences(words)
        assert [(span.start, span.end) for span in found] == naive(text, words)


@given(text=TEXTS, words=WORDS)
def test_what_is_found_reads_as_the_words(text: str, words: str) -> None:
    folded = FoldedText.of(text)
    for span in folded.occurrences(words):
        assert fold(folded.words(span)) == fold(words)
        assert digest(folded.words(span)) == digest(words)


@given(text=TEXTS, words=WORDS, data=st.data())
def test_a_scope_keeps_what_lies_wholly_inside_it(
    text: str, words: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    scope = Span(start, data.draw(st.integers(start + 1, len(text) + 1)))
    folded = FoldedText.of(text)
    inside = [s for s in folded.occurrences(words) if scope.start <= s.start and s.end <= scope.end]
    assert folded.occurrences(words, scope) == inside


@given(TEXTS)
def test_every_folded_code_point_knows_where_it_comes_from(text: str) -> None:
    folded = FoldedText.of(text)
    assert len(folded.offsets) == len(folded.folded) + 1
    assert folded.offsets[-1] == len(text)
    assert list(folded.offsets) == sorted(set(folded.offsets))
    for char, offset in zip(folded.folded, folded.offsets, strict=False):
        assert text[offset].isspace() if char == " " else text[offset] == char
    assert folded.folded.strip(" ") == fold(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norland  offers", "Norland offers"),
        ("Norland\u00a0offers", "Norland offers"),
        ("Norland offers", "Norland\u00a0offers"),
        ("Norland\r\n\r\n\toffers", "Norland offers"),
        ("Norland\u2009\u3000offers", "Norland offers"),
        ("Norland offers", "Norland\n  offers"),
    ],
)
def test_any_white_space_is_as_good_as_one_space(text: str, words: str) -> None:
    assert FoldedText.of(text).occurrences(words) == [Span(0, len(text))]


@pytest.mark.parametrize(
    "text",
    ["Norlandoffers", "Norland\u200boffers", "Norland-offers", "Norland\u00adoffers"],
)
def test_what_is_no_white_space_is_none(text: str) -> None:
    assert FoldedText.of(text).occurrences("Norland offers") == []


@pytest.mark.parametrize(
    ("text", "words", "times"),
    [
        ("Norland", "Nor", 0),
        ("Norland", "land", 0),
        ("Norland’s envoy", "Norland", 1),
        ("Norland's envoy", "Norland", 1),
        ("Norland’s envoy", "s envoy", 1),
        ("Norlanders", "Norland", 0),
        ("pro-Norland envoys", "Norland", 1),
        ("(Norland)", "Norland", 1),
        ("1000 trucks", "100", 0),
        ("1,000 trucks", "000 trucks", 1),
        ("$100m", "100", 0),
        ("$100m", "$100m", 1),
        ("x$100m", "$100m", 1),
        ("500 trucks", "500", 1),
        ("a_b", "a", 0),
        ("cafe\u0301", "cafe", 0),
        ("cafe\u0301", "cafe\u0301", 1),
        ("cafe\u0301s", "cafe\u0301", 0),
        ("café", "cafe\u0301", 0),
        ("हिन्दी", "हिन्द", 0),
        ("हिन्दी", "हिन्दी", 1),
        ("🙂Norland🙂", "Norland", 1),
        ("👍🏽 Norland", "Norland", 1),
        ("𝒜𝒷", "𝒜", 0),
        ("“yes” and “yes”", "“yes”", 2),
        ("no no no", "no no", 2),
        ("Norland. Norland, Norland", "Norland", 3),
        ("norland", "Norland", 0),
    ],
)
def test_words_are_found_whole_or_not_at_all(text: str, words: str, times: int) -> None:
    assert len(FoldedText.of(text).occurrences(words)) == times


def test_offsets_are_code_points_of_the_text_as_it_is() -> None:
    text = "🙂 é\u00a0𝒜\n\nNorland  offers grain"
    assert FoldedText.of(text).occurrences("Norland offers") == [Span(7, 22)]
    assert text[7:22] == "Norland  offers"

"""One anchor, one text: exactly one answer, or a plain reason why not."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.resolve import Match, Miss, resolve
from reportedly.model.anchors import ELISION, Anchor, EveryAnchor
from reportedly.model.places import Span
from reportedly.model.words import fold

TEXT = """\
Norland Offers Grain

Norland’s envoy said that Norland offers grain. Sudland said nothing, and said so.
“We are glad,” Sudland’s envoy said.

Share this story
"""
FOLDED = FoldedText.of(TEXT)
SENTENCE = Span(TEXT.index("Norland’s"), TEXT.index("grain.") + 6)
SECOND = Span(TEXT.index("Sudland said"), TEXT.index("so.") + 3)

PIECES = ["a", "b", "a b", "ba", "c", "’", ".", ",", "\n", " ", "\u00a0", "A", "1"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
ENDS = st.sampled_from(["a", "b", "a b", "ba", "c", "a.", "’", "b,"])
SCOPES = st.none() | st.tuples(st.integers(0, 40), st.integers(1, 40)).map(
    lambda pair: (Span(pair[0], pair[0] + pair[1]),)
)


def found(anchor: Anchor, *within: Span, furniture: tuple[Span, ...] = ()) -> list[str]:
    """The words of each match."""
    matches = resolve(FOLDED, anchor, within or None, furniture)
    assert not isinstance(matches, Miss), matches
    return [FOLDED.words(match.span) for match in matches]


def missed(anchor: Anchor, *within: Span, furniture: tuple[Span, ...] = ()) -> Miss:
    miss = resolve(FOLDED, anchor, within or None, furniture)
    assert isinstance(miss, Miss)
    return miss


def naive(text: str, q: str, within: tuple[Span, ...] | None) -> list[tuple[int, int]]:
    """The matches by regular expressions over the text as it is."""
    scope = within[0] if within else Span(0, len(text) + 1)

    def spans(words: str) -> list[tuple[int, int]]:
        body = r"\s+".join(map(re.escape, words.split()))
        before = r"(?<!\w)" if re.match(r"\w", words) else ""
        after = r"(?!\w)" if re.search(r"\w$", words) else ""
        hits = re.finditer(f"{before}(?=({body}){after})", text)
        at = [(hit.start(1), hit.end(1)) for hit in hits]
        return [(s, e) for s, e in at if scope.start <= s and e <= scope.end]

    if ELISION not in q:
        return spans(q)
    first, last = q.split(ELISION)
    ends = {s: [e2 for s2, e2 in spans(last) if s2 >= e] for s, e in spans(first)}
    return [(start, after[0]) for start, after in ends.items() if after]


@given(text=TEXTS, words=ENDS, nth=st.none() | st.integers(1, 5), within=SCOPES)
def test_an_anchor_resolves_as_a_regular_expression_would(
    text: str, words: str, nth: int | None, within: tuple[Span, ...] | None
) -> None:
    matches = resolve(FoldedText.of(text), Anchor(q=words, nth=nth), within)
    expected = naive(text, words, within)
    if isinstance(matches, Miss):
        codes = {0: "RP101", 1: "RP103"}
        assert matches.code == codes.get(len(expected), "RP103" if nth else "RP102")
        assert nth is None or nth > len(expected)
    else:
        assert [(m.span.start, m.span.end) for m in matches] == [expected[(nth or 1) - 1]]
        assert nth or len(expected) == 1


@given(text=TEXTS, first=ENDS, last=ENDS, nth=st.none() | st.integers(1, 5), within=SCOPES)
def test_an_elided_anchor_runs_from_its_first_words_to_the_first_last_words_after_them(
    text: str, first: str, last: str, nth: int | None, within: tuple[Span, ...] | None
) -> None:
    folded = FoldedText.of(text)
    q = first + ELISION + last
    matches = resolve(folded, Anchor(q=q, nth=nth), within)
    expected = naive(text, q, within)
    if isinstance(matches, Miss):
        assert not expected or nth is None or nth > len(expected)
        assert len(expected) != 1 or nth
    else:
        (match,) = matches
        assert (match.span.start, match.span.end) == expected[(nth or 1) - 1]
        assert match.head is not None
        assert match.tail is not None
        assert fold(folded.words(match.head)) == fold(first)
        assert fold(folded.words(match.tail)) == fold(last)
        assert match.span == Span(match.head.start, match.tail.end)
        assert match.head.end <= match.tail.start


@given(text=TEXTS, words=ENDS, within=SCOPES)
def test_an_anchor_for_every_occurrence_matches_all_of_them(
    text: str, words: str, within: tuple[Span, ...] | None
) -> None:
    matches = resolve(FoldedText.of(text), EveryAnchor(q=words, every=True), within)
    spans = [] if isinstance(matches, Miss) else [(m.span.start, m.span.end) for m in matches]
    assert spans == naive(text, words, within)


@given(text=TEXTS, more=TEXTS, words=ENDS, last=st.none() | ENDS, data=st.data())
def test_text_added_outside_a_passage_changes_nothing_inside_it(
    text: str, more: str, words: str, last: str | None, data: st.DataObject
) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    scope = Span(start, data.draw(st.integers(start + 1, len(text))))
    anchor = Anchor(q=words if last is None else words + ELISION + last)
    before = resolve(FoldedText.of(text), anchor, (scope,))
    after = resolve(FoldedText.of(f"{text} — {more}"), anchor, (scope,))
    if isinstance(before, Miss):
        assert isinstance(after, Miss)
        assert (before.code, before.message) == (after.code, after.message)
    else:
        assert before == after


def test_words_that_stand_once_are_found_with_their_place() -> None:
    start = TEXT.index("“We are")
    assert resolve(FOLDED, Anchor(q="“We are glad,”")) == (Match(Span(start, start + 14)),)


def test_nth_counts_from_one_in_the_order_of_the_text() -> None:
    starts = [hit.start() for hit in re.finditer(r"\bsaid\b", TEXT)]
    assert len(starts) == 4
    for nth, start in enumerate(starts, 1):
        matches = resolve(FOLDED, Anchor(q="said", nth=nth))
        assert not isinstance(matches, Miss)
        assert matches[0].span.start == start


def test_nth_counts_within_the_passage_and_not_from_the_text_s_start() -> None:
    assert found(Anchor(q="said"), SENTENCE) == ["said"]
    matches = resolve(FOLDED, Anchor(q="said", nth=2), (SECOND,))
    assert not isinstance(matches, Miss)
    assert matches[0].span.start == TEXT.index("said so")


def test_the_last_words_are_the_first_such_words_after_the_first() -> None:
    assert found(Anchor(q="Norland’s envoy … said")) == ["Norland’s envoy said"]


def test_of_an_elided_anchor_nth_counts_its_first_words() -> None:
    assert found(Anchor(q="Norland … grain", nth=2)) == [
        "Norland’s envoy said that Norland offers grain"
    ]
    assert found(Anchor(q="Norland … grain", nth=3)) == ["Norland offers grain"]


def test_first_words_without_last_words_after_them_do_not_count() -> None:
    assert found(Anchor(q="Norland … nothing", nth=3))
    assert missed(Anchor(q="Norland … nothing", nth=4)).code == "RP103"


def test_several_stretches_are_searched_in_turn_and_never_across() -> None:
    assert found(Anchor(q="envoy said"), SENTENCE, SECOND) == ["envoy said"]
    assert missed(Anchor(q="Norland’s … nothing"), SENTENCE, SECOND).code == "RP101"
    assert missed(Anchor(q="said"), SENTENCE, SECOND).message.startswith("'said' stands 3 times")


def test_every_occurrence_is_meant_but_for_those_in_the_furniture() -> None:
    headline = Span(0, 20)
    every = EveryAnchor(q="Norland", every=True)
    assert found(every) == ["Norland"] * 3
    assert found(every, furniture=(headline,)) == ["Norland"] * 2


def test_words_that_stand_only_in_the_furniture_are_missed_as_such() -> None:
    share = Span(TEXT.index("Share"), TEXT.index("story") + 5)
    miss = missed(EveryAnchor(q="Share", every=True), furniture=(share,))
    assert miss.code == "RP104"
    assert "furniture" in miss.message


def test_words_that_stand_nowhere_are_missed_with_what_an_anchor_is() -> None:
    miss = missed(Anchor(q="Norland sends grain"))
    assert (miss.code, miss.message) == (
        "RP101",
        "'Norland sends grain' does not stand in the text",
    )
    assert "whole words" in miss.mend


def test_half_a_word_is_not_there() -> None:
    assert missed(Anchor(q="Nor")).code == "RP101"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Norland's envoy", "Norland’s envoy"),
        ('"We are glad,"', "“We are glad,”"),
        ("\"We are … Sudland's", "“We are … Sudland’s"),
        ("‘We are glad,’", None),
    ],
)
def test_other_quotation_marks_are_told_as_the_text_prints_them(
    typed: str, printed: str | None
) -> None:
    miss = missed(Anchor(q=typed))
    assert miss.code == "RP101"
    assert (miss.mend == f"The text prints: {printed}") is (printed is not None)


def test_a_hint_shows_the_text_s_words_on_one_line() -> None:
    miss = resolve(FoldedText.of("Norland’s\n  envoy"), Anchor(q="Norland's envoy"))
    assert isinstance(miss, Miss)
    assert miss.mend == "The text prints: Norland’s envoy"


def test_words_that_stand_outside_the_passage_are_told_to_stand_elsewhere() -> None:
    miss = missed(Anchor(q="nothing"), SENTENCE)
    assert miss.code == "RP101"
    assert miss.message == "'nothing' does not stand in the passage it is sought in"
    assert miss.mend.startswith("It stands elsewhere in the text (1×)")


def test_last_words_that_stand_only_before_the_first_are_told_so() -> None:
    miss = missed(Anchor(q="nothing … Offers"))
    assert miss.code == "RP101"
    assert miss.mend == "'Offers' stands there, but not after 'nothing'."


def test_words_that_stand_several_times_are_never_guessed_at() -> None:
    miss = missed(Anchor(q="said"))
    assert (miss.code, miss.message) == ("RP102", "'said' stands 4 times in the text")
    assert "nth: 1 to 4" in miss.mend


@pytest.mark.parametrize(
    ("q", "nth", "message", "mend"),
    [
        ("said", 5, "'said' stands only 4 times in the text, but nth is 5", "Use nth: 1 to 4."),
        ("glad", 2, "'glad' stands only once in the text, but nth is 2", "Drop nth."),
    ],
)
def test_an_nth_that_is_too_high_is_told_how_many_there_are(
    q: str, nth: int, message: str, mend: str
) -> None:
    miss = missed(Anchor(q=q, nth=nth))
    assert (miss.code, miss.message, miss.mend) == ("RP103", message, mend)


def test_no_stretch_to_search_is_no_match() -> None:
    miss = resolve(FOLDED, Anchor(q="said"), ())
    assert isinstance(miss, Miss)
    assert miss.code == "RP101"

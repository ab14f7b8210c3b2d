"""How much of an article is shown outside quotation marks is counted word by word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.shown import LARGEST_SHARE, LONGEST_RUN, shown
from reportedly.model.places import Place, Span

Places = dict[str, tuple[Place, ...]]
WORDS = 24
TEXT = " ".join(f"w{i}" for i in range(WORDS))
STARTS = [match.start() for match in re.finditer(r"w\d+", TEXT)]
ENDS = [match.end() for match in re.finditer(r"w\d+", TEXT)]

STRETCHES = st.tuples(st.integers(0, WORDS - 1), st.integers(0, 8)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], WORDS - 1))
)
ANCHORS = st.lists(st.tuples(st.booleans(), STRETCHES, st.booleans()), max_size=6)


def place(first: int, last: int, *, elided: bool = False) -> Place:
    """The place of the words from `first` to `last`; elided, only these two are quoted."""
    span = Span(STARTS[first], ENDS[last])
    if not elided or first == last:
        return Place(span, "body", "0" * 64)
    head, tail = Span(STARTS[first], ENDS[first]), Span(STARTS[last], ENDS[last])
    return Place(span, "body", "0" * 64, head, tail)


@given(ANCHORS)
def test_what_is_shown_is_what_marking_each_word_shows(
    anchors: list[tuple[bool, tuple[int, int], bool]],
) -> None:
    places: Places = {}
    seen, quoted = [False] * WORDS, [False] * WORDS
    for i, (quotes, (first, last), elided) in enumerate(anchors):
        key = f"quotations.q{i}" if quotes else f"reports.r{i}.at"
        places[key] = (place(first, last, elided=elided and not quotes),)
        for word in range(first, last + 1):
            if quotes:
                quoted[word] = True
            elif not elided or word in (first, last):
                seen[word] = True
    visible = [s and not q for s, q in zip(seen, quoted, strict=True)]
    runs = [len(run) for run in re.findall("1+", "".join("01"[v] for v in visible))]
    counted = shown(FoldedText.of(TEXT), places)
    assert (counted.words, counted.shown, counted.longest) == (
        WORDS,
        sum(visible),
        max(runs, default=0),
    )
    assert counted.share == sum(visible) / WORDS
    if counted.run is None:
        assert runs == []
    else:
        assert len(TEXT[counted.run.start : counted.run.end].split()) == counted.longest


def test_an_article_without_words_shows_none() -> None:
    counted = shown(FoldedText.of("… — …"), {})
    assert (counted.words, counted.shown, counted.share, counted.run) == (0, 0, 0.0, None)


def test_neighbouring_anchors_show_one_run() -> None:
    places: Places = {"reports.r1.at": (place(0, 8),), "reports.r2.at": (place(9, 17),)}
    assert shown(FoldedText.of(TEXT), places).longest == 18


def test_a_quotation_breaks_a_run() -> None:
    places: Places = {"reports.r1.at": (place(0, 20),), "quotations.q1": (place(5, 5),)}
    counted = shown(FoldedText.of(TEXT), places)
    assert (counted.shown, counted.longest) == (20, 15)
    assert counted.run == Span(STARTS[6], ENDS[20])


def test_the_words_between_the_ends_of_an_elided_passage_are_not_shown() -> None:
    places: Places = {"reports.r1.at": (place(0, 20, elided=True),)}
    assert shown(FoldedText.of(TEXT), places).shown == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norland’s envoy", 2),
        ("post-war", 1),
        ("100,000 trucks", 2),
        ("1.3 million", 2),
        ("it’s — no, it is", 4),
        ("", 0),
    ],
)
def test_a_word_is_what_a_reader_counts_as_one(text: str, words: int) -> None:
    assert shown(FoldedText.of(text), {}).words == words


def test_the_limits_are_eighteen_words_running_and_half_of_the_article() -> None:
    assert LONGEST_RUN == 17
    assert LARGEST_SHARE == 0.5

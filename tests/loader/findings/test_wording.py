"""Quoted words: what counts as the same, as nearly the same, as a cut; and what changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.findings.drift.wording import (
    SHORTEST,
    Wording,
    changes,
    contains,
    label_stem,
    retold,
    same_label,
    similar,
)

WORDS = st.lists(
    st.sampled_from(["we", "shall", "send", "no", "boats", "at", "all", "to", "the", "reef"]),
    max_size=9,
)
WORDINGS = WORDS.map(lambda words: Wording.of(" ".join(words)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We shouldn’t, “ever”!", ["we", "shouldnt", "ever"]),
        ("We shouldn't ever", ["we", "shouldnt", "ever"]),
        (
            "100,000\u00a0men of 1,5 or 12,3456",
            ["100000", "men", "of", "1", "5", "or", "12", "3456"],
        ),
        ("counter-battery  warfare,", ["counter", "battery", "warfare"]),
        ("北の reef", ["北", "の", "reef"]),
        ("… — !", []),
    ],
)
def test_only_letters_and_digits_count(text: str, words: list[str]) -> None:
    assert list(Wording.of(text).words) == words


def test_words_are_shown_as_the_text_writes_them() -> None:
    assert Wording.of("We shouldn’t send 1,000 Boats and no more of them than that").start == (
        "We shouldn’t send 1,000 Boats and no more …"
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("resilient and undemanding", "resident and undemanding", True),
        (
            "quiet men who ask for nothing",
            "They are quiet people who ask for nothing but a lamp",
            True,
        ),
        ("we should let them sail home", "we should not let them sail home", True),
        ("resident", "resilient", False),  # one word, and another
        ("the men are brave and the sea is cold", "the sea is cold and the night is long", False),
        ("we shall send boats to the far reef", "nobody asked the council for a lamp", False),
        ("", "we shall", False),
    ],
)
def test_nearly_the_same(one: str, other: str, expected: bool) -> None:
    assert similar(Wording.of(one), Wording.of(other)) is expected
    assert similar(Wording.of(other), Wording.of(one)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "We shall wait as the tide waits, which complains of nobody and is never late",
            "they wait like thieves, who complain of nobody and are never late",
            True,
        ),
        ("the men are brave and the sea is cold", "the sea is cold and the night is long", False),
        ("one two three", "one two three", False),  # too short to tell a saying from others
        ("gas is what we burn here and there", "gases are what we burned there and here", False),
    ],
)
def test_half_a_saying_kept(one: str, other: str, expected: bool) -> None:
    assert retold(Wording.of(one), Wording.of(other)) is expected


@given(WORDINGS, WORDINGS)
def test_half_kept_is_symmetric_and_all_that_is_long_keeps_itself(
    one: Wording, other: Wording
) -> None:
    assert retold(one, other) is retold(other, one)
    assert retold(one, one) is not one.short


@given(WORDINGS, WORDINGS)
def test_likeness_is_reflexive_and_symmetric(one: Wording, other: Wording) -> None:
    assert similar(one, one)
    assert similar(one, other) is similar(other, one)


@given(WORDS, WORDS, WORDS)
def test_a_part_is_contained_in_its_whole(
    before: list[str], part: list[str], after: list[str]
) -> None:
    whole = Wording.of(" ".join([*before, *part, *after]))
    assert contains(whole, Wording.of(" ".join(part))) is bool(part)


def test_a_label_is_one_in_the_singular_and_the_plural() -> None:
    volunteer, volunteers, gas, ga = map(Wording.of, ("volunteer", "Volunteers", "gas", "ga"))
    assert same_label(volunteer, volunteers)
    assert not same_label(gas, ga)
    assert label_stem(Wording.of("…")) == ()


def test_what_changed_is_told_in_order() -> None:
    fuller = Wording.of("They are quiet people who ask for nothing but a lamp")
    cut = Wording.of("quiet men who now ask for nothing")
    assert list(changes(fuller, cut)) == [
        "“They are” is left out",
        "“men” stands for “people”",
        "“now” is added",
        "“but a lamp” is left out",
    ]
    assert list(changes(fuller, fuller)) == []


def test_three_words_are_short() -> None:
    assert Wording.of("one two three").short
    assert not Wording.of(" ".join(["one"] * SHORTEST)).short

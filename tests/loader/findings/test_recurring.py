"""Which quotations give one saying: properties, and an oracle that compares all pairs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from reportedly.findings.drift.recurring import (
    COMMONPLACE,
    Quoted,
    cut_of,
    nearly_same,
    sayings,
)
from reportedly.findings.drift.wording import SHORTEST, Wording

VOCABULARY = ["we", "sends", "send", "no", "boats", "at", "all", "to", "the", "reef", "tonight"]
PHRASES = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=8)


@st.composite
def quotations(draw: st.DrawFn) -> list[Quoted]:
    """Some free, some cut from one before, some with a word replaced."""
    them: list[Quoted] = []
    for i in range(draw(st.integers(0, 7))):
        words = draw(PHRASES)
        if draw(st.booleans()) and them:
            before: Quoted = draw(st.sampled_from(them))
            words = list(before.wording.words)
            start = draw(st.integers(0, len(words) - 1))
            end = draw(st.integers(start + 1, len(words)))
            words = words[start:end]
            if draw(st.booleans()):
                words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(VOCABULARY))
        them.append(
            Quoted(
                f"q{i}",
                draw(st.sampled_from(["one", "two"])),
                Wording.of(" ".join(words)),
                label=draw(st.integers(0, 4)) == 0,
                speakers=draw(st.frozensets(st.sampled_from(["ada", "lio"]), max_size=1)),
                utterance=draw(st.sampled_from(["", "", "speech"])),
            )
        )
    return them


def quoted(
    name: str, words: str, article: str = "one", speaker: str = "", *, label: bool = False
) -> Quoted:
    speakers = frozenset([speaker] if speaker else [])
    return Quoted(name, article, Wording.of(words), label, speakers)


def oracle(them: Sequence[Quoted]) -> set[tuple[str, ...]]:
    """All pairs compared; sayings and parts by the closure of a matrix (Warshall)."""
    names = range(len(them))
    same = {(i, j) for i, j in product(names, repeat=2) if i == j or nearly_same(them[i], them[j])}
    part = same | {
        (i, j) for i, j in product(names, repeat=2) if i != j and cut_of(them[i], them[j])
    }
    for relation in (same, part):
        for k, i, j in product(names, repeat=3):
            if (i, k) in relation and (k, j) in relation:
                relation.add((i, j))
    groups: set[tuple[str, ...]] = set()
    for whole in names:
        if all((whole, other) not in part or (other, whole) in part for other in names):
            groups.add(tuple(sorted(them[i].name for i in names if (i, whole) in part)))
    return {group for group in groups if len(group) > 1}


@given(quotations())
def test_what_is_worth_comparing_misses_nothing(them: list[Quoted]) -> None:
    assert set(sayings(them)) == oracle(them)


@given(quotations(), st.randoms())
def test_the_order_changes_nothing(them: list[Quoted], chance: random.Random) -> None:
    shuffled = list(them)
    chance.shuffle(shuffled)
    assert sayings(shuffled) == sayings(them)


@given(quotations(), st.data())
def test_a_cut_is_grouped_with_what_it_is_cut_from(them: list[Quoted], data: st.DataObject) -> None:
    long = [each for each in them if not each.wording.short and not each.label]
    if not long:
        return
    whole = data.draw(st.sampled_from(long))
    start = data.draw(st.integers(0, len(whole.wording.words) - SHORTEST))
    end = data.draw(st.integers(start + SHORTEST, len(whole.wording.words)))
    cut = quoted("cut", " ".join(whole.wording.words[start:end]), "three")
    assert any({"cut", whole.name} <= set(group) for group in sayings([*them, cut]))


@given(quotations(), quotations())
def test_likeness_is_symmetric(them: list[Quoted], others: list[Quoted]) -> None:
    for one, other in product(them, others):
        assert nearly_same(one, other) is nearly_same(other, one)


def test_a_few_words_recur_only_within_an_article_or_of_one_speaker() -> None:
    ada, lio = quoted("a", "quite motivated", speaker="ada"), quoted("l", "quite motivated", "two")
    assert sayings([ada, lio]) == ()
    again = quoted("b", "quite motivated", "two", speaker="ada")
    assert sayings([ada, again]) == (("a", "b"),)
    assert sayings([ada, quoted("c", "quite motivated", speaker="lio")]) == (("a", "c"),)


def test_a_label_recurs_as_a_label_and_not_in_speech() -> None:
    labels = [quoted("a", "Volunteers", label=True), quoted("b", "volunteer", "two", label=True)]
    speech = quoted("s", "the volunteers will come tomorrow", speaker="ada")
    assert sayings([*labels, speech]) == (("a", "b"),)


def test_half_a_saying_recurs_of_one_speaker_only_and_not_within_one_utterance() -> None:
    tide = "We shall wait as the tide waits, which complains of nobody and is never late"
    thieves = "they wait like thieves, who complain of nobody and are never late"
    ada, other = quoted("a", tide, speaker="ada"), quoted("b", thieves, speaker="ada")
    assert sayings([ada, other]) == (("a", "b"),)
    assert sayings([ada, quoted("l", thieves, speaker="lio")]) == ()
    assert sayings([quoted("a", tide), quoted("b", thieves)]) == ()
    goes_on = [replace(each, utterance="speech") for each in (ada, other)]
    assert sayings(goes_on) == ()


def test_a_short_cut_joins_each_that_it_may_be_cut_from() -> None:
    them = [
        quoted("one", "we should not be shy about the boats"),
        quoted("two", "no shy man ever sailed to the reef"),
        quoted("cut", "shy"),
    ]
    assert sayings(them) == (("cut", "one"), ("cut", "two"))


def test_a_commonplace_hides_no_cut_and_no_repetition() -> None:
    them = [
        quoted(f"q{i:03}", f"we shall send number{i} to the reef") for i in range(COMMONPLACE + 5)
    ]
    alike = quoted("again", "We shall send number7 to the reef!", "two")
    cut = quoted("cut", "number9 to the reef", "two")
    groups = sayings([*them, alike, cut])
    assert any({"again", "q007"} <= set(group) for group in groups)
    assert any({"cut", "q009"} <= set(group) for group in groups)
